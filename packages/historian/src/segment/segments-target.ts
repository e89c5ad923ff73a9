import type { BlockTarget } from '../spool/block.ts';

/** Where segments go: the columns in the order in which tuples have them. */
export const SEGMENTS_TARGET: BlockTarget = {
  table: 'timeseries.segments',
  columns: [
    'first_time',
    'last_time',
    'step_us',
    'good_us',
    'minimum',
    'maximum',
    'total',
    'squared_deviation',
    'step_integral',
    'linear_integral',
    'first_value',
    'last_value',
    'scale',
    'tag_id',
    'sample_count',
    'good_count',
    'worst_status',
    'unit_us',
    'offsets_int2',
    'offsets_int4',
    'offsets_int8',
    'values_int2',
    'values_int4',
    'values_float4',
    'values_float8',
    'status_codes',
    'status_lengths',
  ],
};

/** A segment lies within a UTC day: a question about a time knows how far back segments may begin. */
export const US_PER_DAY = 86_400_000_000;

/** More would make a question about a minute open too much. */
export const MOST_SAMPLES_PER_SEGMENT = 10_000;

/** Element types of the arrays, by PostgreSQL's object identifiers (pg_type.dat). */
export const ElementType = {
  int8: 20,
  int2: 21,
  int4: 23,
  float4: 700,
  float8: 701,
} as const;
export type ElementType = (typeof ElementType)[keyof typeof ElementType];
