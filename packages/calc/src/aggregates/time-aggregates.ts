import { abs } from '../math.ts';
import type { AggregateInterval } from './aggregate-request.ts';
import {
  durationOf,
  interpolatedRegions,
  pointsWithSimpleBounds,
  simpleRegions,
  statusByTime,
  type TimeRegion,
} from './time-regions.ts';
import { type AggregateFunction, calculated, noData } from './aggregate-result.ts';
import { HistoryStatus, isBad, isGood, statusIf } from './history-status.ts';
import type { RawHistory } from './raw-history.ts';

/** Mean over the regions that are not Bad; NaN when all are. */
const meanOfRegions = (regions: readonly TimeRegion[]): number => {
  let area = 0;
  let durationMs = 0;
  for (const region of regions) {
    if (isBad(region)) continue;
    area += ((region.startValue + region.endValue) / 2) * region.durationMs;
    durationMs += region.durationMs;
  }
  return area / durationMs;
};

const seconds = (interval: AggregateInterval): number =>
  abs(interval.endMs - interval.startMs) / 1000;

/** TimeAverage: sloped between interpolated bounds, Bad samples passed over. */
export const timeAverage: AggregateFunction = (history, interval) => {
  const regions = interpolatedRegions(history, interval);
  const mean = meanOfRegions(regions);
  if (Number.isNaN(mean)) return noData(interval);
  return calculated(interval, mean, statusIf(regions.every(isGood)));
};

/** TimeAverage2: between simple bounds, Bad time left out. */
export const timeAverage2: AggregateFunction = (history, interval) => {
  const regions = simpleRegions(history, interval);
  const mean = meanOfRegions(regions);
  if (Number.isNaN(mean)) return noData(interval);
  return calculated(interval, mean, statusByTime(regions, history));
};

const timesSeconds =
  (average: AggregateFunction): AggregateFunction =>
  (history, interval) => {
    const { value, ...result } = average(history, interval);
    return { ...result, value: value * seconds(interval) };
  };

/** Total: TimeAverage times the seconds of the interval. */
export const total: AggregateFunction = timesSeconds(timeAverage);
/** Total2: TimeAverage2 times the seconds of the interval. */
export const total2: AggregateFunction = timesSeconds(timeAverage2);

/** DurationInStateZero and DurationInStateNonZero, ms: values hold until the next. */
export const durationInState =
  (isZero: boolean): AggregateFunction =>
  (history, interval) => {
    const regions = simpleRegions(history, interval, true);
    const inState = regions.filter(
      (region) => isGood(region) && (region.startValue === 0) === isZero,
    );
    return calculated(interval, durationOf(inState), statusByTime(regions, history));
  };

/** DurationGood, DurationBad (ms), PercentGood and PercentBad (%): a region is as its start. */
export const qualityTime =
  (wanted: 'good' | 'bad', unit: 'duration' | 'percent'): AggregateFunction =>
  (history, interval) => {
    const regions = qualityRegions(history, interval);
    const { treatUncertainAsBad, countUncertainAsGood = false } = history.configuration;
    let duration = durationOf(regions, wanted);
    if (wanted === (treatUncertainAsBad ? 'bad' : countUncertainAsGood ? 'good' : '')) {
      duration += durationOf(regions, 'uncertain');
    }
    const value = unit === 'duration' ? duration : (100 * duration) / durationOf(regions);
    return calculated(interval, value, HistoryStatus.good);
  };

/** Regions whose quality is that of their start alone. */
const qualityRegions = (
  history: RawHistory,
  interval: AggregateInterval,
): readonly TimeRegion[] => {
  const { points, endsEarly } = pointsWithSimpleBounds(history, interval);
  const last = points.length - 1;
  return points.slice(0, endsEarly ? undefined : -1).map(({ timeMs, value, quality }, index) => ({
    durationMs: index === last ? 1 : points[index + 1]!.timeMs - timeMs,
    startValue: value,
    endValue: value,
    quality,
  }));
};
