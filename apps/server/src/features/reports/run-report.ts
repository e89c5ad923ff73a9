import type { CreateRunInput, ReportRun, RowRef } from '@varve/contract';
import type { TenantTransaction } from '@varve/db/tenant';
import { findKind } from '../../kit/reports/find-kind.ts';
import { requireEverywhere } from '../../kit/reports/require-definer.ts';
import { beginRun } from './begin-run.ts';
import { getReport } from './list-reports.ts';
import { getRun } from './list-runs.ts';
import type { Viewer } from './run-row.ts';
import { requirePlaceInQueue } from './require-place-in-queue.ts';

/** Runs a report now, whatever its schedule, with the rights of its definer. @throws ServerError NOT_FOUND; CONFLICT where too many runs wait */
export async function runReport(
  transaction: TenantTransaction,
  viewer: Viewer,
  ref: RowRef,
): Promise<ReportRun> {
  const report = await getReport(transaction, viewer, ref.id);
  await requirePlaceInQueue(transaction, viewer.access.userId);
  const id = await beginRun(transaction, { ...report, definitionId: report.id, dueAtMs: null });
  return getRun(transaction, viewer, { id });
}

/** Makes files of a report once, with the rights of whoever asks. @throws ServerError NOT_FOUND, PERMISSION_MISSING; CONFLICT where too many runs wait */
export async function createRun(
  transaction: TenantTransaction,
  viewer: Viewer,
  input: CreateRunInput,
): Promise<ReportRun> {
  const { access, kinds } = viewer;
  const { permission, title } = findKind(kinds, input.parameters.kind);
  requireEverywhere(access, permission);
  await requirePlaceInQueue(transaction, access.userId);
  const id = await beginRun(transaction, {
    ...input,
    name: title[input.language],
    definitionId: null,
    definedById: access.userId,
    dueAtMs: null,
  });
  return getRun(transaction, viewer, { id });
}
