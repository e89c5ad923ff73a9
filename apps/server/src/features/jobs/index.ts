export { jobsJobs } from './jobs.job.ts';
export { jobsRouter } from './jobs.router.ts';
