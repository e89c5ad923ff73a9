import type { SampleBatch } from '@varve/protocols';
import { blockMemory, type BlockPart, type BlockTarget } from '../spool/block.ts';
import { bitsOf, EPOCH_2000_US, NULL_FIELD, TWO_TO_32 } from './copy-format.ts';
import { reserveSamples, type SampleColumns } from './sample-columns.ts';
import { tupleTimeUs } from './tuple-offsets.ts';
import type { TupleRun } from './tuple-run.ts';

/** Where samples go as rows. */
export const SAMPLE_ROWS_TARGET: BlockTarget = {
  table: 'timeseries.sample_rows',
  columns: ['time', 'value', 'tag_id', 'status'],
};

const FIELD_COUNT = 4;
/** Field count, then a length and a field for time, value, tag and status. */
const ROW_BYTES = 2 + 12 + 12 + 8 + 8;

/** Samples as rows are made of them. */
export interface SampleRows extends Pick<SampleBatch, 'tag' | 'time' | 'value' | 'status'> {
  /** Marks samples without a value, which are stored as NULL; undefined where all have one. */
  readonly isNull: Uint8Array | undefined;
}

/**
 * Encodes samples as tuples of a binary COPY, 42 bytes a row.
 *
 * @param tagIds - the database's id of each tag, by what `tag` has; undefined where it has the ids themselves
 * @param ranges - pairs of places: the first sample to encode, and the one behind the last
 * @returns shared memory for large blocks, which so go from thread to thread and to disk without a copy
 */
export function encodeSampleRows(
  { tag, time, value, status, isNull }: SampleRows,
  tagIds: Int32Array | undefined,
  ranges: readonly number[],
): Uint8Array {
  let rowCount = 0;
  for (let range = 0; range < ranges.length; range += 2)
    rowCount += ranges[range + 1]! - ranges[range]!;
  const bytes = new Uint8Array(blockMemory(rowCount * ROW_BYTES));
  const view = new DataView(bytes.buffer);
  let at = 0;
  for (let range = 0; range < ranges.length; range += 2) {
    const end = ranges[range + 1]!;
    for (let row = ranges[range]!; row < end; row++) {
      const sinceEpoch = time[row]! - EPOCH_2000_US;
      const high = Math.floor(sinceEpoch / TWO_TO_32);
      view.setInt16(at, FIELD_COUNT);
      view.setInt32(at + 2, 8);
      view.setInt32(at + 6, high);
      view.setUint32(at + 10, sinceEpoch - high * TWO_TO_32);
      at += 14;
      if (isNull !== undefined && isNull[row] === 1) {
        view.setInt32(at, NULL_FIELD);
        at += 4;
      } else {
        const number = value[row]!;
        view.setInt32(at, 8);
        if (number === number) view.setFloat64(at + 4, number);
        else putBits(view, at + 4, bitsOf(value), row);
        at += 12;
      }
      view.setInt32(at, 4);
      view.setInt32(at + 4, tagIds === undefined ? tag[row]! : tagIds[tag[row]!]!);
      view.setInt32(at + 8, 4);
      view.setInt32(at + 12, status[row]!);
      at += 16;
    }
  }
  return bytes.subarray(0, at);
}

/** Bit by bit: what a NaN carries is kept, and one that signals stays one. */
function putBits(view: DataView, at: number, bits: Uint32Array, place: number): void {
  view.setUint32(at, bits[2 * place + 1]!);
  view.setUint32(at + 4, bits[2 * place]!);
}

/**
 * Appends what tuples of rows hold; `tag` is the database's id, and the value of NULL is NaN.
 *
 * @returns where the last ends
 * @throws Error when the bytes are not the tuples of that many samples: a bug, since whoever gives them has checked them
 */
export function decodeSampleRows(
  { bytes, from, count, gapBytes }: TupleRun,
  into: SampleColumns,
): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  reserveSamples(into, into.length + count);
  const { tag, time, value, status, isNull } = into;
  const bits = bitsOf(value);
  let place = into.length;
  let at = from - gapBytes;
  for (let row = 0; row < count; row++, place++) {
    at += gapBytes;
    const fieldCount = view.getInt16(at);
    if (fieldCount !== FIELD_COUNT) {
      throw new Error(`row ${row}: expected ${FIELD_COUNT} fields, got ${fieldCount}`);
    }
    time[place] = tupleTimeUs(view, at);
    at += 14;
    const hasNoValue = view.getInt32(at) === NULL_FIELD;
    at += 4;
    isNull[place] = hasNoValue ? 1 : 0;
    if (hasNoValue) {
      value[place] = Number.NaN;
    } else {
      bits[2 * place + 1] = view.getUint32(at);
      bits[2 * place] = view.getUint32(at + 4);
      at += 8;
    }
    tag[place] = view.getInt32(at + 4);
    status[place] = view.getInt32(at + 12);
    at += 16;
  }
  into.length = place;
  return count === 0 ? from : at;
}

/** How many tags parts have rows of. Rows of one tag lie together in a part. */
export function countTags(parts: readonly BlockPart[]): number {
  const tags = new Set<number>();
  for (const { tuples, tupleCount } of parts) {
    const view = new DataView(tuples.buffer, tuples.byteOffset, tuples.byteLength);
    let at = 0;
    let last: number | undefined;
    for (let row = 0; row < tupleCount; row++) {
      at += view.getInt32(at + 14) === NULL_FIELD ? ROW_BYTES - 8 : ROW_BYTES;
      // The tag is the last but one: 4 bytes before the 8 of the status.
      const tag = view.getInt32(at - 12);
      if (tag === last) continue;
      last = tag;
      tags.add(tag);
    }
  }
  return tags.size;
}
