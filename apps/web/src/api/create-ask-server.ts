import type { httpBatchLink } from '@trpc/client';
import type { Connection } from './connection/connection.ts';
import type { ServerClock } from './server-clock.ts';

const ANSWER_TIMEOUT_MS = 30_000;

// What a proxy answers when there is nobody behind it.
const NOBODY_THERE = new Set([502, 503, 504]);

type Fetch = NonNullable<Parameters<typeof httpBatchLink>[0]['fetch']>;

/** Makes a `fetch` that learns from each answer what time it is at the server, and that the server is there at all. */
export function createAskServer(clock: ServerClock, connection: Connection): Fetch {
  return async (url, options) => {
    const sentMs = Date.now();
    const timeout = AbortSignal.timeout(ANSWER_TIMEOUT_MS);
    const asker = options?.signal ?? null;
    const signal = asker === null ? timeout : AbortSignal.any([asker, timeout]);
    try {
      const response = await fetch(url, { ...(options as RequestInit), signal });
      const dateHeader = response.headers.get('date');
      clock.note({ dateHeader, sentMs, arrivedMs: Date.now() });
      if (NOBODY_THERE.has(response.status)) connection.failed('question');
      else connection.answered('question');
      return response;
    } catch (error) {
      // Whoever asked may have lost interest: that says nothing about the connection.
      if (asker?.aborted !== true) connection.failed('question');
      throw error;
    }
  };
}
