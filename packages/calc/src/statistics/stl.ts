import { argumentIssues, outOfDomain } from '../argument-issues.ts';
import { abs, ceil, max, min } from '../math.ts';
import { type Issue, isUsable } from '../quantity.ts';
import { loess, loessAt } from './loess.ts';
import { modifiedZScores } from './outliers.ts';
import { medianOf } from './quantile.ts';

/** A series taken apart: trend + seasonal + remainder = values. */
export interface SeasonalDecomposition {
  readonly trend: Float64Array;
  readonly seasonal: Float64Array;
  readonly remainder: Float64Array;
  /** Robustness weight of each value, 0 (an outlier) to 1. */
  readonly weights: Float64Array;
  readonly issues: readonly Issue[];
}

/** Options of the decomposition by loess. */
export interface StlOptions {
  /** Samples in a season, 2 or more (24 for hourly data with a daily cycle). */
  readonly period: number;
  /** Seasons that the seasonal smoother spans, odd, 3 or more; 7 when not given. */
  readonly seasonalSpan?: number;
  /** Samples that the trend smoother spans, odd; just above 1.5 period/(1 - 1.5/seasonalSpan). */
  readonly trendSpan?: number;
  /** Whether outliers are weighted down, so that they stay in the remainder. */
  readonly robust?: boolean;
}

/**
 * Takes a series apart into trend, season and remainder by locally weighted regression.
 *
 * @param series - values of shape (n), evenly spaced, without gaps, two seasons or more
 *
 * Convention: lines everywhere (degree 1), low-pass span the odd number above the period, 5 inner
 * passes, or with `robust` 2 inner in each of 16 outer: the choices of statsmodels.
 * Source: Cleveland, Cleveland, McRae, Terpenning (1990), STL: A Seasonal-Trend Decomposition
 * Procedure Based on Loess, Journal of Official Statistics 6.
 */
export const seasonalDecomposition = (
  series: StlOptions & { readonly values: ArrayLike<number> },
): SeasonalDecomposition => {
  const { values, period, seasonalSpan = 7, robust = false } = series;
  const trendSpan = series.trendSpan ?? oddFrom((1.5 * period) / (1 - 1.5 / seasonalSpan));
  const issues = checkOptions(values, { period, seasonalSpan, trendSpan });
  const count = values.length;
  const empty = (): Float64Array => new Float64Array(count).fill(Number.NaN);
  if (!isUsable(issues)) {
    return { trend: empty(), seasonal: empty(), remainder: empty(), weights: empty(), issues };
  }
  const series64 = Float64Array.from(values);
  const spans = { period, seasonalSpan, trendSpan };
  let parts: Parts = { trend: new Float64Array(count), seasonal: new Float64Array(count) };
  let weights: Float64Array | undefined;
  for (let outer = 0; outer < (robust ? 16 : 1); outer++) {
    if (outer > 0) weights = bisquareWeights(remainderOf(series64, parts));
    for (let inner = 0; inner < (robust ? 2 : 5); inner++) {
      parts = innerPass(series64, parts.trend, weights, spans);
    }
  }
  const remainder = remainderOf(series64, parts);
  return { ...parts, remainder, weights: weights ?? new Float64Array(count).fill(1), issues };
};

/** Values that do not fit the trend and the season around them. */
export interface SeasonalOutliers extends SeasonalDecomposition {
  /** Modified z-score of each remainder; shape (n). */
  readonly scores: Float64Array;
  /** Index of each value whose score is beyond the threshold, ascending. */
  readonly outliers: Uint32Array;
  /** Index of the greatest remainder in size; -1 when there is none. */
  readonly largest: number;
}

/**
 * Finds the values that neither trend nor season explains.
 *
 * Takes the series apart robustly (unless told otherwise) and scores the remainder by its median
 * absolute deviation.
 *
 * @param series - as for seasonalDecomposition; threshold of the modified z-score, 3.5 when absent
 *
 * Source: seasonalDecomposition and modifiedZScores.
 */
