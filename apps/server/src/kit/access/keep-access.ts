import type { CachedAccess } from './access-cache.ts';
import type { AccessFeed } from './access-feed.ts';

/** A credential that was found. */
interface FoundAccess<Value> {
  readonly value: Value;
  /** Aborts when something of the credential changes. */
  readonly signal: AbortSignal;
}

const MAX_READS = 3;

/** How credentials are found. */
interface AccessSource<Value, Named> {
  /** The id by which it is kept, unlike that of any other. */
  readonly idOf: (named: Named) => string;
  /** Reads it; undefined where there is none. */
  readonly read: (named: Named) => Promise<CachedAccess<Value> | undefined>;
}

/**
 * Makes a search for credentials that are read once and kept in memory: the database tells of each change. While it does not, each one is
 * read anew.
 */
export function keepAccess<Value, Named>(
  feed: AccessFeed,
  { idOf, read }: AccessSource<Value, Named>,
): (named: Named) => Promise<FoundAccess<Value> | undefined> {
  const cache = feed.cache<Value>();
  const reading = new Map<string, Promise<FoundAccess<Value> | undefined>>();
  const readNew = async (id: string, named: Named): Promise<FoundAccess<Value> | undefined> => {
    for (let attempt = 1; ; attempt++) {
      const { newsCount } = cache;
      const cached = await read(named);
      if (cached === undefined) return undefined;
      if (cache.isOld(id, cached, newsCount) && attempt < MAX_READS) continue;
      // Kept while nothing is heard, too: what hangs on its signal ends with the next hearing.
      return { value: cached.value, signal: cache.put(id, cached, newsCount) };
    }
  };
  // Who comes while it is read waits for that: news that he could know of make it read again.
  const readOnce = (id: string, named: Named): Promise<FoundAccess<Value> | undefined> => {
    const running = reading.get(id) ?? readNew(id, named).finally(() => reading.delete(id));
    reading.set(id, running);
    return running;
  };
  return async (named) => {
    const id = idOf(named);
    if (!feed.isHearing) return readNew(id, named);
    return cache.get(id) ?? readOnce(id, named);
  };
}
