import { open, readFile } from 'node:fs/promises';
import { findBlock, nextMagic, type BlockPart, type NumberedBlock } from './block.ts';

/** Where a block lies in its file. */
export interface BlockPlace {
  readonly at: number;
  readonly bytes: number;
}

/** Content of one file of a spool. */
export interface SpoolFileContent {
  readonly blocks: readonly { readonly block: NumberedBlock; readonly place: BlockPlace }[];
  /** Pieces that cannot be read any more. */
  readonly damaged: readonly { readonly reason: string; readonly rowCount: number }[];
  /** One more than the highest number in it; 1 when it is empty. */
  readonly nextBlockNo: number;
}

/** Reads a file of a spool. A block that was being written when the power went was never acknowledged: it is no damage. */
export async function readSpoolFile(path: string): Promise<SpoolFileContent> {
  const file = await readFile(path);
  const blocks: SpoolFileContent['blocks'][number][] = [];
  const damaged: SpoolFileContent['damaged'][number][] = [];
  let nextBlockNo = 1;
  let at = 0;
  while (at < file.length) {
    const found = findBlock(file, at);
    switch (found.kind) {
      case 'block': {
        const { block, end } = found;
        blocks.push({ block, place: { at, bytes: end - at } });
        nextBlockNo = block.blockNo + 1;
        at = end;
        break;
      }
      case 'damaged':
        damaged.push({ reason: `block ${found.blockNo} is damaged`, rowCount: found.rowCount });
        nextBlockNo = found.blockNo + 1;
        at = found.end;
        break;
      case 'cut':
      case 'nothing': {
        const next = nextMagic(file, at + 1);
        // With something whole behind it, a cut block was whole once, and its rows are gone.
        const isTorn = found.kind === 'cut' && next === file.length;
        if (!isTorn) damaged.push({ reason: `no block at byte ${at}`, rowCount: 0 });
        at = next;
        break;
      }
    }
  }
  return { blocks, damaged, nextBlockNo };
}

/** Reads the parts of one block; undefined when they are not those that were written. */
export async function readBlockParts(
  path: string,
  { at, bytes }: BlockPlace,
): Promise<readonly BlockPart[] | undefined> {
  const handle = await open(path, 'r');
  try {
    const file = new Uint8Array(bytes);
    await handle.read(file, 0, bytes, at);
    const found = findBlock(file, 0);
    return found.kind === 'block' ? found.block.parts : undefined;
  } finally {
    await handle.close();
  }
}
