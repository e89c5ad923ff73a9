import type { ByteOrder, ModbusDataType } from '../source-definition.ts';

/** Registers that a value of a type takes. */
export const REGISTERS_OF: Readonly<Record<ModbusDataType, number>> = {
  bool: 1,
  int16: 1,
  uint16: 1,
  int32: 2,
  uint32: 2,
  float32: 2,
  float64: 4,
};

/**
 * Turns raw values of one type into numbers.
 *
 * @param bytes - a response
 * @param start - where its data begin
 * @param offsets - byte offsets of the values from `start`; shape (n)
 * @param values - receives the raw numbers, unscaled, from `at` on
 */
export type ValueDecoder = (
  bytes: Uint8Array,
  start: number,
  offsets: Int32Array,
  values: Float64Array,
  at: number,
) => void;

/**
 * Picks the loop that reads values of a type in a byte order, once for many tags, so that no sample pays for
 * the choice.
 *
 * For two registers A B and C D: ABCD is high word first, CDAB low word first, BADC and DCBA the same with
 * the bytes of each register swapped. Values of four registers extend the rule; values of one use its byte order only.
 */
export function valueDecoder(type: ModbusDataType, order: ByteOrder): ValueDecoder {
  if (type === 'float32' && order === 'ABCD') return decodeFloat32HighWordFirst;
  const places = bytePlaces(REGISTERS_OF[type] * 2, order);
  const read = NUMBER_READERS[type];
  return (bytes, start, offsets, values, at) => {
    const count = offsets.length;
    for (let index = 0; index < count; index++) {
      const offset = start + offsets[index]!;
      for (let place = 0; place < places.length; place++) {
        scratchBytes[places[place]!] = bytes[offset + place]!;
      }
      values[at + index] = read();
    }
  };
}

/**
 * Decodes bits.
 *
 * @param bits - positions of the bits from `start`: least significant bit of the first byte is 0; shape (n)
 */
export function decodeBits(
  bytes: Uint8Array,
  start: number,
  bits: Int32Array,
  values: Float64Array,
  at: number,
): void {
  const count = bits.length;
  for (let index = 0; index < count; index++) {
    const bit = bits[index]!;
    values[at + index] = (bytes[start + (bit >> 3)]! >> (bit & 7)) & 1;
  }
}

// Bytes are put together as an integer and read back as a float through shared memory.
const scratch = new ArrayBuffer(8);
const scratchBytes = new Uint8Array(scratch);
const scratchView = new DataView(scratch);
const bits = new Uint32Array(1);
const single = new Float32Array(bits.buffer);

const NUMBER_READERS: Readonly<Record<ModbusDataType, () => number>> = {
  bool: () => scratchView.getUint16(0),
  int16: () => scratchView.getInt16(0),
  uint16: () => scratchView.getUint16(0),
  int32: () => scratchView.getInt32(0),
  uint32: () => scratchView.getUint32(0),
  float32: () => scratchView.getFloat32(0),
  float64: () => scratchView.getFloat64(0),
};

function decodeFloat32HighWordFirst(
  bytes: Uint8Array,
  start: number,
  offsets: Int32Array,
  values: Float64Array,
  at: number,
): void {
  const count = offsets.length;
  for (let index = 0; index < count; index++) {
    const offset = start + offsets[index]!;
    bits[0] =
      (bytes[offset]! << 24) |
      (bytes[offset + 1]! << 16) |
      (bytes[offset + 2]! << 8) |
      bytes[offset + 3]!;
    values[at + index] = single[0]!;
  }
}

/** Where each byte on the wire stands in the big-endian number. */
function bytePlaces(byteCount: number, order: ByteOrder): Int32Array {
  const swapWords = order === 'CDAB' || order === 'DCBA';
  const swapBytes = order === 'BADC' || order === 'DCBA';
  return Int32Array.from({ length: byteCount }, (_, wire) => {
    const word = swapWords ? byteCount / 2 - 1 - (wire >> 1) : wire >> 1;
    return 2 * word + (swapBytes ? 1 - (wire & 1) : wire & 1);
  });
}
