import { reserveBytes, type TupleWriter } from '../copy/tuple-writer.ts';
import {
  BLOCK_NUMBERS,
  blockCount,
  chooseTransform,
  HEAD_BYTES,
  sampleBlocks,
  Transform,
  wordsOf,
  type NumberKind,
  type Packing,
} from './packing.ts';

/** Numbers of 64 bits in halves. */
export interface WideNumbers {
  readonly low: Int32Array;
  readonly high: Int32Array;
}

/** Numbers of 64 bits that are to be packed. */
interface PackedWideNumbers extends WideNumbers {
  readonly kind: NumberKind;
  /** The first `count` are packed. */
  readonly count: number;
}

const BASE_BYTES = 8;
const residuals: WideNumbers = {
  low: new Int32Array(BLOCK_NUMBERS),
  high: new Int32Array(BLOCK_NUMBERS),
};
const NOTHING: WideNumbers = { low: new Int32Array(1), high: new Int32Array(1) };
/** Differences of the numbers of a block from the ones before, and one of the block before it. */
const differences: WideNumbers = {
  low: new Int32Array(BLOCK_NUMBERS + 1),
  high: new Int32Array(BLOCK_NUMBERS + 1),
};

/** Chooses how numbers are packed. */
export function planWideNumbers(numbers: WideNumbers, count: number): Packing {
  let base = 0;
  let difference = 2;
  let second = 2;
  sampleBlocks(count, (from, to) => {
    takeDistances(numbers, from, to);
    base += 2 + wordsOf(to - from, unsignedWidth(to - from));
    takeDifferences(numbers, from, to);
    difference += wordsOf(to - from, signedWidth(to - from));
    takeSeconds(numbers, from, to);
    second += wordsOf(to - from, signedWidth(to - from));
  });
  return chooseTransform(base, difference, second);
}

/** Puts a field of packed numbers of 64 bits. */
export function putWideNumbers(
  writer: TupleWriter,
  { kind, count, ...numbers }: PackedWideNumbers,
  transform: Transform,
): void {
  const blocks = blockCount(count);
  const baseCount = transform === Transform.base ? blocks : 1;
  reserveBytes(writer, 4 + HEAD_BYTES + blocks + BASE_BYTES * baseCount + 8 * (count + blocks));
  const { bytes, view, length: start } = writer;
  const widthsAt = start + 4 + HEAD_BYTES;
  const basesAt = widthsAt + blocks;
  let at = basesAt + BASE_BYTES * baseCount;
  bytes[start + 4] = kind;
  bytes[start + 5] = transform;
  if (transform !== Transform.base) putBase(view, basesAt, numbers, 0);
  for (let block = 0; block < blocks; block++) {
    const from = block * BLOCK_NUMBERS;
    const to = Math.min(count, from + BLOCK_NUMBERS);
    let width = 0;
    if (transform === Transform.base) {
      putBase(view, basesAt + BASE_BYTES * block, numbers, takeDistances(numbers, from, to));
      width = unsignedWidth(to - from);
    } else {
      if (transform === Transform.difference) takeDifferences(numbers, from, to);
      else takeSeconds(numbers, from, to);
      width = signedWidth(to - from);
      addBias(to - from, width);
    }
    bytes[widthsAt + block] = width;
    at = putWords(view, at, to - from, width);
  }
  view.setInt32(start, at - start - 4);
  writer.length = at;
}

function putBase(view: DataView, at: number, { low, high }: WideNumbers, place: number): void {
  view.setInt32(at, high[place]!);
  view.setInt32(at + 4, low[place]!);
}

/** Puts one number less another into a place. */
function subtract(
  [one, at]: readonly [WideNumbers, number],
  [other, otherAt]: readonly [WideNumbers, number],
  into: WideNumbers,
  place: number,
): void {
  const low = one.low[at]!;
  const taken = other.low[otherAt]!;
  const borrow = low >>> 0 < taken >>> 0 ? 1 : 0;
  into.low[place] = low - taken;
  into.high[place] = one.high[at]! - other.high[otherAt]! - borrow;
}

/** @returns where the lowest is */
function takeDistances(numbers: WideNumbers, from: number, to: number): number {
  const { low, high } = numbers;
  let lowest = from;
  for (let at = from + 1; at < to; at++) {
    const isLower =
      high[at]! < high[lowest]! ||
      (high[at] === high[lowest] && low[at]! >>> 0 < low[lowest]! >>> 0);
    if (isLower) lowest = at;
  }
  for (let at = from; at < to; at++)
    subtract([numbers, at], [numbers, lowest], residuals, at - from);
  return lowest;
}

function takeDifferences(numbers: WideNumbers, from: number, to: number): void {
  for (let at = from; at < to; at++)
    subtract([numbers, at], [numbers, Math.max(0, at - 1)], residuals, at - from);
}

function takeSeconds(numbers: WideNumbers, from: number, to: number): void {
  for (let at = from - 1; at < to; at++) {
    const place = at - from + 1;
    if (at < 1) subtract([NOTHING, 0], [NOTHING, 0], differences, place);
    else subtract([numbers, at], [numbers, at - 1], differences, place);
  }
  for (let at = from; at < to; at++)
    subtract([differences, at - from + 1], [differences, at - from], residuals, at - from);
}

function unsignedWidth(count: number): number {
  let lows = 0;
  let highs = 0;
  for (let place = 0; place < count; place++) {
    lows |= residuals.low[place]!;
    highs |= residuals.high[place]!;
  }
  return highs === 0 ? 32 - Math.clz32(lows) : 64 - Math.clz32(highs);
}

/** Bits that the residuals take as signed numbers; 0 where all are 0. */
function signedWidth(count: number): number {
  let any = 0;
  let lows = 0;
  let highs = 0;
  for (let place = 0; place < count; place++) {
    const low = residuals.low[place]!;
    const high = residuals.high[place]!;
    const sign = high >> 31;
    any |= low | high;
    lows |= low ^ sign;
    highs |= high ^ sign;
  }
  if (any === 0) return 0;
  return highs === 0 ? 33 - Math.clz32(lows) : 65 - Math.clz32(highs);
}

/** Adds 2^(width − 1). What goes beyond the width is not written: no carry is looked after. */
function addBias(count: number, width: number): void {
  if (width === 0) return;
  const { low, high } = residuals;
  for (let place = 0; place < count; place++) {
    if (width > 32) high[place] = high[place]! + (1 << (width - 33));
    else low[place] = low[place]! + (1 << (width - 1));
  }
}

/** Puts the residuals as words, the highest bit of the first one first. @returns where the words end */
function putWords(view: DataView, start: number, count: number, width: number): number {
  let at = start;
  let word = 0;
  let free = 32;
  const putBits = (given: number, bitCount: number): void => {
    const bits = bitCount === 32 ? given : given & ((1 << bitCount) - 1);
    if (bitCount < free) {
      free -= bitCount;
      word |= bits << free;
      return;
    }
    const over = bitCount - free;
    view.setInt32(at, word | (bits >>> over));
    at += 4;
    free = 32 - over;
    word = over === 0 ? 0 : bits << free;
  };
  for (let place = 0; place < count; place++) {
    if (width > 32) putBits(residuals.high[place]!, width - 32);
    if (width > 0) putBits(residuals.low[place]!, Math.min(width, 32));
  }
  if (free === 32) return at;
  view.setInt32(at, word);
  return at + 4;
}
