import { noQuantity, quantity, type Quantity } from '../quantity.ts';

const EULER = 0.577_215_664_901_532_9;

/** E1(x) = -Ei(-x) for x > 0: series up to 1, then its continued fraction. */
export function exponentialIntegralE1(x: number): number {
  if (x <= 1) {
    let term = 1;
    let sum = 0;
    for (let k = 1; k < 30; k++) {
      term *= -x / k;
      sum -= term / k;
    }
    return sum - EULER - Math.log(x);
  }
  if (x > 745) return 0; // e^-x underflows.
  let b = x + 1;
  let c = 1e300;
  let d = 1 / b;
  let fraction = d;
  for (let k = 1; k < 200; k++) {
    const a = -k * k;
    b += 2;
    d = 1 / (a * d + b);
    c = b + a / c;
    fraction *= c * d;
    if (Math.abs(c * d - 1) < 1e-15) break;
  }
  return fraction * Math.exp(-x);
}

/** Ei(x) for x > 0: series up to 40, then the asymptotic one. */
function positiveEi(x: number): number {
  let term = 1;
  let sum = 0;
  if (x <= 40) {
    for (let k = 1; k < 200; k++) {
      term *= x / k;
      sum += term / k;
    }
    return EULER + Math.log(x) + sum;
  }
  for (let k = 1; k < x; k++) {
    sum += term;
    term *= k / x;
    if (term < 1e-17) break;
  }
  return (Math.exp(x) / x) * sum;
}

/**
 * Calculates the exponential integral Ei(x), the principal value of the integral of e^t/t up to x.
 *
 * @param x - any number but zero, where it is minus infinity; well testing needs x < 0
 *
 * Accuracy: 1e-13 relative.
 * Source: Abramowitz and Stegun, Handbook of Mathematical Functions, 5.1.
 */
export function exponentialIntegral(x: number): Quantity {
  if (!Number.isFinite(x)) {
    return noQuantity([{ code: 'NOT_FINITE', parameter: 'x', message: `x is ${x}` }]);
  }
  if (x === 0) {
    return noQuantity([
      { code: 'OUT_OF_DOMAIN', parameter: 'x', message: 'Ei has a pole at x = 0' },
    ]);
  }
  return quantity(x < 0 ? -exponentialIntegralE1(-x) : positiveEi(x));
}
