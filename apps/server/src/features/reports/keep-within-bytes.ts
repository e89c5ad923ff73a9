import type { JobContext } from '../../kit/jobs/job.ts';
import { bytesOfRuns, removeFiles } from '../../kit/reports/report-path.ts';

/** Bytes of files that a tenant may have on a server before another run begins. */
export const MAX_KEPT_BYTES = 2 * 1_024 ** 3;

/**
 * Removes files of the oldest runs on this server that are done, until those of the tenant are few enough; each run says so.
 *
 * @returns how many runs lost their files
 */
export async function keepWithinBytes(
  { directory, tenantId, transaction }: Pick<JobContext, 'directory' | 'tenantId' | 'transaction'>,
  maxBytes: number,
): Promise<number> {
  const runs = await bytesOfRuns(directory, tenantId);
  let kept = runs.reduce((total, { bytes }) => total + bytes, 0);
  let removed = 0;
  for (const { runId, bytes } of runs) {
    if (kept <= maxBytes) break;
    // Told first: a run never offers a file that is gone.
    const isDone = await transaction(async ({ $client }) => {
      const { rowCount } = await $client.query(
        `WITH emptied AS (UPDATE report_runs SET files = '[]' WHERE id = $1 RETURNING job_run_id)
         UPDATE job_runs j SET message = left(j.message || '; its files were removed to make room for newer ones', 1000)
         FROM emptied WHERE j.id = emptied.job_run_id AND j.state = 'done'`,
        [runId],
      );
      return rowCount !== 0;
    });
    if (!isDone) continue;
    await removeFiles(directory, { tenantId, runId });
    kept -= bytes;
    removed += 1;
  }
  return removed;
}
