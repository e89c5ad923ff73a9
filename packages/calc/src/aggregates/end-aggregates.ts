import { max, min } from '../math.ts';
import {
  calculated,
  noData,
  type AggregateFunction,
  type AggregateResult,
} from './aggregate-result.ts';
import { interpolatedBound, simpleBound } from './bounding-values.ts';
import { HistoryStatus, qualityOf } from './history-status.ts';
import { pointsIn, type HistoryPoint } from './raw-history.ts';

const asResult = (point: HistoryPoint): AggregateResult => ({
  timeMs: point.timeMs,
  value: qualityOf(point.status) === 'bad' ? Number.NaN : point.value,
  status: point.status,
});

/** Interpolative: the interpolated bound at the start. */
export const interpolative: AggregateFunction = (history, { startMs }) =>
  asResult(interpolatedBound(history, startMs));

/** Start and End: the first and the last sample in time, whatever its status, at its own time. */
export const edgeSample =
  (edge: 'start' | 'end'): AggregateFunction =>
  (history, interval) => {
    const point = pointsIn(history, interval).at(edge === 'start' ? 0 : -1);
    return point === undefined ? noData(interval) : asResult(point);
  };

/** Delta: last less first usable sample; Uncertain when Bad ones lie outside them. */
export const delta: AggregateFunction = (history, interval) => {
  const points = pointsIn(history, interval);
  const usable = points.filter(({ quality }) => quality !== 'bad');
  const first = usable[0];
  const last = usable.at(-1);
  if (first === undefined || last === undefined) return noData(interval);
  const isGood =
    first === points[0] &&
    last === points.at(-1) &&
    first.quality === 'good' &&
    last.quality === 'good';
  const status = isGood ? HistoryStatus.good : HistoryStatus.uncertainDataSubNormal;
  return calculated(interval, last.value - first.value, status);
};

/** StartBound: the simple bound at the start. */
export const startBound: AggregateFunction = (history, { startMs }) =>
  asResult(simpleBound(history, startMs));

/** EndBound: the simple bound at the end, stamped with the start. */
export const endBound: AggregateFunction = (history, interval) => {
  const { value, status, quality } = simpleBound(history, interval.endMs);
  if (quality === 'bad') return noData(interval);
  return calculated(interval, value, (status & 0xffff_0000) >>> 0);
};

/** DeltaBounds: late less early simple bound. */
export const deltaBounds: AggregateFunction = (history, interval) => {
  const early = simpleBound(history, min(interval.startMs, interval.endMs));
  const late = simpleBound(history, max(interval.startMs, interval.endMs));
  if (early.quality === 'bad' || late.quality === 'bad') return noData(interval);
  const isGood = early.quality === 'good' && late.quality === 'good';
  const status = isGood ? HistoryStatus.good : HistoryStatus.uncertainDataSubNormal;
  return calculated(interval, late.value - early.value, status);
};
