import {
  FunctionCode,
  planModbusReads,
  readResponseData,
  type ByteOrder,
  type ModbusDataType,
  type ModbusReadPlan,
  type ModbusTagDefinition,
} from '@varve/protocols';
import fc from 'fast-check';
import { expect } from 'vitest';
import { modbusDecoder } from '../../src/modbus/modbus-decoder.ts';
import { addResponse, createModbusResponses } from '../../src/modbus/modbus-responses.ts';
import { createRunBuilder } from '../../src/sample/sample-runs.ts';
import { samplesOfRuns, type Sample } from './samples.ts';

/** Time of all responses. */
export const TIME = 1_790_000_000_000_000;

export function planOf(tags: readonly Omit<ModbusTagDefinition, 'name'>[]): ModbusReadPlan {
  const plans = planModbusReads(
    tags.map((tag, index) => ({ name: `tag-${index}`, ...tag })),
    0,
    125,
  );
  expect(plans).toHaveLength(1);
  return plans[0]!;
}

/** Decodes a response that lies between other bytes. */
export function decode(plan: ModbusReadPlan, response: Uint8Array): Sample[] {
  const around = Uint8Array.from([0xaa, ...response, 0xbb]);
  const start = readResponseData(around, 1, 1 + response.length, plan.request);
  const responses = createModbusResponses();
  addResponse(responses, TIME, start);
  const builder = createRunBuilder(plan.tags.length);
  for (const tag of plan.tags) builder.counts[tag]!++;
  const runs = builder.arrange(false);
  modbusDecoder(plan)(new DataView(around.buffer), responses, runs.samples, builder.next);
  return samplesOfRuns(runs);
}

export const valuesOf = (samples: readonly Sample[]): number[] =>
  samples.toSorted((one, other) => one.tag - other.tag).map(({ value }) => value);

/** The response that a device sends for its registers. */
export function registersResponse(registers: Uint8Array): Uint8Array {
  return Uint8Array.of(FunctionCode.readHoldingRegisters, registers.length, ...registers);
}

/** A half by the formula of IEEE 754-2019, section 3.4. */
function halfOf(bits: number): number {
  const [sign, exponent, fraction] = [bits >> 15, (bits >> 10) % 32, bits % 1_024];
  if (exponent === 31) return fraction > 0 ? NaN : (-1) ** sign * Infinity;
  const significand = exponent === 0 ? fraction / 1_024 : 1 + fraction / 1_024;
  return (-1) ** sign * significand * 2 ** (Math.max(exponent, 1) - 15);
}

/** All halves, by their bits. */
export const HALVES: readonly number[] = Array.from({ length: 2 ** 16 }, (_, bits) => halfOf(bits));

const BITS_OF_HALF: ReadonlyMap<number, number> = new Map(
  HALVES.map((value, bits) => [value, bits]),
);

const int8 = fc.integer({ min: -128, max: 127 });
const uint8 = fc.integer({ min: 0, max: 255 });

/** Values of each type. */
export const RANGES: Readonly<Record<Exclude<ModbusDataType, 'bool'>, fc.Arbitrary<number>>> = {
  'int8-high': int8,
  'int8-low': int8,
  'uint8-high': uint8,
  'uint8-low': uint8,
  int16: fc.integer({ min: -32_768, max: 32_767 }),
  uint16: fc.integer({ min: 0, max: 65_535 }),
  int32: fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }),
  uint32: fc.integer({ min: 0, max: 2 ** 32 - 1 }),
  int64: fc.maxSafeInteger(),
  uint64: fc.maxSafeNat(),
  float16: fc.constantFrom(...HALVES.filter((value) => Number.isFinite(value))),
  float32: fc.float({ noNaN: true, noDefaultInfinity: true }),
  float64: fc.double({ noNaN: true, noDefaultInfinity: true }),
  bcd16: fc.integer({ min: 0, max: 9_999 }),
  bcd32: fc.integer({ min: 0, max: 99_999_999 }),
  'unix-seconds': fc.integer({ min: 0, max: 2 ** 32 - 1 }),
  'unix-milliseconds': fc.maxSafeInteger(),
};
export type NumberType = keyof typeof RANGES;
const TYPES = Object.keys(RANGES) as NumberType[];

/** Byte of a register that a value of eight bits does not fill. */
const OTHER_BYTE = 0xa5;

/** A number as its bytes lie on the wire: packed big-endian, then moved, the slow and obvious way. */
export function packNumber(type: NumberType, order: ByteOrder, value: number): number[] {
  const bigEndian = Buffer.alloc(8, OTHER_BYTE);
  const end = {
    'int8-high': () => bigEndian.writeInt8(value, 0) + 1,
    'int8-low': () => bigEndian.writeInt8(value, 1),
    'uint8-high': () => bigEndian.writeUInt8(value, 0) + 1,
    'uint8-low': () => bigEndian.writeUInt8(value, 1),
    int16: () => bigEndian.writeInt16BE(value),
    uint16: () => bigEndian.writeUInt16BE(value),
    int32: () => bigEndian.writeInt32BE(value),
    uint32: () => bigEndian.writeUInt32BE(value),
    int64: () => bigEndian.writeBigInt64BE(BigInt(value)),
    uint64: () => bigEndian.writeBigUInt64BE(BigInt(value)),
    float16: () => bigEndian.writeUInt16BE(BITS_OF_HALF.get(value)!),
    float32: () => bigEndian.writeFloatBE(value),
    float64: () => bigEndian.writeDoubleBE(value),
    // The digits of a decimal number are those of the hexadecimal one.
    bcd16: () => bigEndian.writeUInt16BE(Number.parseInt(String(value), 16)),
    bcd32: () => bigEndian.writeUInt32BE(Number.parseInt(String(value), 16)),
    'unix-seconds': () => bigEndian.writeUInt32BE(value),
    'unix-milliseconds': () => bigEndian.writeBigInt64BE(BigInt(value)),
  }[type]();
  if (order.length === 8)
    return Array.from(order, (letter) => bigEndian['ABCDEFGH'.indexOf(letter)]!);
  const registers: number[][] = [];
  for (let at = 0; at < end; at += 2) registers.push([bigEndian[at]!, bigEndian[at + 1]!]);
  if (order === 'CDAB' || order === 'DCBA') registers.reverse();
  if (order === 'BADC' || order === 'DCBA') for (const register of registers) register.reverse();
  return registers.flat();
}

const ORDERS: readonly ByteOrder[] = ['ABCD', 'BADC', 'CDAB', 'DCBA'];
const LONG_ORDERS: readonly ByteOrder[] = [
  ...ORDERS,
  'ABCDEFGH',
  'BADCFEHG',
  'CDABGHEF',
  'DCBAHGFE',
  'EFGHABCD',
  'FEHGBADC',
  'GHEFCDAB',
  'HGFEDCBA',
];

function ordersOf(type: NumberType): readonly ByteOrder[] {
  if (type.endsWith('-high') || type.endsWith('-low')) return ['ABCD'];
  return packNumber(type, 'ABCD', 0).length === 8 ? LONG_ORDERS : ORDERS;
}

/** Each type in each order of bytes that it can have. */
export const KINDS: readonly { readonly type: NumberType; readonly order: ByteOrder }[] =
  TYPES.flatMap((type) => ordersOf(type).map((order) => ({ type, order })));

/** Scale and offset make 0 of -0. */
export const unsigned = (value: number): number => value * 1 + 0;
