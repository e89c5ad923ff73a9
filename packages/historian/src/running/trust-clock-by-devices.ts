import type { Clock } from './clock.ts';
import type { RunningSetHolder } from './running-set.ts';
import type { TagList } from '../tags/tag-list.ts';
import { readSnapshot } from '../live/snapshot-table.ts';

const LOOK_MS = 1_000;
/** Two clocks that differ by less agree. */
const AGREEMENT_US = 60_000_000;

/**
 * Looks whether devices that have a clock of their own agree with ours while that is behind what is stored: then it is right, and what is
 * stored ahead of it is not.
 *
 * @returns ends the looking
 */
export function trustClockByDevices(clock: Clock, running: RunningSetHolder): () => void {
  const timer = setInterval(() => {
    if (!clock.stats().isBehind) return;
    const { list, memory } = running.current;
    const { nowUs } = clock.instant();
    const isAgreed = list.inUse.some((tag) => {
      if (memory.rules.isOwnTime[tag] === 0 || isWritten(list, tag)) return false;
      const shown = readSnapshot(memory.snapshots, tag);
      const isHeard = memory.filters.state.heardAt[tag]! > 0;
      return isHeard && shown?.status === 0 && Math.abs(shown.time - nowUs) < AGREEMENT_US;
    });
    if (isAgreed) clock.trust();
  }, LOOK_MS);
  timer.unref();
  return () => clearInterval(timer);
}

/** Whether a program writes the tag, by a clock that may be ours. */
function isWritten({ sources, sourceOfTag }: TagList, tag: number): boolean {
  return sources[sourceOfTag[tag]!]!.definition.protocol === 'program';
}
