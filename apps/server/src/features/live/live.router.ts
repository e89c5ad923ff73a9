import { followTagsInput, latestSamples, readLatestInput } from '@varve/contract';
import { tagsInScope } from '../../kit/access/tags-in-scope.ts';
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
    .query(async ({ ctx: { access, tenant, findCollector }, input }) =>
      readLatest(await findCollector(), await tagsInScope(access, 'live.read', tenant), input),
    ),
  /** Samples as they change: the whole selection at first, then only what is new. */
  follow: may('live.read')
    .input(followTagsInput)
    .output(declaredStream(latestSamples))
    .subscription(async function* ({ ctx: { access, tenant, findCollector }, input, signal }) {
      const readScope = () => tagsInScope(access, 'live.read', tenant);
      yield* followTags(await findCollector(), readScope, input, signal);
    }),
});
