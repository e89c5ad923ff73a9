import type { Clock } from '../clock.ts';
import type { Configuration } from '../configuration.ts';
import type { TagList } from '../tag-list.ts';
import { readSnapshot } from './snapshot-table.ts';

const LOOK_MS = 1_000;
/** Two clocks that differ by less agree. */
const AGREEMENT_US = 60_000_000;

/**
 * Looks whether devices that have a clock of their own agree with ours while that is behind what is stored: then it is right, and what is
 * stored ahead of it is not.
 *
 * @returns ends the looking
 */
export function trustClockByDevices(clock: Clock, current: () => Configuration): () => void {
  const timer = setInterval(() => {
    if (!clock.stats().isBehind) return;
    const { list, memory } = current();
    const { nowUs } = clock.instant();
    const isAgreed = stampedByDevices(list).some((tag) => {
      const shown = readSnapshot(memory.snapshots, tag);
      const isHeard = memory.filters.state.heardAt[tag]! > 0;
      return isHeard && shown?.status === 0 && Math.abs(shown.time - nowUs) < AGREEMENT_US;
    });
    if (isAgreed) clock.trust();
  }, LOOK_MS);
  timer.unref();
  return () => clearInterval(timer);
}

/** Positions of the tags whose samples carry a time of a device's. */
function stampedByDevices({ sources, tags, inUse, sourceOfTag }: TagList): number[] {
  return [...inUse].filter((position) => {
    const { definition } = sources[sourceOfTag[position]!]!;
    if (definition.protocol === 'opcua') return true;
    if (definition.protocol !== 'mqtt') return false;
    const topic = definition.topics.find((given) =>
      given.tags.some(({ name }) => name === tags[position]!.name),
    );
    return topic?.timestampPath !== undefined;
  });
}
