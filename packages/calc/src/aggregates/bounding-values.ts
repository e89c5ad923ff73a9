import {
  AggregateBit,
  HistoryStatus,
  isBad,
  isNotBad,
  qualityOf,
  statusIf,
  withBits,
} from './history-status.ts';
import { countBefore, type HistoryPoint, type RawHistory } from './raw-history.ts';

/** A time without a value. */
export const noPoint = (timeMs: number): HistoryPoint => ({
  timeMs,
  value: Number.NaN,
  status: HistoryStatus.badNoData,
  quality: 'bad',
});

const estimated = (timeMs: number, value: number, isGood: boolean): HistoryPoint => {
  const status = withBits(statusIf(isGood), AggregateBit.interpolated);
  return { timeMs, value, status, quality: isGood ? 'good' : 'uncertain' };
};

/** Index of the last point before another that is not bad, -1 without one. */
const usableBefore = (points: readonly HistoryPoint[], at: number): number => {
  let before = at - 1;
  while (before >= 0 && isBad(points[before]!)) before--;
  return before;
};

const onLine = (a: HistoryPoint, b: HistoryPoint, timeMs: number): number =>
  a.value + ((b.value - a.value) * (timeMs - a.timeMs)) / (b.timeMs - a.timeMs);

const isRawGood = (point: HistoryPoint): boolean => qualityOf(point.status) === 'good';

/**
 * Interpolated bounding value: between the nearest usable samples, over Bad ones.
 *
 * Uncertain when a Bad sample was passed over or an Uncertain one used; after the last sample it is
 * extrapolated and always Uncertain; before the first there is none.
 *
 * Source: OPC 10000-13 v1.05, 3.1.8.
 */
export const interpolatedBound = (
  history: RawHistory,
  timeMs: number,
  stepped: boolean = history.configuration.stepped,
): HistoryPoint => {
  const { points } = history;
  const at = countBefore(history.timesMs, timeMs);
  const exact = points[at];
  if (exact?.timeMs === timeMs && isNotBad(exact)) return exact;
  const before = usableBefore(points, at);
  const early = points[before];
  if (early === undefined) return noPoint(timeMs);
  let after = at;
  while (after < points.length && isBad(points[after]!)) after++;
  const late = points[after];
  if (late === undefined) {
    return estimated(timeMs, extrapolated(history, before, timeMs, history.configuration), false);
  }
  if (stepped) {
    const skipped = points[at]?.timeMs === timeMs ? at - before : at - 1 - before;
    return estimated(timeMs, early.value, skipped === 0 && isRawGood(early));
  }
  const isDirect = after === before + 1;
  return estimated(
    timeMs,
    onLine(early, late, timeMs),
    isDirect && isRawGood(early) && isRawGood(late),
  );
};

const extrapolated = (
  { points }: RawHistory,
  last: number,
  timeMs: number,
  { useSlopedExtrapolation, stepped }: RawHistory['configuration'],
): number => {
  const late = points[last]!;
  if (!useSlopedExtrapolation || stepped) return late.value;
  const early = points[usableBefore(points, last)];
  return early === undefined ? late.value : onLine(early, late, timeMs);
};

/**
 * Simple bounding value: from the samples immediately before and after, whatever their status.
 *
 * After a Bad sample there is none; before a Bad one the earlier value is held and Uncertain; after
 * the last sample there is none.
 *
 * Source: OPC 10000-13 v1.05, 3.1.9.
 */
export const simpleBound = (
  history: RawHistory,
  timeMs: number,
  stepped: boolean = history.configuration.stepped,
): HistoryPoint => {
  const at = countBefore(history.timesMs, timeMs);
  const late = history.points[at];
  if (late === undefined) return noPoint(timeMs);
  if (late.timeMs === timeMs) return isBad(late) ? { ...late, value: Number.NaN } : late;
  const early = history.points[at - 1];
  if (early === undefined || isBad(early)) return noPoint(timeMs);
  if (stepped) return estimated(timeMs, early.value, isRawGood(early));
  if (isBad(late)) return estimated(timeMs, early.value, false);
  return estimated(timeMs, onLine(early, late, timeMs), isRawGood(early) && isRawGood(late));
};
