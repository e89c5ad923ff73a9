import {
  countedAt,
  NO_ATTEMPTS,
  waitOf,
  withWrong,
  type AttemptCount,
  type AttemptLimits,
} from './attempt-count.ts';

/** Options of `createAttemptCounter`. */
export interface AttemptCounterOptions extends AttemptLimits {
  /** Keys that are kept, of those that are held and of the others apart. */
  readonly capacity: number;
}

/** Something that is tried, and when. */
export interface CountedAttempt {
  readonly key: string;
  readonly nowMs: number;
  /** Limit that stands in for the counter's own. */
  readonly limit?: number;
}

/** Counts wrong attempts by key, and holds a key that has too many. */
export interface AttemptCounter {
  /** Finds how long the key has to wait, in milliseconds; 0 where an attempt may begin. */
  waitMs(attempt: CountedAttempt): number;
  /** An attempt begins: until it ends, it counts as a wrong one. */
  begin(attempt: CountedAttempt): void;
  /** An attempt that had begun was wrong. */
  fail(attempt: CountedAttempt): void;
  /** An attempt that had begun ended otherwise. */
  drop(attempt: CountedAttempt): void;
  /** An attempt that had begun ended well: what was wrong before is forgotten. */
  forgive(attempt: CountedAttempt): void;
  /** Keys that are remembered. */
  readonly size: number;
}

/**
 * Makes a counter of bounded memory.
 *
 * The keys that were used least recently are forgotten first, and held keys are kept apart from others: the flood of new keys by
 * which somebody would wash his own away forgets keys that are not held. To wash away a hold takes as many newer holds as the
 * capacity, each for wrong attempts of its own.
 */
export function createAttemptCounter(options: AttemptCounterOptions): AttemptCounter {
  const free = new Map<string, AttemptCount>();
  const held = new Map<string, AttemptCount>();

  const limitsOf = ({ limit = options.limit }: CountedAttempt) => ({ ...options, limit });
  const countOf = ({ key, nowMs }: CountedAttempt) =>
    countedAt(held.get(key) ?? free.get(key) ?? NO_ATTEMPTS, nowMs, options);

  function keep(key: string, count: AttemptCount): void {
    free.delete(key);
    held.delete(key);
    if (count.wrongMs.length + count.begunMs.length + count.holdMs === 0) return;
    const keys = count.holdMs > 0 ? held : free;
    keys.set(key, count);
    if (keys.size > options.capacity) keys.delete(keys.keys().next().value!);
  }

  return {
    waitMs: (attempt) => waitOf(countOf(attempt), attempt.nowMs, limitsOf(attempt)),
    begin(attempt) {
      const count = countOf(attempt);
      keep(attempt.key, { ...count, begunMs: [...count.begunMs, attempt.nowMs] });
    },
    fail(attempt) {
      const count = ended(countOf(attempt));
      keep(attempt.key, withWrong(count, attempt.nowMs, limitsOf(attempt)));
    },
    drop: (attempt) => keep(attempt.key, ended(countOf(attempt))),
    forgive(attempt) {
      const { begunMs } = ended(countOf(attempt));
      keep(attempt.key, { ...NO_ATTEMPTS, begunMs });
    },
    get size() {
      return free.size + held.size;
    },
  };
}

function ended(count: AttemptCount): AttemptCount {
  return { ...count, begunMs: count.begunMs.slice(1) };
}
