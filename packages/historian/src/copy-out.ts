import { pipeline } from 'node:stream/promises';
import type { ClientBase } from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import type { BlockPart, BlockTarget } from './spool/block.ts';
import { COPY_HEADER, COPY_TRAILER, countTuples } from './write/copy-rows.ts';

/**
 * Reads what a statement gives, as tuples of COPY's binary format: an order of magnitude sooner than as rows of objects.
 *
 * @param statement - a SELECT, or a DELETE … RETURNING, of the columns of the target, without parameters: COPY takes none
 */
export async function copyOut(
  client: ClientBase,
  target: BlockTarget,
  statement: string,
): Promise<BlockPart> {
  const stream = client.query(copyTo(`COPY (${statement}) TO STDOUT (FORMAT binary)`));
  const chunks: Buffer[] = [];
  await pipeline(stream, async (source: AsyncIterable<Buffer>) => {
    for await (const chunk of source) chunks.push(chunk);
  });
  const bytes = Buffer.concat(chunks);
  const tuples = bytes.subarray(COPY_HEADER.length, bytes.length - COPY_TRAILER.length);
  return { target, tuples, tupleCount: countTuples(tuples) };
}

/** A time as a literal. @param timeUs - whole microseconds since 1970 */
export function timestampLiteral(timeUs: number): string {
  const seconds = Math.floor(timeUs / 1e6);
  const micros = String(timeUs - seconds * 1e6).padStart(6, '0');
  return `'${new Date(seconds * 1_000).toISOString().slice(0, -'000Z'.length)}${micros}Z'`;
}
