import { detectEngine } from '@varve/db';
import type { Client } from 'pg';
import type { BlockPart } from '../spool/block.ts';
import { countTags, SAMPLE_ROWS_TARGET } from '../copy/sample-rows.ts';

/** Before, rows went into the columnstore without a look at NOT NULL and CHECK (timescaledb #10056). */
const FIRST_RELEASE = [2, 28, 1] as const;
/**
 * A batch of the columnstore has rows of one tag. Measured on 2.29.2: with 100 of them a COPY is as fast as one into the row
 * store and takes 10 bytes a row instead of 52; with 10 it takes twice the time.
 */
const ROWS_PER_TAG = 100;

/**
 * Lets TimescaleDB compress what the COPYs of this transaction bring, sorted as a whole.
 *
 * Our blocks are sorted already, and `…_client_sorted` would save a third of the time. It is not used: with it, TimescaleDB
 * takes all batches of the *chunk* for sorted, and a late sample in a block of its own would make `ORDER BY time` wrong.
 */
export const COMPRESS_COPIES = `
  SET LOCAL timescaledb.enable_direct_compress_copy = on;
  SET LOCAL timescaledb.direct_compress_copy_tuple_sort_limit = 0`;

/** Whether samples that go through a connection may be compressed as they come. */
export async function canCompressCopies(client: Client): Promise<boolean> {
  const { kind, timescaleVersion } = await detectEngine(client);
  if (kind !== 'timescaledb-community' || !isRecent(timescaleVersion!)) return false;
  const { rows } = await client.query<{ compressed: boolean }>(
    `SELECT compress_after IS NOT NULL AS compressed FROM timeseries.sample_policies WHERE series = 'samples'`,
  );
  return rows[0]?.compressed === true;
}

/** Whether rows of samples are enough of each tag. */
export function isWorthCompressing(parts: readonly BlockPart[]): boolean {
  const rows = parts.filter(({ target }) => target.table === SAMPLE_ROWS_TARGET.table);
  const rowCount = rows.reduce((sum, { tupleCount }) => sum + tupleCount, 0);
  return rowCount >= ROWS_PER_TAG && rowCount >= ROWS_PER_TAG * countTags(rows);
}

function isRecent(version: string): boolean {
  const parts = version.split(/\D/).map(Number);
  for (const [place, first] of FIRST_RELEASE.entries()) {
    const part = parts[place] ?? 0;
    if (part !== first) return part > first;
  }
  return true;
}