export const seasonalOutliers = (
  series: StlOptions & { readonly values: ArrayLike<number>; readonly threshold?: number },
): SeasonalOutliers => {
  const parts = seasonalDecomposition({ robust: true, ...series });
  const { threshold = 3.5 } = series;
  const { scores, outliers, issues } = modifiedZScores({ values: parts.remainder, threshold });
  let largest = -1;
  for (let i = 0; i < scores.length; i++) {
    if (abs(parts.remainder[i]!) > abs(parts.remainder[largest] ?? 0)) largest = i;
  }
  return {
    ...parts,
    scores,
    outliers,
    largest,
    issues: isUsable(parts.issues) ? issues : parts.issues,
  };
};

interface Parts {
  readonly trend: Float64Array;
  readonly seasonal: Float64Array;
}

interface Spans {
  readonly period: number;
  readonly seasonalSpan: number;
  readonly trendSpan: number;
}

const checkOptions = (values: ArrayLike<number>, spans: Spans): readonly Issue[] => {
  const issues = argumentIssues(
    { values, ...spans },
    {
      values: { least: 2 * spans.period },
      period: { min: 2, isWhole: true },
      seasonalSpan: { min: 3 },
      trendSpan: { min: 3 },
    },
  );
  for (const name of ['seasonalSpan', 'trendSpan'] as const) {
    if (spans[name] % 2 !== 1) issues.push(outOfDomain(name, 'expected an odd number'));
  }
  return issues;
};

const oddFrom = (least: number): number => {
  const whole = ceil(least);
  return whole % 2 === 0 ? whole + 1 : whole;
};

const remainderOf = (values: Float64Array, { trend, seasonal }: Parts): Float64Array =>
  values.map((value, i) => value - trend[i]! - seasonal[i]!);

const bisquareWeights = (remainder: Float64Array): Float64Array => {
  const sizes = remainder.map(abs);
  const limit = 6 * medianOf(sizes);
  return sizes.map((size) => {
    if (size <= 0.001 * limit) return 1;
    return size <= 0.999 * limit ? (1 - (size / limit) ** 2) ** 2 : 0;
  });
};

const innerPass = (
  values: Float64Array,
  trend: Float64Array,
  weights: Float64Array | undefined,
  { period, seasonalSpan, trendSpan }: Spans,
): Parts => {
  const detrended = values.map((value, i) => value - trend[i]!);
  const cycles = smoothCycles(detrended, weights, period, seasonalSpan);
  const smooth = movingMean(movingMean(movingMean(cycles, period), period), 3);
  const lowPass = loess(smooth, { span: oddFrom(period + 1), degree: 1 });
  const seasonal = values.map((_, i) => cycles[period + i]! - lowPass[i]!);
  const deseasoned = values.map((value, i) => value - seasonal[i]!);
  return { trend: loess(deseasoned, { span: trendSpan, degree: 1, weights }), seasonal };
};

/** Smooths all Januaries, all Februaries, ..., and carries each one season beyond both ends. */
const smoothCycles = (
  values: Float64Array,
  weights: Float64Array | undefined,
  period: number,
  span: number,
): Float64Array => {
  const cycles = new Float64Array(values.length + 2 * period);
  const everyPeriod = (column: Float64Array, phase: number): Float64Array =>
    column.filter((_, i) => i % period === phase);
  for (let phase = 0; phase < period; phase++) {
    const subseries = everyPeriod(values, phase);
    const last = subseries.length - 1;
    const options = {
      span,
      degree: 1,
      weights: weights && everyPeriod(weights, phase),
    } as const;
    const before = loessAt(subseries, options, -1, { left: 0, right: min(span - 1, last) });
    const after = loessAt(subseries, options, last + 1, {
      left: max(0, last - span + 1),
      right: last,
    });
    const smoothed = loess(subseries, options);
    cycles[phase] = Number.isNaN(before) ? smoothed[0]! : before;
    smoothed.forEach((value, k) => (cycles[phase + (k + 1) * period] = value));
    cycles[phase + (last + 2) * period] = Number.isNaN(after) ? smoothed[last]! : after;
  }
  return cycles;
};

const movingMean = (values: Float64Array, span: number): Float64Array => {
  const means = new Float64Array(values.length - span + 1);
  let sum = 0;
  for (let i = 0; i < values.length; i++) {
    sum += values[i]!;
    if (i >= span) sum -= values[i - span]!;
    if (i >= span - 1) means[i - span + 1] = sum / span;
  }
  return means;
};
