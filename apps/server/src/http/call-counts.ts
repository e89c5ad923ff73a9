import type { FastifyRateLimitStore } from '@fastify/rate-limit';

interface Count {
  calls: number;
  /** By the clock that nobody can set. */
  readonly startedAtMs: number;
}

type Tell = Parameters<FastifyRateLimitStore['incr']>[1];

// A flood from many networks pushes the oldest counts out.
const MOST_CALLERS = 20_000;

/**
 * Counts the calls of each caller in a window of time. The library's own store goes by the time of day: when that is set back by an hour, a
 * caller who has no calls left would wait for an hour.
 */
export class CallCounts implements FastifyRateLimitStore {
  readonly #counts = new Map<string, Count>();

  incr(caller: string, tell: Tell, windowMs: number): void {
    const nowMs = performance.now();
    let count = this.#counts.get(caller);
    if (count === undefined || count.startedAtMs + windowMs <= nowMs) {
      count = { calls: 0, startedAtMs: nowMs };
      // Behind all others: the first is the oldest.
      this.#counts.delete(caller);
      this.#counts.set(caller, count);
      if (this.#counts.size > MOST_CALLERS) this.#counts.delete(this.#counts.keys().next().value!);
    }
    count.calls += 1;
    tell(null, { current: count.calls, ttl: count.startedAtMs + windowMs - nowMs });
  }

  /** Gives the counts of another limit. */
  child(): CallCounts {
    return new CallCounts();
  }
}
