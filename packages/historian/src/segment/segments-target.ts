import type { BlockTarget } from '../spool/block.ts';

const COLUMNS = [
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
  'times',
  'packed',
  'status_codes',
  'status_lengths',
  'status_nulls',
] as const;

/** Name of a column. */
export type SegmentColumn = (typeof COLUMNS)[number];

/** Where segments go: the columns in the order in which tuples have them. */
export const SEGMENTS_TARGET: BlockTarget & { readonly columns: readonly SegmentColumn[] } = {
  table: 'timeseries.segments',
  columns: COLUMNS,
};

/** A segment lies within a UTC week, counted from 1970: a question about a time knows how far back segments may begin. */
export const US_PER_WEEK = 604_800_000_000;

/** More would make a question about a minute open too much. */
export const MOST_SAMPLES_PER_SEGMENT = 10_000;

/** Element types of the arrays, by PostgreSQL's object identifiers (pg_type.dat). */
export const ElementType = { boolean: 16, int4: 23 } as const;
