import type { JobPage, JobRun, ListJobsInput } from '@varve/contract';
import { jobRuns, users } from '@varve/db/schema';
import type { TenantTransaction } from '@varve/db/tenant';
import { cutPage, decodeCursor } from '../../kit/cursor.ts';
import { and, desc, eq, getTableColumns, sql } from 'drizzle-orm';
import { z } from 'zod';

const place = z.strictObject({ id: z.guid() });

/** Lists a page of runs of jobs, the newest first. @throws ServerError QUERY_INVALID for a cursor that is none */
export async function listJobs(
  transaction: TenantTransaction,
  { state, cursor, limit }: ListJobsInput,
): Promise<JobPage> {
  const after = cursor === undefined ? undefined : decodeCursor(place, cursor);
  const rows = await selectRuns(transaction)
    .where(
      and(
        state === undefined ? undefined : eq(jobRuns.state, state),
        after === undefined
          ? undefined
          : sql`(${jobRuns.createdAt}, ${jobRuns.id}) < (SELECT created_at, id FROM job_runs WHERE id = ${after.id})`,
      ),
    )
    .orderBy(desc(jobRuns.createdAt), desc(jobRuns.id))
    .limit(limit + 1);
  const { rows: jobs, nextCursor } = cutPage(place, rows.map(jobRunOf), limit);
  return { jobs, nextCursor };
}

/** Begins a query of runs, each with the name of who asked for it. */
export function selectRuns(transaction: TenantTransaction) {
  return transaction
    .select({
      ...getTableColumns(jobRuns),
      requestedByName: sql<
        string | null
      >`coalesce(nullif(${users.fullName}, ''), ${users.username})`,
    })
    .from(jobRuns)
    .leftJoin(users, eq(users.id, jobRuns.requestedBy))
    .$dynamic();
}

type JobRunRow = Awaited<ReturnType<typeof selectRuns>>[number];

/** Tells of a run as the contract has it. */
export function jobRunOf(row: JobRunRow): JobRun {
  const { id, name, state, progress, message, error, attempts, requestedBy, requestedByName } = row;
  return {
    id,
    name,
    state,
    progress,
    message,
    error,
    attempts,
    requestedBy,
    requestedByName,
    isCancelling: row.cancelRequestedAt !== null && row.endedAt === null,
    createdAtMs: row.createdAt.getTime(),
    startedAtMs: row.startedAt?.getTime() ?? null,
    endedAtMs: row.endedAt?.getTime() ?? null,
  };
}
