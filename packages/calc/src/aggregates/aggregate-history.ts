import { argumentIssues } from '../argument-issues.ts';
import { max, min } from '../math.ts';
import { NO_ISSUES, type Issue } from '../quantity.ts';
import {
  aggregateIntervals,
  checkConfiguration,
  checkRange,
  DEFAULT_AGGREGATE_CONFIGURATION,
  type AggregateConfiguration,
  type AggregateInterval,
  type AggregateRange,
} from './aggregate-request.ts';
import {
  delta,
  deltaBounds,
  edgeSample,
  endBound,
  interpolative,
  startBound,
} from './end-aggregates.ts';
import { boundedExtreme, boundedRange, extreme, range } from './extreme-aggregates.ts';
import {
  average,
  count,
  deviation,
  numberOfTransitions,
  worstQuality,
} from './sample-aggregates.ts';
import {
  durationInState,
  qualityTime,
  timeAverage,
  timeAverage2,
  total,
  total2,
} from './time-aggregates.ts';
import {
  type AggregateFunction,
  type AggregateResult,
  emptyRangeResult,
  noData,
} from './aggregate-result.ts';
import { AggregateBit, HistoryStatus, withBits } from './history-status.ts';
import { checkHistory, type HistorySamples, type RawHistory, readHistory } from './raw-history.ts';

/** Name of an aggregate of OPC 10000-13; AnnotationCount is `countAnnotations`. */
export type AggregateName =
  | 'Interpolative'
  | 'Average'
  | 'TimeAverage'
  | 'TimeAverage2'
  | 'Total'
  | 'Total2'
  | 'Minimum'
  | 'Maximum'
  | 'MinimumActualTime'
  | 'MaximumActualTime'
  | 'Range'
  | 'Minimum2'
  | 'Maximum2'
  | 'MinimumActualTime2'
  | 'MaximumActualTime2'
  | 'Range2'
  | 'Count'
  | 'DurationInStateZero'
  | 'DurationInStateNonZero'
  | 'NumberOfTransitions'
  | 'Start'
  | 'End'
  | 'Delta'
  | 'StartBound'
  | 'EndBound'
  | 'DeltaBounds'
  | 'DurationGood'
  | 'DurationBad'
  | 'PercentGood'
  | 'PercentBad'
  | 'WorstQuality'
  | 'WorstQuality2'
  | 'StandardDeviationSample'
  | 'VarianceSample'
  | 'StandardDeviationPopulation'
  | 'VariancePopulation';

const AGGREGATES: Readonly<Record<AggregateName, AggregateFunction>> = {
  Interpolative: interpolative,
  Average: average,
  TimeAverage: timeAverage,
  TimeAverage2: timeAverage2,
  Total: total,
  Total2: total2,
  Minimum: extreme(-1, false),
  Maximum: extreme(1, false),
  MinimumActualTime: extreme(-1, true),
  MaximumActualTime: extreme(1, true),
  Range: range,
  Minimum2: boundedExtreme(-1, false),
  Maximum2: boundedExtreme(1, false),
  MinimumActualTime2: boundedExtreme(-1, true),
  MaximumActualTime2: boundedExtreme(1, true),
  Range2: boundedRange,
  Count: count,
  DurationInStateZero: durationInState(true),
  DurationInStateNonZero: durationInState(false),
  NumberOfTransitions: numberOfTransitions,
  Start: edgeSample('start'),
  End: edgeSample('end'),
  Delta: delta,
  StartBound: startBound,
  EndBound: endBound,
  DeltaBounds: deltaBounds,
  DurationGood: qualityTime('good', 'duration'),
  DurationBad: qualityTime('bad', 'duration'),
  PercentGood: qualityTime('good', 'percent'),
  PercentBad: qualityTime('bad', 'percent'),
  WorstQuality: worstQuality(false),
  WorstQuality2: worstQuality(true),
  StandardDeviationSample: deviation('sample', 1),
  VarianceSample: deviation('sample', 2),
  StandardDeviationPopulation: deviation('population', 1),
  VariancePopulation: deviation('population', 2),
};

/** Names of the aggregates of OPC 10000-13 that aggregateHistory calculates. */
export const AGGREGATE_NAMES: readonly AggregateName[] = Object.keys(AGGREGATES) as AggregateName[];

/** Results by interval, in the order of the request. */
export interface AggregateColumns {
  /** Start of each interval (actual time where the aggregate says so); shape (m). */
  readonly timesMs: Float64Array;
  /** NaN where the status is Bad; in the unit of the samples, ms, % or 1; shape (m). */
  readonly values: Float64Array;
  /** OPC UA status codes with their aggregate bits; shape (m). */
  readonly statuses: Uint32Array;
  readonly issues: readonly Issue[];
}

