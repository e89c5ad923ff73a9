import { listTagsInput, tagPage } from '@varve/contract';
import { may } from '../../trpc/procedures.ts';
import { createRouter } from '../../trpc/trpc.ts';
import { listTags } from './list-tags.ts';

export const tagsRouter = createRouter({
  /** Tags by ascending id, a page at a time. */
  list: may('tags.read')
    .input(listTagsInput)
    .output(tagPage)
    .query(({ ctx, input }) => listTags(ctx.collector, input)),
});
