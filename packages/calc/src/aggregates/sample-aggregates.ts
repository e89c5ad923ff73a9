import { max, sqrt } from '../math.ts';
import { countUpTo } from '../signals/sample-columns.ts';
import { meanOf, squaresAbout } from '../statistics/sample-statistics.ts';
import { type AggregateFunction, calculated, noData } from './aggregate-result.ts';
import { simpleBound } from './bounding-values.ts';
import {
  AggregateBit,
  codeOf,
  HistoryStatus,
  isGood,
  isNotBad,
  qualityOf,
} from './history-status.ts';
import { countBefore, edgesOf, type HistoryPoint, pointsIn } from './raw-history.ts';
import { statusByCount } from './time-regions.ts';

/** Average: mean of the Good samples. */
export const average: AggregateFunction = (history, interval) => {
  const points = pointsIn(history, interval);
  const good = points.filter(isGood);
  if (good.length === 0) return noData(interval);
  const mean = meanOf(good.map(({ value }) => value));
  return calculated(interval, mean, statusByCount(points, history));
};

/** Count: number of Good samples, which may be 0. */
export const count: AggregateFunction = (history, interval) => {
  const points = pointsIn(history, interval);
  const status = statusByCount(points, history);
  return calculated(interval, points.filter(isGood).length, status);
};

/**
 * NumberOfTransitions: how often the value changes, from the last non-Bad one before the interval
 * on. Without one the first sample is a transition. Uncertain samples count in any case.
 */
export const numberOfTransitions: AggregateFunction = (history, interval) => {
  const inside = pointsIn(history, interval);
  const [earlyMs] = edgesOf(interval);
  const isReverse = interval.endMs < interval.startMs;
  let before = (isReverse ? countUpTo : countBefore)(history.timesMs, earlyMs) - 1;
  while (before >= 0 && isRawBad(history.points[before]!)) before--;
  let value = history.points[before]?.value;
  let transitions = 0;
  for (const point of inside) {
    if (isRawBad(point)) continue;
    if (value !== point.value) transitions++;
    value = point.value;
  }
  return calculated(interval, transitions, statusByCount(inside, history));
};

const isRawBad = (point: HistoryPoint): boolean => qualityOf(point.status) === 'bad';

/** Variances and standard deviations of the usable samples; of a single one 0. */
export const deviation =
  (kind: 'sample' | 'population', power: 1 | 2): AggregateFunction =>
  (history, interval) => {
    const values = pointsIn(history, interval)
      .filter(isNotBad)
      .map(({ value }) => value);
    if (values.length === 0) return noData(interval);
    const divisor = kind === 'sample' ? max(values.length - 1, 1) : values.length;
    const variance = squaresAbout(values, meanOf(values)) / divisor;
    return calculated(interval, power === 1 ? sqrt(variance) : variance, HistoryStatus.good);
  };

/** WorstQuality and WorstQuality2 (with the start bound): the value is the worst status code. */
export const worstQuality =
  (withBound: boolean): AggregateFunction =>
  (history, interval) => {
    const inside = pointsIn(history, interval);
    const bound = withBound ? simpleBound(history, interval.startMs) : undefined;
    const isRaw = inside.some(({ timeMs }) => timeMs === bound?.timeMs);
    const statuses = inside.map(({ status }) => status);
    if (bound !== undefined && !isRaw) statuses.unshift(bound.status);
    if (statuses.length === 0) return noData(interval);
    const severity = (status: number): number => status >>> 30;
    const worst = statuses.reduce((a, b) => (severity(b) > severity(a) ? b : a));
    const repeats = statuses.filter((status) => severity(status) === severity(worst)).length > 1;
    const status = repeats ? AggregateBit.multipleValues : HistoryStatus.good;
    return calculated(interval, codeOf(worst), status);
  };
