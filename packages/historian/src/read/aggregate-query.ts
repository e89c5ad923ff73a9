import { isTimeZone, parseCalendarWidth, type CalendarWidth } from '@varve/calc/calendar-edges';
import { HistorianError } from '../historian-error.ts';
import type { TagSpan } from './tag-span.ts';

/** Seconds of each bucket, whatever clocks do: 86,400 are not always a day. */
interface EqualBuckets {
  readonly widthS: number;
  readonly width?: never;
  readonly timeZone?: never;
}

/** Buckets of the calendar: a day may have 23 or 25 hours. Each begins at the time of day of the start of the range. */
interface CalendarBuckets {
  readonly width: CalendarWidth;
  /** IANA name of the zone whose days they are. @default that of the tag's tenant */
  readonly timeZone?: string;
  readonly widthS?: never;
}

/** Aggregates of one tag over buckets of a width: the first begins with the range. */
export type AggregateQuery = TagSpan & (EqualBuckets | CalendarBuckets);

/**
 * Aggregates of each bucket that has samples, or that a sample before it holds into; shape (buckets) each. NaN where there is
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
  /** Deviation of the samples, with n − 1. */
  readonly standardDeviations: Float64Array;
  /** Means over time: by steps or by straight lines, as the tag is read. */
  readonly timeWeightedAverages: Float64Array;
  /** Seconds of the bucket for which a value was known. */
  readonly goodSeconds: Float64Array;
}

const MOST_BUCKETS = 100_000;
const SECONDS_PER_DAY = 86_400;
const SHORTEST_S = 1e-6;
const LONGEST_S = 1e10;

/**
 * The width as an interval of PostgreSQL, whose days and months are those of the calendar and whose seconds are not.
 *
 * @throws HistorianError QUERY_INVALID for a width or a time zone that is none, or more than 100,000 buckets, with the reason
 */
export function intervalOf(query: AggregateQuery): string {
  const { fromUs, toUs, widthS, width, timeZone } = query;
  if ((width === undefined) === (widthS === undefined)) {
    throw invalidQuery('expected either width or widthS');
  }
  if (width === undefined) {
    if (!(widthS >= SHORTEST_S && widthS <= LONGEST_S)) {
      throw invalidQuery(`expected a widthS from ${SHORTEST_S} to ${LONGEST_S}, got ${widthS}`);
    }
    if (timeZone !== undefined)
      throw invalidQuery('expected a timeZone with width only, got widthS');
    refuseTooMany(query, widthS, `${widthS} s`);
    return `${widthS.toFixed(6)} seconds`;
  }
  const step = parseCalendarWidth(width);
  if (step === undefined) {
    throw invalidQuery(
      `expected a width of whole days, weeks, months or years as in "1 day", got ${JSON.stringify(width)}`,
    );
  }
  if (timeZone !== undefined && !isTimeZone(timeZone)) {
    throw invalidQuery(
      `expected the IANA name of a time zone as in "Europe/Berlin", got ${JSON.stringify(timeZone)}`,
    );
  }
  refuseTooMany({ fromUs, toUs }, (step.days + 28 * step.months) * SECONDS_PER_DAY, width);
  return width;
}

function refuseTooMany(
  { fromUs, toUs }: Pick<TagSpan, 'fromUs' | 'toUs'>,
  shortestS: number,
  width: string,
): void {
  const rangeS = (toUs - fromUs) / 1e6;
  if (rangeS / shortestS <= MOST_BUCKETS) return;
  throw invalidQuery(
    `expected a width that makes at most ${MOST_BUCKETS} buckets, got ${width} for ${rangeS} s`,
  );
}

/** The error of a question that means nothing. */
export function invalidQuery(reason: string): HistorianError {
  return new HistorianError('QUERY_INVALID', reason);
}
