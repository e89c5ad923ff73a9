import { BLOCK_NUMBERS, blockCount, HEAD_BYTES, Transform, wordsOf } from './packing.ts';

/** Where packed numbers lie. */
export interface PackedField {
  readonly view: DataView;
  readonly at: number;
  readonly byteCount: number;
}

const BASE_BYTES = 4;
const MOST_BITS = 32;

/**
 * Unpacks numbers of 32 bits.
 *
 * @param numbers - receives `count` of them
 * @throws Error when the bytes are no such numbers
 */
export function unpackNumbers(field: PackedField, count: number, numbers: Int32Array): void {
  const { view, at: start } = field;
  const transform = checkedTransform(field, { count, baseBytes: BASE_BYTES, mostBits: MOST_BITS });
  const blocks = blockCount(count);
  const basesAt = start + HEAD_BYTES + blocks;
  let at = basesAt + BASE_BYTES * (transform === Transform.base ? blocks : 1);
  for (let block = 0; block < blocks; block++) {
    const width = view.getUint8(start + HEAD_BYTES + block);
    const from = block * BLOCK_NUMBERS;
    const to = Math.min(count, from + BLOCK_NUMBERS);
    // Modulo 2^32, as the sums are.
    const bias =
      transform === Transform.base
        ? view.getInt32(basesAt + BASE_BYTES * block)
        : width === 0
          ? 0
          : -(1 << (width - 1));
    if (width === 0) numbers.fill(bias, from, to);
    else readWords(view, at, { width, bias, from, to }, numbers);
    at += 4 * wordsOf(to - from, width);
  }
  if (transform !== Transform.base) {
    if (numbers[0] !== 0) throw firstResidualError();
    numbers[0] = view.getInt32(basesAt);
  }
  if (transform === Transform.difference) sumUp(numbers, 1, count);
  if (transform === Transform.second) sumTwice(numbers, count);
}

/** Shape that packed numbers have to have. */
interface Expected {
  readonly count: number;
  readonly baseBytes: number;
  readonly mostBits: number;
}

/** Reads the transform, and checks that all bytes that it asks for are there, and no others. @throws Error when they are not */
export function checkedTransform(
  { view, at, byteCount }: PackedField,
  { count, baseBytes, mostBits }: Expected,
): Transform {
  const blocks = blockCount(count);
  if (byteCount < HEAD_BYTES + blocks)
    throw new Error(`packed numbers: ${byteCount} bytes are too few for ${count} numbers`);
  const transform = view.getUint8(at + 1);
  if (transform > Transform.second)
    throw new Error(`packed numbers: expected a transform from 0 to 2, got ${transform}`);
  let expected = HEAD_BYTES + blocks + baseBytes * (transform === Transform.base ? blocks : 1);
  for (let block = 0; block < blocks; block++) {
    const width = view.getUint8(at + HEAD_BYTES + block);
    if (width > mostBits)
      throw new Error(`packed numbers: expected a width of at most ${mostBits}, got ${width}`);
    expected += 4 * wordsOf(Math.min(BLOCK_NUMBERS, count - block * BLOCK_NUMBERS), width);
  }
  if (expected !== byteCount)
    throw new Error(`packed numbers: expected ${expected} bytes, got ${byteCount}`);
  return transform as Transform;
}

/** The base is the first number: what is added to it would also count as the first difference. */
export function firstResidualError(): Error {
  return new Error('packed numbers: expected the residual of the first number to be 0');
}

/** Where the numbers of a block go, and what is added to each. */
interface BlockPlace {
  readonly width: number;
  readonly bias: number;
  readonly from: number;
  readonly to: number;
}

function readWords(
  view: DataView,
  start: number,
  { width, bias, from, to }: BlockPlace,
  numbers: Int32Array,
): void {
  const mask = width === 32 ? -1 : (1 << width) - 1;
  let at = start;
  let word = 0;
  // Bits of the word that were not read yet.
  let left = 0;
  for (let place = from; place < to; place++) {
    if (left >= width) {
      left -= width;
      numbers[place] = ((word >>> left) & mask) + bias;
      continue;
    }
    const missing = width - left;
    const high = left === 0 ? 0 : word << missing;
    word = view.getInt32(at);
    at += 4;
    left = 32 - missing;
    numbers[place] = ((high | (word >>> left)) & mask) + bias;
  }
}

function sumUp(numbers: Int32Array, from: number, count: number): void {
  let sum = numbers[from - 1]!;
  for (let at = from; at < count; at++) {
    sum = (sum + numbers[at]!) | 0;
    numbers[at] = sum;
  }
}

function sumTwice(numbers: Int32Array, count: number): void {
  let sum = numbers[0]!;
  let difference = 0;
  for (let at = 1; at < count; at++) {
    difference = (difference + numbers[at]!) | 0;
    sum = (sum + difference) | 0;
    numbers[at] = sum;
  }
}
