import type { LatestView } from '../contract.ts';

/** The last known sample of every tag that a page listens to. */
export interface LatestStore {
  readonly latest: (tagId: number) => LatestView | undefined;
  /** How many tags have a sample. */
  readonly tagCount: () => number;
  readonly subscribe: (listener: () => void) => () => void;
  /** Takes a batch in. A sample older than the one we have is dropped: reconnecting may replay. */
  readonly accept: (samples: readonly LatestView[]) => void;
}

export function createLatestStore(): LatestStore {
  const samplesByTag = new Map<number, LatestView>();
  const listeners = new Set<() => void>();
  return {
    latest: (tagId) => samplesByTag.get(tagId),
    tagCount: () => samplesByTag.size,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    accept: (samples) => {
      for (const sample of samples) {
        const known = samplesByTag.get(sample.tagId);
        if (known === undefined || sample.timeMs >= known.timeMs) {
          samplesByTag.set(sample.tagId, sample);
        }
      }
      for (const listener of listeners) listener();
    },
  };
}
