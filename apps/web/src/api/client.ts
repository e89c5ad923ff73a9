import { QueryClient } from '@tanstack/react-query';
import { createTRPCClient, httpBatchLink, httpSubscriptionLink, splitLink } from '@trpc/client';
import { createTRPCOptionsProxy } from '@trpc/tanstack-react-query';
import type { AppRouter } from '@varve/server/router';
import { createServerClock } from './server-clock.ts';
import { createConnection } from './connection/connection.ts';
import { TRPC_URL } from '../server-address.ts';

// What a proxy takes for an address at the usual settings, and what the server takes for a path.
const MAX_URL_LENGTH = 7_000;
const MAX_BATCH = 100;
const ANSWER_TIMEOUT_MS = 30_000;
const STALE_AFTER_MS = 30_000;

export const serverClock = createServerClock(Date.now);
export const connection = createConnection(Date.now);

type Fetch = NonNullable<Parameters<typeof httpBatchLink>[0]['fetch']>;

// What a proxy answers when there is nobody behind it.
const NOBODY_THERE = new Set([502, 503, 504]);

/** Asks the server, and learns from the answer what time it is there, and that it is there at all. */
const askServer: Fetch = async (url, options) => {
  const sentMs = Date.now();
  const timeout = AbortSignal.timeout(ANSWER_TIMEOUT_MS);
  const asker = options?.signal ?? null;
  const signal = asker === null ? timeout : AbortSignal.any([asker, timeout]);
  try {
    const response = await fetch(url, { ...(options as RequestInit), signal });
    const dateHeader = response.headers.get('date');
    serverClock.note({ dateHeader, sentMs, arrivedMs: Date.now() });
    if (NOBODY_THERE.has(response.status)) connection.failed('question');
    else connection.answered('question');
    return response;
  } catch (error) {
    // Whoever asked may have lost interest: that says nothing of the connection.
    if (asker?.aborted !== true) connection.failed('question');
    throw error;
  }
};

export const client = createTRPCClient<AppRouter>({
  links: [
    splitLink({
      condition: (operation) => operation.type === 'subscription',
      true: httpSubscriptionLink({ url: TRPC_URL }),
      false: httpBatchLink({
        url: TRPC_URL,
        fetch: askServer,
        maxURLLength: MAX_URL_LENGTH,
        maxItems: MAX_BATCH,
      }),
    }),
  ],
});

export const queryClient = new QueryClient({
  defaultOptions: {
    // The box has no internet: what the browser thinks of being online does not matter.
    queries: { staleTime: STALE_AFTER_MS, networkMode: 'always', retry: 1, retryDelay: 1_000 },
  },
});

export const trpc = createTRPCOptionsProxy<AppRouter>({ client, queryClient });
