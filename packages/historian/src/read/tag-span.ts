import { US_PER_WEEK } from '../segment/segments-target.ts';
import { timestampLiteral } from './copy-out-samples.ts';

const US_PER_HOUR = 3_600_000_000;

/** A range of one tag. */
export interface TagSpan {
  /** The database's id of the tag. */
  readonly tagId: number;
  /** Microseconds since 1970; the start belongs to the range, the end does not. */
  readonly fromUs: number;
  readonly toUs: number;
}

/** The condition that finds the rows of a range. */
export function rowsOfSpan({ tagId, fromUs, toUs }: TagSpan): string {
  return `tag_id = ${tagId} AND time >= ${timestampLiteral(fromUs)} AND time < ${timestampLiteral(toUs)}`;
}

/**
 * A statement that locks the partitions of the rows of a range, and of the hour before it, until the transaction ends.
 * COPY has its snapshot before it has its locks: where it waits for TRUNCATE, it finds neither the rows that were there
 * nor those that were put back. One that follows this statement has nothing to wait for.
 */
export function lockRowsOfSpan(span: TagSpan): string {
  const rows = rowsOfSpan({ ...span, fromUs: span.fromUs - US_PER_HOUR });
  return `DECLARE rows_of_span CURSOR FOR SELECT FROM timeseries.sample_rows WHERE ${rows}`;
}

/** The condition that finds the segments that reach into a range. As a segment lies within a week, none of them begins before the week of the start. */
export function segmentsOfSpan({ tagId, fromUs, toUs }: TagSpan): string {
  const earliestUs = Math.floor(fromUs / US_PER_WEEK) * US_PER_WEEK;
  return `tag_id = ${tagId} AND first_time >= ${timestampLiteral(earliestUs)} AND first_time < ${timestampLiteral(toUs)}
    AND last_time >= ${timestampLiteral(fromUs)}`;
}
