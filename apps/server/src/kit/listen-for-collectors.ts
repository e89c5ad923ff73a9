import { setTimeout as delay } from 'node:timers/promises';
import { connect } from '@varve/db';
import { COLLECTOR_CHANNEL } from './collector-channel.ts';

const RETRY_MS = 2_000;

/** Word of collectors that have told something. */
export interface CollectorNews {
  /** Resolves at the next word. A word that came while nobody waited counts. */
  next(): Promise<void>;
  /** Resolves when the listening has ended. */
  readonly ended: Promise<void>;
}

/** Listens on a connection of its own until the signal comes; a connection that breaks is opened again. */
export function listenForCollectors(database: string, signal: AbortSignal): CollectorNews {
  let word = Promise.withResolvers<void>();
  const listen = async (): Promise<void> => {
    const client = await connect(database, 'follow');
    const ended = new Promise<void>((resolve) => client.once('end', resolve));
    const stop = (): void => void client.end();
    signal.addEventListener('abort', stop, { once: true });
    // Before there was anybody to hear it.
    if (signal.aborted) stop();
    try {
      client.on('notification', () => word.resolve());
      await client.query(
        `LISTEN ${COLLECTOR_CHANNEL}; SELECT pg_advisory_lock_shared(internal.lock_key('collectors'))`,
      );
      await ended;
    } finally {
      signal.removeEventListener('abort', stop);
      await client.end();
    }
  };
  const keepListening = async (): Promise<void> => {
    while (!signal.aborted) {
      // Whoever waits for a word also looks by the clock, and says what is wrong with the database.
      await listen().catch(() => undefined);
      await delay(RETRY_MS, undefined, { signal }).catch(() => undefined);
    }
  };
  return {
    async next() {
      await word.promise;
      word = Promise.withResolvers();
    },
    ended: keepListening(),
  };
}
