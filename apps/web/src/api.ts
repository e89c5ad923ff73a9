import { QueryClient } from '@tanstack/react-query';
import {
  createTRPCClient,
  httpBatchLink,
  httpSubscriptionLink,
  isTRPCClientError,
  splitLink,
} from '@trpc/client';
import { createTRPCOptionsProxy } from '@trpc/tanstack-react-query';
import type { AppRouter } from '@varve/server/router';
import { createServerClock } from './clock/server-clock.ts';
import { createConnection } from './connection/connection.ts';

const URL_OF_TRPC = '/trpc';
const ANSWER_TIMEOUT_MS = 30_000;
const STALE_AFTER_MS = 30_000;

export const serverClock = createServerClock(Date.now);
export const connection = createConnection(Date.now);

type Fetch = NonNullable<Parameters<typeof httpBatchLink>[0]['fetch']>;

/** Asks the server, and learns from every answer what time it is there and that it is there. */
const askServer: Fetch = async (url, options) => {
  const sentMs = Date.now();
  const timeout = AbortSignal.timeout(ANSWER_TIMEOUT_MS);
  const signal = options?.signal == null ? timeout : AbortSignal.any([options.signal, timeout]);
  const response = await fetch(url, { ...(options as RequestInit), signal });
  serverClock.note({
    dateHeader: response.headers.get('date'),
    sentMs,
    arrivedMs: Date.now(),
  });
  return response;
};

/** Whether an error is an answer of the server, not the lack of one. */
export function isServerAnswer(error: unknown): boolean {
  return isTRPCClientError<AppRouter>(error) && error.data != null;
}

export const client = createTRPCClient<AppRouter>({
  links: [
    splitLink({
      condition: (operation) => operation.type === 'subscription',
      true: httpSubscriptionLink({ url: URL_OF_TRPC }),
      false: httpBatchLink({ url: URL_OF_TRPC, fetch: askServer }),
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
