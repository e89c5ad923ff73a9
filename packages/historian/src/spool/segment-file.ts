import { readFile } from 'node:fs/promises';
import { findBlock, nextMagic, type NumberedBlock } from './block.ts';

/** What one file of a spool holds. */
export interface SegmentContent {
  readonly blocks: readonly {
    readonly block: NumberedBlock;
    /** Where it begins, and its bytes. */
    readonly at: number;
    readonly bytes: number;
  }[];
  /** What cannot be read any more. */
  readonly damaged: readonly { readonly reason: string; readonly rowCount: number }[];
  /** One more than the highest number in it; 1 when it is empty. */
  readonly nextBlockNo: number;
}

/** Reads a file of a spool. A block that was being written when the power went was never acknowledged: it is no damage. */
export async function readSegment(path: string): Promise<SegmentContent> {
  const file = await readFile(path);
  const blocks: SegmentContent['blocks'][number][] = [];
  const damaged: SegmentContent['damaged'][number][] = [];
  let nextBlockNo = 1;
  let at = 0;
  while (at < file.length) {
    const found = findBlock(file, at);
    switch (found.kind) {
      case 'block': {
        const { block, end } = found;
        blocks.push({ block, at, bytes: end - at });
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
