import {
  appendSample,
  createSampleBatch,
  StatusCode,
  type SampleBatch,
  type SourceDefinition,
} from '@varve/protocols';
import type { HeldBack } from './filter/held-back.ts';
import { Phase, type FilterState } from './filter/filter-state.ts';
import type { StoredSample } from './read/newest-samples.ts';
import type { TagList } from './tag-list.ts';

/** The newest stored sample of each tag, by the tag's position. */
export type NewestSamples = ReadonlyMap<number, StoredSample>;

/** What is known of the tags from an earlier run. */
export interface EarlierRun {
  /** The newest of each tag, marks included. */
  readonly newest: NewestSamples;
  /** Where that is a mark, the newest sample with a value before it. */
  readonly values: NewestSamples;
}

/** Lets the filters go on where an earlier run ended: what it stored last is what the next sample is compared with. */
export function resumeFilters(
  state: FilterState,
  { newest, values }: EarlierRun,
  mayBeOurs: MayBeOurs,
): void {
  for (const [tag, last] of newest) {
    const sample = isMark(last) ? values.get(tag) : last;
    const isValue = sample !== undefined && !isMark(sample);
    const isOurs = isValue && mayBeOurs(tag, sample.status);
    if (isMark(last) || isOurs) {
      state.isApart[tag] = 1;
      state.apartTime[tag] = last.time;
      state.apartStatus[tag] = last.status;
    }
    if (isOurs) state.apartValue[tag] = sample.value ?? Number.NaN;
    else if (isValue) resumeTag(state, tag, sample);
  }
}

/** Whether a stored value may have a time of ours, which is none in the time line of its tag's device. */
export type MayBeOurs = (tag: number, status: number) => boolean;

/**
 * Of OPC UA, a value that does not change was stored at the time of the connection; of MQTT, one whose own time could not be used is
 * Uncertain. A device whose clock is behind would not be seen until its clock is where ours was.
 */
export function oursByProtocol({ sources, sourceOfTag }: TagList): MayBeOurs {
  return (tag, status) => {
    const { protocol } = sources[sourceOfTag[tag]!]!.definition;
    return protocol === 'opcua' || (protocol === 'mqtt' && status >= StatusCode.uncertain);
  };
}

function isMark({ value, status }: StoredSample): boolean {
  return status < 0 && (value === null || Number.isNaN(value));
}

function resumeTag(state: FilterState, tag: number, { time, value, status }: StoredSample): void {
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

/**
 * What the filters of an earlier run held back and that no later sample stands for: it was acknowledged, and goes in now.
 *
 * @param positions - of each tag, by the database's id
 */
export function heldSamples(
  records: readonly HeldBack[],
  positions: ReadonlyMap<number, number>,
  newest: NewestSamples,
): SampleBatch {
  const waiting = records
    .filter(({ isText }) => !isText)
    .flatMap(({ tagId, samples }) => {
      const position = positions.get(tagId);
      if (position === undefined) return [];
      const storedUs = newest.get(position)?.time ?? Number.NEGATIVE_INFINITY;
      return samples
        .filter(({ timeUs }) => timeUs > storedUs)
        .map((sample) => ({ position, ...sample }));
    })
    .toSorted((one, other) => one.position - other.position || one.timeUs - other.timeUs);
  const batch = createSampleBatch(waiting.length);
  for (const [index, { position, timeUs, value, status }] of waiting.entries()) {
    const before = waiting[index - 1];
    const isAgain = before?.position === position && before.timeUs === timeUs;
    if (!isAgain) appendSample(batch, position, timeUs, value, status);
  }
  return batch;
}

/** Puts samples of a batch in the place of the newest where they are. */
export function withNewer(newest: NewestSamples, batch: SampleBatch): NewestSamples {
  const joined = new Map(newest);
  for (let at = 0; at < batch.length; at++) {
    const tag = batch.tag[at]!;
    const sample = {
      tagId: 0,
      time: batch.time[at]!,
      value: batch.value[at]!,
      status: batch.status[at]!,
    };
    if (sample.time > (joined.get(tag)?.time ?? Number.NEGATIVE_INFINITY)) joined.set(tag, sample);
  }
  return joined;
}

/**
 * Marks where a run that was killed ended: a stop leaves a Bad sample in every tag of a device, a kill leaves none, and a line would be
 * drawn over the time in which nobody looked.
 *
 * The mark stands just behind the newest of the tags that share a clock: until then it was looked at. Tags that a program writes are
 * left alone.
 */
export function interruptionMarks(list: TagList, newest: NewestSamples): SampleBatch {
  const batch = createSampleBatch(newest.size);
  for (const { definition, positions } of list.sources) {
    for (const group of timeLines(definition, positions)) {
      const last = group.reduce(
        (latest, tag) => Math.max(latest, newest.get(tag)?.time ?? latest),
        Number.NEGATIVE_INFINITY,
      );
      for (const tag of group) {
        const status = newest.get(tag)?.status;
        if (status === undefined || status < 0) continue;
        appendSample(batch, tag, last + 1, Number.NaN, StatusCode.badShutdown);
      }
    }
  }
  return batch;
}

/** Positions of the tags of a source, by the clock that stamps them; none of a program's. */
export function timeLines(definition: SourceDefinition, positions: Int32Array): number[][] {
  switch (definition.protocol) {
    case 'modbus':
      return [[...positions]];
    case 'mqtt': {
      let next = 0;
      return definition.topics.map(({ tags }) => {
        const first = next;
        next += tags.length;
        return [...positions.subarray(first, next)];
      });
    }
    case 'opcua':
      return Array.from(positions, (position) => [position]);
    case 'program':
      return [];
  }
}
