export {
  AGGREGATE_NAMES,
  aggregateHistory,
  countAnnotations,
  type AggregateColumns,
  type AggregateName,
} from './aggregate-history.ts';
export {
  aggregateIntervals,
  DEFAULT_AGGREGATE_CONFIGURATION,
  type AggregateConfiguration,
  type AggregateInterval,
  type AggregateRange,
} from './aggregate-request.ts';
export { AggregateBit, HistoryStatus } from './history-status.ts';
export { type HistorySamples } from './raw-history.ts';
