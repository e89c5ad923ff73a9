import { setTimeout as delay } from 'node:timers/promises';
import { connect } from '@varve/db';
import type { Client } from 'pg';
import { COLLECTOR_CHANNEL } from './collector-channel.ts';

/** Word of collectors that have told something. */
export interface CollectorNews {
  /** Resolves at the next word, at once where one came since the last call, and after a time without. */
  next(timeoutMs: number): Promise<void>;
  /** For how long nothing could be heard, in milliseconds: collectors tell no values to whom they do not see. */
  deafForMs(): number;
  /** Resolves when the listening has ended. */
  readonly ended: Promise<void>;
}

const RETRY_MS = 500;
const SILENCE_MS = 10_000;
const SIGN_MS = 3_000;

/** Listens on a connection of its own until the signal comes; a connection that breaks is opened again. */
export function listenForCollectors(database: string, signal: AbortSignal): CollectorNews {
  let hasWord = false;
  let wake = (): void => undefined;
  let deafSinceMs: number | undefined = performance.now();
  const listen = async (client: Client): Promise<void> => {
    const ended = new Promise<void>((resolve) => client.once('end', resolve));
    client.on('notification', () => {
      hasWord = true;
      wake();
    });
    await client.query(
      `LISTEN ${COLLECTOR_CHANNEL}; SELECT pg_advisory_lock_shared(internal.lock_key('collectors'))`,
    );
    deafSinceMs = undefined;
    // A connection that is cut where nothing is heard needs a sign where nothing is told.
    const signs = setInterval(() => void client.query('SELECT 1').catch(() => undefined), SIGN_MS);
    await ended.finally(() => clearInterval(signs));
  };
  const keepListening = async (): Promise<void> => {
    while (!signal.aborted) {
      // Whoever waits for a word also looks by the clock, and says what is wrong with the database.
      const client = await connect(database, 'follow', { silenceMs: SILENCE_MS }).catch(
        () => undefined,
      );
      if (client !== undefined) {
        const stop = (): void => void client.end();
        signal.addEventListener('abort', stop, { once: true });
        if (signal.aborted) stop();
        await listen(client).catch(() => undefined);
        signal.removeEventListener('abort', stop);
        await client.end();
      }
      deafSinceMs ??= performance.now();
      await delay(RETRY_MS, undefined, { signal }).catch(() => undefined);
    }
    wake();
  };
  return {
    async next(timeoutMs) {
      if (!hasWord && !signal.aborted) {
        const { promise, resolve } = Promise.withResolvers<void>();
        wake = resolve;
        const timer = setTimeout(resolve, timeoutMs);
        await promise;
        clearTimeout(timer);
      }
      hasWord = false;
    },
    deafForMs: () => (deafSinceMs === undefined ? 0 : performance.now() - deafSinceMs),
    ended: keepListening(),
  };
}
