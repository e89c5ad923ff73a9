import type { Job } from '../../kit/jobs/job.ts';
import { removeOldRows } from '../../kit/jobs/remove-old-rows.ts';

/** Screens that nobody paired, that never took their session, or whose session is over. */
const OVER = `expires_at < now() - interval '1 day' AND NOT EXISTS (
  SELECT FROM sessions s WHERE s.user_id = displays.user_id AND s.ended_at IS NULL AND s.expires_at > now())`;

export const displaysJobs: readonly Job[] = [
  {
    name: 'displays.clean',
    permission: 'system.manage',
    schedule: '50 3 * * *',
    expirySeconds: 1_800,
    retries: 3,
    run: async (context) => {
      // Their accounts go with them; what names these keeps doing so.
      await context.transaction(({ $client }) =>
        $client.query(
          `WITH gone AS (
             UPDATE users SET enabled = false, deleted_at = now() WHERE deleted_at IS NULL AND id IN (SELECT user_id FROM displays WHERE ${OVER})
             RETURNING id)
           DELETE FROM user_roles WHERE user_id IN (SELECT id FROM gone)`,
        ),
      );
      return removeOldRows(context, { table: 'displays', condition: OVER, rowsName: 'displays' });
    },
  },
];
