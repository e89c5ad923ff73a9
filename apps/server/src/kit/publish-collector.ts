import { setTimeout as delay } from 'node:timers/promises';
import { connect, limitSilence } from '@varve/db';
import type { LatestSample } from '@varve/contract';
import type { Client } from 'pg';
import { HEARTBEAT_MS } from './collector-channel.ts';
import { startCollectorRun } from './collector-run.ts';
import type { Collector } from './collector.ts';

/** Options of `publishCollector`. */
export interface PublishOptions {
  readonly collector: Pick<Collector, 'tags' | 'follow' | 'health'>;
  /** Id of the historian's spool: names the collector. */
  readonly spoolId: string;
  readonly database: string;
  readonly tenant: string;
  /** Called once for each time that the database is lost. */
  readonly onFailed: (reason: string) => void;
}

const TURN_MS = 500;
const RETRY_MS = 2_000;
// Longer than a turn may take, shorter than a person waits for a value.
const SILENCE_MS = 30_000;
/** A database that is silent holds up a stop for no longer. */
const FAREWELL_MS = 2_000;

/**
 * Tells servers that run elsewhere what a collector knows, through the database: every two seconds how it does and, while a server
 * follows, twice a second the newest sample of each tag that has changed. What is not told while the database is away is told afterwards.
 */
export function publishCollector(options: PublishOptions): AsyncDisposable {
  const stopping = new AbortController();
  const published = publishUntil(stopping.signal, options);
  return {
    async [Symbol.asyncDispose]() {
      stopping.abort();
      await Promise.race([published, delay(2 * FAREWELL_MS, undefined, { ref: false })]);
    },
  };
}

async function publishUntil(signal: AbortSignal, options: PublishOptions): Promise<void> {
  let isFailing = false;
  while (!signal.aborted) {
    const client = await connect(options.database, 'publish', { silenceMs: SILENCE_MS }).catch(
      (error: unknown) => error as Error,
    );
    try {
      if (client instanceof Error) throw client;
      signal.addEventListener('abort', () => limitSilence(client, FAREWELL_MS), { once: true });
      while (!signal.aborted) await publishRun(client, signal, options, () => (isFailing = false));
    } catch (error) {
      if (!isFailing && !signal.aborted) options.onFailed((error as Error).message);
      isFailing = true;
      await delay(RETRY_MS, undefined, { signal }).catch(() => undefined);
    } finally {
      if (!(client instanceof Error)) await client.end();
    }
  }
}

/** Publishes until the last follower has left, which ends the run: the values that it leaves would be old ones for the next. */
async function publishRun(
  client: Client,
  signal: AbortSignal,
  { collector, ...owner }: PublishOptions,
  onHeard: () => void,
): Promise<void> {
  const changes = collectChanges(collector, signal);
  try {
    const run = await startCollectorRun(client, owner, collector.health());
    let toldAtMs = Number.NEGATIVE_INFINITY;
    let toldTags = '';
    let isFollowed = false;
    while (!signal.aborted) {
      const isDue = performance.now() - toldAtMs >= HEARTBEAT_MS;
      const wasFollowed = isFollowed;
      if (isDue) isFollowed = await isSomebodyFollowing(client);
      if (wasFollowed && !isFollowed) return;
      const tags = isDue ? JSON.stringify(collector.tags()) : toldTags;
      const samples = isFollowed ? changes.take() : [];
      if (samples.length > 0 || isDue) {
        const report = isDue ? collector.health() : undefined;
        await run.tell({ samples, report, hasNewTags: tags !== toldTags });
        if (isDue) toldAtMs = performance.now();
        toldTags = tags;
        onHeard();
      }
      await delay(TURN_MS, undefined, { signal }).catch(() => undefined);
    }
    await run.stop();
  } finally {
    changes.stop();
  }
}

/** Keeps the newest sample of each tag that has changed since it was taken last; the whole selection at first. */
function collectChanges(
  collector: PublishOptions['collector'],
  signal: AbortSignal,
): { take(): LatestSample[]; stop(): void } {
  const ending = new AbortController();
  const changed = new Map<number, LatestSample>();
  let failure: Error | undefined;
  const collect = async (): Promise<void> => {
    const until = AbortSignal.any([signal, ending.signal]);
    for await (const samples of collector.follow(undefined, until)) {
      for (const sample of samples) changed.set(sample.tagId, sample);
    }
  };
  collect().catch((error: unknown) => (failure = error as Error));
  return {
    take() {
      if (failure !== undefined) throw failure;
      const samples = [...changed.values()];
      changed.clear();
      return samples;
    },
    stop: () => ending.abort(),
  };
}

/** Whether the lock of followers is held: it can be had alone only where nobody follows, and goes with the statement. */
async function isSomebodyFollowing(client: Client): Promise<boolean> {
  const { rows } = await client.query<{ isFree: boolean }>(
    `SELECT pg_try_advisory_xact_lock(internal.lock_key('collectors')) AS "isFree"`,
  );
  return !rows[0]!.isFree;
}
