import type { TagSpan } from './tag-span.ts';

/** A range of one tag and how wide it will be drawn. */
export interface TrendQuery extends TagSpan {
  readonly widthPixels: number;
}

/** Samples in columns of equal length, in order of time. */
export interface Trend {
  /** Microseconds since 1970. */
  readonly times: Float64Array;
  /** NaN where there is no value to draw: a gap. */
  readonly values: Float64Array;
  readonly statuses: Int32Array;
  /**
   * Time of the sample before the range that holds at its start, microseconds since 1970: the first point, which stands at the start, has
   * its value and status. Nothing where a sample lies at the start, where none is older, or where the newest of those is Bad and holds nothing.
   */
  readonly heldFromUs: number | undefined;
  /** How many stored samples lie in the range. */
  readonly sampleCount: number;
  /** `raw` when it has every sample. */
  readonly method: 'raw' | 'm4';
}

/** A line of M4 has at most four points in a column of pixels, and one for a gap. While there are no more samples, all are shown. */
export const POINTS_PER_PIXEL = 4;
