import type { Job } from '../../kit/jobs/job.ts';
import { removeOldRows } from '../../kit/jobs/remove-old-rows.ts';

export const notificationsJobs: readonly Job[] = [
  {
    name: 'notifications.clean',
    permission: 'notifications.manage',
    schedule: '0 3 * * *',
    expirySeconds: 1_800,
    retries: 3,
    run: (context) =>
      removeOldRows(context, {
        table: 'deliveries',
        condition: "state IN ('sent', 'dead') AND updated_at < now() - interval '90 days'",
        rowsName: 'deliveries',
      }),
  },
];
