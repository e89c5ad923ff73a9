import type { LatestSample } from '@varve/contract';
import { setTimeout as delay } from 'node:timers/promises';

/** The newest sample of each tag, and word of those that change. */
export interface NewestSamples {
  of(tagId: number): LatestSample | undefined;
  /** Takes samples in, and wakes whoever follows. */
  show(samples: readonly LatestSample[]): void;
  /**
   * Yields the selection at first, then what changed, the newest of each tag. Nothing is kept for a slow reader.
   *
   * @param tagIds - asked at each turn
   */
  follow(
    tagIds: () => readonly number[],
    signal: AbortSignal,
  ): AsyncGenerator<readonly LatestSample[], void, void>;
}

/** Shortest time between two deliveries to a follower: 10 a second. */
const LIVE_INTERVAL_MS = 100;

/** Makes an empty store. */
export function createNewestSamples(): NewestSamples {
  const newest = new Map<number, { readonly sample: LatestSample; readonly turn: number }>();
  let turn = 0;
  let turned = Promise.withResolvers<void>();
  return {
    of: (tagId) => newest.get(tagId)?.sample,
    show(samples) {
      if (samples.length === 0) return;
      turn += 1;
      for (const sample of samples) newest.set(sample.tagId, { sample, turn });
      turned.resolve();
      turned = Promise.withResolvers();
    },
    async *follow(tagIds, signal) {
      const aborted = Promise.withResolvers<void>();
      signal.addEventListener('abort', () => aborted.resolve(), { once: true });
      let seen = 0;
      while (!signal.aborted) {
        const next = turned.promise;
        const changed = tagIds().flatMap((tagId) => {
          const found = newest.get(tagId);
          return found === undefined || found.turn <= seen ? [] : [found.sample];
        });
        seen = turn;
        if (changed.length > 0) yield changed;
        await delay(LIVE_INTERVAL_MS, undefined, { signal }).catch(() => undefined);
        await Promise.race([next, aborted.promise]);
      }
    },
  };
}
