export { notificationsJobs } from './notifications.job.ts';
export { notificationsRouter } from './notifications.router.ts';
