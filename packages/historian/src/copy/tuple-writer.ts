import { bitsOf, EPOCH_2000_US, NULL_FIELD, TWO_TO_32 } from './copy-format.ts';

/**
 * Tuples of a binary COPY in the making, in memory that grows: each field stands behind its length in bytes, big-endian.
 *
 * Source: PostgreSQL 18 documentation, COPY, "Binary Format".
 */
export interface TupleWriter {
  bytes: Uint8Array<ArrayBuffer>;
  view: DataView;
  /** Bytes in use. */
  length: number;
}

const utf8 = new TextEncoder();
// A UTF-16 unit takes at most this many bytes in UTF-8.
const MOST_BYTES_PER_UNIT = 3;
const ARRAY_HEAD_BYTES = 24;

/** Makes an empty writer. */
export function createTupleWriter(capacityBytes: number): TupleWriter {
  const bytes = new Uint8Array(capacityBytes);
  return { bytes, view: new DataView(bytes.buffer), length: 0 };
}

/** Makes room for some more bytes. The writer's `bytes` and `view` may be others afterwards. */
export function reserveBytes(writer: TupleWriter, byteCount: number): void {
  const needed = writer.length + byteCount;
  if (needed <= writer.bytes.length) return;
  const grown = new Uint8Array(Math.max(needed, writer.bytes.length * 2));
  grown.set(writer.bytes.subarray(0, writer.length));
  writer.bytes = grown;
  writer.view = new DataView(grown.buffer);
}

/** Copies the tuples to memory of their own, and empties the writer. */
export function takeTuples(
  writer: TupleWriter,
  memory: (byteCount: number) => ArrayBufferLike = (byteCount) => new ArrayBuffer(byteCount),
): Uint8Array {
  const tuples = new Uint8Array(memory(writer.length));
  tuples.set(writer.bytes.subarray(0, writer.length));
  writer.length = 0;
  return tuples;
}

/** Begins a tuple. */
export function putFieldCount(writer: TupleWriter, count: number): void {
  reserveBytes(writer, 2);
  writer.view.setInt16(writer.length, count);
  writer.length += 2;
}

/** Begins a field whose size is known. @returns where its bytes go; they count as written */
export function putField(writer: TupleWriter, byteCount: number): number {
  reserveBytes(writer, 4 + byteCount);
  writer.view.setInt32(writer.length, byteCount);
  const at = writer.length + 4;
  writer.length = at + byteCount;
  return at;
}

export function putNull(writer: TupleWriter): void {
  reserveBytes(writer, 4);
  writer.view.setInt32(writer.length, NULL_FIELD);
  writer.length += 4;
}

export function putInt32(writer: TupleWriter, value: number): void {
  const at = putField(writer, 4);
  writer.view.setInt32(at, value);
}

/** @param value - a whole number that a double holds exactly */
export function putInt64(writer: TupleWriter, value: number): void {
  const at = putField(writer, 8);
  setInt64(writer.view, at, value);
}

/** @param timeUs - whole microseconds since 1970 */
export function putTimestamp(writer: TupleWriter, timeUs: number): void {
  putInt64(writer, timeUs - EPOCH_2000_US);
}

/** Puts a number that was computed. NaN is written as JavaScript's own, not as the processor's. */
export function putFloat64(writer: TupleWriter, value: number): void {
  const at = putField(writer, 8);
  writer.view.setFloat64(at, value === value ? value : Number.NaN);
}

/** Puts a text in UTF-8; half a surrogate pair becomes U+FFFD. */
export function putText(writer: TupleWriter, text: string): void {
  reserveBytes(writer, 4 + text.length * MOST_BYTES_PER_UNIT);
  const at = writer.length + 4;
  const { written } = utf8.encodeInto(text, writer.bytes.subarray(at));
  writer.view.setInt32(writer.length, written);
  writer.length = at + written;
}

/** An array of one dimension, before its elements. */
export interface ArrayHead {
  /** PostgreSQL's object identifier of the elements' type. */
  readonly type: number;
  readonly elementCount: number;
  readonly elementBytes: number;
  readonly nullCount: number;
}

/**
 * Begins an array and makes room for all of it: the elements follow by `putInt32` or `putBoolean`.
 *
 * Source: array_recv in PostgreSQL's src/backend/utils/adt/arrayfuncs.c.
 */
export function putArrayHead(
  writer: TupleWriter,
  { type, elementCount, elementBytes, nullCount }: ArrayHead,
): void {
  const elementsBytes = elementCount * (4 + elementBytes) - nullCount * elementBytes;
  reserveBytes(writer, ARRAY_HEAD_BYTES + elementsBytes);
  const { view, length: at } = writer;
  view.setInt32(at, ARRAY_HEAD_BYTES - 4 + elementsBytes);
  view.setInt32(at + 4, 1);
  view.setInt32(at + 8, nullCount > 0 ? 1 : 0);
  view.setInt32(at + 12, type);
  view.setInt32(at + 16, elementCount);
  view.setInt32(at + 20, 1);
  writer.length = at + ARRAY_HEAD_BYTES;
}

export function putBoolean(writer: TupleWriter, value: boolean): void {
  const at = putField(writer, 1);
  writer.bytes[at] = value ? 1 : 0;
}

/** Puts a double bit by bit, so that the payload of a NaN is kept; its room was made before. */
export function putDouble(writer: TupleWriter, values: Float64Array, place: number): void {
  const { view, length: at } = writer;
  const value = values[place]!;
  view.setInt32(at, 8);
  if (value === value) {
    view.setFloat64(at + 4, value);
  } else {
    const bits = bitsOf(values);
    view.setUint32(at + 4, bits[2 * place + 1]!);
    view.setUint32(at + 8, bits[2 * place]!);
  }
  writer.length = at + 12;
}

function setInt64(view: DataView, at: number, value: number): void {
  const high = Math.floor(value / TWO_TO_32);
  view.setInt32(at, high);
  view.setUint32(at + 4, value - high * TWO_TO_32);
}
