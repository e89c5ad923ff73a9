export { importsJobs } from './imports.job.ts';
