import type { SampleBatch } from '@varve/protocols';
import { bitsOf } from '../segment/choose-values.ts';
import { reserveSamples, type SampleColumns } from './sample-columns.ts';
import type { TupleRun } from './tuple-run.ts';
import type { BlockPart, BlockTarget } from '../spool/block.ts';

/** Where samples go as rows. */
export const SAMPLE_ROWS_TARGET: BlockTarget = {
  table: 'timeseries.sample_rows',
  columns: ['time', 'value', 'tag_id', 'status'],
};

/** What stands in front of all tuples of a binary COPY. Source: PostgreSQL 18 documentation, COPY, "Binary Format". */
export const COPY_HEADER: Uint8Array = Uint8Array.from([
  0x50, 0x47, 0x43, 0x4f, 0x50, 0x59, 0x0a, 0xff, 0x0d, 0x0a, 0x00, 0, 0, 0, 0, 0, 0, 0, 0,
]);
// Node does not count shared memory when it decides to collect: at a low rate it would let much of it pile up, and there a copy is cheap.
const SHARED_FROM_BYTES = 4 * 1_048_576;

/** What stands behind them. */
export const COPY_TRAILER: Uint8Array = Uint8Array.from([0xff, 0xff]);

const FIELD_COUNT = 4;
/** Field count, then a length and a field for time, value, tag and status. */
const ROW_BYTES = 2 + 12 + 12 + 8 + 8;
const NULL_FIELD = -1;
/** PostgreSQL counts from 2000. */
const EPOCH_2000_US = 946_684_800_000_000;
const TWO_TO_32 = 4_294_967_296;

/** Samples as rows are made of them. */
export interface RowColumns extends Pick<SampleBatch, 'tag' | 'time' | 'value' | 'status'> {
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
export function encodeCopyRows(
  { tag, time, value, status, isNull }: RowColumns,
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
export function decodeCopyRows(
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

/** Where each tuple begins, and the end of the last. */
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

/** What the first field of a tuple says, where that is a time: microseconds since 1970. */
export function tupleTimeUs(view: DataView, at: number): number {
  return view.getInt32(at + 6) * TWO_TO_32 + view.getUint32(at + 10) + EPOCH_2000_US;
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

/** Memory for the tuples of a block. */
export function blockMemory(byteCount: number): ArrayBufferLike {
  return byteCount >= SHARED_FROM_BYTES
    ? new SharedArrayBuffer(byteCount)
    : new ArrayBuffer(byteCount);
}

/** The statement that takes a target's tuples. */
export function copyStatement({ table, columns }: BlockTarget): string {
  const name = table.split('.').map(quoteIdentifier).join('.');
  return `COPY ${name} (${columns.map(quoteIdentifier).join(', ')}) FROM STDIN (FORMAT binary)`;
}

function quoteIdentifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
