import { healthRouter } from './routers/health.ts';
import { samplesRouter } from './routers/samples.ts';
import { tagsRouter } from './routers/tags.ts';
import { createRouter } from './trpc.ts';

export const appRouter = createRouter({
  health: healthRouter,
  samples: samplesRouter,
  tags: tagsRouter,
});

/** What the console sees of the server: types only. */
export type AppRouter = typeof appRouter;
