import { argumentIssues } from '../argument-issues.ts';
import { unlessIssues } from '../evaluate.ts';
import { abs, sqrt } from '../math.ts';
import { FINITE, type Issue, POSITIVE } from '../quantity.ts';
import { indicesWhere } from './indices-where.ts';
import { deviationAbout, medianOf } from './quantile.ts';
import { meanOf, squaresAbout } from './sample-statistics.ts';

/** How far each value lies from the centre, and which lie too far. */
export interface OutlierScores {
  /** Mean or median of the values, in their unit. */
  readonly centre: number;
  /** Divisor of the distances: standard deviation, or median absolute deviation. */
  readonly spread: number;
  /** Dimensionless, shape (n), signed. */
  readonly scores: Float64Array;
  /** Index of each value whose score is beyond the threshold, ascending. */
  readonly outliers: Uint32Array;
  readonly issues: readonly Issue[];
}

/**
 * Scores values by their distance from the mean in standard deviations.
 *
 * @param sample - values of shape (n); threshold above 0, 3 when not given; lost degrees of freedom
 *   1 (default, sample standard deviation) or 0 (population)
 *
 * Validity: one outlier among n values cannot score above (n - 1)/√n: prefer modifiedZScores below
 * n = 12. Values without spread score 0, each of them.
 * Source: Shiffler (1988), Maximum Z Scores and Outliers, The American Statistician 42.
 */
export const zScores = (sample: {
  readonly values: ArrayLike<number>;
  readonly threshold?: number;
  readonly lostDegreesOfFreedom?: 0 | 1;
}): OutlierScores => {
  const { values, threshold = 3, lostDegreesOfFreedom = 1 } = sample;
  const issues = argumentIssues(sample, {
    values: { least: 1 + lostDegreesOfFreedom },
    threshold: POSITIVE,
  });
  const centre = meanOf(values);
  const squares = squaresAbout(values, centre);
  const spread = sqrt(squares / (values.length - lostDegreesOfFreedom));
  return score({ values, centre, spread, factor: spread > 0 ? 1 / spread : 0, threshold }, issues);
};

/**
 * Scores values by their distance from the median in median absolute deviations.
 *
 * When more than half of the values are equal the median deviation is 0; the mean absolute
 * deviation stands in for it then (1/1.253314), and equal values all score 0.
 *
 * @param sample - values of shape (n); threshold above 0, 3.5 when not given
 *
 * Validity: holds with up to half of the values outlying.
 * Source: Iglewicz, Hoaglin (1993), How to Detect and Handle Outliers, ASQC Basic References in
 * Quality Control 16: M = 0.6745 (x - median)/MAD.
 */
export const modifiedZScores = (sample: {
  readonly values: ArrayLike<number>;
  readonly threshold?: number;
}): OutlierScores => {
  const { values, threshold = 3.5 } = sample;
  const issues = argumentIssues(sample, { values: FINITE, threshold: POSITIVE });
  const centre = medianOf(values);
  const spread = deviationAbout(values, centre);
  const factor = spread > 0 ? 0.6745 / spread : meanDeviationFactor(values, centre);
  return score({ values, centre, spread, factor, threshold }, issues);
};

const meanDeviationFactor = (values: ArrayLike<number>, centre: number): number => {
  const mean = meanOf(Float64Array.from(values, (value) => abs(value - centre)));
  return mean === 0 ? 0 : 1 / (1.253314 * mean);
};

const score = (
  sample: {
    readonly values: ArrayLike<number>;
    readonly centre: number;
    readonly spread: number;
    readonly factor: number;
    readonly threshold: number;
  },
  issues: readonly Issue[],
): OutlierScores => {
  const scores = Float64Array.from(
    sample.values,
    (value) => (value - sample.centre) * sample.factor,
  );
  const outliers = indicesWhere(scores.length, (i) => abs(scores[i]!) > sample.threshold);
  return unlessIssues(issues, { centre: sample.centre, spread: sample.spread, scores, outliers });
};
