import type { AggregateInterval } from './aggregate-request.ts';
import { AggregateBit, HistoryStatus, qualityOf, withBits } from './history-status.ts';
import type { RawHistory } from './raw-history.ts';

/** Result of one interval. */
export interface AggregateResult {
  readonly timeMs: number;
  /** NaN when the status is Bad. */
  readonly value: number;
  readonly status: number;
}

/** Calculates the result of one interval. */
export type AggregateFunction = (
  history: RawHistory,
  interval: AggregateInterval,
) => AggregateResult;

/** A result; NaN when its status is Bad. */
export const resultOf = (
  timeMs: number,
  value: number,
  status: number,
  bits = 0,
): AggregateResult => ({
  timeMs,
  value: qualityOf(status) === 'bad' ? Number.NaN : value,
  status: withBits(status, bits),
});

/** An interval without data. */
export const noData = (interval: AggregateInterval): AggregateResult =>
  resultOf(interval.startMs, Number.NaN, HistoryStatus.badNoData);

/** The result of a range that is empty. */
export const emptyRangeResult = (interval: AggregateInterval): AggregateResult =>
  resultOf(interval.startMs, Number.NaN, HistoryStatus.badInvalidArgument);

/** A value calculated over an interval. */
export const calculated = (
  interval: AggregateInterval,
  value: number,
  status: number,
): AggregateResult => resultOf(interval.startMs, value, status, AggregateBit.calculated);
