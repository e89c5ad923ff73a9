/**
 * Two-sided tail of Student's distribution: probability of a statistic at least this far from 0.
 *
 * Source: Abramowitz, Stegun (1964), 26.5.27 and 26.7.1, by the incomplete beta function.
 */
export function studentTail(statistic: number, degreesOfFreedom: number): number {
  if (!(degreesOfFreedom > 0) || Number.isNaN(statistic)) return Number.NaN;
  const squared = statistic * statistic;
  if (squared === Infinity) return 0;
  return incompleteBeta(degreesOfFreedom / (degreesOfFreedom + squared), degreesOfFreedom / 2, 0.5);
}

/** Upper tail of Fisher's F distribution. Source: Abramowitz, Stegun (1964), 26.6.2. */
export function fisherTail(statistic: number, numerator: number, denominator: number): number {
  if (!(numerator > 0 && denominator > 0) || Number.isNaN(statistic)) return Number.NaN;
  if (statistic === Infinity) return 0;
  const x = denominator / (denominator + numerator * statistic);
  return incompleteBeta(x, denominator / 2, numerator / 2);
}

/** Regularised incomplete beta function I_x(a, b), by its continued fraction (Lentz's method). */
function incompleteBeta(x: number, a: number, b: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  if (x > (a + 1) / (a + b + 2)) return 1 - incompleteBeta(1 - x, b, a);
  const front = Math.exp(
    logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x),
  );
  const tiny = 1e-300;
  const away = (value: number): number => (Math.abs(value) < tiny ? tiny : value);
  let c = 1;
  let d = 1 / away(1 - ((a + b) * x) / (a + 1));
  let fraction = d;
  for (let m = 1; m <= 500; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / away(1 + even * d);
    c = away(1 + even / c);
    fraction *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / away(1 + odd * d);
    c = away(1 + odd / c);
    fraction *= d * c;
    if (Math.abs(d * c - 1) < 1e-15) break;
  }
  return (front * fraction) / a;
}

/** log Γ(x) for x above 0, by Stirling's series from 10 on; 1e-13 absolute. */
function logGamma(x: number): number {
  let shift = 1;
  let z = x;
  for (; z < 10; z++) shift *= z;
  const inverse = 1 / (z * z);
  const series =
    (1 / 12 - inverse * (1 / 360 - inverse * (1 / 1260 - inverse * (1 / 1680 - inverse / 1188)))) /
    z;
  return (z - 0.5) * Math.log(z) - z + 0.5 * Math.log(2 * Math.PI) + series - Math.log(shift);
}
