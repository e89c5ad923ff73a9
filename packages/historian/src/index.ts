export { createHistorian } from './create-historian.ts';
export type { Historian, HistorianOptions } from './historian.ts';
export type { HistorianStats, SourceStats } from './running/historian-stats.ts';
export type { HistorianEvent } from './historian-event.ts';
export type { HistorianTag, LiveSample } from './running/live-view.ts';
export type { SinkStats } from './sink/delivery.ts';
export type {
  CsvSinkDefinition,
  InfluxDb1SinkDefinition,
  InfluxDb2SinkDefinition,
  InfluxDbSinkDefinition,
  SinkDefinition,
} from './sink/sink-definition.ts';
export { HistorianError, type HistorianErrorCode } from './historian-error.ts';
export type { SampleStorage } from './segment/sample-encoder.ts';
export { isStorableTime } from './tags/is-storable-time.ts';
export { createReader, type Reader } from './read/reader.ts';
export type { AggregateQuery, Aggregates } from './read/aggregate-query.ts';
export type { RawQuery, RawSamples } from './read/read-raw.ts';
export type {
  RecordBatch,
  RecordColumns,
  RecordColumnType,
  RecordRow,
} from './record/record-columns.ts';
export type { RecordStreamDefinition } from './record/plan-records.ts';
export type { RecordStream, RecordStreamStats } from './record/record-stream.ts';
export type { Trend, TrendQuery } from './read/trend.ts';
export {
  sealHistory,
  type SealOptions,
  type SealProgress,
  type SealReport,
} from './seal/seal-history.ts';
export type { SourceCounters, SourceError } from './pipeline/counters.ts';
export {
  verifySegments,
  type FaultySegment,
  type VerifySegmentsOptions,
  type VerifySegmentsProgress,
  type VerifySegmentsReport,
} from './read/verify-segments.ts';
export { spoolIdOf } from './spool/spool-id-of.ts';
