/**
 * Reads stored samples.
 *
 * Samples have no row-level security: a feature asks the tenant's database first which tags it may read.
 */
export interface Reader {
  /** The kind of database, for people: `PostgreSQL 18.4`. */
  readonly engine: string;
  /** Reads the trend of one tag, for a chart of a given width. */
  trend(query: StoredTrendQuery): Promise<StoredTrend>;
  /** Says whether the database answers, within seconds. */
  ping(): Promise<boolean>;
}

/** A range of one tag and the width at which it will be drawn. Times are microseconds since 1970. */
interface StoredTrendQuery {
  readonly tagId: number;
  readonly fromUs: number;
  readonly toUs: number;
  readonly widthPixels: number;
}

/** Samples in columns of equal length, in order of time. Times are microseconds since 1970. */
export interface StoredTrend {
  readonly times: Float64Array;
  /** NaN where there is no value to draw: a gap. */
  readonly values: Float64Array;
  readonly statuses: Int32Array;
  /** Time of the sample before the range that the first point shows at its start; undefined where the first point lies in the range. */
  readonly heldFromUs: number | undefined;
  readonly sampleCount: number;
  readonly method: 'raw' | 'm4';
}
