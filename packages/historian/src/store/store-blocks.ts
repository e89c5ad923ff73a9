import type { Client } from 'pg';
import { copyIn } from '../copy/copy-in.ts';
import { SAMPLES_SERIES, type BlockPart, type NumberedBlock } from '../spool/block.ts';
import type { CatchUp } from './catch-up.ts';
import { COMPRESS_COPIES, isWorthCompressing } from './compress-copies.ts';
import { daysOfBlock } from './days-of-block.ts';
import { isolateRefused, isRefusal } from './isolate-refused.ts';
import { noteLateRecords } from './note-late-records.ts';
import type { RefusedRows } from './store-outcome.ts';

/** A connection, and whether its engine compresses rows as they are copied. */
export interface StoreConnection {
  readonly client: Client;
  readonly canCompressCopies: boolean;
}

/** Options of `storeBlocks`. */
export interface StoreOptions {
  readonly spoolId: string;
  readonly catchUp: CatchUp;
  /** JSON lines of rows that the database refuses. */
  readonly deadLetterFile: string;
}

/** Blocks of one series, and what is true when they are stored. */
export interface StoredTogether {
  readonly blocks: readonly NumberedBlock[];
  /** As `BlockWriter.store`. */
  readonly storedUntilUs: number | undefined;
}

/**
 * Stores blocks of one series in one transaction with their entries in the ledger.
 *
 * @returns rows that the database refused; they are in the dead-letter file
 */
export async function storeBlocks(
  { client, canCompressCopies }: StoreConnection,
  together: StoredTogether,
  options: StoreOptions,
): Promise<RefusedRows | undefined> {
  const { catchUp, spoolId } = options;
  const fresh = await beginWithLedger(client, together, spoolId);
  const parts = catchUp.join(fresh);
  if (canCompressCopies && isWorthCompressing(parts)) await client.query(COMPRESS_COPIES);
  let refused: RefusedRows | undefined;
  try {
    await copyParts(client, parts);
  } catch (error) {
    if (!isRefusal(error)) throw error;
    await client.query('ROLLBACK');
    const again = await beginWithLedger(client, together, spoolId);
    refused = await isolateRefused(client, again, options);
  }
  await noteLate(client, fresh);
  await client.query('COMMIT');
  return refused;
}

/**
 * Begins the transaction.
 *
 * @returns the blocks that are not stored yet: a commit whose answer was lost is found here
 */
async function beginWithLedger(
  client: Client,
  { blocks, storedUntilUs }: StoredTogether,
  spoolId: string,
): Promise<NumberedBlock[]> {
  await client.query('BEGIN');
  const { rows } = await client.query<{ block_no: string }>(
    `INSERT INTO timeseries.ingest_ledger (spool_id, block_no, row_count, stored_until)
     SELECT $1, *, to_timestamp($4::float8 / 1e6) FROM unnest($2::bigint[], $3::int[])
     ON CONFLICT DO NOTHING RETURNING block_no`,
    [
      spoolId,
      blocks.map(({ blockNo }) => blockNo),
      blocks.map(({ rowCount }) => rowCount),
      storedUntilUs,
    ],
  );
  const fresh = new Set(rows.map(({ block_no }) => Number(block_no)));
  return blocks.filter(({ blockNo }) => fresh.has(blockNo));
}

/** Runs one COPY for each table. */
async function copyParts(client: Client, parts: readonly BlockPart[]): Promise<void> {
  for (const ofTable of Map.groupBy(parts, ({ target }) => target.table).values()) {
    await copyIn(
      client,
      ofTable[0]!.target,
      ofTable.map(({ tuples }) => tuples),
    );
  }
}

async function noteLate(client: Client, blocks: readonly NumberedBlock[]): Promise<void> {
  const first = blocks[0];
  if (first === undefined || first.series === SAMPLES_SERIES) return;
  const days = new Set(blocks.flatMap((block) => [...daysOfBlock(block)]));
  // Blocks of other series have one table.
  await noteLateRecords(client, first.parts[0]!.target.table, days);
}
