import type { Client } from 'pg';
import type { NumberedBlock } from '../spool/block.ts';
import type { SpooledBlock } from '../spool/spooled-block.ts';
import { createBlockWriter, type BlockWriterOptions } from '../store/block-writer.ts';
import type { StoreOutcome } from '../store/store-outcome.ts';
import { TEXTS_SERIES } from '../copy/text-rows.ts';
import { TAG_SERIES, type Backlog } from './backlog.ts';
import type { Pace } from './block-queue.ts';
import type { WorkerPool } from '../worker/worker-pool.ts';
import type { Sink } from './sink.ts';
import { POSTGRES_SINK } from './sink-definition.ts';

/** Options of `createPostgresSink`. */
export interface PostgresSinkParts extends BlockWriterOptions {
  /** The threads at the time: others may have taken their place since. */
  readonly pool: () => WorkerPool;
  readonly workers: number;
  /** For how long samples wait; undefined where they do not. */
  readonly pace: Pace | undefined;
  readonly backlog: Backlog;
  /** Why nothing may be stored at the time; undefined where nothing stands in the way. */
  readonly refusal: () => { readonly code: string; readonly message: string } | undefined;
}

/**
 * The database that a historian reads from. Samples and texts are written by its threads, each over a connection of its own; records of other
 * tables from here, over one connection for each table, so that a table that is locked keeps no thread. Samples alone wait to be stored together.
 */
export function createPostgresSink({
  pool,
  workers,
  pace,
  backlog,
  refusal,
  ...options
}: PostgresSinkParts): Sink {
  const aside = new Map<string, Sink>();
  const unlessRefused = async (store: () => Promise<StoreOutcome>): Promise<StoreOutcome> => {
    const refused = refusal();
    if (refused === undefined) return store();
    return { stored: false, code: refused.code, message: refused.message };
  };
  const tags = {
    name: POSTGRES_SINK,
    takes: () => true,
    store: (blocks: readonly NumberedBlock[]) =>
      unlessRefused(() => pool().store(blocks, backlog.storedUntilUs(blocks))),
  };
  const texts: Sink = { ...tags, concurrency: 1, close: () => Promise.resolve() };
  return {
    ...tags,
    ...(pace && { pace }),
    concurrency: workers,
    aside(series) {
      if (series === TEXTS_SERIES) return texts;
      if (TAG_SERIES.has(series)) return undefined;
      const sink = aside.get(series) ?? createSeriesSink(options, unlessRefused);
      aside.set(series, sink);
      return sink;
    },
    async close() {
      // The threads close theirs when they end.
      await Promise.all(Array.from(aside.values(), (sink) => sink.close()));
    },
  };
}

function createSeriesSink(
  options: BlockWriterOptions,
  unlessRefused: (store: () => Promise<StoreOutcome>) => Promise<StoreOutcome>,
): Sink {
  const writer = createBlockWriter(options);
  return {
    name: POSTGRES_SINK,
    concurrency: 1,
    takes: () => true,
    store: (blocks) => unlessRefused(() => writer.store(blocks, undefined)),
    close: () => writer.close(),
  };
}

/** Tells the blocks that the ledger does not have: an earlier run ended between their commit and their release. */
export async function blocksToStore(
  client: Client,
  spoolId: string,
  blocks: readonly SpooledBlock[],
): Promise<SpooledBlock[]> {
  if (blocks.length === 0) return [];
  const { rows } = await client.query<{ block_no: string }>(
    'SELECT block_no FROM timeseries.ingest_ledger WHERE spool_id = $1 AND block_no >= $2',
    [spoolId, blocks[0]!.blockNo],
  );
  const stored = new Set(rows.map(({ block_no }) => Number(block_no)));
  return blocks.filter(({ blockNo }) => !stored.has(blockNo));
}

/** The highest number that the ledger has of a spool: given again, it would take a new block for an old one. */
export async function lastLedgerBlock(client: Client, spoolId: string): Promise<number> {
  const { rows } = await client.query<{ last: string }>(
    'SELECT coalesce(max(block_no), 0) AS last FROM timeseries.ingest_ledger WHERE spool_id = $1',
    [spoolId],
  );
  return Number(rows[0]!.last);
}
