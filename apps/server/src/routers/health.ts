import { createRouter, procedure } from '../trpc.ts';

export const healthRouter = createRouter({
  status: procedure.query(({ ctx }) => ctx.health()),
});
