import type { NumberShape } from '../copy/number-table.ts';
import type { SpanPieces } from './copy-span.ts';
import { createPoints, type Points } from './m4.ts';
import type { TrendQuery } from './trend.ts';

type TrendColumn =
  | 'firstTime'
  | 'lastTime'
  | 'firstValue'
  | 'lastValue'
  | 'firstStatus'
  | 'lastStatus'
  | 'sampleCount'
  | 'goodCount'
  | 'minimum'
  | 'maximum'
  | 'worstStatus'
  | 'hasExtremes';

/** Columns of segments that a trend is drawn from. */
export const TREND_SUMMARY: NumberShape<TrendColumn> = {
  firstTime: { sql: 'first_time', type: 'timestamptz' },
  lastTime: { sql: 'last_time', type: 'timestamptz' },
  firstValue: { sql: 'first_value', type: 'float8' },
  lastValue: { sql: 'last_value', type: 'float8' },
  firstStatus: { sql: 'coalesce(status_codes[1], 0)', type: 'int4' },
  lastStatus: { sql: 'coalesce(status_codes[cardinality(status_codes)], 0)', type: 'int4' },
  sampleCount: { sql: 'sample_count', type: 'int4' },
  goodCount: { sql: 'good_count', type: 'int4' },
  minimum: { sql: 'minimum', type: 'float8' },
  maximum: { sql: 'maximum', type: 'float8' },
  worstStatus: { sql: 'worst_status', type: 'int4' },
  // Extremes are those of Good samples: with Uncertain ones, and where a gap would not be seen, they do not do.
  hasExtremes: {
    sql: `CASE WHEN good_count = sample_count OR worst_status < 0 AND NOT 1073741824 <= ANY (status_codes) THEN 1 ELSE 0 END`,
    type: 'int4',
  },
};

/** Segments and rows of a range. */
export type TrendPieces = SpanPieces<TrendColumn>;

/** Segments that begin at one time, which are opened together. */
interface OpenedSegments {
  readonly firstTime: number;
  sampleCount: number;
  segmentCount: number;
}

/** Segments by what is needed of them. */
export interface TrendShares {
  /** Places of segments of which the summary does. */
  readonly whole: readonly number[];
  readonly opened: readonly OpenedSegments[];
  /** Samples of segments that lie in the range. */
  readonly insideCount: number;
}

/** Most points that stand for a segment. */
const POINTS_OF_SEGMENT = 5;

/** Finds the segments that lie in one column of pixels, with extremes that show what is in them. `timeseries.outline` has the same in SQL. */
export function shareTrend(
  { segments }: TrendPieces,
  { fromUs, toUs, widthPixels }: TrendQuery,
): TrendShares {
  const { firstTime, lastTime, sampleCount, hasExtremes } = segments.columns;
  const columnUs = Math.max(1, roundEven((toUs - fromUs) / widthPixels));
  const beginOf = (time: number): number => time - ((time - fromUs) % columnUs);
  const broken = new Set<number>();
  let insideCount = 0;
  for (let at = 0; at < segments.length; at++) {
    const [first, last] = [firstTime[at]!, lastTime[at]!];
    const isInside = first >= fromUs && last < toUs;
    if (isInside) insideCount += sampleCount[at]!;
    const isWhole = isInside && beginOf(first) === beginOf(last) && hasExtremes[at] === 1;
    if (!isWhole) broken.add(first);
  }
  const whole: number[] = [];
  const opened: OpenedSegments[] = [];
  for (let at = 0; at < segments.length; at++) {
    if (!broken.has(firstTime[at]!)) {
      whole.push(at);
      continue;
    }
    if (opened.at(-1)?.firstTime !== firstTime[at]) {
      opened.push({ firstTime: firstTime[at]!, sampleCount: 0, segmentCount: 0 });
    }
    opened.at(-1)!.sampleCount += sampleCount[at]!;
    opened.at(-1)!.segmentCount++;
  }
  return { whole, opened, insideCount };
}

/** The points that stand for segments: of the first and the last sample, the extremes and the worst, only the first two at their time. */
export function outlineOf({ segments }: TrendPieces, whole: readonly number[]): Points {
  const { columns } = segments;
  const points = createPoints(POINTS_OF_SEGMENT * whole.length);
  points.length = 0;
  const put = (time: number, value: number, status: number): void => {
    points.time[points.length] = time;
    points.value[points.length] = value;
    points.status[points.length] = status;
    points.length++;
  };
  for (const at of whole) {
    const [first, last] = [columns.firstTime[at]!, columns.lastTime[at]!];
    const middle = first + roundEven((last - first) / 2);
    put(first, columns.firstValue[at]!, columns.firstStatus[at]!);
    if (columns.goodCount[at]! > 0) {
      put(middle, columns.minimum[at]!, 0);
      put(middle, columns.maximum[at]!, 0);
    }
    const worst = columns.worstStatus[at]!;
    if (worst < 0) put(middle, Number.NaN, worst);
    put(last, columns.lastValue[at]!, columns.lastStatus[at]!);
  }
  return points;
}

/** Rounds as PostgreSQL does: of two that are as near, to the even one. */
function roundEven(number: number): number {
  const rounded = Math.round(number);
  return rounded - number === 0.5 && rounded % 2 !== 0 ? rounded - 1 : rounded;
}
