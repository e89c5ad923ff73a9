import type { Client } from 'pg';
import { copyOutSamples, timestampLiteral } from '../copy-out.ts';
import { dropRepetitions } from '../segment/drop-repetitions.ts';
import { createSampleColumns, type SampleColumns } from '../segment/sample-columns.ts';
import { SEGMENTS_TARGET } from '../segment/segment-target.ts';
import { sortSamples } from '../segment/sort-samples.ts';
import type { BlockTarget } from '../spool/block.ts';
import { copyIn } from '../write/copy-in.ts';
import { SAMPLE_ROWS_TARGET } from '../write/copy-rows.ts';
import { encodeArchive } from './encode-archive.ts';
import { emptyPartition, readPartition, setAsideOthers } from './partition-rows.ts';

/** Samples that become segments together. */
export interface SealBatch {
  readonly tagIds: readonly number[];
  /** Microseconds since 1970; the end does not belong to it. */
  readonly fromUs: number;
  readonly toUs: number;
  /** The partition that has exactly the rows of the span, those of other tags too; undefined to take rows one by one. */
  readonly partition?: string;
}

/** What became of a batch. */
export interface SealedBatch {
  readonly sampleCount: number;
  readonly segmentCount: number;
}

const LOCK_NOT_AVAILABLE = '55P03';

/**
 * Takes samples of some tags and a span out of the database, rows and the segments that lie in it, and puts them in again as segments, in one
 * transaction: whatever ends it, they are there, once. What is written meanwhile stays as it comes.
 */
export async function rewriteSamples(client: Client, batch: SealBatch): Promise<SealedBatch> {
  try {
    return await inTransaction(client, () => rewrite(client, batch));
  } catch (error) {
    if (batch.partition === undefined || (error as { code?: string }).code !== LOCK_NOT_AVAILABLE) {
      throw error;
    }
    // Somebody has the partition in use: row by row there is nothing to wait for.
    const { partition: _inUse, ...rows } = batch;
    return inTransaction(client, () => rewrite(client, rows));
  }
}

async function inTransaction<Result>(client: Client, work: () => Promise<Result>): Promise<Result> {
  await client.query('BEGIN');
  try {
    const result = await work();
    await client.query('COMMIT');
    return result;
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined);
    throw error;
  }
}

async function rewrite(client: Client, batch: SealBatch): Promise<SealedBatch> {
  await client.query('SELECT timeseries.lock_history(corrects => false)');
  const taken = createSampleColumns(0);
  let others: Uint8Array | undefined;
  if (batch.partition === undefined) {
    await takeOut(client, SAMPLE_ROWS_TARGET, batch, taken);
  } else {
    await readPartition(client, batch.partition, taken);
    others = setAsideOthers(taken, batch.tagIds);
  }
  await takeOut(client, SEGMENTS_TARGET, batch, taken);
  const samples = sortSamples(taken);
  dropRepetitions(samples);
  let segmentCount = 0;
  if (samples.length > 0) {
    await ensureSegmentPartitions(client, batch);
    for (const { target, tuples, tupleCount } of encodeArchive(samples)) {
      await copyIn(client, target, [tuples]);
      segmentCount += tupleCount;
    }
  }
  if (batch.partition !== undefined) await emptyPartition(client, batch.partition);
  if (others !== undefined) await copyIn(client, SAMPLE_ROWS_TARGET, [others]);
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
