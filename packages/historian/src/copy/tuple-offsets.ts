import type { BlockPart } from '../spool/block.ts';
import { EPOCH_2000_US, TWO_TO_32 } from './copy-format.ts';

/** Finds where each tuple begins, and the end of the last. */
export function tupleOffsets({ tuples, tupleCount }: BlockPart): Int32Array {
  const offsets = new Int32Array(tupleCount + 1);
  const view = new DataView(tuples.buffer, tuples.byteOffset, tuples.byteLength);
  for (let tuple = 0; tuple < tupleCount; tuple++) {
    offsets[tuple + 1] = tupleEnd(view, offsets[tuple]!);
  }
  return offsets;
}

function tupleEnd(view: DataView, start: number): number {
  const fieldCount = view.getInt16(start);
  let at = start + 2;
  for (let field = 0; field < fieldCount; field++) at += 4 + Math.max(0, view.getInt32(at));
  return at;
}

/** Reads the first field of a tuple where that is a time: microseconds since 1970. */
export function tupleTimeUs(view: DataView, at: number): number {
  return view.getInt32(at + 6) * TWO_TO_32 + view.getUint32(at + 10) + EPOCH_2000_US;
}
