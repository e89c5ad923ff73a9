import type { SampleBatch } from '@varve/protocols';

/** The statement that takes what `encodeCopyRows` gives. */
export const COPY_SAMPLES_SQL =
  'COPY timeseries.samples (time, value, tag_id, status) FROM STDIN (FORMAT binary)';

// Source: PostgreSQL 18 documentation, COPY, "Binary Format".
const SIGNATURE = Uint8Array.from([
  0x50, 0x47, 0x43, 0x4f, 0x50, 0x59, 0x0a, 0xff, 0x0d, 0x0a, 0x00, 0, 0, 0, 0, 0, 0, 0, 0,
]);
const TRAILER_BYTES = 2;
const FIELD_COUNT = 4;
/** Field count, then a length and a field for time, value, tag and status. */
const ROW_BYTES = 2 + 12 + 12 + 8 + 8;
const NULL_FIELD = -1;
/** PostgreSQL counts from 2000. */
const EPOCH_2000_US = 946_684_800_000_000;
const TWO_TO_32 = 4_294_967_296;

/**
 * Encodes samples as the whole input of a binary COPY, 42 bytes a row.
 *
 * A Bad sample without a value becomes NULL; any other NaN stays NaN.
 *
 * @param tagIds - the database's id of each tag, by its position; shape (tags)
 * @returns bytes of their own, to be transferred
 */
export function encodeCopyRows(batch: SampleBatch, tagIds: Int32Array): Uint8Array<ArrayBuffer> {
  const { tag, time, value, status, length } = batch;
  const bytes = new Uint8Array(SIGNATURE.length + length * ROW_BYTES + TRAILER_BYTES);
  bytes.set(SIGNATURE);
  const view = new DataView(bytes.buffer);
  let at = SIGNATURE.length;
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
  view.setInt16(at, -1);
  return bytes.subarray(0, at + TRAILER_BYTES);
}
