import {
  type AggregateFunction,
  type AggregateResult,
  calculated,
  noData,
  resultOf,
} from './aggregate-result.ts';
import { interpolatedBound, simpleBound } from './bounding-values.ts';
import { codeOf, isBad, isGood, isNotBad, statusIf } from './history-status.ts';
import { edgesOf, type HistoryPoint, pointsIn } from './raw-history.ts';

const asResult = (point: HistoryPoint): AggregateResult =>
  resultOf(point.timeMs, point.value, point.status);

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
  const usable = points.filter(isNotBad);
  const first = usable[0];
  const last = usable.at(-1);
  if (first === undefined || last === undefined) return noData(interval);
  const isWhole = first === points[0] && last === points.at(-1);
  const status = statusIf(isWhole && isGood(first) && isGood(last));
  return calculated(interval, last.value - first.value, status);
};

/** StartBound: the simple bound at the start. */
export const startBound: AggregateFunction = (history, { startMs }) =>
  asResult(simpleBound(history, startMs));

/** EndBound: the simple bound at the end, stamped with the start. */
export const endBound: AggregateFunction = (history, interval) => {
  const { value, status, quality } = simpleBound(history, interval.endMs);
  return quality === 'bad' ? noData(interval) : calculated(interval, value, codeOf(status));
};

/** DeltaBounds: late less early simple bound. */
export const deltaBounds: AggregateFunction = (history, interval) => {
  const [earlyMs, lateMs] = edgesOf(interval);
  const early = simpleBound(history, earlyMs);
  const late = simpleBound(history, lateMs);
  if (isBad(early) || isBad(late)) return noData(interval);
  const status = statusIf(isGood(early) && isGood(late));
  return calculated(interval, late.value - early.value, status);
};
