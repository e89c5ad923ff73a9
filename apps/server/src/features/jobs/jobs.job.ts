import type { Job } from '../../kit/jobs/job.ts';
import { removeOldRows } from '../../kit/jobs/remove-old-rows.ts';

export const jobsJobs: readonly Job[] = [
  {
    name: 'jobs.clean',
    permission: 'system.manage',
    schedule: '15 3 * * *',
    expirySeconds: 1_800,
    retries: 3,
    run: (context) =>
      removeOldRows(context, {
        table: 'job_runs',
        condition: "ended_at < now() - interval '90 days'",
        rowsName: 'runs',
      }),
  },
];
