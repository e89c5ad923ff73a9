import type { JobRun, RowRef } from '@varve/contract';
import type { TenantTransaction } from '@varve/db/tenant';
import { requestCancel } from '../../kit/jobs/request-cancel.ts';
import { conflict } from '../../kit/server-error.ts';
import { getJob } from './get-job.ts';

/**
 * Cancels a run: one that waits is over at once, one at work is told within a second, and ends as soon as it heeds that.
 *
 * @throws ServerError NOT_FOUND; CONFLICT where it is over already
 */
export async function cancelJob(transaction: TenantTransaction, ref: RowRef): Promise<JobRun> {
  const row = await requestCancel(transaction, ref.id);
  if (row !== undefined) return getJob(transaction, row);
  const { name, state } = await getJob(transaction, ref);
  throw conflict('run_over', `${name} is over: ${state}`);
}