/**
 * Calculates an aggregate of OPC UA for each interval of a range of history.
 *
 * The slow, obvious form that fast ones are tested against. Pass samples from before the start and
 * after the end too (a processing interval at least): bounding values need them. Intervals before
 * the first or after the last sample are BadNoData; Interpolative and the averages over
 * interpolated bounds extrapolate after the last one.
 *
 * @param request - name of the aggregate, samples, range and configuration (the standard's default)
 *
 * Convention: a result is Bad before it is Good where both percentages apply. Uncertain time makes a
 * result Uncertain. The last sample lasts one millisecond. A single sample has a deviation of 0.
 * Integer tags give fractions. Percentages that contradict each other give BadAggregateInvalidInputs, an
 * empty range one row with BadInvalidArgument.
 * Source: OPC 10000-13 v1.05 (Aggregates), 5.4.3; checked against the tables of its annex A (v1.04).
 */
export const aggregateHistory = (
  request: AggregateRange & {
    readonly aggregate: AggregateName;
    readonly samples: HistorySamples;
    readonly configuration?: AggregateConfiguration;
  },
): AggregateColumns => {
  const { aggregate, samples, configuration = DEFAULT_AGGREGATE_CONFIGURATION } = request;
  const inputIssues = [...checkHistory(samples), ...checkRange(request)];
  const intervals = inputIssues.length > 0 ? [] : aggregateIntervals(request);
  const configurationIssues = checkConfiguration(configuration);
  const issues = [...inputIssues, ...configurationIssues];
  if (request.startMs === request.endMs) return columnsOf([emptyRangeResult(request)], issues);
  if (configurationIssues.length > 0) {
    const status = HistoryStatus.badAggregateInvalidInputs;
    return columnsOf(
      intervals.map((interval) => ({ ...noData(interval), status })),
      issues,
    );
  }
  const calculate = AGGREGATES[aggregate];
  const history = readHistory(samples, configuration);
  const goesOn = EXTRAPOLATED.has(aggregate);
  return columnsOf(
    intervals.map((interval) => {
      if (isOutside(history, interval, goesOn)) return noData(interval);
      const result = calculate(history, interval);
      const isPartial = aggregate !== 'Interpolative' && !isCovered(history, interval, goesOn);
      return isPartial
        ? { ...result, status: withBits(result.status, AggregateBit.partial) }
        : result;
    }),
    issues.length > 0 ? issues : NO_ISSUES,
  );
};

/** Aggregates that go on after the last sample. */
const EXTRAPOLATED: ReadonlySet<AggregateName> = new Set(['Interpolative', 'TimeAverage', 'Total']);

const isOutside = (
  { timesMs }: RawHistory,
  { startMs, endMs }: AggregateInterval,
  goesOn: boolean,
): boolean => {
  const first = timesMs[0];
  const last = timesMs.at(-1);
  if (first === undefined || last === undefined) return true;
  const isForward = startMs < endMs;
  const isBefore = isForward ? endMs <= first : startMs < first;
  const isAfter = isForward ? startMs > last : endMs >= last;
  return isBefore || (isAfter && !goesOn);
};

const isCovered = (
  { timesMs }: RawHistory,
  { startMs, endMs }: AggregateInterval,
  goesOn: boolean,
): boolean => {
  if (min(startMs, endMs) < timesMs[0]!) return false;
  return goesOn || max(startMs, endMs) <= timesMs.at(-1)!;
};

const columnsOf = (
  results: readonly AggregateResult[],
  issues: readonly Issue[],
): AggregateColumns => ({
  timesMs: Float64Array.from(results, ({ timeMs }) => timeMs),
  values: Float64Array.from(results, ({ value }) => value),
  statuses: Uint32Array.from(results, ({ status }) => status),
  issues,
});

/**
 * Counts the annotations of each interval (AnnotationCount).
 *
 * @param request - times of the annotations, in any order and as often as they were made; range
 *
 * Source: OPC 10000-13 v1.05, 5.4.3.20.
 */
export const countAnnotations = (
  request: AggregateRange & { readonly annotationTimesMs: ArrayLike<number> },
): AggregateColumns => {
  const { annotationTimesMs } = request;
  const issues = checkRange(request);
  if (request.startMs === request.endMs) return columnsOf([emptyRangeResult(request)], issues);
  const own = argumentIssues({ annotationTimesMs }, { annotationTimesMs: { least: 0 } });
  const times = Array.from(annotationTimesMs);
  const results = aggregateIntervals(request).map(({ startMs, endMs }) => ({
    timeMs: startMs,
    value: times.filter((time) =>
      startMs < endMs ? time >= startMs && time < endMs : time <= startMs && time > endMs,
    ).length,
    status: withBits(HistoryStatus.good, AggregateBit.calculated),
  }));
  return columnsOf(results, [...issues, ...own]);
};
