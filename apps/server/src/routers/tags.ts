import { createRouter, procedure } from '../trpc.ts';

export const tagsRouter = createRouter({
  list: procedure.query(({ ctx }) => ctx.tags()),
});
