import { once } from 'node:events';
import type { ClientBase } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import type { BlockTarget } from '../spool/block.ts';
import { COPY_FORMAT } from './copy-format.ts';

/** Puts tuples of COPY's binary format into a table, in one COPY. */
export async function copyIn(
  client: ClientBase,
  target: BlockTarget,
  tuples: readonly Uint8Array[],
): Promise<void> {
  const stream = client.query(copyFrom(copyStatement(target)));
  // `finish` comes after the server has said that it is ready again.
  const finished = once(stream, 'finish');
  stream.cork();
  for (const bytes of [COPY_FORMAT.header, ...tuples, COPY_FORMAT.trailer]) {
    stream.write(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  }
  stream.uncork();
  stream.end();
  await finished;
}

/** Writes the statement that takes a target's tuples. */
export function copyStatement({ table, columns }: BlockTarget): string {
  const name = table.split('.').map(quoteIdentifier).join('.');
  return `COPY ${name} (${columns.map(quoteIdentifier).join(', ')}) FROM STDIN (FORMAT binary)`;
}

function quoteIdentifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
