import type { Job } from '../../kit/jobs/job.ts';
import { removeOldRows } from '../../kit/jobs/remove-old-rows.ts';

export const sessionJobs: readonly Job[] = [
  {
    name: 'session.clean',
    permission: 'system.manage',
    schedule: '45 3 * * *',
    expirySeconds: 1_800,
    retries: 3,
    run: async (context) => {
      // Their refresh tokens go with them.
      const sessions = await removeOldRows(context, {
        table: 'sessions',
        condition: "coalesce(ended_at, expires_at) < now() - interval '30 days'",
        rowsName: 'sessions',
      });
      const links = await removeOldRows(context, {
        table: 'one_time_links',
        condition: "expires_at < now() - interval '30 days'",
        rowsName: 'links',
      });
      return `${sessions}, ${links}`;
    },
  },
];
