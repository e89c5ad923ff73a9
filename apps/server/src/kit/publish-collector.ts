import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';
import { connect } from '@varve/db';
import type { CollectorHealth, LatestSample } from '@varve/contract';
import type { Client } from 'pg';
import { COLLECTOR_CHANNEL, HEARTBEAT_MS } from './collector-channel.ts';
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

const US_PER_MS = 1_000;
const TURN_MS = 500;
const RETRY_MS = 2_000;
// Longer than a turn may take, shorter than a person waits for a value.
const SILENCE_MS = 30_000;

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
      await published;
    },
  };
}

async function publishUntil(signal: AbortSignal, options: PublishOptions): Promise<void> {
  let isFailing = false;
  while (!signal.aborted) {
    try {
      await publishRun(signal, options, () => (isFailing = false));
    } catch (error) {
      if (!isFailing) options.onFailed((error as Error).message);
      isFailing = true;
      await delay(RETRY_MS, undefined, { signal }).catch(() => undefined);
    }
  }
}

/** Publishes over one connection until it breaks or the signal comes. */
async function publishRun(
  signal: AbortSignal,
  { collector, spoolId, database, tenant }: PublishOptions,
  onHeard: () => void,
): Promise<void> {
  const client = await connect(database, 'publish', { silenceMs: SILENCE_MS });
  const changes = collectChanges(collector, signal);
  try {
    const run = await startRun(client, { spoolId, tenant, report: collector.health() });
    let told = { tags: '', atMs: Number.NEGATIVE_INFINITY };
    let isFollowed = false;
    while (!signal.aborted) {
      const tags = collector
        .tags()
        .map(({ id }) => id)
        .join();
      const isDue = performance.now() - told.atMs >= HEARTBEAT_MS || tags !== told.tags;
      if (isDue) isFollowed = await isSomebodyFollowing(client);
      const samples = isFollowed ? changes.take() : [];
      if (samples.length > 0 || isDue) {
        run.revision += 1;
        if (tags !== told.tags) run.tagsRevision = run.revision;
        await tell(client, run, { samples, report: isDue ? collector.health() : undefined });
        if (isDue) told = { tags, atMs: performance.now() };
        onHeard();
      }
      await delay(TURN_MS, undefined, { signal }).catch(() => undefined);
    }
    await client.query(STOP_SQL, [run.spoolId, COLLECTOR_CHANNEL]);
  } finally {
    changes.stop();
    await client.end();
  }
}

/** Keeps the newest sample of each tag that has changed since it was taken last. */
function collectChanges(
  collector: PublishOptions['collector'],
  signal: AbortSignal,
): { take(): LatestSample[]; stop(): void } {
  const ending = new AbortController();
  const changed = new Map<number, LatestSample>();
  const collect = async (): Promise<void> => {
    const until = AbortSignal.any([signal, ending.signal]);
    for await (const samples of collector.follow(undefined, until)) {
      for (const sample of samples) changed.set(sample.tagId, sample);
    }
  };
  void collect();
  return {
    take() {
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

interface Run {
  readonly spoolId: string;
  revision: number;
  tagsRevision: number;
}

const START_SQL = `
  INSERT INTO timeseries.collectors AS c (spool_id, tenant_id, run_id, host, started_at, heard_at, revision, tags_revision, report)
  VALUES ($1, internal.tenant_id_of($2), $3, $4, clock_timestamp(), clock_timestamp(), 0, 0, $5)
  ON CONFLICT (spool_id) DO UPDATE
  SET tenant_id = excluded.tenant_id, run_id = excluded.run_id, host = excluded.host, started_at = excluded.started_at,
      heard_at = excluded.heard_at, stopped_at = NULL, revision = 0, tags_revision = 0, report = excluded.report`;

const TELL_SQL = `
  WITH told AS (
    INSERT INTO timeseries.snapshots AS l (tag_id, spool_id, revision, "time", value, text_value, status)
    SELECT g.tag_id, $1, $2, 'epoch'::timestamptz + g.time_us * interval '1 microsecond', g.value, g.text_value, g.status
    FROM unnest($4::int[], $5::float8[], $6::float8[], $7::text[], $8::int[]) AS g (tag_id, time_us, value, text_value, status)
    ON CONFLICT (tag_id) DO UPDATE
    SET spool_id = excluded.spool_id, revision = excluded.revision, "time" = excluded."time", value = excluded.value,
        text_value = excluded.text_value, status = excluded.status
  )
  UPDATE timeseries.collectors
  SET heard_at = clock_timestamp(), revision = $2, tags_revision = $3, report = coalesce($9, report)
  WHERE spool_id = $1`;

const STOP_SQL = `
  WITH stopped AS (UPDATE timeseries.collectors SET stopped_at = clock_timestamp(), heard_at = clock_timestamp() WHERE spool_id = $1)
  SELECT pg_notify($2, $1::text)`;

/** Begins anew: whatever an earlier connection told is taken away. */
async function startRun(
  client: Client,
  { spoolId, tenant, report }: { spoolId: string; tenant: string; report: CollectorHealth },
): Promise<Run> {
  await client.query('BEGIN');
  await client.query('DELETE FROM timeseries.snapshots WHERE spool_id = $1', [spoolId]);
  await client.query(START_SQL, [
    spoolId,
    tenant,
    randomUUID(),
    hostname(),
    JSON.stringify(report),
  ]);
  await client.query('COMMIT');
  return { spoolId, revision: 0, tagsRevision: 0 };
}

async function tell(
  client: Client,
  { spoolId, revision, tagsRevision }: Run,
  { samples, report }: { samples: readonly LatestSample[]; report: CollectorHealth | undefined },
): Promise<void> {
  await client.query('BEGIN');
  await client.query(TELL_SQL, [
    spoolId,
    revision,
    tagsRevision,
    samples.map(({ tagId }) => tagId),
    samples.map(({ timeMs }) => Math.round(timeMs * US_PER_MS)),
    samples.map(({ value }) => value),
    samples.map(({ text }) => text ?? null),
    samples.map(({ status }) => status),
    report === undefined ? null : JSON.stringify(report),
  ]);
  await client.query('SELECT pg_notify($1, $2)', [COLLECTOR_CHANNEL, spoolId]);
  await client.query('COMMIT');
}
