import type { ByteOrder, ModbusDataType } from '../definition/modbus-source-definition.ts';

/** Registers that a value of a type takes. */
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
 * Reads the raw values of one tag out of responses.
 *
 * @param view - over the memory that the responses lie in
 * @param dataStart - where the data of each response begin; those from `from` to `to` are read
 * @param offset - of the value from there: in bytes, or in bits where the tag is one
 * @param values - receives the raw numbers, unscaled, from `at` on
 */
export type ValueDecoder = (
  view: DataView,
  dataStart: Int32Array,
  from: number,
  to: number,
  offset: number,
  values: Float64Array,
  at: number,
) => void;

/**
 * Picks the loop that reads values of a type in a byte order, once for many samples, so that none pays for the choice.
 *
 * For two registers A B and C D: ABCD is high word first, CDAB low word first, BADC and DCBA the same with
 * the bytes of each register swapped. Values of four registers extend the rule; values of one use its byte order only.
 */
export function valueDecoder(type: ModbusDataType, order: ByteOrder): ValueDecoder {
  if (type === 'float32' && order === 'ABCD') return decodeFloat32HighWordFirst;
  const places = bytePlaces(REGISTERS_OF[type] * 2, order);
  const read = NUMBER_READERS[type];
  return (view, dataStart, from, to, offset, values, at) => {
    for (let response = from, place = at; response < to; response++, place++) {
      const start = dataStart[response]! + offset;
      for (let wire = 0; wire < places.length; wire++) {
        scratchBytes[places[wire]!] = view.getUint8(start + wire);
      }
      values[place] = read();
    }
  };
}

/** Reads a bit: the least significant of the first byte is 0. */
export const bitDecoder: ValueDecoder = (view, dataStart, from, to, offset, values, at) => {
  const byte = offset >> 3;
  const bit = offset & 7;
  for (let response = from, place = at; response < to; response++, place++) {
    values[place] = (view.getUint8(dataStart[response]! + byte) >> bit) & 1;
  }
};

// Bytes are put in order, and read back as a number.
const scratch = new ArrayBuffer(8);
const scratchBytes = new Uint8Array(scratch);
const scratchView = new DataView(scratch);

const NUMBER_READERS: Readonly<Record<ModbusDataType, () => number>> = {
  bool: () => scratchView.getUint16(0),
  int16: () => scratchView.getInt16(0),
  uint16: () => scratchView.getUint16(0),
  int32: () => scratchView.getInt32(0),
  uint32: () => scratchView.getUint32(0),
  // The sum rounds once, to the nearest double: as good as a BigInt, without one.
  int64: () => scratchView.getInt32(0) * 2 ** 32 + scratchView.getUint32(4),
  uint64: () => scratchView.getUint32(0) * 2 ** 32 + scratchView.getUint32(4),
  float32: () => scratchView.getFloat32(0),
  float64: () => scratchView.getFloat64(0),
};

const decodeFloat32HighWordFirst: ValueDecoder = (
  view,
  dataStart,
  from,
  to,
  offset,
  values,
  at,
) => {
  for (let response = from, place = at; response < to; response++, place++) {
    values[place] = view.getFloat32(dataStart[response]! + offset);
  }
};

/** Where each byte on the wire stands in the big-endian number. */
function bytePlaces(byteCount: number, order: ByteOrder): Int32Array {
  const swapWords = order === 'CDAB' || order === 'DCBA';
  const swapBytes = order === 'BADC' || order === 'DCBA';
  return Int32Array.from({ length: byteCount }, (_, wire) => {
    const word = swapWords ? byteCount / 2 - 1 - (wire >> 1) : wire >> 1;
    return 2 * word + (swapBytes ? 1 - (wire & 1) : wire & 1);
  });
}
