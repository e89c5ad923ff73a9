import type { Pool } from 'pg';
import { PgBoss } from 'pg-boss';
import type { Job } from './job.ts';

/** Without a sign for so long, an attempt is taken for dead. The shortest that pg-boss takes. */
const HEARTBEAT_S = 10;
const SUPERVISE_S = 15;
const RETRY_S = 5;
const RETRY_MAX_S = 300;
/** Runs are kept in job_runs: the queue forgets them the next day. */
const KEEP_DONE_S = 86_400;
const KEEP_WAITING_S = 14 * 86_400;

/** Opens the queue in the schema `jobs`, which pg-boss fills with its tables, and a queue in it for each job. */
export async function openQueue(
  pool: Pool,
  jobs: readonly Job[],
  onError: (reason: string) => void,
): Promise<PgBoss> {
  const boss = new PgBoss({
    db: { executeSql: (text, values) => pool.query(text, values) },
    schema: 'jobs',
    // The migrations made it.
    createSchema: false,
    superviseIntervalSeconds: SUPERVISE_S,
    monitorIntervalSeconds: SUPERVISE_S,
    registerInstance: false,
  });
  boss.on('error', (error) => onError(error.message));
  await boss.start();
  for (const job of jobs) {
    const options = {
      expireInSeconds: job.expirySeconds,
      retryLimit: job.retries,
      retryDelay: RETRY_S,
      retryBackoff: true,
      retryDelayMax: RETRY_MAX_S,
      heartbeatSeconds: HEARTBEAT_S,
      deleteAfterSeconds: KEEP_DONE_S,
      retentionSeconds: KEEP_WAITING_S,
    };
    await boss.createQueue(job.name, options);
    await boss.updateQueue(job.name, options);
  }
  return boss;
}
