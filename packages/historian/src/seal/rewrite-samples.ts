import type { Client } from 'pg';
import { copyOutSamples, timestampLiteral } from '../read/copy-out-samples.ts';
import { dropRepetitions } from '../segment/drop-repetitions.ts';
import { createSampleColumns, type SampleColumns } from '../copy/sample-columns.ts';
import { SEGMENTS_TARGET } from '../segment/segments-target.ts';
import { sortSamples } from '../segment/sort-samples.ts';
import type { BlockTarget } from '../spool/block.ts';
import { copyIn } from '../copy/copy-in.ts';
import { SAMPLE_ROWS_TARGET } from '../copy/sample-rows.ts';
import { encodeArchive } from './encode-archive.ts';
import { divideHour, emptyPartition, readPartition } from './read-partition.ts';

/** A span whose samples become segments together. */
interface SealSpan {
  /** Microseconds since 1970; the end does not belong to it. */
  readonly fromUs: number;
  readonly toUs: number;
  /** About how many there are. */
  readonly sampleCount: number;
}

/** Samples of some tags, of which rows are taken one by one. */
export interface SealBatch extends SealSpan {
  /** In order. */
  readonly tagIds: readonly number[];
}

/** Samples of all tags of which there are enough, out of the partition that has the rows of the span and no others. */
export interface PartitionBatch extends SealSpan {
  readonly partition: string;
}

/** Outcome of a batch. */
export interface SealedBatch {
  readonly sampleCount: number;
  readonly segmentCount: number;
}

/** Outcome of a batch that somebody else has in use. */
export const NOTHING: SealedBatch = { sampleCount: 0, segmentCount: 0 };
/** SQLSTATEs of a lock that was not had in time, and of a table that another historian has dropped since. */
const LEFT_ALONE: ReadonlySet<unknown> = new Set(['55P03', '42P01']);

/** Whether a table was in use, or gone: there is nothing to be done about it in this round. */
export function isLeftAlone(error: unknown): boolean {
  return LEFT_ALONE.has((error as { code?: string }).code);
}

/**
 * Takes samples of some tags and a span out of the database, rows and the segments that lie in it, and puts them in again as segments, in one
 * transaction: whatever ends it, they are there, once. What is written meanwhile stays as it comes.
 */
export function rewriteSamples(client: Client, batch: SealBatch): Promise<SealedBatch> {
  return inTransaction(client, async () => {
    const samples = createSampleColumns(batch.sampleCount);
    await takeOut(client, SAMPLE_ROWS_TARGET, batch, samples);
    return putIn(client, batch, samples);
  });
}

/** The same with all rows of a partition. One that somebody has in use is left as it is: row by row there is nothing to wait for. */
export async function rewritePartition(
  client: Client,
  batch: PartitionBatch,
): Promise<SealedBatch> {
  const { partition } = batch;
  try {
    return await inTransaction(client, async () => {
      const samples = createSampleColumns(batch.sampleCount);
      await readPartition(client, partition, samples);
      const { tagIds, others } = divideHour(sortSamples(samples));
      if (tagIds.length === 0) return NOTHING;
      const sealed = await putIn(client, { ...batch, tagIds }, samples);
      await emptyPartition(client, partition);
      if (others !== undefined) await copyIn(client, SAMPLE_ROWS_TARGET, [others]);
      return sealed;
    });
  } catch (error) {
    if (isLeftAlone(error)) return NOTHING;
    throw error;
  }
}

async function inTransaction<Result>(client: Client, work: () => Promise<Result>): Promise<Result> {
  await client.query('BEGIN');
  try {
    await client.query('SELECT timeseries.lock_history(corrects => false)');
    const result = await work();
    await client.query('COMMIT');
    return result;
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined);
    throw error;
  }
}

/** Puts samples in as segments, together with those of segments that are there. @param samples - rows that were taken out */
async function putIn(
  client: Client,
  batch: SealBatch,
  samples: SampleColumns,
): Promise<SealedBatch> {
  await takeOut(client, SEGMENTS_TARGET, batch, samples);
  if (samples.length === 0) return NOTHING;
  dropRepetitions(sortSamples(samples));
  await ensureSegmentPartitions(client, batch);
  let segmentCount = 0;
  for (const { target, tuples, tupleCount } of encodeArchive(samples)) {
    await copyIn(client, target, [tuples]);
    segmentCount += tupleCount;
  }
  return { sampleCount: samples.length, segmentCount };
}

/** Deletes what it returns, in one statement: a row that comes in between is in neither. */
async function takeOut(
  client: Client,
  target: BlockTarget,
  { tagIds, fromUs, toUs }: SealBatch,
  into: SampleColumns,
): Promise<void> {
  const span = (column: string): string =>
    `${column} >= ${timestampLiteral(fromUs)} AND ${column} < ${timestampLiteral(toUs)}`;
  const isSegments = target === SEGMENTS_TARGET;
  const condition = isSegments
    ? `${span('first_time')} AND last_time < ${timestampLiteral(toUs)}`
    : span('time');
  const statement = `DELETE FROM ${target.table} WHERE ${condition} AND tag_id = ANY ('{${tagIds.join(',')}}')
     RETURNING ${target.columns.join(', ')}`;
  await copyOutSamples(client, [{ target, statement }], into);
}

async function ensureSegmentPartitions(client: Client, { fromUs, toUs }: SealBatch): Promise<void> {
  await client.query(
    `SELECT timeseries.make_partitions(t.parent, t.width, to_timestamp($1::float8 / 1e6), to_timestamp($2::float8 / 1e6))
     FROM timeseries.sample_policies p, timeseries.tables_of(p) t WHERE t.relation = 'segments'`,
    [fromUs, toUs - 1],
  );
}
