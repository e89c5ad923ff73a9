/** Reason of a `HistorianError`. It is stable: callers match on it. */
export type HistorianErrorCode =
  | 'TAG_UNKNOWN'
  | 'TAG_DUPLICATE'
  | 'TAG_INVALID'
  | 'SOURCE_DUPLICATE'
  | 'SOURCE_INVALID'
  | 'SOURCE_UNKNOWN'
  | 'FILTER_INVALID'
  | 'SINK_INVALID'
  | 'SETTING_INVALID'
  | 'SAMPLE_INVALID'
  | 'RECORD_TABLE_INVALID'
  | 'RECORD_COLUMN_INVALID'
  | 'RECORD_INVALID'
  | 'FOLDER_IN_USE'
  | 'SCHEMA_MISSING'
  | 'SPOOL_IN_USE'
  | 'SEALING_OFF'
  | 'QUERY_INVALID'
  | 'RANGE_TOO_LARGE'
  | 'STOPPED';

/** The historian was asked for what it cannot do. */
export class HistorianError extends Error {
  override readonly name = 'HistorianError';
  readonly code: HistorianErrorCode;

  constructor(code: HistorianErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
