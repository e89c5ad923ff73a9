import { once } from 'node:events';
import type { Client } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import type { BlockPart } from '../../packages/historian/src/spool/block.ts';
import { COPY_FORMAT } from '../../packages/historian/src/copy/copy-format.ts';
import { copyStatement } from '../../packages/historian/src/copy/copy-in.ts';

/** Puts the tuples of a part into its table. */
export async function copyPart(client: Client, { target, tuples }: BlockPart): Promise<void> {
  const stream = client.query(copyFrom(copyStatement(target)));
  const finished = once(stream, 'finish');
  stream.end(Buffer.concat([COPY_FORMAT.header, tuples, COPY_FORMAT.trailer]));
  await finished;
}
