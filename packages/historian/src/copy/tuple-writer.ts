import { EPOCH_2000_US, NULL_FIELD, TWO_TO_32 } from './copy-format.ts';

/** Bytes of a binary COPY in the making: memory that grows as needed. */
export interface TupleWriter {
  bytes: Uint8Array<ArrayBuffer>;
  view: DataView;
  /** Bytes in use. */
  length: number;
}

const utf8 = new TextEncoder();
// UTF-8 of a UTF-16 unit.
const MOST_BYTES_PER_UNIT = 3;

/** Makes a writer with nothing in it. */
export function createTupleWriter(capacityBytes: number): TupleWriter {
  const bytes = new Uint8Array(capacityBytes);
  return { bytes, view: new DataView(bytes.buffer), length: 0 };
}

/** Makes room for some more bytes. */
export function reserveBytes(writer: TupleWriter, byteCount: number): void {
  const needed = writer.length + byteCount;
  if (needed <= writer.bytes.length) return;
  const grown = new Uint8Array(Math.max(needed, writer.bytes.length * 2));
  grown.set(writer.bytes.subarray(0, writer.length));
  writer.bytes = grown;
  writer.view = new DataView(grown.buffer);
}

/** Begins a row. Source: PostgreSQL 18 documentation, COPY, "Binary Format". */
export function putFieldCount(writer: TupleWriter, count: number): void {
  reserveBytes(writer, 2);
  writer.view.setInt16(writer.length, count);
  writer.length += 2;
}

export function putNull(writer: TupleWriter): void {
  reserveBytes(writer, 4);
  writer.view.setInt32(writer.length, NULL_FIELD);
  writer.length += 4;
}

/**
 * Begins a field of known size, and says where its bytes go; they count as written. The writer's view may be another one
 * afterwards.
 */
export function putField(writer: TupleWriter, byteCount: number): number {
  reserveBytes(writer, 4 + byteCount);
  writer.view.setInt32(writer.length, byteCount);
  const at = writer.length + 4;
  writer.length = at + byteCount;
  return at;
}

/** @param timeUs - microseconds since 1970 */
export function putTimestamp(writer: TupleWriter, timeUs: number): void {
  const sinceEpoch = timeUs - EPOCH_2000_US;
  const high = Math.floor(sinceEpoch / TWO_TO_32);
  const at = putField(writer, 8);
  writer.view.setInt32(at, high);
  writer.view.setUint32(at + 4, sinceEpoch - high * TWO_TO_32);
}

export function putInt32(writer: TupleWriter, value: number): void {
  const at = putField(writer, 4);
  writer.view.setInt32(at, value);
}

/** UTF-8; a half of a surrogate pair becomes U+FFFD. */
export function putText(writer: TupleWriter, text: string): void {
  reserveBytes(writer, 4 + text.length * MOST_BYTES_PER_UNIT);
  const at = writer.length + 4;
  const { written } = utf8.encodeInto(text, writer.bytes.subarray(at));
  writer.view.setInt32(writer.length, written);
  writer.length = at + written;
}

/** What was written, in memory of its own; the writer may be used again. */
export function takeTuples(writer: TupleWriter): Uint8Array<ArrayBuffer> {
  const tuples = writer.bytes.slice(0, writer.length);
  writer.length = 0;
  return tuples;
}
