import { jobRuns, type JobRun } from '@varve/db/schema';
import type { TenantTransaction } from '@varve/db/tenant';
import { and, eq, inArray, sql } from 'drizzle-orm';

/** Asks a run to end: one that waits is over at once, one at work is told within a second. @returns undefined for one that is over, or not there */
export async function requestCancel(
  transaction: TenantTransaction,
  id: string,
): Promise<JobRun | undefined> {
  const [row] = await transaction
    .update(jobRuns)
    .set({
      cancelRequestedAt: sql`coalesce(${jobRuns.cancelRequestedAt}, now())`,
      state: sql`CASE ${jobRuns.state} WHEN 'queued' THEN 'cancelled' ELSE ${jobRuns.state} END`,
      endedAt: sql`CASE ${jobRuns.state} WHEN 'queued' THEN now() END`,
    })
    .where(and(eq(jobRuns.id, id), inArray(jobRuns.state, ['queued', 'running'])))
    .returning();
  if (row === undefined) return undefined;
  await transaction.$client.query(
    "SELECT internal.record_event('job_cancelled', 'job_runs', $1, $2)",
    [row.id, { job: row.name }],
  );
  return row;
}
