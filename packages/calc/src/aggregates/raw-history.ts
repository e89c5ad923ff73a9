import { andOrder, argumentIssues } from '../argument-issues.ts';
import { max, min } from '../math.ts';
import type { Issue } from '../quantity.ts';
import { countUpTo } from '../signals/sample-columns.ts';
import type { AggregateConfiguration, AggregateInterval } from './aggregate-request.ts';
import { codeOf, HistoryStatus, type Quality, qualityOf } from './history-status.ts';

/** Samples of one tag as a historian stores them, in time order. */
export interface HistorySamples {
  /** Strictly ascending; shape (n). */
  readonly timesMs: ArrayLike<number>;
  /** NaN where the status is Bad; shape (n). */
  readonly values: ArrayLike<number>;
  /** OPC UA status codes; shape (n). A BadNoData sample only says that there is none. */
  readonly statuses: ArrayLike<number>;
}

/** A value at a time, with what it may be used for. */
export interface HistoryPoint {
  readonly timeMs: number;
  readonly value: number;
  readonly status: number;
  /** As the configuration treats it: an Uncertain sample may be bad. */
  readonly quality: Quality;
}

/** Samples with everything that aggregates ask of them. */
export interface RawHistory {
  readonly points: readonly HistoryPoint[];
  /** Times of the points, for searching. */
  readonly timesMs: Float64Array;
  readonly configuration: AggregateConfiguration;
}

/** Issues of samples that cannot be aggregated. */
export const checkHistory = (samples: HistorySamples): readonly Issue[] => {
  const rules = { timesMs: { least: 0 }, values: 0, statuses: { least: 0 } };
  return andOrder(argumentIssues(samples, rules), 'timesMs', samples.timesMs, true);
};

/** Reads the samples; those that only say that there are none are left out. */
export const readHistory = (
  samples: HistorySamples,
  configuration: AggregateConfiguration,
): RawHistory => {
  const points: HistoryPoint[] = [];
  for (let i = 0; i < samples.timesMs.length; i++) {
    const status = samples.statuses[i]! >>> 0;
    if (codeOf(status) === HistoryStatus.badNoData) continue;
    const value = samples.values[i]!;
    const severity = qualityOf(status);
    const isBad =
      severity === 'bad' ||
      !Number.isFinite(value) ||
      (severity === 'uncertain' && configuration.treatUncertainAsBad);
    points.push({ timeMs: samples.timesMs[i]!, value, status, quality: isBad ? 'bad' : severity });
  }
  return { points, timesMs: Float64Array.from(points, ({ timeMs }) => timeMs), configuration };
};

/** The earlier and the later edge of an interval, which may run backwards. */
export const edgesOf = (
  interval: AggregateInterval,
): readonly [earlyMs: number, lateMs: number] => [
  min(interval.startMs, interval.endMs),
  max(interval.startMs, interval.endMs),
];

/** Points of an interval: from its start, to before its end, whichever way time runs. */
export const pointsIn = (
  { points, timesMs }: RawHistory,
  { startMs, endMs }: AggregateInterval,
): readonly HistoryPoint[] => {
  const [from, to] =
    startMs <= endMs
      ? [countBefore(timesMs, startMs), countBefore(timesMs, endMs)]
      : [countUpTo(timesMs, endMs), countUpTo(timesMs, startMs)];
  return points.slice(from, to);
};

/** Points strictly between two times. */
export const pointsBetween = (
  history: RawHistory,
  earlyMs: number,
  lateMs: number,
): readonly HistoryPoint[] =>
  history.points.slice(countUpTo(history.timesMs, earlyMs), countBefore(history.timesMs, lateMs));

/** Number of times before a time. */
export const countBefore = (timesMs: Float64Array, timeMs: number): number => {
  const upTo = countUpTo(timesMs, timeMs);
  return upTo > 0 && timesMs[upTo - 1] === timeMs ? upTo - 1 : upTo;
};
