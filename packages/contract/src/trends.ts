import { z } from 'zod';
import { tagId } from './tags.ts';
import { timeMs } from './time-ms.ts';

export const trendsPermissions = ['trends.read'] as const;

/** Most tags that one question asks the trends of. */
export const MAX_TREND_TAGS = 16;

/** Widest chart, in pixels. */
export const MAX_TREND_WIDTH_PIXELS = 8_192;

// A column of pixels keeps its first, last, lowest and highest sample and a bad one; one point more holds at the start of the range.
const MAX_TREND_POINTS = 5 * (MAX_TREND_WIDTH_PIXELS + 2) + 1;

/** Samples of one tag over a range, reduced to what a chart can show, in columns of equal length. */
export const trend = z.strictObject({
  tagId,
  /** Milliseconds since 1970, UTC, ascending. */
  timesMs: z.array(z.number()).max(MAX_TREND_POINTS),
  /** In the tag's unit; null where quality is bad: a gap. */
  values: z.array(z.number().nullable()).max(MAX_TREND_POINTS),
  /** OPC UA status codes as signed 32-bit integers. */
  statuses: z.array(z.int32()).max(MAX_TREND_POINTS),
  /** When the first value was measured, if it is one from before the range that holds at its start; else null. */
  heldFromMs: z.number().nullable(),
  /** Number of stored samples in the range. */
  sampleCount: z.int().nonnegative(),
  /** `raw` when every sample is there, `m4` when each pixel column keeps first, last, lowest and highest. */
  method: z.enum(['raw', 'm4']),
});
export type Trend = z.infer<typeof trend>;

/** Output of `trends.read`: a trend a tag, in the order of the question. */
export const trends = z.array(trend).max(MAX_TREND_TAGS);

/** Input of `trends.read`: a range of some tags, and the width in pixels at which it will be drawn. */
export const readTrendsInput = z
  .strictObject({
    tagIds: z.array(tagId).min(1).max(MAX_TREND_TAGS),
    fromMs: timeMs,
    toMs: timeMs,
    widthPixels: z.int().min(1).max(MAX_TREND_WIDTH_PIXELS),
  })
  .refine(({ fromMs, toMs }) => fromMs < toMs, {
    path: ['toMs'],
    message: 'fromMs must be before toMs',
  });
export type ReadTrendsInput = z.infer<typeof readTrendsInput>;
