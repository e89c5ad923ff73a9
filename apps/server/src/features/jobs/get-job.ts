import type { JobRun, RowRef } from '@varve/contract';
import { jobRuns } from '@varve/db/schema';
import type { TenantTransaction } from '@varve/db/tenant';
import { eq } from 'drizzle-orm';
import { ServerError } from '../../kit/server-error.ts';
import { jobRunOf, selectRuns } from './list-jobs.ts';

/** Gets one run of a job. @throws ServerError NOT_FOUND */
export async function getJob(transaction: TenantTransaction, { id }: RowRef): Promise<JobRun> {
  const [row] = await selectRuns(transaction).where(eq(jobRuns.id, id));
  if (row === undefined) throw new ServerError('NOT_FOUND', `there is no run ${id}`);
  return jobRunOf(row);
}
