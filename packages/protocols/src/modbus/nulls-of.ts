import type {
  ModbusDataType,
  ModbusTagDefinition,
  NotImplementedValues,
} from '../definition/modbus-source-definition.ts';
import type { SourceOptions } from '../definition/source-options.ts';
import { isBitTable } from './function-code.ts';
import { nearestFloat16 } from './nearest-float16.ts';
import { placeOf } from './place-of.ts';

/** Options of a source that apply to all its tags. */
export interface SourceNulls extends Pick<SourceOptions, 'nulls'> {
  readonly notImplemented?: NotImplementedValues;
}

/** Lowest and highest value of each integer type. */
const INTEGER_RANGES: Readonly<Partial<Record<ModbusDataType, readonly [number, number]>>> = {
  'int8-high': [-(2 ** 7), 2 ** 7 - 1],
  'int8-low': [-(2 ** 7), 2 ** 7 - 1],
  'uint8-high': [0, 2 ** 8 - 1],
  'uint8-low': [0, 2 ** 8 - 1],
  int16: [-(2 ** 15), 2 ** 15 - 1],
  uint16: [0, 2 ** 16 - 1],
  int32: [-(2 ** 31), 2 ** 31 - 1],
  uint32: [0, 2 ** 32 - 1],
  int64: [-(2 ** 63), 2 ** 63 - 1],
  uint64: [0, 2 ** 64 - 1],
  bcd16: [0, 9_999],
  bcd32: [0, 99_999_999],
  'unix-seconds': [0, 2 ** 32 - 1],
  'unix-milliseconds': [-(2 ** 63), 2 ** 63 - 1],
};

/** Rounds a number as a device does that keeps it in a type. */
const ROUNDERS: Readonly<Partial<Record<ModbusDataType, (value: number) => number>>> = {
  float16: nearestFloat16,
  float32: Math.fround,
};

/** Source: SunSpec Device Information Model Specification V1.1, section 6.5. A float that is not implemented is NaN, which is no value anyway. */
const SUNSPEC: Readonly<Partial<Record<ModbusDataType, number>>> = {
  // All bits of the register are set.
  bool: 2 ** 16 - 1,
  int16: -(2 ** 15),
  uint16: 2 ** 16 - 1,
  int32: -(2 ** 31),
  uint32: 2 ** 32 - 1,
  int64: -(2 ** 63),
  // This is the double nearest to 2^64 - 1.
  uint64: 2 ** 64,
  'unix-seconds': 2 ** 32 - 1,
  'unix-milliseconds': -(2 ** 63),
};

/**
 * Gives the raw values of a tag that mean that there is none, as its decoder reads them; for a bit, values of its whole register.
 * Undefined where the tag has none.
 */
export function nullsOf(
  tag: ModbusTagDefinition,
  rawType: ModbusDataType,
  source: SourceNulls,
): Float64Array | undefined {
  const notImplemented = tag.notImplemented ?? source.notImplemented;
  const standing = notImplemented === undefined ? undefined : SUNSPEC[rawType];
  if (rawType === 'bool') {
    const isOfRegister = !isBitTable(placeOf(tag).table);
    return standing === undefined || !isOfRegister ? undefined : Float64Array.of(standing);
  }
  const named = [...(source.nulls ?? []), ...(tag.nulls ?? [])];
  if (standing !== undefined) named.push(standing);
  if (named.length === 0) return undefined;
  // A device stores -999.9 as a 32-bit float, which is another number.
  const round = ROUNDERS[rawType] ?? Number;
  return Float64Array.from(named, (value) => round(value));
}

/** Whether registers of a type can hold a raw value. */
export function isRepresentable(rawType: ModbusDataType, value: number): boolean {
  if (rawType === 'bool' || !Number.isFinite(value)) return false;
  const round = ROUNDERS[rawType];
  if (round !== undefined) return Number.isFinite(round(value));
  const range = INTEGER_RANGES[rawType];
  return range === undefined || (Number.isInteger(value) && value >= range[0] && value <= range[1]);
}
