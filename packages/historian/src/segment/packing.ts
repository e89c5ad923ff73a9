/**
 * Meanings of the numbers of a packed column; docs/segments.md has the format bit by bit.
 *
 * The first three are numbers of 32 bits, the others of 64.
 */
export const NumberKind = {
  /** Decimals: a number ÷ scale where that is 1 or more, else × scale. Those of times are the times themselves. */
  decimal: 1,
  /** Decimals in single precision: number ÷ scale, rounded to it. */
  singleDecimal: 2,
  /** The bits of numbers in single precision, in the order of the numbers. */
  single: 3,
  /** As `decimal`. */
  wideDecimal: 4,
  /** The bits of numbers in double precision, in the order of the numbers. */
  double: 5,
} as const;
export type NumberKind = (typeof NumberKind)[keyof typeof NumberKind];

/** Forms in which a number is kept. */
export const Transform = {
  /** Its distance from the lowest of its block. */
  base: 0,
  /** Its difference from the one before. */
  difference: 1,
  /** The difference of that from the one before. */
  second: 2,
} as const;
export type Transform = (typeof Transform)[keyof typeof Transform];

/** Numbers of a block, which all take as many bits. */
export const BLOCK_NUMBERS = 32;

/** Bytes of kind and transform. */
export const HEAD_BYTES = 2;

/** How many blocks some numbers are. */
export function blockCount(count: number): number {
  return Math.ceil(count / BLOCK_NUMBERS);
}

/** Words of 32 bits that a block takes. */
export function wordsOf(numberCount: number, width: number): number {
  return (numberCount * width + 31) >>> 5;
}

const SAMPLED_BLOCKS = 8;

/** Calls back for the blocks by which a transform is chosen: all of them, or eight that are spread evenly. */
export function sampleBlocks(count: number, look: (from: number, to: number) => void): void {
  const blocks = blockCount(count);
  const sampled = Math.min(blocks, SAMPLED_BLOCKS);
  for (let turn = 0; turn < sampled; turn++) {
    const from = Math.floor((turn * blocks) / sampled) * BLOCK_NUMBERS;
    look(from, Math.min(count, from + BLOCK_NUMBERS));
  }
}

/** A transform, and what the sampled blocks take with it, in words. */
export interface Packing {
  readonly transform: Transform;
  readonly words: number;
}

/**
 * Chooses a transform by what each takes in words. Distances from the lowest need no sums, and are preferred for that where they take no more
 * than 15 % above the best.
 */
export function chooseTransform(base: number, difference: number, second: number): Packing {
  const best = Math.min(difference, second);
  if (base * 100 <= best * 115) return { transform: Transform.base, words: base };
  return difference <= second
    ? { transform: Transform.difference, words: difference }
    : { transform: Transform.second, words: second };
}
