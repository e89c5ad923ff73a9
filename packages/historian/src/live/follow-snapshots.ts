import { readSnapshot, type Snapshot, type SnapshotTable } from './snapshot-table.ts';

/** Time between two deliveries, unless their reader is slower: 10 a second. */
export const LIVE_INTERVAL_MS = 100;

/** A table, and the positions in it that somebody follows. */
export interface FollowedSnapshots {
  readonly table: SnapshotTable;
  readonly tags: readonly number[];
}

/**
 * Follows tags as they change: the whole selection at first, then only what is new.
 *
 * Nothing is buffered: a slow reader skips samples and finds the newest.
 *
 * @param current - what to look at, asked each time: another table must go on with the versions of the one before
 */
export async function* followSnapshots(
  current: () => FollowedSnapshots,
  signal: AbortSignal,
): AsyncGenerator<readonly Snapshot[], void, void> {
  const seen = new Map<number, number>();
  let [wake, timer] = [() => {}, undefined as NodeJS.Timeout | undefined];
  const end = (): void => wake();
  signal.addEventListener('abort', end, { once: true });
  let dueMs = performance.now();
  try {
    while (!signal.aborted) {
      const changed = changedSince(seen, current());
      if (changed.length > 0) yield changed;
      // By when the look before was due, and not by when it was over: those of many followers take their time.
      dueMs = Math.max(dueMs + LIVE_INTERVAL_MS, performance.now());
      if (signal.aborted) return;
      await new Promise<void>((resolve) => {
        wake = resolve;
        timer = setTimeout(resolve, Math.max(0, dueMs - performance.now()));
      });
    }
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', end);
  }
}

/** Reads the rows that are newer than what was seen, and notes their versions. */
function changedSince(seen: Map<number, number>, { table, tags }: FollowedSnapshots): Snapshot[] {
  const changed: Snapshot[] = [];
  for (const tag of tags) {
    if (table.version[tag] === (seen.get(tag) ?? 0)) continue;
    const snapshot = readSnapshot(table, tag);
    if (snapshot === undefined) continue;
    seen.set(tag, snapshot.version);
    changed.push(snapshot);
  }
  return changed;
}
