import type { WideNumbers } from './put-wide-numbers.ts';
import { BLOCK_NUMBERS, blockCount, HEAD_BYTES, Transform, wordsOf } from './packing.ts';
import { checkedTransform, firstResidualError, type PackedField } from './unpack-numbers.ts';

const BASE_BYTES = 8;
const MOST_BITS = 64;

/**
 * Unpacks numbers of 64 bits.
 *
 * @param numbers - receives `count` of them
 * @throws Error when the bytes are no such numbers
 */
export function unpackWideNumbers(field: PackedField, count: number, numbers: WideNumbers): void {
  const { view, at: start } = field;
  const transform = checkedTransform(field, { count, baseBytes: BASE_BYTES, mostBits: MOST_BITS });
  const blocks = blockCount(count);
  const basesAt = start + HEAD_BYTES + blocks;
  let at = basesAt + BASE_BYTES * (transform === Transform.base ? blocks : 1);
  for (let block = 0; block < blocks; block++) {
    const width = view.getUint8(start + HEAD_BYTES + block);
    const from = block * BLOCK_NUMBERS;
    const to = Math.min(count, from + BLOCK_NUMBERS);
    readWords(view, at, { width, from, to }, numbers);
    if (transform === Transform.base) {
      const baseAt = basesAt + BASE_BYTES * block;
      const base = { high: view.getInt32(baseAt), low: view.getInt32(baseAt + 4) };
      addToAll(numbers, { from, to }, base);
    } else if (width > 32) addToAll(numbers, { from, to }, { high: -(1 << (width - 33)), low: 0 });
    else if (width > 0) addToAll(numbers, { from, to }, { high: -1, low: -1 << (width - 1) });
    at += 4 * wordsOf(to - from, width);
  }
  if (transform === Transform.base) return;
  const { high, low } = numbers;
  if (high[0] !== 0 || low[0] !== 0) throw firstResidualError();
  high[0] = view.getInt32(basesAt);
  low[0] = view.getInt32(basesAt + 4);
  if (transform === Transform.second) sumUp(numbers, 2, count);
  sumUp(numbers, 1, count);
}

interface Stretch {
  readonly from: number;
  readonly to: number;
}

function readWords(
  view: DataView,
  start: number,
  { width, from, to }: Stretch & { readonly width: number },
  { low, high }: WideNumbers,
): void {
  let at = start;
  let word = 0;
  let left = 0;
  const takeBits = (bitCount: number): number => {
    const mask = bitCount === 32 ? -1 : (1 << bitCount) - 1;
    if (left >= bitCount) {
      left -= bitCount;
      return (word >>> left) & mask;
    }
    const missing = bitCount - left;
    const upper = left === 0 ? 0 : word << missing;
    word = view.getInt32(at);
    at += 4;
    left = 32 - missing;
    return (upper | (word >>> left)) & mask;
  };
  for (let place = from; place < to; place++) {
    high[place] = width > 32 ? takeBits(width - 32) : 0;
    low[place] = width > 0 ? takeBits(Math.min(width, 32)) : 0;
  }
}

function addToAll(
  { low, high }: WideNumbers,
  { from, to }: Stretch,
  added: { readonly high: number; readonly low: number },
): void {
  for (let place = from; place < to; place++) {
    const sum = (low[place]! + added.low) | 0;
    const carry = sum >>> 0 < low[place]! >>> 0 ? 1 : 0;
    low[place] = sum;
    high[place] = high[place]! + added.high + carry;
  }
}

/** Adds to each number from a place on the one before it. */
function sumUp({ low, high }: WideNumbers, start: number, count: number): void {
  for (let place = start; place < count; place++) {
    const sum = (low[place]! + low[place - 1]!) | 0;
    const carry = sum >>> 0 < low[place]! >>> 0 ? 1 : 0;
    low[place] = sum;
    high[place] = high[place]! + high[place - 1]! + carry;
  }
}
