import type { Client } from 'pg';
import { copyIn } from '../copy/copy-in.ts';
import { tupleOffsets } from '../copy/tuple-offsets.ts';
import type { BlockPart, NumberedBlock } from '../spool/block.ts';
import type { CatchUp } from './catch-up.ts';
import { keepDeadLetters } from './keep-dead-letters.ts';
import { failureOf, type Failure } from './failure-of.ts';
import { countRefused, tagIdOf } from './refused-tags.ts';
import type { RefusedRows } from './store-outcome.ts';

const CHECK_VIOLATION = '23514';

/**
 * Whether no retry makes data right: SQLSTATE classes 22 (data exception) and 23 (integrity). A row without a partition is told as a
 * violated check without a name: its partition was removed after it was looked for, and the retry makes it again.
 */
export function isRefusal(error: unknown): boolean {
  const { code, constraint } = error as { code?: string; constraint?: string };
  if (code === CHECK_VIOLATION && constraint === undefined) return false;
  return code !== undefined && /^2[23]/.test(code);
}

/** Options of `isolateRefused`. */
interface IsolateOptions {
  readonly catchUp: CatchUp;
  readonly deadLetterFile: string;
}

/** Stores all rows but those that the database refuses, found by halving. The samples of a segment become rows for it. */
export async function isolateRefused(
  client: Client,
  blocks: readonly NumberedBlock[],
  { catchUp, deadLetterFile }: IsolateOptions,
): Promise<RefusedRows | undefined> {
  let refused: RefusedRows | undefined;
  const byBlock = new Map<number, Map<number, number>>();
  for (const { blockNo, ...block } of blocks) {
    for (const part of catchUp.asRows(block)) {
      for await (const { row, failure } of refusedRows(client, part)) {
        // On disk before the commit: a row is in one place or the other, never in none.
        await keepDeadLetters(deadLetterFile, [letterOf(row, blockNo, failure)]);
        countRefused(byBlock, blockNo, tagIdOf(row.target, row.tuples));
        refused = { rowCount: (refused?.rowCount ?? 0) + 1, byBlock, ...failure };
      }
    }
  }
  return refused;
}

/** Stores the rows of a part, and gives those that the database refuses. */
async function* refusedRows(
  client: Client,
  part: BlockPart,
): AsyncGenerator<{ readonly row: BlockPart; readonly failure: Failure }> {
  const offsets = tupleOffsets(part);
  const ranges: [number, number][] = [[0, part.tupleCount]];
  for (let range = ranges.pop(); range !== undefined; range = ranges.pop()) {
    const [from, to] = range;
    const tuples = part.tuples.subarray(offsets[from], offsets[to]);
    const piece = { target: part.target, tuples, tupleCount: to - from };
    const failure = await tryPart(client, piece);
    if (failure === undefined) continue;
    if (to - from === 1) {
      yield { row: piece, failure };
      continue;
    }
    const middle = (from + to) >> 1;
    ranges.push([middle, to], [from, middle]);
  }
}

async function tryPart(
  client: Client,
  { target, tuples }: BlockPart,
): Promise<Failure | undefined> {
  await client.query('SAVEPOINT part');
  try {
    await copyIn(client, target, [tuples]);
    await client.query('RELEASE SAVEPOINT part');
    return undefined;
  } catch (error) {
    if (!isRefusal(error)) throw error;
    // A savepoint stays after ROLLBACK TO: thousands of refused rows would lie in one another.
    await client.query('ROLLBACK TO SAVEPOINT part; RELEASE SAVEPOINT part');
    return failureOf(error);
  }
}

function letterOf({ target, tuples }: BlockPart, blockNo: number, { code, message }: Failure) {
  return {
    time: new Date().toISOString(),
    table: target.table,
    columns: target.columns,
    blockNo,
    code,
    message,
    // In COPY's binary format.
    tuple: Buffer.from(tuples).toString('base64'),
  };
}
