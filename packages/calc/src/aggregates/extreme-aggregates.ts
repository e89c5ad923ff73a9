import type { AggregateInterval } from './aggregate-request.ts';
import {
  type AggregateFunction,
  type AggregateResult,
  calculated,
  noData,
  resultOf,
} from './aggregate-result.ts';
import {
  AggregateBit,
  HistoryStatus,
  isGood,
  isNotBad,
  statusIf,
  withBits,
} from './history-status.ts';
import { edgesOf, type HistoryPoint, pointsIn } from './raw-history.ts';
import { pointsWithSimpleBounds, simpleRegions, statusByTime } from './time-regions.ts';

/** 1 for the greatest, -1 for the least value. */
type Direction = 1 | -1;

interface Extreme {
  readonly point: HistoryPoint;
  /** Whether other points have the same value. */
  readonly isRepeated: boolean;
}

/** The first of the points with the greatest (least) value. */
const extremeOf = (points: readonly HistoryPoint[], direction: Direction): Extreme | undefined => {
  let best: Extreme | undefined;
  for (const point of points) {
    const lead = best === undefined ? 1 : direction * (point.value - best.point.value);
    if (lead > 0) best = { point, isRepeated: false };
    else if (lead === 0 && best !== undefined) best = { point: best.point, isRepeated: true };
  }
  return best;
};

/** Uncertain when a Bad sample, or an Uncertain one beyond the extreme, might have changed it. */
const statusBeside = (
  points: readonly HistoryPoint[],
  extremes: readonly (readonly [Extreme, Direction])[],
): number => {
  const isDoubtful = points.some(
    ({ quality, value }) =>
      quality === 'bad' ||
      (quality === 'uncertain' &&
        extremes.some(([extreme, direction]) => direction * (value - extreme.point.value) > 0)),
  );
  return statusIf(!isDoubtful);
};

const extremeResult = (
  { startMs }: AggregateInterval,
  { point, isRepeated }: Extreme,
  status: number,
  atActualTime: boolean,
): AggregateResult => {
  let bits = isRepeated ? AggregateBit.multipleValues : 0;
  const isElsewhere = !atActualTime && point.timeMs !== startMs;
  if (isElsewhere) bits |= AggregateBit.calculated;
  return resultOf(atActualTime ? point.timeMs : startMs, point.value, status, bits);
};

/** Minimum, Maximum, and their ActualTime forms: of the Good samples. */
export const extreme =
  (direction: Direction, atActualTime: boolean): AggregateFunction =>
  (history, interval) => {
    const points = pointsIn(history, interval);
    const best = extremeOf(points.filter(isGood), direction);
    if (best === undefined) return noData(interval);
    return extremeResult(interval, best, statusBeside(points, [[best, direction]]), atActualTime);
  };

/** Range: from the least to the greatest Good sample. */
export const range: AggregateFunction = (history, interval) => {
  const points = pointsIn(history, interval);
  const good = points.filter(isGood);
  const least = extremeOf(good, -1);
  const greatest = extremeOf(good, 1);
  if (least === undefined || greatest === undefined) return noData(interval);
  const status = statusBeside(points, [
    [least, -1],
    [greatest, 1],
  ]);
  return calculated(interval, greatest.point.value - least.point.value, status);
};

/** Usable points of an interval with its simple bounds; a stepped signal never reaches its end. */
const boundedPoints = (
  history: Parameters<AggregateFunction>[0],
  interval: AggregateInterval,
): readonly HistoryPoint[] => {
  const { stepped } = history.configuration;
  const [, lateMs] = edgesOf(interval);
  return pointsWithSimpleBounds(history, interval).points.filter(
    (point) => isNotBad(point) && !(stepped && point.timeMs === lateMs),
  );
};

/** Minimum2, Maximum2, and their ActualTime forms: simple bounds take part. */
export const boundedExtreme =
  (direction: Direction, atActualTime: boolean): AggregateFunction =>
  (history, interval) => {
    const best = extremeOf(boundedPoints(history, interval), direction);
    if (best === undefined) return noData(interval);
    const byTime = statusByTime(simpleRegions(history, interval), history);
    const isLowered = byTime === HistoryStatus.good && best.point.quality === 'uncertain';
    const status = isLowered ? HistoryStatus.uncertainDataSubNormal : byTime;
    const isBound = (best.point.status & 0x0fff) === AggregateBit.interpolated;
    const result = extremeResult(
      interval,
      best,
      withBits(status, isBound ? AggregateBit.interpolated : 0),
      atActualTime,
    );
    const { endMs } = interval;
    // The end is no part of the interval: what happens there is stamped one tick before.
    const isAtEnd = atActualTime && result.timeMs === endMs;
    return isAtEnd ? { ...result, timeMs: endMs - Math.sign(endMs - interval.startMs) } : result;
  };

/** Range2: from the least to the greatest value, simple bounds included. */
export const boundedRange: AggregateFunction = (history, interval) => {
  const points = boundedPoints(history, interval);
  const least = extremeOf(points, -1);
  const greatest = extremeOf(points, 1);
  if (least === undefined || greatest === undefined) return noData(interval);
  const status = statusByTime(simpleRegions(history, interval), history);
  return calculated(interval, greatest.point.value - least.point.value, status);
};
