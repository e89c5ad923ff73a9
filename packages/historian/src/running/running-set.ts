import type { TagList } from '../tags/tag-list.ts';
import type { SharedMemory } from '../worker/shared-memory.ts';
import type { WorkerPool } from '../worker/worker-pool.ts';

/** Tags, memory and threads at work. A change of the sources replaces them as a whole. */
export interface RunningSet {
  readonly list: TagList;
  /** The database's id of each tag, by its position. */
  readonly tagIds: Int32Array;
  readonly memory: SharedMemory;
  readonly pool: WorkerPool;
}

/** Holds the running set of a historian. */
export interface RunningSetHolder {
  readonly current: RunningSet;
  replace(next: RunningSet): void;
}

/** Makes a holder. */
export function holdRunningSet(first: RunningSet): RunningSetHolder {
  let current = first;
  return {
    get current() {
      return current;
    },
    replace: (next) => void (current = next),
  };
}
