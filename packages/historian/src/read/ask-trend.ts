import type { Pool } from 'pg';
import { isDrawn } from './m4.ts';
import { POINTS_PER_PIXEL, type Trend, type TrendQuery } from './trend.ts';

interface TrendRow {
  readonly us: number;
  readonly value: number | null;
  readonly status: number;
}

const RANGE_SQL = `$1, to_timestamp($2::float8 / 1e6), to_timestamp($3::float8 / 1e6)`;
const MICROSECONDS_SQL = `round(date_part('epoch', time) * 1e6)`;

const COUNT_SQL = `SELECT timeseries.count_samples(${RANGE_SQL})::float8 AS count`;

const RAW_SQL = `
  SELECT ${MICROSECONDS_SQL} AS us, value, status FROM timeseries.read(${RANGE_SQL}) ORDER BY time`;

const BEFORE_SQL = `
  SELECT ${MICROSECONDS_SQL} AS us, value, status
  FROM timeseries.last_before($1, to_timestamp($2::float8 / 1e6))`;

/** The points that `keepM4` keeps, in SQL. */
const M4_SQL = `
  WITH samples AS (
    SELECT ${MICROSECONDS_SQL} AS us, value, status
    FROM timeseries.outline(${RANGE_SQL}, ($3::float8 - $2::float8) / $4::int * interval '1 us')
  ), columns AS (
    SELECT min(ARRAY[us, value, status]) AS first,
           max(ARRAY[us, value, status]) AS last,
           min(ARRAY[value, us, status]) FILTER (WHERE status >= 0 AND abs(value) < 'Infinity') AS lowest,
           max(ARRAY[value, us, status]) FILTER (WHERE status >= 0 AND abs(value) < 'Infinity') AS highest,
           min(ARRAY[us, value, status]) FILTER (WHERE (status >= 0 AND abs(value) < 'Infinity') IS NOT TRUE) AS bad
    FROM samples GROUP BY width_bucket(us, $2::float8, $3::float8, $4::int)
  )
  SELECT DISTINCT us, value, status::int AS status
  FROM columns, LATERAL (VALUES (first[1], first[2], first[3]), (last[1], last[2], last[3]),
    (lowest[2], lowest[1], lowest[3]), (highest[2], highest[1], highest[3]), (bad[1], bad[2], bad[3])
  ) AS point (us, value, status)
  WHERE us IS NOT NULL ORDER BY us`;

/** Asks SQL, which takes longer and needs no memory of ours. */
export async function askTrend(pool: Pool, query: TrendQuery): Promise<Trend> {
  const { tagId, fromUs, toUs, widthPixels } = query;
  const range = [tagId, fromUs, toUs];
  const counted = await pool.query<{ count: number }>(COUNT_SQL, range);
  const sampleCount = counted.rows[0]!.count;
  const isRaw = sampleCount <= POINTS_PER_PIXEL * widthPixels;
  const [before, inside] = await Promise.all([
    pool.query<TrendRow>(BEFORE_SQL, [tagId, fromUs]),
    pool.query<TrendRow>(isRaw ? RAW_SQL : M4_SQL, isRaw ? range : [...range, widthPixels]),
  ]);
  const edge = inside.rows[0]?.us === fromUs ? undefined : before.rows[0];
  const rows = edge === undefined ? inside.rows : [{ ...edge, us: fromUs }, ...inside.rows];
  return {
    times: Float64Array.from(rows, ({ us }) => us),
    values: Float64Array.from(rows, valueToDraw),
    statuses: Int32Array.from(rows, ({ status }) => status),
    heldFromUs: edge === undefined || Number.isNaN(valueToDraw(edge)) ? undefined : edge.us,
    sampleCount,
    method: isRaw ? 'raw' : 'm4',
  };
}

function valueToDraw({ value, status }: TrendRow): number {
  return value !== null && isDrawn(value, status) ? value : Number.NaN;
}
