import { argumentIssues } from '../argument-issues.ts';
import { unlessIssues } from '../evaluate.ts';
import { abs, floor, min } from '../math.ts';
import { FINITE, FRACTION, type Quantity } from '../quantity.ts';

/**
 * Calculates a quantile of a sample, in its unit.
 *
 * @param sample - values of shape (n) in any order; fraction 0 (smallest) to 1 (largest)
 *
 * Convention: linear between order statistics at rank fraction (n - 1), as spreadsheets and numpy.
 * Source: Hyndman, Fan (1996), Sample Quantiles in Statistical Packages, The American Statistician
 * 50, definition 7.
 */
export const percentile = (sample: {
  readonly values: ArrayLike<number>;
  readonly fraction: number;
}): Quantity => {
  return unlessIssues(argumentIssues(sample, { values: FINITE, fraction: FRACTION }, 'fraction'), {
    value: quantileOfSorted(Float64Array.from(sample.values).toSorted(), sample.fraction),
  });
};

/**
 * Calculates the median of a sample (the mean of the middle two when n is even), in its unit.
 *
 * Source: percentile at one half.
 */
export const median = (values: ArrayLike<number>): Quantity =>
  percentile({ values, fraction: 0.5 });

/**
 * Calculates the median absolute deviation from the median, in the unit of the values.
 *
 * Not scaled: 1.4826 times it estimates the standard deviation of normal data.
 * Source: Hampel (1974), The Influence Curve and its Role in Robust Estimation, JASA 69.
 */
export const medianAbsoluteDeviation = (values: ArrayLike<number>): Quantity =>
  unlessIssues(argumentIssues({ values }, { values: FINITE }), {
    value: deviationAbout(values, medianOf(values)),
  });

/** Quantile of ascending numbers; NaN of none. */
export const quantileOfSorted = (sorted: Float64Array, fraction: number): number => {
  const rank = fraction * (sorted.length - 1);
  const below = floor(rank);
  const value = sorted[below]!;
  const above = sorted[min(below + 1, sorted.length - 1)]!;
  return value + (rank - below) * (above - value);
};

/** Median of numbers; NaN of none. */
export const medianOf = (values: ArrayLike<number>): number =>
  quantileOfSorted(Float64Array.from(values).toSorted(), 0.5);

/** Median distance of numbers from a centre. */
export const deviationAbout = (values: ArrayLike<number>, centre: number): number =>
  medianOf(Float64Array.from(values, (value) => abs(value - centre)));
