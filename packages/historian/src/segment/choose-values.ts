import type { SampleBatch } from '@varve/protocols';
import { bitsOf } from '../copy/copy-format.ts';
import { putWhole, type NumberSpace } from './number-space.ts';
import { NumberKind } from './packing.ts';
import type { RunScan } from './summarize.ts';

/** Samples of one tag; `isNull` marks those without a value, whose value is NaN. */
export interface ValueColumns extends Pick<SampleBatch, 'value'> {
  /** Undefined where every sample has a value; shape as `value`. */
  readonly isNull: Uint8Array | undefined;
}

/** Values of one run. */
interface ValueRun extends ValueColumns {
  readonly from: number;
  readonly to: number;
}

/** How the values of a run are written. */
export interface ValueShape {
  /** Undefined where the first value stands for all. */
  kind: NumberKind | undefined;
  /** Decimals are divided by it where it is 1 or more, else multiplied with it; undefined for others. */
  scale: number | undefined;
  nullCount: number;
}

const MOST_DECIMALS = 6;
const POWERS = Array.from({ length: MOST_DECIMALS + 1 }, (_, decimals) => 10 ** decimals);
// As JavaScript has 0.1 from a factor of 0.1, and not from a division by 10.
const FACTORS = [0.1, 0.01, 0.001, 0.000_1, 0.000_01, 0.000_001];
/** A single has 24 bits: a larger number takes as many as its own. */
const MOST_SINGLE = 2 ** 22 - 1;
const MOST_NARROW = 2_147_483_647;
const MOST_WIDE = Number.MAX_SAFE_INTEGER;
const CANONICAL_NAN_HIGH = 0x7ff8_0000;
const single = new Float32Array(1);
const singleBits = new Int32Array(single.buffer);

/** Facts that a choice goes by, and what receives it. */
interface Choosing {
  readonly scan: Pick<RunScan, 'isSingle' | 'minimum' | 'maximum'>;
  readonly shape: ValueShape;
  readonly space: NumberSpace;
}

/** Chooses how the values of a run are written, and takes their numbers. */
export function chooseValues(
  { value, isNull }: ValueColumns,
  { from, to }: { readonly from: number; readonly to: number },
  { scan, shape, space }: Choosing,
): void {
  shape.nullCount = isNull === undefined ? 0 : countMarked(isNull, from, to);
  shape.scale = undefined;
  shape.kind = undefined;
  const run = { value, isNull: shape.nullCount === 0 ? undefined : isNull, from, to };
  if (isConstant(run, shape.nullCount, scan)) return;
  const isSingle = scan.isSingle || areSingles(run);
  if (!fitDecimals(run, isSingle, shape, space)) {
    shape.scale = undefined;
    shape.kind = isSingle ? NumberKind.single : NumberKind.double;
    if (isSingle) takeSingles(run, space.numbers);
    else takeDoubles(run, space);
  }
  if (run.isNull !== undefined) repeatOverNulls(run, run.isNull, shape.kind!, space);
}

function countMarked(marks: Uint8Array, from: number, to: number): number {
  let count = 0;
  for (let at = from; at < to; at++) count += marks[at]!;
  return count;
}

/** Whether all values are one, to the bit. */
function isConstant(
  { value, from, to }: ValueRun,
  nullCount: number,
  { minimum, maximum }: Choosing['scan'],
): boolean {
  if (nullCount > 0) return nullCount === to - from;
  const first = value[from]!;
  // Extremes say nothing of what is no number.
  if (first === first && (minimum !== maximum || hasNaN(value, from, to))) return false;
  // Equal, and yet not the same: 0 and -0.
  return (first === first && first !== 0) || sameBits(value, from, to);
}

function hasNaN(value: Float64Array, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (value[at] !== value[at]) return true;
  return false;
}

function sameBits(value: Float64Array, from: number, to: number): boolean {
  const bits = bitsOf(value);
  for (let at = from + 1; at < to; at++) {
    if (bits[2 * at] !== bits[2 * from] || bits[2 * at + 1] !== bits[2 * from + 1]) return false;
  }
  return true;
}

