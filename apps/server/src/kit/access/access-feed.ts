import { keepListening } from '../keep-listening.ts';
import { createAccessCache, type AccessCache, type AccessNews } from './access-cache.ts';

/** News of who may do what, from the database to every cache of this server. */
export interface AccessFeed extends AsyncDisposable {
  /** False while no news can be heard: what is kept may be old then. */
  readonly isHearing: boolean;
  /** Makes a cache that forgets what the news are about. */
  cache<Value>(): AccessCache<Value>;
  /** Tells the caches what this server has just changed, and need not wait to hear of. */
  take(news: AccessNews): void;
}

/** Listens for `varve_access`, on one connection for all caches. */
export function openAccessFeed(database: string): AccessFeed {
  const caches: Pick<AccessCache<unknown>, 'take' | 'clear'>[] = [];
  const stopping = new AbortController();
  let isHearing = false;
  const clear = (): void => caches.forEach((cache) => cache.clear());
  const take = (news: AccessNews): void => caches.forEach((cache) => cache.take(news));
  const listening = keepListening(
    {
      database,
      purpose: 'access',
      sql: 'LISTEN varve_access',
      onWord: (payload) => take(JSON.parse(payload) as AccessNews),
      onHearing: () => {
        clear();
        isHearing = true;
      },
      onDeaf: () => {
        isHearing = false;
        clear();
      },
    },
    stopping.signal,
  );
  return {
    get isHearing() {
      return isHearing;
    },
    cache<Value>() {
      const cache = createAccessCache<Value>();
      caches.push(cache);
      return cache;
    },
    take,
    async [Symbol.asyncDispose]() {
      stopping.abort();
      await listening;
      clear();
    },
  };
}
