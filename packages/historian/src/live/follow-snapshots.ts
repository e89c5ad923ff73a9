import { setTimeout as delay } from 'node:timers/promises';
import { readSnapshot, type Snapshot, type SnapshotTable } from './snapshot-table.ts';

/** Shortest time between two deliveries: 10 a second. */
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
  while (!signal.aborted) {
    const { table, tags } = current();
    const changed: Snapshot[] = [];
    for (const tag of tags) {
      if (table.version[tag] === (seen.get(tag) ?? 0)) continue;
      const snapshot = readSnapshot(table, tag);
      if (snapshot === undefined) continue;
      seen.set(tag, snapshot.version);
      changed.push(snapshot);
    }
    if (changed.length > 0) yield changed;
    await delay(LIVE_INTERVAL_MS, undefined, { signal }).catch((error: unknown) => {
      if (!signal.aborted) throw error;
    });
  }
}
