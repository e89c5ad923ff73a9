import { TWO_TO_32 } from '../copy/copy-format.ts';
import type { WideNumbers } from './put-wide-numbers.ts';

/** Where the numbers of a run go: those of 32 bits, or the halves of those of 64. */
export interface NumberSpace extends WideNumbers {
  readonly numbers: Int32Array;
}

/** Puts a whole number that a double holds as halves. */
export function putWhole(whole: number, { low, high }: WideNumbers, place: number): void {
  const upper = Math.floor(whole / TWO_TO_32);
  high[place] = upper;
  low[place] = whole - upper * TWO_TO_32;
}
