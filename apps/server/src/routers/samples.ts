import { z } from 'zod';
import { createRouter, procedure } from '../trpc.ts';

const tagId = z.number().int().positive();
const MAX_TREND_TAGS = 16;
const MAX_LIVE_TAGS = 10_000;

const trendInput = z
  .object({
    tagIds: z.array(tagId).min(1).max(MAX_TREND_TAGS),
    fromMs: z.number().finite(),
    toMs: z.number().finite(),
    widthPixels: z.number().int().min(1).max(8_192),
  })
  .refine(({ fromMs, toMs }) => fromMs < toMs, { message: 'fromMs must be before toMs' });

const tagSelection = z.object({ tagIds: z.array(tagId).max(MAX_LIVE_TAGS).optional() });

export const samplesRouter = createRouter({
  /** What a chart of a given width needs of some tags over a range. */
  trend: procedure.input(trendInput).query(({ ctx, input }) => ctx.trend(input)),
  /** Last known sample of the chosen tags, or of all. */
  latest: procedure.input(tagSelection).query(({ ctx, input }) => ctx.latest(input.tagIds)),
  /** Samples as they change: the whole selection at first, then only what is new. */
  live: procedure.input(tagSelection).subscription(async function* live({ ctx, input, signal }) {
    if (signal === undefined) throw new Error('a subscription was started without a signal');
    yield* ctx.live(input.tagIds, signal);
  }),
});
