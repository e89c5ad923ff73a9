import type { JobRun, RunJobInput } from '@varve/contract';
import type { TenantTransaction } from '@varve/db/tenant';
import type { JobOffer } from '../../kit/jobs/job.ts';
import { requirePermission, type Access } from '../../kit/access/access.ts';
import { requestJob } from '../../kit/jobs/request-job.ts';
import { ServerError } from '../../kit/server-error.ts';
import { getJob } from './get-job.ts';

/** Asks for a job now, whatever its schedule. @throws ServerError NOT_FOUND for a job that this server does not have; PERMISSION_MISSING */
export async function runJob(
  transaction: TenantTransaction,
  { access, jobs }: { readonly access: Access; readonly jobs: readonly JobOffer[] },
  { name }: RunJobInput,
): Promise<JobRun> {
  const job = jobs.find((one) => one.name === name);
  if (job === undefined) {
    const names = jobs.map((one) => one.name).join(', ');
    throw new ServerError('NOT_FOUND', `there is no job ${name}, only ${names}`);
  }
  // A key may have fewer rights than its owner, who the job runs for.
  requirePermission(access, job.permission);
  const { id } = await requestJob(transaction, name);
  await transaction.$client.query(
    "SELECT internal.record_event('job_requested', 'job_runs', $1, $2)",
    [id, { job: name }],
  );
  return getJob(transaction, { id });
}
