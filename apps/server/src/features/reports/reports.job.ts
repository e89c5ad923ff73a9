import { REPORT_KEPT_DAYS } from '@varve/contract';
import type { Job, JobContext } from '../../kit/jobs/job.ts';
import { removeOldRows } from '../../kit/jobs/remove-old-rows.ts';
import { removeFiles, runsWithFiles } from '../../kit/reports/report-path.ts';
import { requireDiskRoom } from '../../kit/reports/require-disk-room.ts';
import type { ReportKind } from '../../kit/reports/report-kind.ts';
import { RUN_JOB } from './begin-run.ts';
import { keepWithinBytes, MAX_KEPT_BYTES } from './keep-within-bytes.ts';
import { makeRun } from './make-run.ts';

/** Jobs that make reports, and remove old ones. */
export function reportsJobs(kinds: readonly ReportKind[]): readonly Job[] {
  return [
    {
      name: RUN_JOB,
      // Whoever defined it has the right to what it shows, too: that is looked at when it runs.
      permission: 'reports.read',
      expirySeconds: 3_600,
      retries: 2,
      run: async (context) => {
        // Each server has files of its own, and the job that cleans runs on one of them.
        await removeForgotten(context);
        await keepWithinBytes(context, MAX_KEPT_BYTES);
        await requireDiskRoom(context.directory);
        return makeRun(context, kinds);
      },
    },
    {
      name: 'reports.clean',
      permission: 'system.manage',
      schedule: '30 3 * * *',
      expirySeconds: 1_800,
      retries: 3,
      run: async (context) => {
        const removed = await removeOldRows(context, {
          table: 'report_runs',
          condition: `created_at < now() - interval '${REPORT_KEPT_DAYS} days'`,
          rowsName: 'runs',
        });
        return `${removed}, files of ${await removeForgotten(context)}`;
      },
    },
  ];
}

/** Removes files on this server of runs that are gone, or that ended without them. @returns how many runs had some */
async function removeForgotten({ directory, tenantId, transaction }: JobContext): Promise<number> {
  const runIds = await runsWithFiles(directory, tenantId);
  if (runIds.length === 0) return 0;
  const { rows } = await transaction(({ $client }) =>
    $client.query<{ id: string }>(
      `SELECT given AS id FROM unnest($1::uuid[]) AS given WHERE NOT EXISTS (
         SELECT FROM report_runs r JOIN job_runs j ON j.id = r.job_run_id
         WHERE r.id = given AND (j.state IN ('queued', 'running', 'done')))`,
      [runIds],
    ),
  );
  for (const { id } of rows) await removeFiles(directory, { tenantId, runId: id });
  return rows.length;
}
