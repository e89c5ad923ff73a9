export { calendarsRouter } from './calendars.router.ts';
