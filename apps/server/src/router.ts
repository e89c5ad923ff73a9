import { liveRouter } from './features/live/index.ts';
import { statusRouter } from './features/status/index.ts';
import { tagsRouter } from './features/tags/index.ts';
import { trendsRouter } from './features/trends/index.ts';
import { createRouter } from './trpc/trpc.ts';

export const router = createRouter({
  live: liveRouter,
  status: statusRouter,
  tags: tagsRouter,
  trends: trendsRouter,
});

/** The server as the console sees it: types only. */
export type AppRouter = typeof router;
