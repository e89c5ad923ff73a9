import { readTrendsInput, trends } from '@varve/contract';
import { tagsInScope } from '../../kit/access/tags-in-scope.ts';
import { declaredOutput } from '../../trpc/declared-output.ts';
import { may } from '../../trpc/procedures.ts';
import { createRouter } from '../../trpc/trpc.ts';
import { readTrends } from './read-trends.ts';

export const trendsRouter = createRouter({
  /** Trends of some tags over a range, for a chart of a given width. */
  read: may('trends.read')
    .input(readTrendsInput)
    .output(declaredOutput(trends))
    .query(async ({ ctx: { access, tenant, reader }, input }) => {
      const scope = await tagsInScope(access, 'trends.read', tenant);
      return readTrends({ reader, tenant, scope }, input);
    }),
});
