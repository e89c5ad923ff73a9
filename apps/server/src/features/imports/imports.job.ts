import type { Job } from '../../kit/jobs/job.ts';
import { removeOldRows } from '../../kit/jobs/remove-old-rows.ts';

export const importsJobs: readonly Job[] = [
  {
    name: 'imports.clean',
    permission: 'system.manage',
    schedule: '5 * * * *',
    expirySeconds: 1_800,
    retries: 3,
    run: (context) =>
      // Their bytes go with them.
      removeOldRows(context, {
        table: 'imports',
        condition: "state = 'waiting' AND created_at < now() - interval '1 day'",
        rowsName: 'files',
      }),
  },
];
