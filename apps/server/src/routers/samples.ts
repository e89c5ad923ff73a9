import { z } from 'zod';
import { callerError, createRouter, procedure } from '../trpc.ts';

// An id is an `integer` of PostgreSQL's.
const tagId = z.number().int().positive().max(2_147_483_647);
const MAX_TREND_TAGS = 16;
const MAX_LIVE_TAGS = 10_000;

// The years that a timestamp of either side can be of.
const timeMs = z
  .number()
  .min(Date.parse('0001-01-01T00:00:00Z'))
  .max(Date.parse('9999-12-31T23:59:59Z'));

const trendInput = z
  .object({
    tagIds: z.array(tagId).min(1).max(MAX_TREND_TAGS),
    fromMs: timeMs,
    toMs: timeMs,
    widthPixels: z.number().int().min(1).max(8_192),
  })
  .refine(({ fromMs, toMs }) => fromMs < toMs, {
    path: ['toMs'],
    message: 'fromMs must be before toMs',
  });

const tagSelection = z.object({ tagIds: z.array(tagId).max(MAX_LIVE_TAGS).optional() });

export const samplesRouter = createRouter({
  /** What a chart of a given width needs of some tags over a range. */
  trend: procedure.input(trendInput).query(({ ctx, input }) => ctx.trend(input)),
  /** Last known sample of the chosen tags, or of all. */
  latest: procedure.input(tagSelection).query(({ ctx, input }) => ctx.latest(input.tagIds)),
  /** Samples as they change: the whole selection at first, then only what is new. */
  live: procedure.input(tagSelection).subscription(async function* live({ ctx, input, signal }) {
    if (signal === undefined) throw new Error('a subscription was started without a signal');
    try {
      yield* ctx.live(input.tagIds, signal);
    } catch (error) {
      throw callerError(error) ?? error;
    }
  }),
});
