import type { ReportRun } from '@varve/contract';
import { isBoundAway, type Access } from '../../kit/access/access.ts';
import { findKind } from '../../kit/reports/find-kind.ts';
import type { ReportKind } from '../../kit/reports/report-kind.ts';

/** Things by which rows become what a caller sees. */
export interface Viewer {
  readonly access: Access;
  readonly kinds: readonly ReportKind[];
}

/** A run as the database has it. */
export type RunRow = Omit<ReportRun, 'permission' | 'mayOpen' | 'mayCancel'>;

/** Runs in the form of the contract: `r` is the run, `j` its job, `u` its definer. Files are told of once the run is over. */
export const RUN_COLUMNS = `
  r.id, r.definition_id AS "definitionId", r.name, r.parameters, r.language, r.formats, j.state, j.progress, j.message, j.error,
  j.cancel_requested_at IS NOT NULL AND j.ended_at IS NULL AS "isCancelling", r.defined_by AS "definedById",
  coalesce(nullif(u.full_name, ''), u.username) AS "definedBy", (extract(epoch FROM r.due_at) * 1000)::float8 AS "dueAtMs",
  (extract(epoch FROM r.from_at) * 1000)::float8 AS "fromMs", (extract(epoch FROM r.to_at) * 1000)::float8 AS "toMs",
  CASE j.state WHEN 'done' THEN r.row_count END AS "rowCount", CASE j.state WHEN 'done' THEN r.files ELSE '[]' END AS files,
  (extract(epoch FROM r.created_at) * 1000)::float8 AS "createdAtMs", (extract(epoch FROM j.ended_at) * 1000)::float8 AS "endedAtMs"`;

export const RUN_TABLES = `report_runs r JOIN job_runs j ON j.id = r.job_run_id JOIN users u ON u.id = r.defined_by`;

/** Tells a caller of a run. */
export function runOf({ access, kinds }: Viewer, row: RunRow): ReportRun {
  const { permission } = findKind(kinds, row.parameters.kind);
  const { permissions, scoped, userId } = access;
  const has = permissions.has(permission) && !isBoundAway(access, permission);
  // Who has the right at some places only sees what was made with his own rights.
  return {
    ...row,
    permission,
    mayOpen: has && (!scoped.has(permission) || row.definedById === userId),
    mayCancel: row.definedById === userId || permissions.has('reports.write'),
  };
}
