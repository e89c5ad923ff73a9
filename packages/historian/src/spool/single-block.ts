import type { Block, BlockTarget } from './block.ts';

/** Tuples of one table, and the times that they cover. */
export interface BlockContent {
  readonly target: BlockTarget;
  readonly rows: Uint8Array;
  readonly rowCount: number;
  readonly firstTimeUs: number;
  readonly lastTimeUs: number;
}

/** Makes a block that goes to one table. */
export function singleBlock(content: BlockContent): Block {
  return content;
}

/** Whether tuples of two targets can go in one COPY. */
export function isSameTarget(one: BlockTarget, other: BlockTarget): boolean {
  return (
    one.table === other.table &&
    one.columns.length === other.columns.length &&
    one.columns.every((name, index) => name === other.columns[index])
  );
}
