import type { ReportRun, RowRef } from '@varve/contract';
import type { TenantTransaction } from '@varve/db/tenant';
import { permissionMissing } from '../../kit/access/access.ts';
import { requestCancel } from '../../kit/jobs/request-cancel.ts';
import { ServerError } from '../../kit/server-error.ts';
import { getRun } from './list-runs.ts';
import type { Viewer } from './run-row.ts';

/** Cancels a run of one's own, or any with the right to define reports. @throws ServerError NOT_FOUND, PERMISSION_MISSING; CONFLICT where it is over */
export async function cancelRun(
  transaction: TenantTransaction,
  viewer: Viewer,
  ref: RowRef,
): Promise<ReportRun> {
  const run = await getRun(transaction, viewer, ref);
  if (!run.mayCancel) throw permissionMissing('reports.write');
  const { rows } = await transaction.$client.query<{ jobRunId: string }>(
    'SELECT job_run_id AS "jobRunId" FROM report_runs WHERE id = $1',
    [ref.id],
  );
  if ((await requestCancel(transaction, rows[0]!.jobRunId)) === undefined)
    throw new ServerError('CONFLICT', `the run of ${run.name} is over: ${run.state}`);
  return getRun(transaction, viewer, ref);
}
