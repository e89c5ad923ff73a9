import { COLLECTOR_CHANNEL, SILENT_MS } from './collector-channel.ts';
import type { Collector } from './collector.ts';
import { listenForNews } from './listen-for-news.ts';
import { readCollectors } from './read-collectors.ts';
import { createRemoteValues } from './remote-values.ts';
import type { TenantDatabase } from './tenant-database.ts';

/** Options of `followCollectors`. */
export interface FollowOptions {
  readonly database: string;
  /** Reads as the tenant's users may. */
  readonly tenant: TenantDatabase;
  /** Called once for each time that the database is lost. */
  readonly onFailed: (reason: string) => void;
}

// A word that was lost is made up for.
const LOOK_MS = 1_000;

// Collectors tell values to those who hold the lock.
const LISTEN_SQL = `LISTEN ${COLLECTOR_CHANNEL}; SELECT pg_advisory_lock_shared(internal.lock_key('collectors'))`;

/**
 * Follows every collector of a tenant, wherever it runs, through the database.
 *
 * @throws DatabaseError when the database does not answer at the start
 */
export async function followCollectors({
  database,
  tenant,
  onFailed,
}: FollowOptions): Promise<Collector & AsyncDisposable> {
  const values = createRemoteValues();
  const look = async (): Promise<void> => {
    const reading = values.beginReading();
    values.take(await readCollectors(tenant, reading), reading);
  };
  await look();
  const stopping = new AbortController();
  const { signal } = stopping;
  const news = listenForNews({ database, purpose: 'follow', sql: LISTEN_SQL }, signal);
  let isFailing = false;
  const follow = async (): Promise<void> => {
    for (;;) {
      await news.next(LOOK_MS);
      if (signal.aborted) return;
      try {
        if (news.deafForMs() > SILENT_MS)
          throw new Error('no connection that listens: collectors tell no values');
        await look();
        isFailing = false;
      } catch (error) {
        if (!isFailing && !signal.aborted) onFailed((error as Error).message);
        isFailing = true;
      }
    }
  };
  // Beside the reading, which may hang for as long as a connection takes to be given up.
  const expiring = setInterval(() => values.expire(), LOOK_MS);
  const following = follow();
  return {
    ...values,
    async [Symbol.asyncDispose]() {
      stopping.abort();
      clearInterval(expiring);
      await Promise.all([following, news.ended]);
    },
  };
}
