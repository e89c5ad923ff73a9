import type { BlockTarget } from '../spool/block.ts';
import { SAMPLE_ROWS_TARGET } from '../copy/sample-rows.ts';
import { TEXT_SAMPLES_TARGET } from '../copy/text-rows.ts';

/** Rows of one block that were refused: how many of each tag, by the database's id. */
export type RefusedTags = ReadonlyMap<number, number>;

/** Stands for the tag of rows without a tag. */
export const NO_TAG = 0;

/** The tag that a tuple is of; `NO_TAG` for tables whose rows are of none. */
export function tagIdOf({ table }: BlockTarget, tuple: Uint8Array): number {
  const view = new DataView(tuple.buffer, tuple.byteOffset, tuple.byteLength);
  // The last but one: 4 bytes before the 8 of the status.
  if (table === SAMPLE_ROWS_TARGET.table) return view.getInt32(tuple.length - 12);
  // Behind field count, time and its own length.
  if (table === TEXT_SAMPLES_TARGET.table) return view.getInt32(2 + 12 + 4);
  return NO_TAG;
}

/** Counts a row among the refused ones of its block. */
export function countRefused(
  byBlock: Map<number, Map<number, number>>,
  blockNo: number,
  tagId: number,
): void {
  const tags = byBlock.get(blockNo) ?? new Map<number, number>();
  tags.set(tagId, (tags.get(tagId) ?? 0) + 1);
  byBlock.set(blockNo, tags);
}
