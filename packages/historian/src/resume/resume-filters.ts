import {
  appendSample,
  createSampleBatch,
  StatusCode,
  type SampleBatch,
  type SourceDefinition,
} from '@varve/protocols';
import type { HeldBack } from '../filter/held-back.ts';
import { noteApart } from '../filter/apart-sample.ts';
import { beginAt, type FilterState } from '../filter/filter-state.ts';
import type { StoredSample } from '../read/read-newest-samples.ts';
import type { TagList } from '../tags/tag-list.ts';

/** The newest stored sample of each tag, by the tag's position. */
export type NewestSamples = ReadonlyMap<number, StoredSample>;

/** Newest samples of the tags from an earlier run. */
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
    const value = sample?.value ?? Number.NaN;
    if (isOurs) state.apartValue[tag] = value;
    else if (isValue) beginAt(state, tag, { timeUs: sample.time, value, status: sample.status });
    if (!isMark(last) && !isOurs) continue;
    state.isApart[tag] = 1;
    noteApart(state, tag, last.time);
    state.apartTime[tag] = last.time;
    state.apartStatus[tag] = last.status;
  }
}

/** Whether a stored value may have a time of ours, which is none in the time line of its tag's device. */
export type MayBeOurs = (tag: number, status: number) => boolean;

/**
 * Tells it by the protocol. An unchanged value of OPC UA was stored at the time of the connection; a value of MQTT whose own time could not
 * be used is Uncertain. A device whose clock is behind would not be seen until its clock is where ours was.
 */
export function oursByProtocol({ sources, sourceOfTag }: TagList): MayBeOurs {
  return (tag, status) => {
    const { protocol } = sources[sourceOfTag[tag]!]!.definition;
    return protocol === 'opcua' || (protocol === 'mqtt' && status >= StatusCode.uncertain);
  };
}

/** Whether a sample says that there is none: Bad, without a value. */
export function isMark({ value, status }: Pick<StoredSample, 'value' | 'status'>): boolean {
  return status < 0 && (value === null || Number.isNaN(value));
}

/**
 * Samples that the filters of an earlier run held back when it ended: they were acknowledged, and go in now. The last record of a tag counts, whatever
 * is stored of later times: a mark, or what came before a clock was set back.
 *
 * @param records - oldest first
 * @param positions - of each tag, by the database's id
 */
export function heldSamples(
  records: readonly HeldBack[],
  positions: ReadonlyMap<number, number>,
  newest: NewestSamples,
): SampleBatch {
  const last = new Map<number, HeldBack>();
  for (const record of records) {
    const position = positions.get(record.tagId);
    if (position !== undefined && !record.isText) last.set(position, record);
  }
  const batch = createSampleBatch(2 * last.size);
  for (const [position, { samples }] of last) {
    const storedUs = newest.get(position)?.time;
    for (const { timeUs, value, status } of samples) {
      if (timeUs !== storedUs) appendSample(batch, position, timeUs, value, status);
    }
  }
  return batch;
}

/** Puts what waited in the place of the newest: it came last. @param batch - by the time of each tag */
export function withWaiting(newest: NewestSamples, batch: SampleBatch): NewestSamples {
  const joined = new Map(newest);
  for (let at = 0; at < batch.length; at++) {
    joined.set(batch.tag[at]!, {
      tagId: 0,
      time: batch.time[at]!,
      value: batch.value[at]!,
      status: batch.status[at]!,
    });
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
export function interruptionMarks(
  list: TagList,
  newest: NewestSamples,
  lastOf: LastTimes,
): SampleBatch {
  const batch = createSampleBatch(newest.size);
  for (const { definition, positions } of list.sources) {
    for (const group of timeLines(definition, positions)) {
      const last = Math.max(...group.map(lastOf));
      for (const tag of group) {
        const status = newest.get(tag)?.status;
        if (status === undefined || status < 0) continue;
        appendSample(batch, tag, last + 1, Number.NaN, StatusCode.badShutdown);
      }
    }
  }
  return batch;
}

/** When a tag was heard last, in microseconds since 1970: a number, or a text; minus infinity where it never was. */
export type LastTimes = (tag: number) => number;

/** Positions of the tags of a source, by the clock that stamps them: a device's, or ours; none of a program's. */
export function timeLines(definition: SourceDefinition, positions: Int32Array): number[][] {
  switch (definition.protocol) {
    case 'modbus':
      return [[...positions]];
    case 'mqtt': {
      let next = 0;
      return definition.topics.flatMap((topic) => {
        const first = next;
        next += topic.tags.length;
        const group = [...positions.subarray(first, next)];
        const isStamped = (_tag: number, at: number): boolean =>
          (topic.tags[at]!.timestampPath ?? topic.timestampPath) !== undefined;
        const isPlain = (tag: number, at: number): boolean => !isStamped(tag, at);
        return [group.filter(isStamped), group.filter(isPlain)];
      });
    }
    case 'opcua':
      return Array.from(positions, (position) => [position]);
    case 'program':
      return [];
  }
}
