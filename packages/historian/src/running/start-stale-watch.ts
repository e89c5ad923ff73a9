import {
  OUR_TIME_BIT,
  packSampleFrame,
  packTextFrame,
  StatusCode,
  type Frame,
} from '@varve/protocols';
import type { Clock } from './clock.ts';
import type { RunningSetHolder } from './running-set.ts';
import { DIRECT_PLAN, DIRECT_TEXT_PLAN, TagKind } from '../tags/tag-list.ts';
import type { Pipeline } from '../pipeline/pipeline.ts';
import { readSnapshot } from '../live/snapshot-table.ts';

/** Options of `startStaleWatch`. */
export interface StaleWatchParts {
  readonly running: RunningSetHolder;
  readonly clock: Clock;
  readonly pipeline: Pick<Pipeline, 'push'>;
}

const LOOK_MS = 250;
const STATUS = StatusCode.badNoCommunication | OUR_TIME_BIT;

/**
 * Marks values that nothing has followed for longer than their tag allows: silence is not Good. The mark stands where that time was over.
 *
 * @returns ends the watch
 */
export function startStaleWatch({ running, clock, pipeline }: StaleWatchParts): () => void {
  // Time of the silence that a tag was last marked for: it is not marked again before a thread has seen it.
  const markedFor = new Map<number, number>();
  // When a tag was met first: one that never has a sample is silent from there on.
  const metAt = new Map<number, number>();
  const look = (): void => {
    const { list, memory } = running.current;
    const { nowUs, elapsedUs } = clock.instant();
    for (const tag of list.inUse) {
      const staleAfterUs = memory.rules.staleAfterUs[tag]!;
      if (staleAfterUs === Number.POSITIVE_INFINITY) continue;
      if (!metAt.has(tag)) metAt.set(tag, elapsedUs);
      const heardAt = Math.max(memory.filters.state.heardAt[tag]!, metAt.get(tag)!);
      const silentUs = elapsedUs - heardAt;
      if (silentUs <= staleAfterUs || markedFor.get(tag) === heardAt) continue;
      const shown = readSnapshot(memory.snapshots, tag);
      if (shown !== undefined && shown.status < 0) continue;
      const timeUs = nowUs - silentUs + staleAfterUs;
      const isText = list.kinds[tag] === TagKind.text;
      if (pipeline.push(list.sourceOfTag[tag]!, markFrame(tag, isText, timeUs))) {
        markedFor.set(tag, heardAt);
      }
    }
  };
  const timer = setInterval(look, LOOK_MS);
  timer.unref();
  return () => clearInterval(timer);
}

function markFrame(tag: number, isText: boolean, timeUs: number): Frame {
  const frame = { receivedUs: timeUs, status: StatusCode.good };
  const sample = { tag, timeUs, status: STATUS };
  return isText
    ? { ...frame, plan: DIRECT_TEXT_PLAN, payload: packTextFrame([{ ...sample, value: null }]) }
    : { ...frame, plan: DIRECT_PLAN, payload: packSampleFrame([{ ...sample, value: Number.NaN }]) };
}
