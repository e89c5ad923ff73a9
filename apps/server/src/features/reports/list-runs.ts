import type { ListRunsInput, ReportRun, ReportRunPage, RowRef } from '@varve/contract';
import type { TenantTransaction } from '@varve/db/tenant';
import { ServerError } from '../../kit/server-error.ts';
import { RUN_COLUMNS, RUN_TABLES, runOf, type RunRow, type Viewer } from './run-row.ts';

/** Lists a page of runs, the newest first. */
export async function listRuns(
  { $client }: TenantTransaction,
  viewer: Viewer,
  { definitionId, cursor, limit }: ListRunsInput,
): Promise<ReportRunPage> {
  const { rows } = await $client.query<RunRow>(
    `SELECT ${RUN_COLUMNS} FROM ${RUN_TABLES}
     WHERE ($1::uuid IS NULL OR r.definition_id = $1)
       AND ($2::uuid IS NULL OR (r.created_at, r.id) < (SELECT created_at, id FROM report_runs WHERE id = $2))
     ORDER BY r.created_at DESC, r.id DESC LIMIT $3`,
    [definitionId ?? null, cursor ?? null, limit + 1],
  );
  const runs = rows.slice(0, limit).map((row) => runOf(viewer, row));
  return { runs, nextCursor: rows.length > limit ? runs.at(-1)!.id : null };
}

/** Gets one run. @throws ServerError NOT_FOUND */
export async function getRun(
  { $client }: TenantTransaction,
  viewer: Viewer,
  { id }: RowRef,
): Promise<ReportRun> {
  const { rows } = await $client.query<RunRow>(
    `SELECT ${RUN_COLUMNS} FROM ${RUN_TABLES} WHERE r.id = $1`,
    [id],
  );
  if (rows.length === 0) throw new ServerError('NOT_FOUND', `there is no run ${id}`);
  return runOf(viewer, rows[0]!);
}
