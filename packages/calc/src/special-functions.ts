// Functions that several areas need and JavaScript does not have.

import { PI, abs, exp, log } from './math.ts';

/** ln of the gamma function for x > 0: Stirling's series beyond 10, and the recurrence to get there. */
export const logGamma = (x: number): number => {
  let shift = 1;
  let z = x;
  for (; z < 10; z++) shift *= z;
  const inverse = 1 / (z * z);
  const series =
    (1 / 12 - inverse * (1 / 360 - inverse * (1 / 1260 - inverse * (1 / 1680 - inverse / 1188)))) /
    z;
  return (z - 0.5) * log(z) - z + 0.5 * log(2 * PI) + series - log(shift);
};

/**
 * The continued fraction b(0) + a(1) / (b(1) + a(2) / (b(2) + …)).
 *
 * Source: Lentz's method with Thompson and Barnett's guards, Numerical Recipes, 5.2.
 */
export const continuedFraction = (a: (k: number) => number, b: (k: number) => number): number => {
  let c = b(0) || 1e-300;
  let d = 0;
  let fraction = c;
  for (let k = 1; k < 1000; k++) {
    d = 1 / (a(k) * d + b(k) || 1e-300);
    c = b(k) + a(k) / c || 1e-300;
    fraction *= c * d;
    if (abs(c * d - 1) < 1e-15) break;
  }
  return fraction;
};

/**
 * Share of the gamma integral up to x, P(a, x), 0 to 1.
 *
 * Source: series and continued fraction, Abramowitz and Stegun 6.5.29 and 6.5.31.
 */
export const regularizedGamma = (a: number, x: number): number => {
  if (x <= 0) return 0;
  if (x === Infinity) return 1;
  const front = exp(a * log(x) - x - logGamma(a));
  if (x >= a + 1) {
    return (
      1 -
      front /
        continuedFraction(
          (k) => k * (a - k),
          (k) => x + 1 - a + 2 * k,
        )
    );
  }
  let term = 1 / a;
  let sum = term;
  for (let k = 1; k < 1000 && term > sum * 1e-16; k++) {
    term *= x / (a + k);
    sum += term;
  }
  return front * sum;
};
