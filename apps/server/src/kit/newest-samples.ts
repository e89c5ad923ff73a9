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
  const waiting = new Set<() => void>();
  /** Resolves at the next turn, or at the signal; leaves nothing behind. */
  const nextTurn = async (signal: AbortSignal): Promise<void> => {
    if (signal.aborted) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    const wake = (): void => resolve();
    waiting.add(wake);
    signal.addEventListener('abort', wake, { once: true });
    await promise;
    waiting.delete(wake);
    signal.removeEventListener('abort', wake);
  };
  return {
    of: (tagId) => newest.get(tagId)?.sample,
    show(samples) {
      if (samples.length === 0) return;
      turn += 1;
      for (const sample of samples) newest.set(sample.tagId, { sample, turn });
      for (const wake of waiting) wake();
    },
    async *follow(tagIds, signal) {
      const seen = new Map<number, number>();
      while (!signal.aborted) {
        const turnBefore = turn;
        const changed: LatestSample[] = [];
        for (const tagId of tagIds()) {
          const found = newest.get(tagId);
          if (found === undefined || found.turn === seen.get(tagId)) continue;
          seen.set(tagId, found.turn);
          changed.push(found.sample);
        }
        if (changed.length > 0) yield changed;
        await delay(LIVE_INTERVAL_MS, undefined, { signal }).catch(() => undefined);
        if (turn === turnBefore) await nextTurn(signal);
      }
    },
  };
}
