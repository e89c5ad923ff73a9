import type { LatestView } from '../../api/contract.ts';

/** The sample of every tag that was received last. */
export interface LatestStore {
  readonly latest: (tagId: number) => LatestView | undefined;
  /** How many tags have a sample. */
  readonly tagCount: () => number;
  readonly subscribe: (listener: () => void) => () => void;
  /**
   * Takes a batch in. What is received last is the newest, whatever its time: the server has decided so, and the mark of an outage may be
   * later than the sample that ends it.
   */
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
      for (const sample of samples) samplesByTag.set(sample.tagId, sample);
      for (const listener of listeners) listener();
    },
  };
}
