import { jobRuns, type JobRun } from '@varve/db/schema';
import type { TenantTransaction } from '@varve/db/tenant';
import { sql } from 'drizzle-orm';
import { JOB_CHANNEL } from './job-channel.ts';

/**
 * Asks for a job in the transaction of what needs it: it runs once that has committed, with the rights that a user then has.
 *
 * @param userId - whose rights. @default the user of the transaction
 */
export async function requestJob(
  transaction: TenantTransaction,
  name: string,
  userId?: string,
): Promise<JobRun> {
  const requestedBy = userId === undefined ? {} : { requestedBy: userId };
  const [run] = await transaction
    .insert(jobRuns)
    .values({ name, ...requestedBy })
    .returning();
  await transaction.execute(sql`SELECT pg_notify(${JOB_CHANNEL}, '')`);
  return run!;
}
