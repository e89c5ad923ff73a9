import { exp, log } from '../math.ts';
import { continuedFraction, logGamma } from '../special-functions.ts';

/**
 * Two-sided tail of Student's distribution: probability of a statistic at least this far from 0.
 *
 * Source: Abramowitz, Stegun (1964), 26.5.27 and 26.7.1, by the incomplete beta function.
 */
export const studentTail = (statistic: number, degreesOfFreedom: number): number =>
  fisherTail(statistic * statistic, 1, degreesOfFreedom);

/** Upper tail of Fisher's F distribution. Source: Abramowitz, Stegun (1964), 26.6.2. */
export const fisherTail = (statistic: number, numerator: number, denominator: number): number => {
  if (!(numerator > 0 && denominator > 0) || Number.isNaN(statistic)) return Number.NaN;
  if (statistic === Infinity) return 0;
  const x = denominator / (denominator + numerator * statistic);
  return incompleteBeta(x, denominator / 2, numerator / 2);
};

/** Regularised incomplete beta function I_x(a, b), by its continued fraction. */
const incompleteBeta = (x: number, a: number, b: number): number => {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  if (x > (a + 1) / (a + b + 2)) return 1 - incompleteBeta(1 - x, b, a);
  const front = exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * log(x) + b * Math.log1p(-x));
  const term = (k: number): number => {
    const m = k >> 1;
    const among = (a + k - 1) * (a + k);
    return k % 2 === 0 ? (m * (b - m) * x) / among : (-(a + m) * (a + b + m) * x) / among;
  };
  return front / a / continuedFraction(term, () => 1);
};
