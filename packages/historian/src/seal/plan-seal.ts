import type { Client } from 'pg';
import type { SealBatch } from './rewrite-samples.ts';

const US_PER_DAY = 86_400_000_000;
/** Bounds memory, some 70 bytes a sample, and how long a transaction takes; the rows of a span are looked through once for each batch. */
const MOST_SAMPLES_PER_BATCH = 2_000_000;
/** A partition that is taken as a whole is looked through once: an hour of 1,000 tags at 1 Hz. */
const MOST_SAMPLES_PER_PARTITION = 4_000_000;

/** Samples of a tag and a span that are to be rewritten. */
interface Piece {
  readonly fromUs: number;
  readonly widthUs: number;
  readonly tagId: number;
  readonly sampleCount: number;
}

/** Spans of tags whose rows are to become segments, in batches. */
export async function planSealing(client: Client, limitUs: number): Promise<SealBatch[]> {
  const { rows } = await client.query<Piece>(
    `SELECT (extract(epoch FROM span_start) * 1000000)::float8 AS "fromUs",
            (extract(epoch FROM span_width) * 1000000)::float8 AS "widthUs", tag_id AS "tagId", row_count::float8 AS "sampleCount"
     FROM timeseries.rows_to_seal(to_timestamp($1::float8 / 1e6))`,
    [limitUs],
  );
  return batchesOf(rows, limitUs, await partitionsBySpan(client));
}

/** Partitions of rows by start and width of what they cover. On a hypertable there are none to be named. */
async function partitionsBySpan(client: Client): Promise<ReadonlyMap<string, string>> {
  const { rows } = await client.query<{ span: string; name: string }>(
    `SELECT (extract(epoch FROM first_time) * 1000000)::bigint || ' ' || (extract(epoch FROM next_time - first_time) * 1000000)::bigint AS span,
            partition::text AS name
     FROM timeseries.partition_bounds('timeseries.sample_rows')
     WHERE EXISTS (SELECT FROM pg_partitioned_table WHERE partrelid = 'timeseries.sample_rows'::regclass)`,
  );
  return new Map(rows.map(({ span, name }) => [span, name]));
}

/** Days of tags whose segments are to be merged, in batches. @param fromUs - days before are not looked at; undefined for all */
export async function planMerging(
  client: Client,
  fromUs: number | undefined,
  limitUs: number,
): Promise<SealBatch[]> {
  const { rows } = await client.query<Omit<Piece, 'widthUs'>>(
    `SELECT (extract(epoch FROM day) * 1000000)::float8 AS "fromUs", tag_id AS "tagId", sample_count::float8 AS "sampleCount"
     FROM timeseries.segments_to_merge(coalesce(to_timestamp($1::float8 / 1e6), '0001-01-01'), to_timestamp($2::float8 / 1e6))`,
    [fromUs ?? null, limitUs],
  );
  const pieces = rows.map((row) => ({ ...row, widthUs: US_PER_DAY }));
  return batchesOf(pieces, limitUs, new Map());
}

/** Puts pieces of one span together as long as they are few samples; all of a span that has a partition of its own. */
function batchesOf(
  pieces: readonly Piece[],
  limitUs: number,
  partitions: ReadonlyMap<string, string>,
): SealBatch[] {
  const batches: SealBatch[] = [];
  const spans = Map.groupBy(pieces, ({ fromUs, widthUs }) => `${fromUs} ${widthUs}`);
  for (const [key, ofSpan] of spans) {
    const { fromUs, widthUs } = ofSpan[0]!;
    const span = { fromUs, toUs: Math.min(fromUs + widthUs, limitUs) };
    const partition = partitions.get(key);
    const total = ofSpan.reduce((sum, piece) => sum + piece.sampleCount, 0);
    if (
      partition !== undefined &&
      fromUs + widthUs <= limitUs &&
      total <= MOST_SAMPLES_PER_PARTITION
    ) {
      batches.push({ ...span, partition, tagIds: ofSpan.map(({ tagId }) => tagId) });
      continue;
    }
    let tagIds: number[] = [];
    let sampleCount = 0;
    for (const piece of ofSpan) {
      if (sampleCount + piece.sampleCount > MOST_SAMPLES_PER_BATCH && tagIds.length > 0) {
        batches.push({ ...span, tagIds });
        tagIds = [];
        sampleCount = 0;
      }
      tagIds.push(piece.tagId);
      sampleCount += piece.sampleCount;
    }
    batches.push({ ...span, tagIds });
  }
  return batches;
}