/** Whether single precision holds all values that are there, to the bit. */
function areSingles({ value, isNull, from, to }: ValueRun): boolean {
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

/** Looks for a scale by which all values are whole numbers, and takes those. */
function fitDecimals(
  run: ValueRun,
  isSingle: boolean,
  shape: ValueShape,
  space: NumberSpace,
): boolean {
  let largest = fitDivision(run, isSingle, shape, space.numbers);
  if (isSingle) {
    shape.kind = NumberKind.singleDecimal;
    return largest <= MOST_SINGLE;
  }
  for (let place = 0; largest > MOST_WIDE && place < FACTORS.length; place++) {
    const factor = FACTORS[place]!;
    shape.scale = factor;
    largest = fitFactor(run, factor, space.numbers);
  }
  if (largest > MOST_WIDE) return false;
  shape.kind = largest <= MOST_NARROW ? NumberKind.decimal : NumberKind.wideDecimal;
  if (shape.kind === NumberKind.wideDecimal) takeWhole(run, shape.scale!, space);
  return true;
}

/**
 * Looks for the least power of ten that gives every value by a division: a whole number of tenths is one of hundredths too, so the decimals only
 * grow.
 *
 * @param numbers - receives the whole numbers, where 32 bits hold them
 * @returns the largest of them without its sign; infinity where there is no power
 */
function fitDivision(
  { value, isNull, from, to }: ValueRun,
  isSingle: boolean,
  shape: ValueShape,
  numbers: Int32Array,
): number {
  const most = isSingle ? MOST_SINGLE : MOST_WIDE;
  let decimals = 0;
  let power = 1;
  let largest = 0;
  let at = from;
  while (at < to) {
    const given = value[at]!;
    if (isNull !== undefined && isNull[at] === 1) {
      at++;
      continue;
    }
    if (given === 0 && 1 / given < 0) return Infinity;
    const whole = Math.round(given * power);
    const size = Math.abs(whole);
    // Infinity is, and is no number.
    if (size > most) return Infinity;
    const back = whole / power;
    if ((isSingle ? Math.fround(back) : back) === given) {
      numbers[at - from] = whole;
      if (size > largest) largest = size;
      at++;
      continue;
    }
    if (decimals === MOST_DECIMALS) return Infinity;
    decimals++;
    power = POWERS[decimals]!;
    largest = 0;
    at = from;
  }
  shape.scale = power;
  return largest;
}

/** The same with a factor. */
function fitFactor(
  { value, isNull, from, to }: ValueRun,
  factor: number,
  numbers: Int32Array,
): number {
  let largest = 0;
  for (let at = from; at < to; at++) {
    const given = value[at]!;
    if (isNull !== undefined && isNull[at] === 1) continue;
    if (given === 0 && 1 / given < 0) return Infinity;
    const whole = Math.round(given / factor);
    if (whole * factor !== given) return Infinity;
    numbers[at - from] = whole;
    const size = Math.abs(whole);
    if (size > largest) largest = size;
  }
  return largest;
}

function takeWhole({ value, isNull, from, to }: ValueRun, scale: number, space: NumberSpace): void {
  for (let at = from; at < to; at++) {
    if (isNull !== undefined && isNull[at] === 1) continue;
    putWhole(Math.round(scale < 1 ? value[at]! / scale : value[at]! * scale), space, at - from);
  }
}

/** The bits of singles; of a negative one all but the sign are turned over, so that the order is that of the numbers. */
function takeSingles({ value, from, to }: ValueRun, numbers: Int32Array): void {
  for (let at = from; at < to; at++) {
    single[0] = value[at]!;
    const bits = singleBits[0]!;
    numbers[at - from] = bits ^ ((bits >> 31) & 0x7fff_ffff);
  }
}

/** The same with doubles. */
function takeDoubles({ value, from, to }: ValueRun, { low, high }: NumberSpace): void {
  const bits = bitsOf(value);
  for (let at = from; at < to; at++) {
    const upper = bits[2 * at + 1]! | 0;
    const sign = upper >> 31;
    high[at - from] = upper ^ (sign & 0x7fff_ffff);
    low[at - from] = bits[2 * at]! ^ sign;
  }
}

/** Where there is no value, the number before stands, which costs least; before the first value that one's. */
function repeatOverNulls(
  { from, to }: ValueRun,
  isNull: Uint8Array,
  kind: NumberKind,
  { numbers, low, high }: NumberSpace,
): void {
  let known = isNull.indexOf(0, from) - from;
  for (let place = 0; place < to - from; place++) {
    if (isNull[from + place] === 0) known = place;
    else if (kind < NumberKind.wideDecimal) numbers[place] = numbers[known]!;
    else {
      low[place] = low[known]!;
      high[place] = high[known]!;
    }
  }
}
