import { exp, log } from '../math.ts';
import { continuedFraction } from '../special-functions.ts';

const EULER = 0.577_215_664_901_532_9;

/**
 * E1(x) = -Ei(-x) for x > 0: series up to 1, then its continued fraction.
 *
 * Source: Abramowitz and Stegun 5.1.11 and 5.1.22.
 */
export const exponentialIntegralE1 = (x: number): number => {
  if (x <= 1) {
    let term = 1;
    let sum = 0;
    for (let k = 1; k < 30; k++) {
      term *= -x / k;
      sum -= term / k;
    }
    return sum - EULER - log(x);
  }
  if (x > 745) return 0; // e^-x underflows.
  return (
    exp(-x) /
    continuedFraction(
      (k) => -k * k,
      (k) => x + 1 + 2 * k,
    )
  );
};
