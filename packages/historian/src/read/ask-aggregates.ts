import type { Pool } from 'pg';
import type { AggregateQuery, Aggregates } from './aggregate-query.ts';

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

/** Asks SQL, which takes longer and keeps on disk what there is too much of. @param width - as an interval of PostgreSQL */
export async function askAggregates(
  pool: Pool,
  { tagId, fromUs, toUs, timeZone }: AggregateQuery,
  width: string,
): Promise<Aggregates> {
  const { rows } = await pool.query<(number | null)[]>({
    text: `SELECT ${Object.values(COLUMNS).join(', ')}
           FROM timeseries.aggregate($1, to_timestamp($2::float8 / 1e6), to_timestamp($3::float8 / 1e6), $4::interval, $5)
           ORDER BY bucket`,
    values: [tagId, fromUs, toUs, width, timeZone],
    rowMode: 'array',
  });
  const columns = Object.keys(COLUMNS).map((name, place) => [
    name,
    Float64Array.from(rows, (row) => row[place] ?? Number.NaN),
  ]);
  return Object.fromEntries(columns) as Aggregates;
}
