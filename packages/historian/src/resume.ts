import { appendSample, createSampleBatch, StatusCode, type SampleBatch } from '@varve/protocols';
import { Phase, type FilterState } from './filter/filter-state.ts';
import type { StoredSample } from './read/newest-samples.ts';
import type { TagList } from './tag-list.ts';

/** The newest stored sample of each tag, by the tag's position. */
export type NewestSamples = ReadonlyMap<number, StoredSample>;

/** Lets the filters go on where an earlier run ended: what it stored last is what the next sample is compared with. */
export function resumeFilters(state: FilterState, newest: NewestSamples): void {
  for (const [tag, { time, value, status }] of newest) {
    const number = value ?? Number.NaN;
    state.phase[tag] = Phase.stored;
    state.seenTime[tag] = time;
    state.seenValue[tag] = number;
    state.seenStatus[tag] = status;
    state.passedTime[tag] = time;
    state.passedValue[tag] = number;
    state.storedTime[tag] = time;
    state.storedValue[tag] = number;
    state.slopeLow[tag] = Number.NEGATIVE_INFINITY;
    state.slopeHigh[tag] = Number.POSITIVE_INFINITY;
  }
}

/**
 * Marks where a run that was killed ended: a stop leaves a Bad sample in every tag of a device, a kill leaves none, and a line would be
 * drawn over the time in which nobody looked.
 *
 * The mark stands just behind the newest sample of the source: until then it was looked at. Tags that a program writes are left alone.
 */
export function interruptionMarks(list: TagList, newest: NewestSamples): SampleBatch {
  const batch = createSampleBatch(newest.size);
  for (const { definition, positions } of list.sources) {
    if (definition.protocol === 'program') continue;
    const last = positions.reduce(
      (latest, tag) => Math.max(latest, newest.get(tag)?.time ?? latest),
      Number.NEGATIVE_INFINITY,
    );
    for (const tag of positions) {
      const status = newest.get(tag)?.status;
      if (status === undefined || status < 0) continue;
      appendSample(batch, tag, last + 1, Number.NaN, StatusCode.badShutdown);
    }
  }
  return batch;
}
