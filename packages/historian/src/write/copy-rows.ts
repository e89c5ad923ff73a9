import { createSampleBatch, type SampleBatch } from '@varve/protocols';
import type { Block, BlockTarget } from '../spool/block.ts';

/** Where samples go. */
export const SAMPLES_TARGET: BlockTarget = {
  table: 'timeseries.samples',
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

/**
 * Encodes samples as tuples of a binary COPY, 42 bytes a row.
 *
 * A Bad sample without a value becomes NULL; any other NaN stays NaN.
 *
 * @param tagIds - the database's id of each tag, by its position; shape (tags)
 * @returns shared memory for large blocks, which so go from thread to thread and to disk without a copy
 */
export function encodeCopyRows(batch: SampleBatch, tagIds: Int32Array): Uint8Array {
  const { tag, time, value, status, length } = batch;
  const bytes = new Uint8Array(memoryOf(length * ROW_BYTES));
  const view = new DataView(bytes.buffer);
  let at = 0;
  for (let row = 0; row < length; row++) {
    const sinceEpoch = time[row]! - EPOCH_2000_US;
    const high = Math.floor(sinceEpoch / TWO_TO_32);
    view.setInt16(at, FIELD_COUNT);
    view.setInt32(at + 2, 8);
    view.setInt32(at + 6, high);
    view.setUint32(at + 10, sinceEpoch - high * TWO_TO_32);
    at += 14;
    const isNull = status[row]! < 0 && Number.isNaN(value[row]!);
    view.setInt32(at, isNull ? NULL_FIELD : 8);
    at += 4;
    if (!isNull) {
      view.setFloat64(at, value[row]!);
      at += 8;
    }
    view.setInt32(at, 4);
    view.setInt32(at + 4, tagIds[tag[row]!]!);
    view.setInt32(at + 8, 4);
    view.setInt32(at + 12, status[row]!);
    at += 16;
  }
  return bytes.subarray(0, at);
}

/**
 * Reads back what `encodeCopyRows` wrote.
 *
 * @returns samples whose `tag` is the database's id; NULL is NaN
 * @throws Error when the bytes are not the tuples of that many samples: a bug, since every block has a checksum
 */
export function decodeCopyRows(rows: Uint8Array, rowCount: number): SampleBatch {
  const batch = createSampleBatch(rowCount);
  const view = new DataView(rows.buffer, rows.byteOffset, rows.byteLength);
  let at = 0;
  for (let row = 0; row < rowCount; row++) {
    const fieldCount = view.getInt16(at);
    if (fieldCount !== FIELD_COUNT) {
      throw new Error(`row ${row}: expected ${FIELD_COUNT} fields, got ${fieldCount}`);
    }
    batch.time[row] = tupleTimeUs(rows, at);
    at += 14;
    const isNull = view.getInt32(at) === NULL_FIELD;
    at += 4;
    batch.value[row] = isNull ? Number.NaN : view.getFloat64(at);
    if (!isNull) at += 8;
    batch.tag[row] = view.getInt32(at + 4);
    batch.status[row] = view.getInt32(at + 12);
    at += 16;
  }
  if (at !== rows.length) {
    throw new Error(`expected ${rowCount} rows of ${at} bytes, got ${rows.length} bytes`);
  }
  batch.length = rowCount;
  return batch;
}

/** Where each tuple begins, and the end of the last. */
export function tupleOffsets(rows: Uint8Array, rowCount: number): Int32Array {
  const offsets = new Int32Array(rowCount + 1);
  const view = new DataView(rows.buffer, rows.byteOffset, rows.byteLength);
  let at = 0;
  for (let row = 0; row < rowCount; row++) {
    offsets[row] = at;
    const fieldCount = view.getInt16(at);
    at += 2;
    for (let field = 0; field < fieldCount; field++) {
      at += 4 + Math.max(0, view.getInt32(at));
    }
  }
  offsets[rowCount] = at;
  return offsets;
}

/** Time of the sample whose tuple begins at an offset, microseconds since 1970. */
export function tupleTimeUs(rows: Uint8Array, at: number): number {
  const view = new DataView(rows.buffer, rows.byteOffset + at, 14);
  return view.getInt32(6) * TWO_TO_32 + view.getUint32(10) + EPOCH_2000_US;
}

/** How many tags blocks of samples have rows of. Rows of one tag lie together in a block. */
export function countTags(blocks: readonly Pick<Block, 'rows' | 'rowCount'>[]): number {
  const tags = new Set<number>();
  for (const { rows, rowCount } of blocks) {
    const view = new DataView(rows.buffer, rows.byteOffset, rows.byteLength);
    let at = 0;
    let last: number | undefined;
    for (let row = 0; row < rowCount; row++) {
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

function memoryOf(byteCount: number): ArrayBufferLike {
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
