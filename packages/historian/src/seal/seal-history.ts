import { connect } from '@varve/db';
import type { Client } from 'pg';
import { HistorianError } from '../historian-error.ts';
import { planMerging, planPartitions, planSealing, planSorting } from './plan-sealing.ts';
import { NOTHING, rewritePartition, rewriteSamples, type SealedBatch } from './rewrite-samples.ts';
import { sortWeek } from './sort-week.ts';

/**
 * Time without a sign of the database after which maintenance and sealing give their connection up. A statement of theirs may take minutes;
 * the next round tries again.
 */
export const MAINTENANCE_SILENCE_MS = 900_000;

/** Options of `sealHistory`. */
export interface SealOptions {
  /** Connection string of a database that has Varve's schema. */
  readonly database: string;
  /**
   * Samples before it have cooled, in microseconds since 1970. Where `timeseries.sample_policies` leaves samples as rows, it has to be
   * given. @default what the policy says of now
   */
  readonly beforeUs?: number;
  /** Segments of weeks before are not looked at for merging, in microseconds since 1970. @default all are */
  readonly mergeFromUs?: number;
  /** Transactions at once: while the database works on one, the program works on another. @default 2 */
  readonly connections?: number;
  /** Ends the work between two transactions. */
  readonly signal?: AbortSignal;
  /** Called after every transaction. */
  readonly onProgress?: (progress: SealProgress) => void;
}

/** How far sealing is. */
export interface SealProgress {
  /** `seal` makes segments of rows, `merge` larger ones of small or overlapping ones, `sort` puts weeks into the order of tags. */
  readonly phase: 'seal' | 'merge' | 'sort';
  /** Transactions of this phase; rows that are taken one by one are looked for when whole partitions are done. */
  readonly done: number;
  readonly total: number;
  /** Made into new segments so far. */
  readonly sampleCount: number;
  readonly segmentCount: number;
}

/** Report of `sealHistory`. */
export interface SealReport extends Pick<SealProgress, 'sampleCount' | 'segmentCount'> {
  /** Whether everything that was found was done. */
  readonly isComplete: boolean;
  /** Partitions of rows that were empty then, and went. */
  readonly droppedChunks: number;
}

const DEFAULT_CONNECTIONS = 2;

/**
 * Makes segments of rows that have cooled, larger ones of small or overlapping segments, and puts weeks that are over into the order of tags;
 * an amount at a time, in transactions that may be cut anywhere. Several programs may do it at once: each takes what no other has taken. What
 * cannot be read, such as a damaged segment, is left as it is, and told when the rest is done.
 *
 * @throws HistorianError SEALING_OFF when samples stay rows there; DatabaseError when the database does not answer; Error the first failure of
 * a transaction
 */
export async function sealHistory(options: SealOptions): Promise<SealReport> {
  await using opened = new AsyncDisposableStack();
  const clients: Client[] = [];
  while (clients.length < (options.connections ?? DEFAULT_CONNECTIONS)) {
    const client = await connect(options.database, 'sealing', {
      silenceMs: MAINTENANCE_SILENCE_MS,
    });
    clients.push(opened.adopt(client, () => client.end()));
  }
  const client = clients[0]!;
  const limitUs = options.beforeUs ?? (await limitOf(client));
  const run = createRun(clients, options);
  await run.work('seal', await planPartitions(client, limitUs), rewritePartition);
  await run.work('seal', await planSealing(client, limitUs), rewriteSamples);
  const droppedChunks = await dropEmptyChunks(client, limitUs);
  await run.work('merge', await planMerging(client, options.mergeFromUs, limitUs), rewriteSamples);
  await run.work('sort', await planSorting(client, limitUs), sortWeek);
  return { ...run.report(), droppedChunks };
}

/** Work of one call: a batch that fails leaves its samples as they are, and holds up no other. */
interface Run {
  work<Batch>(
    phase: SealProgress['phase'],
    batches: readonly Batch[],
    rewrite: (client: Client, batch: Batch) => Promise<SealedBatch>,
  ): Promise<void>;
  /** @throws Error the first failure of a batch */
  report(): Omit<SealReport, 'droppedChunks'>;
}

function createRun(
  clients: readonly Client[],
  { signal, onProgress }: Pick<SealOptions, 'signal' | 'onProgress'>,
): Run {
  let sampleCount = 0;
  let segmentCount = 0;
  let isComplete = true;
  const failures: unknown[] = [];
  const done = { seal: 0, merge: 0, sort: 0 };
  const total = { seal: 0, merge: 0, sort: 0 };
  return {
    async work(phase, batches, rewrite) {
      let next = 0;
      total[phase] += batches.length;
      const take = async (client: Client): Promise<void> => {
        while (next < batches.length) {
          if (signal?.aborted) {
            isComplete = false;
            return;
          }
          const sealed = await rewrite(client, batches[next++]!).catch((error: unknown) => {
            failures.push(error);
            return NOTHING;
          });
          sampleCount += sealed.sampleCount;
          segmentCount += sealed.segmentCount;
          done[phase]++;
          onProgress?.({
            phase,
            done: done[phase],
            total: total[phase],
            sampleCount,
            segmentCount,
          });
        }
      };
      await Promise.all(clients.map((client) => take(client)));
    },
    report() {
      if (failures.length > 0) throw failures[0];
      return { sampleCount, segmentCount, isComplete };
    },
  };
}

async function limitOf(client: Client): Promise<number> {
  const { rows } = await client.query<{ us: number | null }>(
    `SELECT (extract(epoch FROM timeseries.seal_limit()) * 1000000)::float8 AS us`,
  );
  const us = rows[0]?.us ?? undefined;
  if (us !== undefined) return us;
  throw new HistorianError(
    'SEALING_OFF',
    `samples stay rows in this database: timeseries.sample_policies has storage 'rows', or seal_after null`,
  );
}

async function dropEmptyChunks(client: Client, limitUs: number): Promise<number> {
  const { rows } = await client.query<{ dropped: boolean }>(
    `SELECT dropped FROM timeseries.drop_empty_before('timeseries.sample_rows', to_timestamp($1::float8 / 1e6))`,
    [limitUs],
  );
  return rows.filter(({ dropped }) => dropped).length;
}
