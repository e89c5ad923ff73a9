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

/** Numbers of 32 bits that are to be packed. */
interface Numbers {
  readonly kind: NumberKind;
  /** The first `count` are packed. */
  readonly numbers: Int32Array;
  readonly count: number;
}

const BASE_BYTES = 4;
const residuals = new Int32Array(BLOCK_NUMBERS);

/** Chooses how numbers are packed. */
export function planNumbers(numbers: Int32Array, count: number): Packing {
  let base = 0;
  let difference = 1;
  let second = 1;
  sampleBlocks(count, (from, to) => {
    base += 1 + wordsOf(to - from, widthOfRange(numbers, from, to));
    takeDifferences(numbers, from, to);
    difference += wordsOf(to - from, signedWidth(to - from));
    takeSeconds(numbers, from, to);
    second += wordsOf(to - from, signedWidth(to - from));
  });
  return chooseTransform(base, difference, second);
}

/** Puts a field of packed numbers. */
export function putNumbers(
  writer: TupleWriter,
  { kind, numbers, count }: Numbers,
  transform: Transform,
): void {
  const blocks = blockCount(count);
  const baseCount = transform === Transform.base ? blocks : 1;
  reserveBytes(writer, 4 + HEAD_BYTES + blocks + BASE_BYTES * baseCount + 4 * (count + blocks));
  const { bytes, view, length: start } = writer;
  const widthsAt = start + 4 + HEAD_BYTES;
  const basesAt = widthsAt + blocks;
  let at = basesAt + BASE_BYTES * baseCount;
  bytes[start + 4] = kind;
  bytes[start + 5] = transform;
  if (transform !== Transform.base) view.setInt32(basesAt, numbers[0]!);
  for (let block = 0; block < blocks; block++) {
    const from = block * BLOCK_NUMBERS;
    const to = Math.min(count, from + BLOCK_NUMBERS);
    let width = 0;
    if (transform === Transform.base) {
      width = widthOfRange(numbers, from, to);
      view.setInt32(basesAt + BASE_BYTES * block, takeDistances(numbers, from, to));
    } else {
      if (transform === Transform.difference) takeDifferences(numbers, from, to);
      else takeSeconds(numbers, from, to);
      width = signedWidth(to - from);
    }
    bytes[widthsAt + block] = width;
    if (width === 0) continue;
    const bias = transform === Transform.base ? 0 : 1 << (width - 1);
    at = putWords(view, at, { count: to - from, width, bias });
  }
  view.setInt32(start, at - start - 4);
  writer.length = at;
}

/** Bits that distances from the lowest take. */
function widthOfRange(numbers: Int32Array, from: number, to: number): number {
  let lowest = numbers[from]!;
  let highest = lowest;
  for (let at = from + 1; at < to; at++) {
    const number = numbers[at]!;
    if (number < lowest) lowest = number;
    if (number > highest) highest = number;
  }
  return 32 - Math.clz32(highest - lowest);
}

/** @returns the lowest */
function takeDistances(numbers: Int32Array, from: number, to: number): number {
  let lowest = numbers[from]!;
  for (let at = from + 1; at < to; at++) if (numbers[at]! < lowest) lowest = numbers[at]!;
  for (let at = from; at < to; at++) residuals[at - from] = numbers[at]! - lowest;
  return lowest;
}

function takeDifferences(numbers: Int32Array, from: number, to: number): void {
  let before = numbers[from === 0 ? 0 : from - 1]!;
  for (let at = from; at < to; at++) {
    const number = numbers[at]!;
    residuals[at - from] = number - before;
    before = number;
  }
}

function takeSeconds(numbers: Int32Array, from: number, to: number): void {
  let before = numbers[from === 0 ? 0 : from - 1]!;
  let difference = from < 2 ? 0 : before - numbers[from - 2]!;
  for (let at = from; at < to; at++) {
    const number = numbers[at]!;
    const now = number - before;
    residuals[at - from] = now - difference;
    difference = now;
    before = number;
  }
}

/** Bits that the residuals take as signed numbers; 0 where all are 0. */
function signedWidth(count: number): number {
  let any = 0;
  let sizes = 0;
  for (let place = 0; place < count; place++) {
    const residual = residuals[place]!;
    any |= residual;
    sizes |= residual ^ (residual >> 31);
  }
  return any === 0 ? 0 : 33 - Math.clz32(sizes);
}

/** Shape of the words of a block. */
interface BlockShape {
  readonly count: number;
  readonly width: number;
  /** Added to each residual. */
  readonly bias: number;
}

/** Puts the residuals as words, the highest bit of the first one first. @returns where the words end */
function putWords(view: DataView, start: number, { count, width, bias }: BlockShape): number {
  let at = start;
  let word = 0;
  let free = 32;
  for (let place = 0; place < count; place++) {
    const bits = (residuals[place]! + bias) | 0;
    if (width < free) {
      free -= width;
      word |= bits << free;
      continue;
    }
    const over = width - free;
    view.setInt32(at, word | (bits >>> over));
    at += 4;
    free = 32 - over;
    word = over === 0 ? 0 : bits << free;
  }
  if (free === 32) return at;
  view.setInt32(at, word);
  return at + 4;
}
