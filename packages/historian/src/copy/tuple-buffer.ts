import { bitsOf, EPOCH_2000_US, NULL_FIELD, TWO_TO_32 } from './copy-format.ts';

const FIRST_BYTES = 65_536;

/**
 * Tuples of COPY's binary format in memory that grows: each value stands behind its length in bytes, big-endian; elements of
 * arrays do too. `reserve` first, then put.
 *
 * Source: PostgreSQL 18 documentation, COPY, "Binary Format"; array_recv in src/backend/utils/adt/arrayfuncs.c.
 */
export class TupleBuffer {
  #bytes = new Uint8Array(FIRST_BYTES);
  #view = new DataView(this.#bytes.buffer);
  #length = 0;

  /** Bytes that were put since the last `take`. */
  get length(): number {
    return this.#length;
  }

  /** Makes room for so many bytes. */
  reserve(byteCount: number): void {
    const needed = this.#length + byteCount;
    if (needed <= this.#bytes.length) return;
    const grown = new Uint8Array(Math.max(needed, 2 * this.#bytes.length));
    grown.set(this.#bytes.subarray(0, this.#length));
    this.#bytes = grown;
    this.#view = new DataView(grown.buffer);
  }

  /** Copies what was put to memory of its own, and begins again. */
  take(memory: (byteCount: number) => ArrayBufferLike): Uint8Array {
    const taken = new Uint8Array(memory(this.#length));
    taken.set(this.#bytes.subarray(0, this.#length));
    this.#length = 0;
    return taken;
  }

  putFieldCount(count: number): void {
    this.#view.setInt16(this.#length, count);
    this.#length += 2;
  }

  putNull(): void {
    this.#view.setInt32(this.#length, NULL_FIELD);
    this.#length += 4;
  }

  putInt4(value: number): void {
    this.#view.setInt32(this.#length, 4);
    this.#view.setInt32(this.#length + 4, value);
    this.#length += 8;
  }

  /** @param value - a whole number, exact in a double */
  putInt8(value: number): void {
    const high = Math.floor(value / TWO_TO_32);
    this.#view.setInt32(this.#length, 8);
    this.#view.setInt32(this.#length + 4, high);
    this.#view.setUint32(this.#length + 8, value - high * TWO_TO_32);
    this.#length += 12;
  }

  /** @param timeUs - whole microseconds since 1970 */
  putTime(timeUs: number): void {
    this.putInt8(timeUs - EPOCH_2000_US);
  }

  /** Puts a number that was computed: not a number has the bits that JavaScript's own has, and not those of the processor. */
  putFloat8(value: number): void {
    this.#view.setInt32(this.#length, 8);
    this.#view.setFloat64(this.#length + 4, value === value ? value : Number.NaN);
    this.#length += 12;
  }

  /** Puts an element bit by bit: what a NaN carries is kept. */
  putFloat8Of(values: Float64Array, at: number): void {
    const value = values[at]!;
    if (value === value) {
      this.putFloat8(value);
      return;
    }
    const bits = bitsOf(values);
    this.#view.setInt32(this.#length, 8);
    this.#view.setUint32(this.#length + 4, bits[2 * at + 1]!);
    this.#view.setUint32(this.#length + 8, bits[2 * at]!);
    this.#length += 12;
  }

  /** Puts elements as single precision, of which each is known to be a value. */
  putSingles(values: Float64Array, from: number, to: number): void {
    const view = this.#view;
    let at = this.#length;
    for (let place = from; place < to; place++) {
      view.setInt32(at, 4);
      view.setFloat32(at + 4, values[place]!);
      at += 8;
    }
    this.#length = at;
  }

  putInteger(bytes: 2 | 4 | 8, value: number): void {
    if (bytes === 8) {
      this.putInt8(value);
      return;
    }
    this.#view.setInt32(this.#length, bytes);
    if (bytes === 2) this.#view.setInt16(this.#length + 4, value);
    else this.#view.setInt32(this.#length + 4, value);
    this.#length += 4 + bytes;
  }

  /** Puts what stands before the elements of an array of one dimension, its length in bytes included. */
  putArrayHead(
    type: number,
    elementCount: number,
    elementBytes: number,
    hasNulls: boolean,
    nullCount = 0,
  ): void {
    const view = this.#view;
    const at = this.#length;
    view.setInt32(at, 20 + elementCount * (4 + elementBytes) - nullCount * elementBytes);
    view.setInt32(at + 4, 1);
    view.setInt32(at + 8, hasNulls ? 1 : 0);
    view.setInt32(at + 12, type);
    view.setInt32(at + 16, elementCount);
    view.setInt32(at + 20, 1);
    this.#length = at + 24;
  }
}
