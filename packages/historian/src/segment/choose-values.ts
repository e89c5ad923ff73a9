import type { SampleBatch } from '@varve/protocols';
import { bitsOf } from '../copy/copy-format.ts';

/** How the values of a run are written: what holds all of them exactly, in the fewest bytes. */
export interface ValueShape {
  /** `constant` needs no array: the first value stands for all. */
  kind: 'constant' | 'int2' | 'int4' | 'float4' | 'float8';
  /** Integers are divided by it where it is 1 or more, else multiplied with it. */
  scale: number;
  nullCount: number;
}

/** Samples of one tag; `isNull` marks those without a value, whose value is NaN. */
export interface ValueColumns extends Pick<SampleBatch, 'value'> {
  /** Undefined where every sample has a value; shape as `value`. */
  readonly isNull: Uint8Array | undefined;
}

const MOST_DECIMALS = 6;
const POWERS = Array.from({ length: MOST_DECIMALS + 1 }, (_, decimals) => 10 ** decimals);
// As JavaScript has 0.1 from a factor of 0.1, and not from a division by 10.
const FACTORS = [0.1, 0.01, 0.001, 0.000_1, 0.000_01, 0.000_001];
const MOST_INT2 = 32_767;
const MOST_INT4 = 2_147_483_647;
const CANONICAL_NAN_HIGH = 0x7ff8_0000;

/** Chooses how the values of a run are written. @param shape - receives the choice */
export function chooseValues(
  columns: ValueColumns,
  from: number,
  to: number,
  shape: ValueShape,
): void {
  shape.scale = 1;
  shape.nullCount = columns.isNull === undefined ? 0 : countMarked(columns.isNull, from, to);
  if (isConstant(columns, from, to, shape.nullCount)) {
    shape.kind = 'constant';
    return;
  }
  const isSingle = fitsSingle(columns, from, to);
  const run = { ...columns, from, to };
  const largest = fitIntegers(run, shape, isSingle ? MOST_INT2 : MOST_INT4);
  if (largest <= MOST_INT2) shape.kind = 'int2';
  else if (isSingle) shape.kind = 'float4';
  else shape.kind = largest <= MOST_INT4 ? 'int4' : 'float8';
}

function countMarked(marks: Uint8Array, from: number, to: number): number {
  let count = 0;
  for (let at = from; at < to; at++) count += marks[at]!;
  return count;
}

function isConstant({ value }: ValueColumns, from: number, to: number, nullCount: number): boolean {
  if (nullCount > 0) return nullCount === to - from;
  const first = value[from]!;
  if (first !== first) return sameBits(value, from, to);
  for (let at = from + 1; at < to; at++) if (value[at] !== first) return false;
  // Equal, and yet not the same: 0 and -0.
  return first !== 0 || sameBits(value, from, to);
}

function sameBits(value: Float64Array, from: number, to: number): boolean {
  const bits = bitsOf(value);
  for (let at = from + 1; at < to; at++) {
    if (bits[2 * at] !== bits[2 * from] || bits[2 * at + 1] !== bits[2 * from + 1]) return false;
  }
  return true;
}

function fitsSingle({ value, isNull }: ValueColumns, from: number, to: number): boolean {
  let bits: Uint32Array | undefined;
  for (let at = from; at < to; at++) {
    const number = value[at]!;
    if (Math.fround(number) === number) continue;
    if (number === number) return false;
    if (isNull !== undefined && isNull[at] === 1) continue;
    // Single precision has the one NaN that arithmetic gives, and would lose what others carry.
    bits ??= bitsOf(value);
    if (bits[2 * at] !== 0 || bits[2 * at + 1] !== CANONICAL_NAN_HIGH) return false;
  }
  return true;
}

/** Values of one run. */
interface ValueRun extends ValueColumns {
  readonly from: number;
  readonly to: number;
}

/**
 * Looks for a scale by which all values are integers.
 *
 * @returns the largest of them without its sign; infinity where there is no scale, or one is larger than `most`
 */
function fitIntegers(run: ValueRun, shape: ValueShape, most: number): number {
  const divided = fitDivision(run, shape, most);
  if (divided !== Infinity) return divided;
  for (const factor of FACTORS) {
    const multiplied = fitFactor(run, factor, most);
    if (multiplied === Infinity) continue;
    shape.scale = factor;
    return multiplied;
  }
  return Infinity;
}

/** Looks for a power of ten in one pass: an integer of tenths is one of hundredths too, so the decimals only grow. */
function fitDivision(
  { value, isNull, from, to }: ValueRun,
  shape: ValueShape,
  most: number,
): number {
  let decimals = 0;
  let power = 1;
  let largest = 0;
  for (let at = from; at < to; at++) {
    const number = value[at]!;
    if (isNull !== undefined && isNull[at] === 1) continue;
    if (number === 0 && 1 / number < 0) return Infinity;
    while (Math.round(number * power) / power !== number) {
      if (++decimals > MOST_DECIMALS) return Infinity;
      power = POWERS[decimals]!;
    }
    const size = Math.abs(number);
    if (size > largest) largest = size;
    if (largest * power > most + 0.5) return Infinity;
  }
  shape.scale = power;
  return Math.round(largest * power);
}

function fitFactor({ value, isNull, from, to }: ValueRun, factor: number, most: number): number {
  let largest = 0;
  for (let at = from; at < to; at++) {
    const number = value[at]!;
    if (isNull !== undefined && isNull[at] === 1) continue;
    if (number === 0 && 1 / number < 0) return Infinity;
    const integer = Math.round(number / factor);
    if (integer * factor !== number) return Infinity;
    const size = Math.abs(integer);
    if (size > largest) largest = size;
    if (largest > most) return Infinity;
  }
  return largest;
}
