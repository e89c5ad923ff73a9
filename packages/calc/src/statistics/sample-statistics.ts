import { argumentIssues, outOfDomain } from '../argument-issues.ts';
import { max, sqrt } from '../math.ts';
import { FINITE, type Issue, isUsable } from '../quantity.ts';
import { sumOf } from './linear-algebra.ts';

/** Location and spread of a sample, in its unit (variances in its square). */
export interface SampleStatistics {
  readonly count: number;
  readonly mean: number;
  /** Divided by n - 1. */
  readonly sampleVariance: number;
  readonly sampleStandardDeviation: number;
  /** Divided by n. */
  readonly populationVariance: number;
  readonly populationStandardDeviation: number;
  readonly issues: readonly Issue[];
}

/**
 * Calculates mean, variance and standard deviation of a sample.
 *
 * The sample forms of a single value are NaN with an issue; its population forms are 0.
 *
 * @param values - sample; shape (n), any unit, no gaps
 *
 * Accuracy: two passes with correction, so that a spread of 1e-7 of the mean keeps eight digits
 * (NIST StRD NumAcc4).
 * Source: Chan, Golub, LeVeque (1983), Algorithms for Computing the Sample Variance, The American
 * Statistician 37, the corrected two-pass algorithm.
 */
export const sampleStatistics = (values: ArrayLike<number>): SampleStatistics => {
  const issues = argumentIssues({ values }, { values: FINITE });
  if (!isUsable(issues)) return spread(values.length, Number.NaN, Number.NaN, issues);
  const mean = meanOf(values);
  const squares = squaresAbout(values, mean);
  const single =
    values.length === 1 ? [outOfDomain('values', 'a sample variance needs 2 entries')] : issues;
  return spread(values.length, mean, squares, single);
};

const spread = (
  count: number,
  mean: number,
  squares: number,
  issues: readonly Issue[],
): SampleStatistics => {
  const sampleVariance = count > 1 ? squares / (count - 1) : Number.NaN;
  const populationVariance = squares / count;
  return {
    count,
    mean,
    sampleVariance,
    sampleStandardDeviation: sqrt(sampleVariance),
    populationVariance,
    populationStandardDeviation: sqrt(populationVariance),
    issues,
  };
};

/** Mean of finite numbers; the second pass takes back what rounding lost in the first. */
export const meanOf = (values: ArrayLike<number>): number => {
  const count = values.length;
  const mean = sumOf(values) / count;
  let correction = 0;
  for (let i = 0; i < count; i++) correction += values[i]! - mean;
  return mean + correction / count;
};

/** Sum of squared deviations from a mean, with the correction for a mean that was rounded. */
export const squaresAbout = (values: ArrayLike<number>, mean: number): number => {
  let squares = 0;
  let sum = 0;
  for (let i = 0; i < values.length; i++) {
    const deviation = values[i]! - mean;
    squares += deviation * deviation;
    sum += deviation;
  }
  return max(squares - (sum * sum) / values.length, 0);
};
