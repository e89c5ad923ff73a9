import type { ByteOrder, ModbusDataType } from '../definition/modbus-source-definition.ts';
import type { ResponseRange } from './modbus-responses.ts';
import { NUMBER_READERS } from './number-readers.ts';

/** Registers that a value takes, by type. */
export const REGISTERS_OF: Readonly<Record<ModbusDataType, number>> = {
  bool: 1,
  'int8-high': 1,
  'int8-low': 1,
  'uint8-high': 1,
  'uint8-low': 1,
  int16: 1,
  uint16: 1,
  int32: 2,
  uint32: 2,
  int64: 4,
  uint64: 4,
  float16: 1,
  float32: 2,
  float64: 4,
  bcd16: 1,
  bcd32: 2,
  'unix-seconds': 2,
  'unix-milliseconds': 4,
};

/**
 * Decodes the raw values of one tag from a range of responses.
 *
 * @param offset - offset of the value from the start of the data: in bytes, or in bits where the tag is a bit
 * @param values - receives the raw numbers, unscaled, from index `start` on
 */
export type ValueDecoder = (
  range: ResponseRange,
  offset: number,
  values: Float64Array,
  start: number,
) => void;

/** Chooses the loop that decodes values of a type in a byte order, once for many samples. */
export function valueDecoder(type: ModbusDataType, order: ByteOrder): ValueDecoder {
  if (type === 'float32' && order === 'ABCD') return decodeFloat32HighWordFirst;
  const positions = bytePositions(REGISTERS_OF[type] * 2, order);
  const read = NUMBER_READERS[type];
  return ({ view, responses: { dataStart }, from, to }, offset, values, start) => {
    for (let response = from, at = start; response < to; response++, at++) {
      const first = dataStart[response]! + offset;
      for (let wire = 0; wire < positions.length; wire++) {
        scratchBytes[positions[wire]!] = view.getUint8(first + wire);
      }
      values[at] = read(scratchView);
    }
  };
}

/** Decodes a bit: bit 0 is the least significant of the first byte. */
export const bitDecoder: ValueDecoder = (range, offset, values, start) => {
  const { view, responses, from, to } = range;
  const { dataStart } = responses;
  const byte = offset >> 3;
  const bit = offset & 7;
  for (let response = from, at = start; response < to; response++, at++) {
    values[at] = (view.getUint8(dataStart[response]! + byte) >> bit) & 1;
  }
};

// The bytes are put in order here, and read back as a number.
const scratch = new ArrayBuffer(8);
const scratchBytes = new Uint8Array(scratch);
const scratchView = new DataView(scratch);

const decodeFloat32HighWordFirst: ValueDecoder = (range, offset, values, start) => {
  const { view, responses, from, to } = range;
  const { dataStart } = responses;
  for (let response = from, at = start; response < to; response++, at++) {
    values[at] = view.getFloat32(dataStart[response]! + offset);
  }
};

/** The short orders in four registers: the words are reversed, or the bytes in each word, or both. */
const LONG_ORDERS: Readonly<Partial<Record<ByteOrder, ByteOrder>>> = {
  ABCD: 'ABCDEFGH',
  BADC: 'BADCFEHG',
  CDAB: 'GHEFCDAB',
  DCBA: 'HGFEDCBA',
};

/** Position of each byte on the wire in the big-endian number. */
function bytePositions(byteCount: number, order: ByteOrder): Int32Array {
  const swapsBytes = order === 'BADC' || order === 'DCBA';
  if (byteCount === 2) return Int32Array.from(swapsBytes ? [1, 0] : [0, 1]);
  const letters = byteCount === 8 ? (LONG_ORDERS[order] ?? order) : order;
  return Int32Array.from(letters, (letter) => 'ABCDEFGH'.indexOf(letter));
}
