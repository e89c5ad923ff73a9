import { appendSample, reserveSamples, type SampleBatch } from '@varve/protocols';
import type { FilterConfig } from './filter-config.ts';
import { hangDoor, Phase, type FilterState } from './filter-state.ts';

/** Filters of all tags and what they remember, by the tag's position. */
export interface Filters {
  readonly config: FilterConfig;
  readonly state: FilterState;
}

/** Filters at work on one tag. One object serves tag after tag: none is made for a run of samples. */
export interface TagFilter extends Filters {
  /** Position of the tag. */
  tag: number;
  /** Takes the samples to store, in the order in which they become certain. */
  readonly output: SampleBatch;
}

/** Whether the filters may hold back samples of a tag. */
export function hasTests({ compDev, excDev }: FilterConfig, tag: number): boolean {
  return compDev[tag]! >= 0 || excDev[tag]! >= 0;
}

/** Stores the samples that the tests hold back: before a break, and when the historian stops. */
export function flushTag({ state, tag, output }: TagFilter): void {
  reserveSamples(output, 2);
  if (state.phase[tag] === Phase.empty) return;
  if (state.phase[tag] === Phase.held) {
    const time = state.heldTime[tag]!;
    appendSample(output, tag, time, state.heldValue[tag]!, state.heldStatus[tag]!);
    hangDoor(state, tag, time, state.heldValue[tag]!);
  }
  const seenTime = state.seenTime[tag]!;
  if (seenTime > state.passedTime[tag]!) {
    appendSample(output, tag, seenTime, state.seenValue[tag]!, state.seenStatus[tag]!);
    hangDoor(state, tag, seenTime, state.seenValue[tag]!);
    state.passedTime[tag] = seenTime;
    state.passedValue[tag] = state.seenValue[tag]!;
  }
}
