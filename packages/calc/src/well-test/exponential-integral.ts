import { evaluate } from '../evaluate.ts';
import { exp, log } from '../math.ts';
import { FINITE, type Quantity } from '../quantity.ts';
import { continuedFraction } from '../special-functions.ts';

const EULER = 0.577_215_664_901_532_9;

/** E1(x) = -Ei(-x) for x > 0: series up to 1, then its continued fraction. */
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

/** Ei(x) for x > 0: series up to 40, then the asymptotic one. */
const positiveEi = (x: number): number => {
  let term = 1;
  let sum = 0;
  if (x <= 40) {
    for (let k = 1; k < 200; k++) {
      term *= x / k;
      sum += term / k;
    }
    return EULER + log(x) + sum;
  }
  for (let k = 1; k < x; k++) {
    sum += term;
    term *= k / x;
    if (term < 1e-17) break;
  }
  return (exp(x) / x) * sum;
};

/**
 * Calculates the exponential integral Ei(x), the principal value of the integral of e^t/t up to x.
 *
 * @param x - any number but zero, where it is minus infinity; well testing needs x < 0
 *
 * Accuracy: 1e-13 relative.
 * Source: Abramowitz and Stegun, Handbook of Mathematical Functions, 5.1.
 */
export const exponentialIntegral = (x: number): Quantity =>
  evaluate(
    { x },
    (given) => (given.x < 0 ? -exponentialIntegralE1(-given.x) : positiveEi(given.x)),
    { x: FINITE },
  );
