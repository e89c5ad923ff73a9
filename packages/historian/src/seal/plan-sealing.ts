import type { Client } from 'pg';
import { FEWEST_OF_HOUR } from './read-partition.ts';
import type { PartitionBatch, SealBatch } from './rewrite-samples.ts';
import type { UnsortedWeek } from './sort-week.ts';

const US_PER_HOUR = 3_600_000_000;
/** Bounds memory, some 70 bytes a sample, and how long a transaction takes; the rows of a span are looked through once for each batch. */
const MOST_SAMPLES_PER_BATCH = 2_000_000;
/** A partition that is taken as a whole is looked through once: an hour of 1,000 tags at 1 Hz. */
const MOST_SAMPLES_PER_PARTITION = 4_000_000;
/** A row with a value, its header and the pointer to it, in pages of this size. */
const ROW_BYTES = 52;
const PAGE_BYTES = 8_192;

/** Samples of a tag and a span that are to be rewritten. */
interface Piece {
  readonly fromUs: number;
  readonly widthUs: number;
  readonly tagId: number;
  readonly sampleCount: number;
}

/**
 * Hours that have a partition of their own with enough rows for a segment of some tag: by its size, since to count rows by
 * tag is half of what it takes to read them. On a hypertable there are none to be named.
 */
export async function planPartitions(client: Client, limitUs: number): Promise<PartitionBatch[]> {
  const { rows } = await client.query<{ fromUs: number; partition: string; bytes: number }>(
    `SELECT (extract(epoch FROM p.first_time) * 1000000)::float8 AS "fromUs", p.partition::text, s.bytes::float8
     FROM timeseries.partition_bounds('timeseries.sample_rows') p, LATERAL (SELECT pg_relation_size(p.partition) AS bytes) s
     WHERE EXISTS (SELECT FROM pg_partitioned_table WHERE partrelid = 'timeseries.sample_rows'::regclass)
       AND p.next_time <= to_timestamp($1::float8 / 1e6)
       AND p.first_time = date_bin('1 hour', p.first_time, 'epoch') AND p.next_time - p.first_time = interval '1 hour'
       AND s.bytes BETWEEN ${PAGE_BYTES} + ${FEWEST_OF_HOUR * ROW_BYTES} * (SELECT count(*) FROM timeseries.tags)
         AND ${MOST_SAMPLES_PER_PARTITION * ROW_BYTES}
     ORDER BY 1`,
    [limitUs],
  );
  return rows.map(({ fromUs, partition, bytes }) => ({
    fromUs,
    toUs: fromUs + US_PER_HOUR,
    partition,
    sampleCount: Math.ceil(bytes / ROW_BYTES),
  }));
}

/** Spans of tags whose rows are to become segments, in batches. */
export async function planSealing(client: Client, limitUs: number): Promise<SealBatch[]> {
  const { rows } = await client.query<Piece>(
    `SELECT (extract(epoch FROM span_start) * 1000000)::float8 AS "fromUs",
            (extract(epoch FROM span_width) * 1000000)::float8 AS "widthUs", tag_id AS "tagId", row_count::float8 AS "sampleCount"
     FROM timeseries.rows_to_seal(to_timestamp($1::float8 / 1e6))`,
    [limitUs],
  );
  return batchesOf(rows, limitUs);
}

/**
 * Spans of tags whose segments are to be merged, in batches.
 *
 * @param fromUs - weeks before are not looked at; undefined for all
 */
export async function planMerging(
  client: Client,
  fromUs: number | undefined,
  limitUs: number,
): Promise<SealBatch[]> {
  const { rows } = await client.query<Piece>(
    `SELECT (extract(epoch FROM span_start) * 1000000)::float8 AS "fromUs",
            (extract(epoch FROM span_end - span_start) * 1000000)::float8 AS "widthUs", tag_id AS "tagId", sample_count::float8 AS "sampleCount"
     FROM timeseries.segments_to_merge(coalesce(to_timestamp($1::float8 / 1e6), '0001-01-01'), to_timestamp($2::float8 / 1e6))`,
    [fromUs ?? null, limitUs],
  );
  return batchesOf(rows, limitUs);
}

/** Tables of segments whose week is over, and which are not in the order of tags yet. */
export async function planSorting(client: Client, limitUs: number): Promise<UnsortedWeek[]> {
  const { rows } = await client.query<UnsortedWeek>(
    'SELECT chunk, index FROM timeseries.weeks_to_sort(to_timestamp($1::float8 / 1e6))',
    [limitUs],
  );
  return rows;
}

/** Joins pieces of one span while they have few samples. */
function batchesOf(pieces: readonly Piece[], limitUs: number): SealBatch[] {
  const batches: SealBatch[] = [];
  for (const ofSpan of Map.groupBy(
    pieces,
    (piece) => `${piece.fromUs} ${piece.widthUs}`,
  ).values()) {
    const { fromUs, widthUs } = ofSpan[0]!;
    const span = { fromUs, toUs: Math.min(fromUs + widthUs, limitUs) };
    let tagIds: number[] = [];
    let sampleCount = 0;
    for (const piece of ofSpan) {
      if (sampleCount + piece.sampleCount > MOST_SAMPLES_PER_BATCH && tagIds.length > 0) {
        batches.push({ ...span, tagIds, sampleCount });
        tagIds = [];
        sampleCount = 0;
      }
      tagIds.push(piece.tagId);
      sampleCount += piece.sampleCount;
    }
    batches.push({ ...span, tagIds, sampleCount });
  }
  return batches;
}
