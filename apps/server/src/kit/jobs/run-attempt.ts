import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { Permission } from '@varve/contract';
import { withTenant, type TenantTransaction } from '@varve/db/tenant';
import type { Pool } from 'pg';
import { readRights } from '../access/read-rights.ts';
import { notify } from '../notifications/notify.ts';
import type { Job } from './job.ts';
import { NoRetryError } from './no-retry-error.ts';
import { endAttempt, requeue, storable, writeProgress, type Attempt } from './attempt.ts';

/** Pools that runs need. */
export interface JobPools {
  /** Sees all tenants: keeps the list of runs. */
  readonly system: Pool;
  /** Is what jobs work with: one tenant at a time. */
  readonly application: Pool;
}

/** An attempt, with what may end it early. */
export interface AttemptOptions {
  readonly pools: JobPools;
  readonly job: Job;
  readonly attempt: Attempt;
  /** Varve's own folder. */
  readonly directory: string;
  /** No other attempt follows a failure. */
  readonly isLast: boolean;
  /** Aborted when the queue gives the attempt up: it took too long, or another server has begun the next. */
  readonly queueSignal: AbortSignal;
  /** Aborted when this server stops. */
  readonly stopSignal: AbortSignal;
}

const WATCH_MS = 1_000;
/** How much a job that failed for good matters: 1 to 1000, as in OPC UA. */
const FAILURE_SEVERITY = 600;

/**
 * Does one attempt at a job and writes what came of it. A stop puts the run back into the queue.
 *
 * @throws the error of an attempt that another one is to follow
 */
export async function runAttempt(options: AttemptOptions): Promise<void> {
  const { pools, job, attempt, isLast, queueSignal, stopSignal } = options;
  const watching = new AbortController();
  const told = { progress: 0, message: '' };
  const watch = watchRun(pools.system, attempt, { told, until: watching.signal });
  const signal = AbortSignal.any([queueSignal, stopSignal, watch.signal]);
  const outcome = await doWork(options, { told, signal })
    .then(
      (message) => ({ message }),
      (error: unknown) => ({ error: error as Error }),
    )
    .finally(() => watching.abort());
  const fate = await watch.ended;
  if (fate === 'superseded') return;
  if ('message' in outcome) {
    await endAttempt(pools.system, attempt, { state: 'done', message: outcome.message });
  } else if (fate === 'cancelled') {
    await endAttempt(pools.system, attempt, { state: 'cancelled', message: told.message });
  } else if (stopSignal.aborted) {
    await requeue(pools.system, attempt, null);
  } else {
    const isLate = queueSignal.aborted;
    const reason = isLate
      ? `it took longer than ${job.expirySeconds} s`
      : (outcome.error.message ?? String(outcome.error));
    if (isLast || outcome.error instanceof NoRetryError)
      await failRun(pools.system, attempt, reason);
    else {
      await requeue(pools.system, attempt, reason);
      throw outcome.error;
    }
  }
}

/** Ends a run for good, and tells whoever is to know. */
export async function failRun(
  pool: Pool,
  { id, tenantId, name, number }: Attempt,
  reason: string,
): Promise<void> {
  await withTenant(pool, tenantId, async (transaction) => {
    const { rowCount } = await transaction.$client.query(
      `UPDATE job_runs SET state = 'failed', error = $3, ended_at = clock_timestamp()
       WHERE id = $1 AND attempts = $2 AND state IN ('queued', 'running')`,
      [id, number, storable(reason)],
    );
    if (rowCount === 0) return;
    await notify(transaction, {
      id: randomUUID(),
      kind: 'jobs.failed',
      severity: FAILURE_SEVERITY,
      area: null,
      timeMs: Date.now(),
      job: name,
      reason: storable(reason),
    });
  });
}

async function doWork(
  { pools, job, attempt, directory }: AttemptOptions,
  { told, signal }: { readonly told: Told; readonly signal: AbortSignal },
): Promise<string> {
  const { tenantId, requestedBy } = attempt;
  const user = requestedBy === null ? {} : { userId: requestedBy };
  const transaction = <Result>(
    work: (transaction: TenantTransaction) => Promise<Result>,
  ): Promise<Result> => {
    signal.throwIfAborted();
    return withTenant(pools.application, { tenantId, ...user }, work);
  };
  if (requestedBy !== null)
    await transaction((opened) => requireAuthor(opened, requestedBy, job.permission));
  signal.throwIfAborted();
  return job.run({
    runId: attempt.id,
    tenantId,
    directory,
    signal,
    transaction,
    report: (progress, message) => void Object.assign(told, { progress, message }),
  });
}

/** Progress that a job has told last. */
interface Told {
  progress: number;
  message: string;
}

/** Writes the progress once a second, and looks whether the run is cancelled or another attempt has begun. */
function watchRun(
  pool: Pool,
  attempt: Attempt,
  { told, until }: { readonly told: Told; readonly until: AbortSignal },
): {
  readonly signal: AbortSignal;
  readonly ended: Promise<'goes on' | 'cancelled' | 'superseded'>;
} {
  const ending = new AbortController();
  const watch = async (): Promise<'goes on' | 'cancelled' | 'superseded'> => {
    for (;;) {
      const isOver = until.aborted;
      // A database that is away for a moment ends no job; the queue does when it is away for long.
      const fate = await writeProgress(pool, attempt, told).catch(() => 'goes on' as const);
      if (fate !== 'goes on') ending.abort(new Error(`the job was ${fate}`));
      if (isOver || fate !== 'goes on') return fate;
      await delay(WATCH_MS, undefined, { signal: until }).catch(() => undefined);
    }
  };
  return { signal: ending.signal, ended: watch() };
}

/** Sees to it that a user still is one, and still has a right. @throws NoRetryError */
async function requireAuthor(
  transaction: TenantTransaction,
  userId: string,
  permission: Permission,
): Promise<void> {
  const { rows } = await transaction.$client.query<{ username: string; isOn: boolean }>(
    'SELECT username, enabled AND deleted_at IS NULL AS "isOn" FROM users WHERE id = $1',
    [userId],
  );
  const [author] = rows;
  if (author === undefined) throw new NoRetryError('the user who asked for it is gone');
  const { username, isOn } = author;
  if (!isOn) throw new NoRetryError(`${username}, who asked for it, is disabled or was removed`);
  const { permissions } = await readRights(transaction, userId);
  if (!permissions.has(permission))
    throw new NoRetryError(`${username}, who asked for it, has not the right ${permission}`);
}
