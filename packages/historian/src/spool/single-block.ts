import type { Block, BlockTarget } from './block.ts';

/** Tuples of one table, and the times that they cover. */
export interface BlockContent {
  readonly target: BlockTarget;
  readonly rows: Uint8Array;
  readonly rowCount: number;
  readonly firstTimeUs: number;
  readonly lastTimeUs: number;
}

/** Makes a block that goes to one table: blocks of the same columns are one series. */
export function singleBlock({ target, rows, ...content }: BlockContent): Block {
  return {
    series: seriesOf(target),
    parts: [{ target, tuples: rows, tupleCount: content.rowCount }],
    ...content,
  };
}

/** The series of a table that is written alone. */
export function seriesOf({ table, columns }: BlockTarget): string {
  return `${table} (${columns.join(', ')})`;
}
