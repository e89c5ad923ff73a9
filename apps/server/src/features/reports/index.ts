export { openRunFile } from './open-run-file.ts';
export { planReports } from './plan-reports.ts';
export { reportsJobs } from './reports.job.ts';
export { reportsRouter } from './reports.router.ts';
