/** News on the channel `varve_access`: something of a tenant has changed: of all its users where none of the others is there, else of exactly one. */
export interface AccessNews {
  readonly tenant: string;
  readonly user?: string;
  readonly role?: string;
  readonly session?: string;
  /** The part of an API key that names it. */
  readonly key?: string;
}

/** A credential that was looked up, and what would change it. */
export interface CachedAccess<Value> {
  readonly tenantId: string;
  readonly userId: string;
  readonly roleIds: readonly string[];
  /** It ends then, though nothing of it changes: a stream that hangs on it asks nothing that would show it. */
  readonly expiresAtMs: number;
  readonly value: Value;
}

interface Entry<Value> extends CachedAccess<Value> {
  readonly ending: AbortController;
  readonly timer: NodeJS.Timeout;
}

/** Credentials that were looked up, by their id, until something of them changes. */
export interface AccessCache<Value> {
  get(id: string): { readonly value: Value; readonly signal: AbortSignal } | undefined;
  /** Number that grows with each piece of news. */
  readonly newsCount: number;
  /** Whether news that came after `newsCount` was taken may be about what was read since. */
  isOld(id: string, cached: CachedAccess<Value>, newsCount: number): boolean;
  /** Keeps what was read since `newsCount` was taken; what is old by now is given back ended. */
  put(id: string, cached: CachedAccess<Value>, newsCount: number): AbortSignal;
  /** Forgets what the news are about, and aborts the signals of what is forgotten. */
  take(news: AccessNews): void;
  /** Forgets everything: nothing was heard for a while. */
  clear(): void;
}

const MAX_ENTRIES = 10_000;
/** Far more than come while a credential is read. */
const MAX_RECENT = 200;
const LONGEST_TIMER_MS = 2_147_483_647;

export function createAccessCache<Value>(): AccessCache<Value> {
  const entries = new Map<string, Entry<Value>>();
  let newsCount = 0;
  // The newest news, and the count after which all of it is here.
  const recent: { readonly count: number; readonly news: AccessNews }[] = [];
  let knownSince = 0;
  const isOld = (id: string, cached: CachedAccess<Value>, countThen: number): boolean =>
    countThen < knownSince ||
    recent.some(({ count, news }) => count > countThen && isAbout(news, id, cached));
  const drop = (id: string, { ending, timer }: Entry<Value>): void => {
    clearTimeout(timer);
    if (entries.get(id)?.ending === ending) entries.delete(id);
    ending.abort();
  };
  return {
    get newsCount() {
      return newsCount;
    },
    get(id) {
      const entry = entries.get(id);
      if (entry === undefined) return undefined;
      // The one that was used least lately is the first of the map.
      entries.delete(id);
      entries.set(id, entry);
      return { value: entry.value, signal: entry.ending.signal };
    },
    isOld,
    put(id, cached, countThen) {
      if (isOld(id, cached, countThen)) return AbortSignal.abort();
      const before = entries.get(id);
      // Two requests looked it up at once: streams hang on the signal of the first.
      if (before !== undefined) return before.ending.signal;
      const leftMs = Math.max(0, cached.expiresAtMs - Date.now());
      const timer = setTimeout(() => drop(id, entry), Math.min(leftMs, LONGEST_TIMER_MS));
      timer.unref();
      const entry: Entry<Value> = { ...cached, ending: new AbortController(), timer };
      entries.set(id, entry);
      const [oldest] = entries.size > MAX_ENTRIES ? entries : [];
      if (oldest !== undefined) drop(...oldest);
      return entry.ending.signal;
    },
    take(news) {
      newsCount++;
      recent.push({ count: newsCount, news });
      if (recent.length > MAX_RECENT) knownSince = recent.shift()!.count;
      for (const [id, entry] of entries) if (isAbout(news, id, entry)) drop(id, entry);
    },
    clear() {
      newsCount++;
      knownSince = newsCount;
      recent.length = 0;
      for (const [id, entry] of entries) drop(id, entry);
    },
  };
}

function isAbout(news: AccessNews, id: string, entry: CachedAccess<unknown>): boolean {
  if (news.tenant !== entry.tenantId) return false;
  if (news.user !== undefined) return news.user === entry.userId;
  if (news.role !== undefined) return entry.roleIds.includes(news.role);
  const credential = news.session ?? news.key;
  return credential === undefined || credential === id;
}
