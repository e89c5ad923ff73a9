import type { httpBatchLink } from '@trpc/client';
import type { Connection } from './connection/connection.ts';
import { isUnauthenticated } from './is-unauthenticated.ts';
import { refreshSession } from './refresh-session.ts';
import type { ServerClock } from './server-clock.ts';

const ANSWER_TIMEOUT_MS = 30_000;

// What a proxy answers when there is nobody behind it.
const NOBODY_THERE = new Set([502, 503, 504]);

type Options = Parameters<NonNullable<Parameters<typeof httpBatchLink>[0]['fetch']>>[1];
/** @param due - what has to be there in time: the whole answer, or its head alone where a file follows. @default 'whole' */
type Fetch = (
  url: RequestInfo | URL,
  options?: Options,
  due?: 'whole' | 'head',
) => Promise<Response>;

/**
 * Makes a `fetch` that learns from each answer what time it is at the server, and that the server is there at all.
 *
 * Where the access token has become too old, it asks for another one, and then once again.
 */
export function createAskServer(clock: ServerClock, connection: Connection): Fetch {
  return async (url, options, due = 'whole') => {
    const sentMs = Date.now();
    const late = new AbortController();
    const timer = setTimeout(() => late.abort(lateError()), ANSWER_TIMEOUT_MS);
    const asker = options?.signal ?? null;
    const signal = asker === null ? late.signal : AbortSignal.any([asker, late.signal]);
    try {
      const ask = (): Promise<Response> => fetch(url, { ...(options as RequestInit), signal });
      let response = await ask();
      if ((await isUnauthenticated(response)) && (await refreshSession()) === 'refreshed')
        response = await ask();
      if (due === 'head') clearTimeout(timer);
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

function lateError(): DOMException {
  return new DOMException('the server did not answer in time', 'TimeoutError');
}
