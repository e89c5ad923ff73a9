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

/** There is nothing to calculate a result from. */
export const noData = (interval: AggregateInterval): AggregateResult => ({
  timeMs: interval.startMs,
  value: Number.NaN,
  status: HistoryStatus.badNoData,
});

/** A calculated value at the start of its interval. */
export const calculated = (
  interval: AggregateInterval,
  value: number,
  status: number,
): AggregateResult => {
  const isBad = qualityOf(status) === 'bad';
  return {
    timeMs: interval.startMs,
    value: isBad ? Number.NaN : value,
    status: withBits(status, AggregateBit.calculated),
  };
};
