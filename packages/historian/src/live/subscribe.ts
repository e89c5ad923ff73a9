import { setTimeout as delay } from 'node:timers/promises';
import { readSnapshot, type Snapshot, type SnapshotTable } from './snapshot-table.ts';

/** Shortest time between two deliveries: 10 a second. */
export const LIVE_INTERVAL_MS = 100;

/**
 * Follows tags as they change: the whole selection at first, then only what is new.
 *
 * Nothing is buffered: a slow reader skips samples and finds the newest.
 *
 * @param tags - positions in the historian's list
 */
export async function* followSnapshots(
  table: SnapshotTable,
  tags: readonly number[],
  signal: AbortSignal,
): AsyncGenerator<readonly Snapshot[], void, void> {
  const seen = new Int32Array(tags.length);
  while (!signal.aborted) {
    const changed: Snapshot[] = [];
    for (const [index, tag] of tags.entries()) {
      if (table.version[tag] === seen[index]) continue;
      const snapshot = readSnapshot(table, tag);
      if (snapshot === undefined) continue;
      seen[index] = snapshot.version;
      changed.push(snapshot);
    }
    if (changed.length > 0) yield changed;
    await delay(LIVE_INTERVAL_MS, undefined, { signal }).catch((error: unknown) => {
      if (!signal.aborted) throw error;
    });
  }
}
