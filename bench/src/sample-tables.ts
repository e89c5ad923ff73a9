import type { SampleStorage } from '@varve/historian';
import { query } from './open-bench-database.ts';

/** How a bench has the database keep samples. */
export interface SamplePolicy {
  readonly storage: SampleStorage;
  /** Whether sealing takes rows that are old enough; else they stay. */
  readonly seals: boolean;
}

/** Sets the policy, before any partition of the bench's span is made: their width follows from it. */
export async function setSamplePolicy(
  connectionString: string,
  { storage, seals }: SamplePolicy,
): Promise<void> {
  await query(
    connectionString,
    `UPDATE timeseries.sample_policies SET storage = '${storage}', seal_after = ${seals ? `interval '15 minutes'` : 'NULL'}`,
  );
}

/** Empties the tables of samples and the ledger, and makes the partitions of a span of seconds since 1970. */
export async function emptySamples(
  connectionString: string,
  fromS: number,
  toS: number,
): Promise<void> {
  await clearSamples(connectionString);
  await query(
    connectionString,
    `SELECT timeseries.ensure_sample_partitions(to_timestamp(${fromS}), to_timestamp(${toS}));
     CHECKPOINT`,
  );
}

/** Empties the tables of samples and the ledger. */
export async function clearSamples(connectionString: string): Promise<void> {
  await query(
    connectionString,
    'TRUNCATE timeseries.sample_rows, timeseries.segments, timeseries.ingest_ledger',
  );
}

/** Makes the partitions of segments alone, for a span of seconds since 1970. */
export async function makeSegmentPartitions(
  connectionString: string,
  fromS: number,
  toS: number,
): Promise<void> {
  await query(
    connectionString,
    `SELECT timeseries.make_partitions(t.parent, t.width, to_timestamp(${fromS}), to_timestamp(${toS}))
     FROM timeseries.sample_policies p, timeseries.tables_of(p) t WHERE t.relation = 'segments'`,
  );
}

/** Content of the database. */
export interface StoredSamples {
  readonly sampleCount: number;
  readonly rowCount: number;
  readonly segmentCount: number;
  /** On disk, with indexes and out-of-line arrays, of rows and segments, in all partitions that hold something. */
  readonly bytes: number;
}

/** Counts samples without opening a segment. */
export async function storedSamples(connectionString: string): Promise<StoredSamples> {
  const [row] = await query<{ [Name in keyof StoredSamples]: number }>(
    connectionString,
    `SELECT r.count::float8 AS "rowCount", s.count::float8 AS "segmentCount",
            (r.count + s.sample_count)::float8 AS "sampleCount"
     FROM (SELECT count(*) FROM timeseries.sample_rows) r,
          (SELECT count(*), coalesce(sum(sample_count), 0) AS sample_count FROM timeseries.segments) s`,
  );
  const bytes = await Promise.all(
    ['sample_rows', 'segments'].map((table) => bytesOf(connectionString, `timeseries.${table}`)),
  );
  return { ...row!, bytes: bytes[0]! + bytes[1]! };
}

async function bytesOf(connectionString: string, table: string): Promise<number> {
  const [kind] = await query<{ isPartitioned: boolean }>(
    connectionString,
    `SELECT relkind = 'p' AS "isPartitioned" FROM pg_class WHERE oid = '${table}'::regclass`,
  );
  const size = kind!.isPartitioned
    ? `(SELECT coalesce(sum(pg_total_relation_size(relid)) FILTER (WHERE pg_relation_size(relid) > 0), 0) FROM pg_partition_tree('${table}'))`
    : `hypertable_size('${table}')`;
  const [row] = await query<{ bytes: number }>(connectionString, `SELECT ${size}::float8 AS bytes`);
  return row!.bytes;
}
