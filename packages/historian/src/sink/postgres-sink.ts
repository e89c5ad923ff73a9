import type { Client } from 'pg';
import type { SpooledBlock } from '../spool/spool.ts';
import type { WorkerPool } from '../write/worker-pool.ts';
import type { Sink } from './sink.ts';
import { POSTGRES_SINK } from './sink-definition.ts';

/**
 * The database that a historian reads from: written by its threads, each over a connection of its own.
 *
 * @param pool - the threads at the time: others may have taken their place since
 */
export function createPostgresSink(pool: () => WorkerPool, workers: number): Sink {
  return {
    name: POSTGRES_SINK,
    concurrency: workers,
    takes: () => true,
    store: (blocks) => pool().store(blocks),
    // The threads close their connections when they end.
    close: () => Promise.resolve(),
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
