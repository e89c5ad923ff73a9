import type { ClientBase, Pool } from 'pg';

/** Bytes of a table with its indexes, partitions and chunks. */
export interface TableSize {
  readonly schema: string;
  readonly table: string;
  readonly kind: 'table' | 'partitioned';
  /** Partitions or chunks that it lies in, itself counted. */
  readonly partCount: number;
  readonly tableBytes: number;
  readonly indexBytes: number;
  readonly totalBytes: number;
  /** As of the last analyze. */
  readonly estimatedRows: number;
}

/** What compression saves on a hypertable. */
export interface CompressionRatio {
  readonly table: string;
  readonly chunkCount: number;
  readonly compressedChunkCount: number;
  readonly beforeBytes: number | null;
  readonly afterBytes: number | null;
  /** Before by after; null while nothing is compressed. */
  readonly ratio: number | null;
}

/** A statement and what it costs. */
export interface SlowQuery {
  readonly query: string;
  readonly calls: number;
  readonly totalMs: number;
  readonly meanMs: number;
  readonly maxMs: number;
  readonly rowCount: number;
  /** Part of the pages that were found in memory, 0 to 1. */
  readonly hitFraction: number | null;
}

/** Rows that vacuum has still to remove. */
export interface TableBloat {
  readonly schema: string;
  readonly table: string;
  readonly liveRows: number;
  readonly deadRows: number;
  readonly deadFraction: number | null;
  readonly vacuumedAt: Date | null;
  readonly totalBytes: number;
}

/** A transaction that is open. */
export interface LongTransaction {
  readonly processId: number;
  readonly application: string;
  readonly role: string;
  readonly state: string | null;
  readonly startedAt: Date;
  readonly ageS: number;
  /** Processes that it waits for. */
  readonly blockedBy: readonly number[];
  readonly query: string;
}

/** What was promised for a series or rollup, and who keeps it. */
export interface SeriesPolicy {
  readonly relation: string;
  readonly policy: 'partitions' | 'compression' | 'retention' | 'rollup';
  readonly settingS: number;
  readonly keptBy: string;
}

/** What maintenance did for a series; what was in use is tried again by the next. */
export interface MaintenanceAction {
  readonly action:
    | 'partitions made'
    | 'rollup refreshed'
    | 'rollup rows dropped'
    | 'chunk dropped'
    | 'chunk in use'
    | 'table in use'
    | 'chunk interval set'
    | 'compression enabled'
    | 'compression policy set'
    | 'retention policy set';
  readonly relation: string;
  readonly rowCount: number | null;
}

type Database = ClientBase | Pool;

/** Lists tables by size, largest first. */
export async function tableSizes(database: Database, limit = 50): Promise<TableSize[]> {
  return rowsOf<TableSize>(
    database,
    `SELECT schema_name AS schema, table_name AS table, kind, part_count::float8 AS "partCount", table_bytes::float8 AS "tableBytes",
            index_bytes::float8 AS "indexBytes", total_bytes::float8 AS "totalBytes", estimated_rows::float8 AS "estimatedRows"
     FROM internal.table_sizes ORDER BY total_bytes DESC, 1, 2 LIMIT $1`,
    [limit],
  );
}

/** Gives the size of the whole database, bytes. */
export async function databaseBytes(database: Database): Promise<number> {
  const [row] = await rowsOf<{ bytes: number }>(
    database,
    'SELECT pg_database_size(current_database())::float8 AS bytes',
    [],
  );
  return row!.bytes;
}

/** Lists what compression saves; empty where the engine does not compress. */
export async function compressionRatios(database: Database): Promise<CompressionRatio[]> {
  return rowsOf<CompressionRatio>(
    database,
    `SELECT relation AS table, chunk_count::float8 AS "chunkCount", compressed_chunk_count::float8 AS "compressedChunkCount",
            before_bytes::float8 AS "beforeBytes", after_bytes::float8 AS "afterBytes", ratio FROM internal.compression()`,
    [],
  );
}

/** Lists the statements that take longest on average; empty where pg_stat_statements is not installed and loaded. */
export async function slowQueries(database: Database, limit = 20): Promise<SlowQuery[]> {
  return rowsOf<SlowQuery>(
    database,
    `SELECT query, calls::float8 AS calls, total_ms AS "totalMs", mean_ms AS "meanMs", max_ms AS "maxMs", row_count::float8 AS "rowCount",
            hit_fraction AS "hitFraction" FROM internal.slow_queries($1)`,
    [limit],
  );
}

/**
 * Lists tables whose dead rows make up a good part of them.
 *
 * @param minFraction - 0 to 1
 */
export async function tableBloat(database: Database, minFraction = 0.2): Promise<TableBloat[]> {
  return rowsOf<TableBloat>(
    database,
    `SELECT schema_name AS schema, table_name AS table, live_rows::float8 AS "liveRows", dead_rows::float8 AS "deadRows",
            dead_fraction AS "deadFraction", vacuumed_at AS "vacuumedAt", total_bytes::float8 AS "totalBytes"
     FROM internal.bloat WHERE dead_fraction >= $1 ORDER BY dead_rows DESC`,
    [minFraction],
  );
}

/** Lists transactions that have been open for longer than some seconds, oldest first. */
export async function longTransactions(
  database: Database,
  minAgeS = 60,
): Promise<LongTransaction[]> {
  return rowsOf<LongTransaction>(
    database,
    `SELECT process_id AS "processId", application_name AS application, role_name AS role, state, started_at AS "startedAt", age_s AS "ageS",
            blocked_by AS "blockedBy", query FROM internal.long_transactions WHERE age_s >= $1 ORDER BY age_s DESC`,
    [minAgeS],
  );
}

/** Lists what is promised for series and rollups, and whether TimescaleDB or Varve keeps it. */
export async function seriesPolicies(database: Database): Promise<SeriesPolicy[]> {
  return rowsOf<SeriesPolicy>(
    database,
    `SELECT relation, policy, extract(epoch FROM setting)::float8 AS "settingS", kept_by AS "keptBy" FROM timeseries.policies ORDER BY 1, 2`,
    [],
  );
}

/**
 * Does what is due for samples and record series: partitions ahead, rollups, removal of what is too old, months of the audit log.
 *
 * Meant to be called every minute or so, by one process; each series is a transaction of its own.
 */
export async function maintainSeries(database: Database): Promise<MaintenanceAction[]> {
  await database.query(
    "SELECT internal.ensure_audit_partitions(now(), now() + interval '2 months')",
  );
  const series = await rowsOf<{ name: string }>(
    database,
    'SELECT series AS name FROM timeseries.record_series ORDER BY 1',
    [],
  );
  const done = await rowsOf<MaintenanceAction>(
    database,
    'SELECT action, relation, row_count::float8 AS "rowCount" FROM timeseries.maintain_samples()',
    [],
  );
  for (const { name } of series) {
    const actions = await rowsOf<MaintenanceAction>(
      database,
      'SELECT action, relation, row_count::float8 AS "rowCount" FROM timeseries.maintain($1)',
      [name],
    );
    done.push(...actions);
  }
  return done;
}

async function rowsOf<Row>(
  database: Database,
  text: string,
  values: readonly unknown[],
): Promise<Row[]> {
  const { rows } = await database.query(text, [...values]);
  return rows as Row[];
}
