import { SHARE } from '../argument-domains.ts';
import { argumentIssues } from '../argument-issues.ts';
import { nanColumn, unlessIssues } from '../evaluate.ts';
import { abs, max, sqrt } from '../math.ts';
import { FINITE, type Issue, POSITIVE } from '../quantity.ts';
import { indicesWhere } from './indices-where.ts';

/** An exponentially weighted moving average with its control limits, in the unit of the values. */
export interface EwmaChart {
  /** Average after each value; shape (n). */
  readonly averages: Float64Array;
  /** Limits that hold after many values. */
  readonly upperLimit: number;
  readonly lowerLimit: number;
  /** Limits at each value, narrow at first; shape (n). */
  readonly upperLimits: Float64Array;
  readonly lowerLimits: Float64Array;
  /** Index of each average beyond the lasting limits, ascending. */
  readonly signals: Uint32Array;
  /** Index of each average beyond its own limit; a superset of `signals`. */
  readonly earlySignals: Uint32Array;
  readonly issues: readonly Issue[];
}

/**
 * Averages a series with exponentially falling weights and compares it with control limits.
 *
 * @param series - values of shape (n), evenly spaced; smoothing λ above 0 to 1; target (also the
 *   average before the first value) and standard deviation of single values, in their unit; width
 *   of the limits in standard deviations of the average, 3 when not given
 *
 * Convention: L σ √(λ/(2 - λ)), and the exact L σ √(λ/(2 - λ) (1 - (1 - λ)^2t)) at value t.
 * Source: Roberts (1959), Control Chart Tests Based on Geometric Moving Averages, Technometrics 1;
 * NIST/SEMATECH e-Handbook of Statistical Methods, 6.3.2.4.
 */
export const ewmaChart = (series: {
  readonly values: ArrayLike<number>;
  readonly smoothing: number;
  readonly target: number;
  readonly standardDeviation: number;
  readonly limitWidth?: number;
}): EwmaChart => {
  const { values, smoothing, target, limitWidth = 3 } = series;
  const issues = argumentIssues(
    series,
    {
      values: FINITE,
      smoothing: SHARE,
      target: FINITE,
      limitWidth: POSITIVE,
    },
    'smoothing target standardDeviation',
  );
  const count = values.length;
  const [averages, upperLimits, lowerLimits] = [
    nanColumn(count),
    nanColumn(count),
    nanColumn(count),
  ];
  const lasting = limitWidth * series.standardDeviation * sqrt(smoothing / (2 - smoothing));
  let average = target;
  let fading = 1;
  for (let i = 0; i < count; i++) {
    average += smoothing * (values[i]! - average);
    fading *= (1 - smoothing) * (1 - smoothing);
    const width = lasting * sqrt(1 - fading);
    averages[i] = average;
    upperLimits[i] = target + width;
    lowerLimits[i] = target - width;
  }
  const beyond = (width: (i: number) => number): Uint32Array =>
    indicesWhere(count, (i) => abs(averages[i]! - target) > width(i));
  return unlessIssues(issues, {
    averages,
    upperLimit: target + lasting,
    lowerLimit: target - lasting,
    upperLimits,
    lowerLimits,
    signals: beyond(() => lasting),
    earlySignals: beyond((i) => upperLimits[i]! - target),
  });
};

/** Sums of a tabular CUSUM, in the unit of the values. */
export interface TabularCusum {
  /** Excess above the target, never below 0; shape (n). */
  readonly upperSums: Float64Array;
  /** Shortfall below the target, never below 0; shape (n). */
  readonly lowerSums: Float64Array;
  /** Index of each value at which a sum is beyond the decision interval, ascending. */
  readonly signals: Uint32Array;
  readonly issues: readonly Issue[];
}

/**
 * Sums the departures of a series from its target that exceed an allowance.
 *
 * @param series - values of shape (n); target, allowance k (half the shift to find, 0 or more) and
 *   decision interval h (0 or more), all in the unit of the values
 *
 * Source: Page (1954), Continuous Inspection Schemes, Biometrika 41; NIST/SEMATECH e-Handbook of
 * Statistical Methods, 6.3.2.3.
 */
export const tabularCusum = (series: {
  readonly values: ArrayLike<number>;
  readonly target: number;
  readonly allowance: number;
  readonly decisionInterval: number;
}): TabularCusum => {
  const issues = argumentIssues(
    series,
    {
      values: FINITE,
      target: FINITE,
    },
    'target allowance decisionInterval',
  );
  const count = series.values.length;
  const [upperSums, lowerSums] = [nanColumn(count), nanColumn(count)];
  let upper = 0;
  let lower = 0;
  for (let i = 0; i < count; i++) {
    const excess = series.values[i]! - series.target;
    upper = max(0, upper + excess - series.allowance);
    lower = max(0, lower - excess - series.allowance);
    upperSums[i] = upper;
    lowerSums[i] = lower;
  }
  const signals = indicesWhere(
    count,
    (i) => upperSums[i]! > series.decisionInterval || lowerSums[i]! > series.decisionInterval,
  );
  return unlessIssues(issues, { upperSums, lowerSums, signals });
};
