import type { TextSample } from '@varve/protocols';
import { writeSnapshot, type SnapshotTable } from './snapshot-table.ts';

/** The newest text of each text tag, by its position: what the snapshot table has no room for. */
export type LiveTexts = Map<number, string | null>;

/**
 * Shows texts: subscribers hear of them by the snapshot table, which the main thread alone writes for text tags, and so never
 * before the text itself is there.
 */
export function showTexts(
  texts: LiveTexts,
  snapshots: SnapshotTable,
  newest: readonly TextSample[],
): void {
  for (const { tag, timeUs, value, status } of newest) {
    texts.set(tag, value);
    writeSnapshot(snapshots, tag, { time: timeUs, value: Number.NaN, status });
  }
}
