import type { ModbusDataType } from '../definition/modbus-source-definition.ts';
import { float16OfBits } from './float16-of-bits.ts';

/** Reads a number from the beginning of a view in which its bytes are in order, the most significant first. */
type NumberReader = (view: DataView) => number;

// The sum rounds once, to the nearest double: as exact as a BigInt that is converted.
const readInt64: NumberReader = (view) => view.getInt32(0) * 2 ** 32 + view.getUint32(4);
const readUint64: NumberReader = (view) => view.getUint32(0) * 2 ** 32 + view.getUint32(4);

/** How numbers of each type are read. */
export const NUMBER_READERS: Readonly<Record<ModbusDataType, NumberReader>> = {
  bool: (view) => view.getUint16(0),
  'int8-high': (view) => view.getInt8(0),
  'int8-low': (view) => view.getInt8(1),
  'uint8-high': (view) => view.getUint8(0),
  'uint8-low': (view) => view.getUint8(1),
  int16: (view) => view.getInt16(0),
  uint16: (view) => view.getUint16(0),
  int32: (view) => view.getInt32(0),
  uint32: (view) => view.getUint32(0),
  int64: readInt64,
  uint64: readUint64,
  float16: (view) => float16OfBits(view.getUint16(0)),
  float32: (view) => view.getFloat32(0),
  float64: (view) => view.getFloat64(0),
  bcd16: (view) => decimalOf(view.getUint16(0)),
  bcd32: (view) => decimalOf(view.getUint16(0)) * 10_000 + decimalOf(view.getUint16(2)),
  'unix-seconds': (view) => view.getUint32(0),
  'unix-milliseconds': readInt64,
};

/** Reads four decimal digits of four bits each; NaN where one of them is above 9. */
function decimalOf(register: number): number {
  let number = 0;
  for (let shift = 12; shift >= 0; shift -= 4) {
    const digit = (register >> shift) & 0xf;
    if (digit > 9) return Number.NaN;
    number = 10 * number + digit;
  }
  return number;
}
