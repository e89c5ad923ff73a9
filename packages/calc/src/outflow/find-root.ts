import { abs } from '../math.ts';

const MAX_STEPS = 200;

/**
 * Abscissa where a function crosses zero between two points of opposite sign: false position with
 * Illinois's halving, and a bisection whenever two steps did not halve the bracket.
 *
 * @returns the root, known to `tolerance`; NaN when the function has no value on the way
 */
export const findRoot = (
  f: (x: number) => number,
  low: number,
  high: number,
  tolerance: number,
  atLow: number = f(low),
  atHigh: number = f(high),
): number => {
  let a = low;
  let b = high;
  let fa = atLow;
  let fb = atHigh;
  let width = abs(b - a);
  for (let step = 1; step <= MAX_STEPS; step++) {
    if (fa === 0) return a;
    if (fb === 0 || abs(b - a) <= tolerance) return b;
    let x = b - (fb * (b - a)) / (fb - fa);
    if (step % 3 === 0) {
      if (abs(b - a) > width / 2) x = (a + b) / 2;
      width = abs(b - a);
    }
    const value = f(x);
    if (Number.isNaN(value)) return Number.NaN;
    if (value > 0 === fb > 0 && value !== 0) {
      fa /= 2;
    } else {
      a = b;
      fa = fb;
    }
    b = x;
    fb = value;
  }
  return b;
};
