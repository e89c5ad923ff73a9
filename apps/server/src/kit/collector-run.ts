import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import type { CollectorHealth, LatestSample } from '@varve/contract';
import type { Client } from 'pg';
import { COLLECTOR_CHANNEL } from './collector-channel.ts';

/** Whose run it is. */
export interface RunOwner {
  readonly spoolId: string;
  readonly tenant: string;
}

/** One turn of telling. */
interface ToldTurn {
  /** Samples that changed since the last turn. */
  readonly samples: readonly LatestSample[];
  /** Undefined where it is not due. */
  readonly report: CollectorHealth | undefined;
  /** Whether the list of tags has changed. */
  readonly hasNewTags: boolean;
}

/** Telling over one connection, from the beginning: servers read everything anew when another run begins. */
export interface CollectorRun {
  /** @throws Error when the database has lost the run */
  tell(turn: ToldTurn): Promise<void>;
  /** Says that the collector has stopped. */
  stop(): Promise<void>;
}

const US_PER_MS = 1_000;

// A transaction that a vanished machine leaves open would hold the rows of the next run.
const SESSION_SQL = `
  SET idle_in_transaction_session_timeout = '10s';
  SET tcp_keepalives_idle = 5; SET tcp_keepalives_interval = 2; SET tcp_keepalives_count = 3`;

const START_SQL = `
  INSERT INTO timeseries.collectors AS c (spool_id, tenant_id, run_id, host, started_at, heard_at, revision, tags_revision, report)
  VALUES ($1, internal.tenant_id_of($2), $3, $4, clock_timestamp(), clock_timestamp(), 0, 0, $5)
  ON CONFLICT (spool_id) DO UPDATE
  SET tenant_id = excluded.tenant_id, run_id = excluded.run_id, host = excluded.host, started_at = excluded.started_at,
      heard_at = excluded.heard_at, stopped_at = NULL, revision = 0, tags_revision = 0, report = excluded.report`;

// One statement: a connection that vanishes leaves nothing half done. A turn of an earlier run finds no row, and changes nothing.
const TELL_SQL = `
  WITH collector AS (
    UPDATE timeseries.collectors
    SET heard_at = clock_timestamp(), revision = $3, tags_revision = $4, report = coalesce($5, report)
    WHERE spool_id = $1 AND run_id = $2 RETURNING spool_id
  ), told AS (
    INSERT INTO timeseries.snapshots (tag_id, spool_id, revision, "time", value, text_value, status)
    SELECT g.tag_id, c.spool_id, $3, 'epoch'::timestamptz + g.time_us * interval '1 microsecond', g.value, g.text_value, g.status
    FROM collector c, unnest($6::int[], $7::float8[], $8::float8[], $9::text[], $10::int[]) AS g (tag_id, time_us, value, text_value, status)
    ON CONFLICT (tag_id) DO UPDATE
    SET spool_id = excluded.spool_id, revision = excluded.revision, "time" = excluded."time", value = excluded.value,
        text_value = excluded.text_value, status = excluded.status
  )
  SELECT pg_notify($11, spool_id::text) FROM collector`;

const STOP_SQL = `
  WITH collector AS (
    UPDATE timeseries.collectors SET stopped_at = clock_timestamp(), heard_at = clock_timestamp()
    WHERE spool_id = $1 AND run_id = $2 RETURNING spool_id
  )
  SELECT pg_notify($3, spool_id::text) FROM collector`;

/** Begins a run: whatever was told before is taken away. */
export async function startCollectorRun(
  client: Client,
  { spoolId, tenant }: RunOwner,
  report: CollectorHealth,
): Promise<CollectorRun> {
  const runId = randomUUID();
  await client.query(SESSION_SQL);
  await client.query('BEGIN');
  await client.query(START_SQL, [spoolId, tenant, runId, hostname(), jsonOf(report)]);
  await client.query('DELETE FROM timeseries.snapshots WHERE spool_id = $1', [spoolId]);
  await client.query('COMMIT');
  let revision = 0;
  let tagsRevision = 0;
  return {
    async tell({ samples, report, hasNewTags }) {
      revision += 1;
      if (hasNewTags) tagsRevision = revision;
      const { rows } = await client.query(TELL_SQL, [
        spoolId,
        runId,
        revision,
        tagsRevision,
        report === undefined ? null : jsonOf(report),
        samples.map(({ tagId }) => tagId),
        samples.map(({ timeMs }) => Math.round(timeMs * US_PER_MS)),
        samples.map(({ value }) => value),
        samples.map(({ text }) => (typeof text === 'string' ? storable(text) : null)),
        samples.map(({ status }) => status),
        COLLECTOR_CHANNEL,
      ]);
      if (rows.length === 0) throw new Error('the database has lost what this collector told');
    },
    async stop() {
      await client.query(STOP_SQL, [spoolId, runId, COLLECTOR_CHANNEL]);
    },
  };
}

function jsonOf(report: CollectorHealth): string {
  return JSON.stringify(report, (_key, value: unknown) =>
    typeof value === 'string' ? storable(value) : value,
  );
}

/** PostgreSQL takes neither NUL nor half a surrogate pair: U+FFFD stands for either. */
function storable(text: string): string {
  return text.toWellFormed().replaceAll('\0', '\uFFFD');
}
