import { followTagsInput, latestSamples, readLatestInput } from '@varve/contract';
import { declaredOutput, declaredStream } from '../../trpc/declared-output.ts';
import { may } from '../../trpc/procedures.ts';
import { createRouter } from '../../trpc/trpc.ts';
import { followTags } from './follow-tags.ts';
import { readLatest } from './read-latest.ts';

export const liveRouter = createRouter({
  /** Last known samples of some tags. */
  latest: may('live.read')
    .input(readLatestInput)
    .output(declaredOutput(latestSamples))
    .query(({ ctx, input }) => readLatest(ctx.collector, input)),
  /** Samples as they change: the whole selection at first, then only what is new. */
  follow: may('live.read')
    .input(followTagsInput)
    .output(declaredStream(latestSamples))
    .subscription(({ ctx, input, signal }) => followTags(ctx.collector, input, signal)),
});
