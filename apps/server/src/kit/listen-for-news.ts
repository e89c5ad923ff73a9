import { keepListening } from './keep-listening.ts';

/** Word that something was told in the database. */
export interface News {
  /** Resolves at the next word, at once where one came since the last call or may have been missed, and after a time without. */
  next(timeoutMs: number): Promise<void>;
  /** Lets whoever waits go on, as a word does. */
  wake(): void;
  /** For how long nothing could be heard, in milliseconds. */
  deafForMs(): number;
  /** Resolves when the listening has ended. */
  readonly ended: Promise<void>;
}

/** Options of `listenForNews`. */
export interface NewsOptions {
  readonly database: string;
  /** Shows in `pg_stat_activity` as `varve <purpose>`. */
  readonly purpose: string;
  /** Statements that begin the listening, on each new connection: `LISTEN …`. */
  readonly sql: string;
}

/** Listens on a connection of its own until the signal comes; whoever waits for a word also looks by the clock. */
export function listenForNews(options: NewsOptions, signal: AbortSignal): News {
  let hasWord = false;
  let wake = (): void => undefined;
  let deafSinceMs: number | undefined = performance.now();
  const onWord = (): void => {
    hasWord = true;
    wake();
  };
  const onHearing = (): void => {
    deafSinceMs = undefined;
    // A word that came before this connection listened was heard by nobody.
    onWord();
  };
  const onDeaf = (): void => {
    deafSinceMs ??= performance.now();
  };
  const listening = keepListening({ ...options, onWord, onHearing, onDeaf }, signal);
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
    wake: onWord,
    deafForMs: () => (deafSinceMs === undefined ? 0 : performance.now() - deafSinceMs),
    ended: listening.finally(() => wake()),
  };
}
