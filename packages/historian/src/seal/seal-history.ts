import { connect } from '@varve/db';
import type { Client } from 'pg';
import { HistorianError } from '../historian-error.ts';
import { planMerging, planSealing } from './plan-seal.ts';
import { rewriteSamples, type SealBatch } from './rewrite-samples.ts';

/** What is sealed. */
export interface SealOptions {
  /** Connection string of a database that has Varve's schema. */
  readonly database: string;
  /**
   * Samples before it have cooled, in microseconds since 1970. Where `timeseries.sample_policies` leaves samples as rows, it has to be
   * given. @default what the policy says of now
   */
  readonly beforeUs?: number;
  /** Segments of days before are not looked at for merging, in microseconds since 1970. @default all are */
  readonly mergeFromUs?: number;
  /** Ends the work between two transactions. */
  readonly signal?: AbortSignal;
  /** Called after every transaction. */
  readonly onProgress?: (progress: SealProgress) => void;
}

/** How far sealing is. */
export interface SealProgress {
  /** `seal` makes segments of rows, `merge` larger ones of small or overlapping ones. */
  readonly phase: 'seal' | 'merge';
  /** Transactions of this phase. */
  readonly done: number;
  readonly total: number;
  /** In both phases so far. */
  readonly sampleCount: number;
  readonly segmentCount: number;
}

/** What was sealed. */
export interface SealReport extends Pick<SealProgress, 'sampleCount' | 'segmentCount'> {
  /** Whether everything that was found was done. */
  readonly isComplete: boolean;
  /** Partitions of rows that were empty then, and went. */
  readonly droppedChunks: number;
}

/**
 * Makes segments of rows that have cooled, and larger ones of small or overlapping segments; an amount at a time, in transactions that may
 * be cut anywhere. One program does it at a time: a second waits for each transaction of the first.
 *
 * @throws HistorianError SEALING_OFF when samples stay rows there; DatabaseError when the database does not answer
 */
export async function sealHistory(options: SealOptions): Promise<SealReport> {
  const { signal } = options;
  const client = await connect(options.database, 'sealing');
  try {
    const limitUs = options.beforeUs ?? (await limitOf(client));
    let sampleCount = 0;
    let segmentCount = 0;
    let isComplete = true;
    const run = async (phase: SealProgress['phase'], batches: readonly SealBatch[]) => {
      for (const [done, batch] of batches.entries()) {
        if (signal?.aborted) {
          isComplete = false;
          return;
        }
        const sealed = await rewriteSamples(client, batch);
        sampleCount += sealed.sampleCount;
        segmentCount += sealed.segmentCount;
        const total = batches.length;
        options.onProgress?.({ phase, done: done + 1, total, sampleCount, segmentCount });
      }
    };
    await run('seal', await planSealing(client, limitUs));
    const droppedChunks = await dropEmptyChunks(client, limitUs);
    if (isComplete) await run('merge', await planMerging(client, options.mergeFromUs, limitUs));
    return { sampleCount, segmentCount, isComplete, droppedChunks };
  } finally {
    await client.end();
  }
}

async function limitOf(client: Client): Promise<number> {
  const { rows } = await client.query<{ us: number | null }>(
    `SELECT (extract(epoch FROM timeseries.seal_limit()) * 1000000)::float8 AS us`,
  );
  const us = rows[0]?.us ?? undefined;
  if (us !== undefined) return us;
  throw new HistorianError(
    'SEALING_OFF',
    `samples stay rows in this database: timeseries.sample_policies has storage 'rows', or seal_after null, or the engine compresses rows itself`,
  );
}

async function dropEmptyChunks(client: Client, limitUs: number): Promise<number> {
  const { rows } = await client.query<{ dropped: boolean }>(
    `SELECT dropped FROM timeseries.drop_empty_before('timeseries.sample_rows', to_timestamp($1::float8 / 1e6))`,
    [limitUs],
  );
  return rows.filter(({ dropped }) => dropped).length;
}
