import type { ByteOrder, ModbusDataType } from '../definition/modbus-source-definition.ts';
import type { ResponseRange } from './modbus-responses.ts';

/** Registers that a value takes, by type. */
export const REGISTERS_OF: Readonly<Record<ModbusDataType, number>> = {
  bool: 1,
  int16: 1,
  uint16: 1,
  int32: 2,
  uint32: 2,
  int64: 4,
  uint64: 4,
  float32: 2,
  float64: 4,
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

/**
 * Chooses the loop that decodes values of a type in a byte order, once for many samples.
 *
 * For two registers A B and C D: ABCD is high word first, CDAB low word first, BADC and DCBA the same with
 * the bytes of each register swapped. Values of four registers extend the rule; values of one use its byte order only.
 */
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
      values[at] = read();
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

const NUMBER_READERS: Readonly<Record<ModbusDataType, () => number>> = {
  bool: () => scratchView.getUint16(0),
  int16: () => scratchView.getInt16(0),
  uint16: () => scratchView.getUint16(0),
  int32: () => scratchView.getInt32(0),
  uint32: () => scratchView.getUint32(0),
  // The sum rounds once, to the nearest double: as exact as a BigInt that is converted.
  int64: () => scratchView.getInt32(0) * 2 ** 32 + scratchView.getUint32(4),
  uint64: () => scratchView.getUint32(0) * 2 ** 32 + scratchView.getUint32(4),
  float32: () => scratchView.getFloat32(0),
  float64: () => scratchView.getFloat64(0),
};

const decodeFloat32HighWordFirst: ValueDecoder = (range, offset, values, start) => {
  const { view, responses, from, to } = range;
  const { dataStart } = responses;
  for (let response = from, at = start; response < to; response++, at++) {
    values[at] = view.getFloat32(dataStart[response]! + offset);
  }
};

/** Position of each byte on the wire in the big-endian number. */
function bytePositions(byteCount: number, order: ByteOrder): Int32Array {
  const swapWords = order === 'CDAB' || order === 'DCBA';
  const swapBytes = order === 'BADC' || order === 'DCBA';
  return Int32Array.from({ length: byteCount }, (_, wire) => {
    const word = swapWords ? byteCount / 2 - 1 - (wire >> 1) : wire >> 1;
    return 2 * word + (swapBytes ? 1 - (wire & 1) : wire & 1);
  });
}
