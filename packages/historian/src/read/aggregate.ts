import type { Pool } from 'pg';
import { HistorianError } from '../historian-error.ts';

/** Aggregates of one tag over equal buckets. */
export interface AggregateQuery {
  /** The database's id of the tag. */
  readonly tagId: number;
  /** Microseconds since 1970; the start belongs to the range and begins the first bucket, the end does not belong to it. */
  readonly fromUs: number;
  readonly toUs: number;
  /** Width of a bucket, in seconds. */
  readonly widthS: number;
}

/**
 * What is known of each bucket that has samples, or that a sample before it holds into; shape (buckets) each. NaN where there is
 * nothing. What counts is Good, and a number.
 */
export interface Aggregates {
  /** Starts of the buckets, microseconds since 1970. */
  readonly buckets: Float64Array;
  readonly sampleCounts: Float64Array;
  readonly goodCounts: Float64Array;
  readonly minima: Float64Array;
  readonly maxima: Float64Array;
  /** Means of the samples. */
  readonly averages: Float64Array;
  /** Of the samples, with n − 1. */
  readonly standardDeviations: Float64Array;
  /** Means over time: by steps or by straight lines, as the tag is read. */
  readonly timeWeightedAverages: Float64Array;
  /** Seconds of the bucket for which a value was known. */
  readonly goodSeconds: Float64Array;
}

const MOST_BUCKETS = 100_000;
const COLUMNS = {
  buckets: '(extract(epoch FROM bucket) * 1000000)::float8',
  sampleCounts: 'sample_count::float8',
  goodCounts: 'good_count::float8',
  minima: 'minimum',
  maxima: 'maximum',
  averages: 'average',
  standardDeviations: 'standard_deviation',
  timeWeightedAverages: 'time_weighted_average',
  goodSeconds: 'good_seconds',
} as const satisfies Record<keyof Aggregates, string>;

/** @throws HistorianError QUERY_INVALID when the width is not positive, or there would be more than 100,000 buckets */
export async function readAggregates(
  pool: Pool,
  { tagId, fromUs, toUs, widthS }: AggregateQuery,
): Promise<Aggregates> {
  const bucketCount = (toUs - fromUs) / 1e6 / widthS;
  if (!(widthS > 0) || bucketCount > MOST_BUCKETS) {
    throw new HistorianError(
      'QUERY_INVALID',
      `expected a width that makes at most ${MOST_BUCKETS} buckets, got ${widthS} s for ${(toUs - fromUs) / 1e6} s`,
    );
  }
  const { rows } = await pool.query<(number | null)[]>({
    text: `SELECT ${Object.values(COLUMNS).join(', ')}
           FROM timeseries.aggregate($1, to_timestamp($2::float8 / 1e6), to_timestamp($3::float8 / 1e6), $4::float8 * interval '1 second')
           ORDER BY bucket`,
    values: [tagId, fromUs, toUs, widthS],
    rowMode: 'array',
  });
  const columns = Object.keys(COLUMNS).map((name, place) => [
    name,
    Float64Array.from(rows, (row) => row[place] ?? Number.NaN),
  ]);
  return Object.fromEntries(columns) as Aggregates;
}
