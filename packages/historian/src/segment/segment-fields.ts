import { EPOCH_2000_US, TWO_TO_32 } from '../copy/copy-format.ts';
import { SEGMENTS_TARGET, type SegmentColumn } from './segments-target.ts';

/** A tuple of `timeseries.segments`, and where each of its fields begins; -1 for one that is null. */
export interface SegmentTuple {
  readonly view: DataView;
  readonly fields: Int32Array;
}

/** Place of each column among the fields. */
export const FIELD = Object.fromEntries(
  SEGMENTS_TARGET.columns.map((column, place) => [column, place]),
) as Readonly<Record<SegmentColumn, number>>;

const FIELD_COUNT = SEGMENTS_TARGET.columns.length;

/** Makes the memory that `findFields` fills. */
export function segmentFields(): Int32Array {
  return new Int32Array(FIELD_COUNT);
}

/**
 * Finds the fields of the tuple that begins at an offset.
 *
 * @returns where the next tuple begins
 * @throws Error when it is no tuple of `timeseries.segments`
 */
export function findFields(view: DataView, start: number, fields: Int32Array): number {
  const fieldCount = view.getInt16(start);
  if (fieldCount !== FIELD_COUNT) {
    throw new Error(`a segment: expected ${FIELD_COUNT} fields, got ${fieldCount}`);
  }
  let at = start + 2;
  for (let field = 0; field < FIELD_COUNT; field++) {
    const length = view.getInt32(at);
    at += 4;
    fields[field] = length === -1 ? -1 : at;
    at += Math.max(0, length);
  }
  return at;
}

/** A whole number of 64 bits, of which a double holds 53. */
export function int64At(view: DataView, at: number): number {
  return view.getInt32(at) * TWO_TO_32 + view.getUint32(at + 4);
}

/** A time, in microseconds since 1970. */
export function timeAt(view: DataView, at: number): number {
  return int64At(view, at) + EPOCH_2000_US;
}
