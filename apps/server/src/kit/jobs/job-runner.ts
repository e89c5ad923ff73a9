import { setTimeout as delay } from 'node:timers/promises';
import { openApplicationPool, openPool } from '@varve/db';
import type { PgBoss } from 'pg-boss';
import { listenForNews, type News } from '../listen-for-news.ts';
import { JOB_CHANNEL } from './job-channel.ts';
import { beginAttempt } from './attempt.ts';
import type { Job, JobPlanner } from './job.ts';
import { openQueue } from './open-queue.ts';
import { runAttempt, type AttemptOptions, type JobPools } from './run-attempt.ts';
import { sweepRuns, type QueuedJob } from './sweep-runs.ts';
import { syncSchedules } from './sync-schedules.ts';

/** Options of `startJobRunner`. */
export interface JobRunnerOptions {
  /** Connection string of a migrated database, as the owner of its schema. */
  readonly database: string;
  readonly jobs: readonly Job[];
  /** Those that ask for jobs by schedules of tenants. @default none */
  readonly planners?: readonly JobPlanner[];
  /** Varve's own folder: files that jobs make lie in it. */
  readonly directory: string;
  /** Called when the queue does not work, and why. */
  readonly onFailed: (reason: string) => void;
}

/** A word that was lost is made up for. */
const SWEEP_MS = 30_000;
/** Words may come often: plans are for the minute. */
const PLAN_MS = 25_000;
const POLL_S = 2;
/** People wait for a job without a schedule: a long one of a tenant does not hold up the next tenant. */
const WORKERS_OF_ASKED = 2;
const CONNECTIONS = 4;
const STATEMENT_TIMEOUT_MS = 60_000;
/** A stop waits for jobs no longer; one that goes on runs again. */
const STOP_MS = 8_000;

/**
 * Runs the jobs of all tenants: those that were asked for, and those whose time has come. Several servers share the work. A job whose server
 * was killed runs again within a minute.
 */
export async function startJobRunner(options: JobRunnerOptions): Promise<AsyncDisposable> {
  const { database, jobs, directory, onFailed } = options;
  await using started = new AsyncDisposableStack();
  const pools: JobPools = {
    system: openPool(database, 'jobs', {
      maxConnections: CONNECTIONS,
      statementTimeoutMs: STATEMENT_TIMEOUT_MS,
    }),
    application: openApplicationPool(database, 'jobs', {
      maxConnections: CONNECTIONS,
      statementTimeoutMs: STATEMENT_TIMEOUT_MS,
    }),
  };
  started.defer(async () => {
    await Promise.all([pools.system.end(), pools.application.end()]);
  });
  const stopping = new AbortController();
  const boss = await openQueue(pools.system, jobs, onFailed);
  started.defer(() => boss.stop({ graceful: true, timeout: STOP_MS }));
  const news = listenForNews(
    { database, purpose: 'jobs', sql: `LISTEN ${JOB_CHANNEL}` },
    stopping.signal,
  );
  started.defer(async () => {
    stopping.abort();
    await news.ended;
  });
  const parts = { pools, directory, stopSignal: stopping.signal, onEnded: () => news.wake() };
  const workers = await Promise.all(
    jobs.flatMap((job) =>
      Array.from({ length: job.schedule === undefined ? WORKERS_OF_ASKED : 1 }, () =>
        work(boss, { ...parts, job }),
      ),
    ),
  );
  started.use(keepQueue(options, { boss, pools, workers, news, signal: stopping.signal }));
  started.defer(() => stopping.abort());
  const running = started.move();
  return { [Symbol.asyncDispose]: () => running.disposeAsync() };
}

/** Things that all attempts at a job have in common. */
interface Worker extends Pick<AttemptOptions, 'pools' | 'job' | 'directory' | 'stopSignal'> {
  /** Called after each attempt: its tenant may have another run. */
  readonly onEnded: () => void;
}

/** Takes the attempts at a job, one at a time. @returns id of the worker */
function work(boss: PgBoss, parts: Worker): Promise<string> {
  const { job, pools, onEnded } = parts;
  const options = { includeMetadata: true, batchSize: 1, pollingIntervalSeconds: POLL_S } as const;
  return boss.work<QueuedJob, void, typeof options>(job.name, options, async (queued) => {
    for (const { id, data, retryCount, retryLimit, signal } of queued) {
      const { tenantId } = data;
      const attempt = await beginAttempt(pools.system, { id, tenantId, name: job.name });
      if (attempt === undefined) continue;
      const isLast = retryCount >= retryLimit;
      await runAttempt({ ...parts, attempt, isLast, queueSignal: signal }).finally(onEnded);
    }
  });
}

/** Things that keeping the queue needs. */
interface QueueParts {
  readonly boss: PgBoss;
  readonly pools: JobPools;
  /** Ids of those that take the attempts. */
  readonly workers: readonly string[];
  readonly news: News;
  /** Ends the keeping. */
  readonly signal: AbortSignal;
}

/** Brings what people ask for into the queue, and keeps the schedules. */
function keepQueue(
  { jobs, planners = [], onFailed }: JobRunnerOptions,
  { boss, pools, workers, news, signal }: QueueParts,
): AsyncDisposable {
  const names = jobs.map(({ name }) => name);
  let isFailing = false;
  let plannedAtMs = -Infinity;
  const keep = async (): Promise<void> => {
    while (!signal.aborted) {
      try {
        await syncSchedules(boss, pools.system, jobs);
        await sweepRuns(boss, pools.system, names);
        for (const worker of workers) boss.notifyWorker(worker);
        // Last: one that fails holds no job up.
        const nowMs = performance.now();
        if (nowMs - plannedAtMs >= PLAN_MS) {
          plannedAtMs = nowMs;
          for (const plan of planners) await plan(pools.system);
        }
        isFailing = false;
      } catch (error) {
        if (!isFailing && !signal.aborted) onFailed((error as Error).message);
        isFailing = true;
      }
      await news.next(SWEEP_MS);
    }
  };
  const keeping = keep();
  return {
    async [Symbol.asyncDispose]() {
      await Promise.race([keeping, delay(STOP_MS, undefined, { ref: false })]);
    },
  };
}
