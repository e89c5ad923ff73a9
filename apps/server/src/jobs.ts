import { displaysJobs } from './features/displays/index.ts';
import { importsJobs } from './features/imports/index.ts';
import { jobsJobs } from './features/jobs/index.ts';
import { notificationsJobs } from './features/notifications/index.ts';
import { planReports, reportsJobs } from './features/reports/index.ts';
import { sessionJobs } from './features/session/index.ts';
import type { Job, JobPlanner } from './kit/jobs/job.ts';
import { reportKinds } from './report-kinds.ts';

/** The jobs of all features. */
export const jobs: readonly Job[] = [
  ...displaysJobs,
  ...importsJobs,
  ...jobsJobs,
  ...notificationsJobs,
  ...reportsJobs(reportKinds),
  ...sessionJobs,
];

/** Those that ask for jobs by schedules of tenants. */
export const planners: readonly JobPlanner[] = [planReports];
