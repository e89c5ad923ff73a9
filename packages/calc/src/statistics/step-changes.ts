import { argumentIssues } from '../argument-issues.ts';
import { unlessIssues } from '../evaluate.ts';
import { abs, ceil, log, max, sqrt } from '../math.ts';
import { type Issue, isUsable, POSITIVE } from '../quantity.ts';
import { medianOf } from './quantile.ts';

/** Where the level of a series jumps, and the levels between. */
export interface StepChanges {
  /** Index of the first value at each new level, ascending; shape (k). */
  readonly indices: Uint32Array;
  /** Mean of each stretch between changes, in the unit of the values; shape (k + 1). */
  readonly levels: Float64Array;
  /** Jump at each change, same unit; shape (k). */
  readonly steps: Float64Array;
  /** Each jump in standard errors of the difference of the levels beside it; shape (k). */
  readonly scores: Float64Array;
  /** Standard deviation of the noise that the scores are measured in. */
  readonly noise: number;
  readonly issues: readonly Issue[];
}

/**
 * Isolates the step changes in the level of a noisy series.
 *
 * Splits at the most significant change of mean, then each part again, until no split is
 * significant; then moves each change to the best place between its neighbours and drops those that
 * no longer are.
 *
 * @param series - values of shape (n), evenly spaced; threshold in standard errors above 0, by
 *   default 1.3 √(2 ln n); fewest samples between changes, 3 when not given
 *
 * Convention: noise is the median absolute difference of successive values over 0.9539, which
 * steps hardly touch.
 * Validity: independent noise; a slow drift comes out as a staircase.
 * Source: Scott, Knott (1974), A Cluster Analysis Method for Grouping Means, Biometrics 30; Fryzlewicz
 * (2014), Wild Binary Segmentation, Annals of Statistics 42 (threshold).
 */
export const stepChanges = (series: {
  readonly values: ArrayLike<number>;
  readonly threshold?: number;
  readonly minimumSamples?: number;
}): StepChanges => {
  const { minimumSamples = 3 } = series;
  const issues = argumentIssues(series, {
    values: { least: 2 },
    threshold: POSITIVE,
    minimumSamples: { min: 1 },
  });
  const values = isUsable(issues) ? Array.from(series.values) : [];
  const threshold = series.threshold ?? 1.3 * sqrt(2 * log(max(values.length, 2)));
  const noise = noiseOf(values);
  const origin = medianOf(values);
  const search = {
    origin,
    sums: prefixSums(values, origin),
    minimumSamples: ceil(minimumSamples),
    least: threshold * noise,
  };
  let changes = segment(search, values.length);
  for (let pass = 0; pass < 5; pass++) {
    const settled = settle(search, changes, values.length);
    if (settled.join() === changes.join()) break;
    changes = settled;
  }
  return unlessIssues(issues, describe(search, changes, values.length, noise));
};

interface Search {
  /** Taken off each value before the sums, so that they stay small. */
  readonly origin: number;
  /** Sums of the first i values less the origin; shape (n + 1). */
  readonly sums: Float64Array;
  readonly minimumSamples: number;
  /** Least contrast that counts. */
  readonly least: number;
}

interface Split {
  readonly at: number;
  readonly contrast: number;
}

const prefixSums = (values: ArrayLike<number>, origin: number): Float64Array => {
  const sums = new Float64Array(values.length + 1);
  for (let i = 0; i < values.length; i++) sums[i + 1] = sums[i]! + (values[i]! - origin);
  return sums;
};

const noiseOf = (values: ArrayLike<number>): number => {
  const differences = new Float64Array(max(values.length - 1, 0));
  for (let i = 1; i < values.length; i++) differences[i - 1] = abs(values[i]! - values[i - 1]!);
  return medianOf(differences) / (0.674489750196082 * Math.SQRT2);
};

/** Greatest difference of means in [from, to), in units of the noise of one value. */
const bestSplit = (search: Search, from: number, to: number): Split => {
  let best: Split = { at: -1, contrast: 0 };
  for (let at = from + search.minimumSamples; at <= to - search.minimumSamples; at++) {
    const contrast = contrastAt(search, from, at, to);
    if (contrast > best.contrast) best = { at, contrast };
  }
  return best;
};

const meanBetween = ({ sums }: Search, from: number, to: number): number =>
  (sums[to]! - sums[from]!) / (to - from);

const contrastAt = (search: Search, from: number, at: number, to: number): number =>
  abs(meanBetween(search, at, to) - meanBetween(search, from, at)) /
  sqrt(1 / (at - from) + 1 / (to - at));

/** Rounding of the sums is no step: in a series without noise the least contrast is not zero. */
const isSignificant = (search: Search, { at, contrast }: Split): boolean =>
  at >= 0 && contrast > search.least && contrast > 1e-10 * abs(search.sums[at]!);

const segment = (search: Search, count: number): number[] => {
  const changes: number[] = [];
  const parts: [from: number, to: number][] = [[0, count]];
  for (let part = parts.pop(); part !== undefined; part = parts.pop()) {
    const split = bestSplit(search, ...part);
    if (!isSignificant(search, split)) continue;
    changes.push(split.at);
    parts.push([part[0], split.at], [split.at, part[1]]);
  }
  return changes.toSorted((a, b) => a - b);
};

const settle = (search: Search, changes: readonly number[], count: number): number[] => {
  const settled: number[] = [];
  for (let k = 0; k < changes.length; k++) {
    const split = bestSplit(search, settled.at(-1) ?? 0, changes[k + 1] ?? count);
    if (isSignificant(search, split)) settled.push(split.at);
  }
  return settled;
};

const describe = (
  search: Search,
  changes: readonly number[],
  count: number,
  noise: number,
): Omit<StepChanges, 'issues'> => {
  const edges = [0, ...changes, count];
  const levels = Float64Array.from(
    edges.slice(1),
    (to, k) => search.origin + meanBetween(search, edges[k]!, to),
  );
  const steps = Float64Array.from(changes, (_, k) => levels[k + 1]! - levels[k]!);
  const scores = Float64Array.from(
    changes,
    (at, k) => contrastAt(search, edges[k]!, at, edges[k + 2]!) / noise,
  );
  return { indices: Uint32Array.from(changes), levels, steps, scores, noise };
};
