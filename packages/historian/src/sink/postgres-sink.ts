import type { Client } from 'pg';
import type { SpooledBlock } from '../spool/spool.ts';
import type { WorkerPool } from '../write/worker-pool.ts';
import type { Sink } from './sink.ts';

/** The database that a historian reads from: written by its threads, each over a connection of its own. */
export function createPostgresSink(pool: WorkerPool, workers: number): Sink {
  return {
    name: 'postgres',
    concurrency: workers,
    store: (blocks) => pool.store(blocks),
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
