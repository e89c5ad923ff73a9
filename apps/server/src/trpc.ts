import { initTRPC } from '@trpc/server';
import type { ServerContext } from './context.ts';

const trpc = initTRPC.context<ServerContext>().create({
  sse: {
    ping: { enabled: true, intervalMs: 3_000 },
    client: { reconnectAfterInactivityMs: 10_000 },
  },
});

export const createRouter = trpc.router;
export const procedure = trpc.procedure;
export const createCallerFactory = trpc.createCallerFactory;
