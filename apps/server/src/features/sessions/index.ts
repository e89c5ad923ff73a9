export { sessionsReport } from './sessions-report.ts';
export { sessionsRouter } from './sessions.router.ts';
