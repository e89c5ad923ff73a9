import type { NumberShape } from '../copy/number-table.ts';
import type { SpanPieces } from './copy-span.ts';

type AggregateColumn =
  | 'firstTime'
  | 'lastTime'
  | 'firstValue'
  | 'lastValue'
  | 'firstStatus'
  | 'lastStatus'
  | 'sampleCount'
  | 'goodCount'
  | 'goodUs'
  | 'minimum'
  | 'maximum'
  | 'total'
  | 'squaredDeviation'
  | 'stepIntegral'
  | 'linearIntegral';

/** Columns of segments that aggregates are joined from. */
export const AGGREGATE_SUMMARY: NumberShape<AggregateColumn> = {
  firstTime: { sql: 'first_time', type: 'timestamptz' },
  lastTime: { sql: 'last_time', type: 'timestamptz' },
  firstValue: { sql: 'first_value', type: 'float8' },
  lastValue: { sql: 'last_value', type: 'float8' },
  firstStatus: { sql: 'coalesce(status_codes[1], 0)', type: 'int4' },
  lastStatus: { sql: 'coalesce(status_codes[cardinality(status_codes)], 0)', type: 'int4' },
  sampleCount: { sql: 'sample_count', type: 'int4' },
  goodCount: { sql: 'good_count', type: 'int4' },
  goodUs: { sql: 'good_us', type: 'int8' },
  minimum: { sql: 'minimum', type: 'float8' },
  maximum: { sql: 'maximum', type: 'float8' },
  total: { sql: 'total', type: 'float8' },
  squaredDeviation: { sql: 'squared_deviation', type: 'float8' },
  stepIntegral: { sql: 'step_integral', type: 'float8' },
  linearIntegral: { sql: 'linear_integral', type: 'float8' },
};

/** Segments and rows of a range, both in order of time. */
export type AggregatePieces = SpanPieces<AggregateColumn>;

/** A segment by its place, or a row by `-1 - place`. */
export type PieceNo = number;

/** A sample as it holds. */
export interface HeldValue {
  readonly time: number;
  /** NaN where it does not count. */
  readonly value: number;
}

const FIRST_UNCERTAIN = 0x4000_0000;

/** A value that counts: of a Good sample, and a finite number; else NaN. `timeseries.counted` in SQL. */
export function countedValue(value: number, status: number): number {
  return status >= 0 && status < FIRST_UNCERTAIN && Number.isFinite(value) ? value : Number.NaN;
}

/** Puts segments and rows in order of their first times; of the same, rows come first. */
export function orderPieces({ rows, segments }: AggregatePieces): Int32Array {
  const { firstTime } = segments.columns;
  const order = new Int32Array(rows.length + segments.length);
  let row = 0;
  let segment = 0;
  for (let at = 0; at < order.length; at++) {
    const takesRow =
      segment === segments.length || (row < rows.length && rows.time[row]! <= firstTime[segment]!);
    order[at] = takesRow ? -1 - row++ : segment++;
  }
  return order;
}

/** The first sample of a piece. */
export function headOf({ rows, segments }: AggregatePieces, piece: PieceNo): HeldValue {
  if (piece < 0) return rowValue(rows, -1 - piece);
  const { firstTime, firstValue, firstStatus } = segments.columns;
  return {
    time: firstTime[piece]!,
    value: countedValue(firstValue[piece]!, firstStatus[piece]!),
  };
}

/** The last sample of a piece. */
export function tailOf({ rows, segments }: AggregatePieces, piece: PieceNo): HeldValue {
  if (piece < 0) return rowValue(rows, -1 - piece);
  const { lastTime, lastValue, lastStatus } = segments.columns;
  return { time: lastTime[piece]!, value: countedValue(lastValue[piece]!, lastStatus[piece]!) };
}

function rowValue({ time, value, status }: AggregatePieces['rows'], row: number): HeldValue {
  return { time: time[row]!, value: countedValue(value[row]!, status[row]!) };
}
