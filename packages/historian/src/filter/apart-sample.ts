import { appendSample, reserveSamples, StatusCode, type RunColumns } from '@varve/protocols';
import { filterSamples } from './filter-samples.ts';
import { beginAt, Phase, type FilterState } from './filter-state.ts';
import { flushTag, hasTests, type TagFilter } from './tag-filter.ts';

/** A sample outside its device's time line: a mark (Bad, NaN), or a sample that came without a usable time. */
export interface ApartSample {
  /** Time of ours, of the arrival or of the beginning of an outage, in microseconds since 1970. */
  readonly timeUs: number;
  readonly value: number;
  readonly status: number;
}

/**
 * Takes a sample that stands outside the time line of its device.
 *
 * A mark is placed behind the newest sample of the tag, where the outage began in the time line of whoever stamps it. Marks that repeat
 * an outage are stored every `excMax` only. A value that a broker kept is not stored where it is the newest known already.
 *
 * @param isOwnTime - whether the tag is stamped by its device
 * @returns time of the sample in the time line of the tag, in microseconds since 1970; undefined for a stop of a tag without samples,
 * which ends nothing
 */
export function takeApart(
  filter: TagFilter,
  sample: ApartSample,
  isOwnTime: boolean,
): number | undefined {
  const { config, state, tag, output } = filter;
  const { value, status } = sample;
  const isMark = status < 0 && Number.isNaN(value);
  const wasApart = state.isApart[tag] === 1;
  const isSilent = wasApart ? state.apartStatus[tag]! < 0 : state.phase[tag] === Phase.empty;
  if (isSilent && status === StatusCode.badShutdown) return undefined;
  // Behind a sample with a time of ours the device's clock says nothing.
  const isBehindOurs = wasApart && state.apartStatus[tag]! >= 0;
  const lead = isMark && isOwnTime && !isBehindOurs ? state.lead[tag]! : 0;
  const timeUs = Math.max(sample.timeUs + lead, newestTime(state, tag) + 1);
  if (isMark && wasApart && status === state.apartStatus[tag]) {
    const isRepeated = timeUs - state.apartTime[tag]! < config.excMax[tag]!;
    if (isRepeated) return state.apartTime[tag]!;
  }
  if (status === StatusCode.uncertainInitialValue && isKnownValue(state, tag, value)) return timeUs;
  flushTag(filter);
  reserveSamples(output, 1);
  appendSample(output, tag, timeUs, value, status);
  state.isApart[tag] = 1;
  noteApart(state, tag, timeUs);
  state.apartTime[tag] = timeUs;
  state.apartStatus[tag] = status;
  if (!isMark) state.apartValue[tag] = value;
  return timeUs;
}

/** Notes the time of a sample that stands outside the time line of its device. */
export function noteApart(state: FilterState, tag: number, timeUs: number): void {
  const isAhead = state.phase[tag] !== Phase.empty && state.apartTo[tag]! > state.seenTime[tag]!;
  state.apartFrom[tag] = isAhead ? Math.min(state.apartFrom[tag]!, timeUs) : timeUs;
  state.apartTo[tag] = isAhead ? Math.max(state.apartTo[tag]!, timeUs) : timeUs;
}

/** Whether a sample is older than the newest of its tag. */
export function isLate({ phase, seenTime }: FilterState, tag: number, timeUs: number): boolean {
  return phase[tag] !== Phase.empty && timeUs < seenTime[tag]!;
}

/** Time of the newest sample of a tag, in its time line or outside. */
function newestTime(state: FilterState, tag: number): number {
  const seen = state.phase[tag] === Phase.empty ? Number.NEGATIVE_INFINITY : state.seenTime[tag]!;
  return state.isApart[tag] === 1 ? Math.max(seen, state.apartTime[tag]!) : seen;
}

function isKnownValue(state: FilterState, tag: number, value: number): boolean {
  const isSeen = state.phase[tag] !== Phase.empty && state.seenValue[tag] === value;
  return isSeen || state.apartValue[tag] === value;
}

/**
 * Ends the samples that stand apart by the first sample that is newer than the newest before it. That sample is stored, whatever the time of
 * those that it ends. An exact repetition of the newest sample is passed over.
 *
 * @returns index of the first sample that is still to be taken
 */
export function endApart(
  { state, tag, output }: TagFilter,
  input: RunColumns,
  from: number,
  to: number,
): number {
  reserveSamples(output, to - from);
  for (let at = from; at < to; at++) {
    const time = input.time[at]!;
    const value = input.value[at]!;
    const status = input.status[at]!;
    if (isLate(state, tag, time)) {
      appendSample(output, tag, time, value, status);
      continue;
    }
    const isRepetition =
      state.phase[tag] !== Phase.empty &&
      time === state.seenTime[tag]! &&
      Object.is(value, state.seenValue[tag]!) &&
      status === state.seenStatus[tag]!;
    if (isRepetition) continue;
    state.isApart[tag] = 0;
    appendSample(output, tag, time, value, status);
    beginAt(state, tag, { timeUs: time, value, status });
    return at + 1;
  }
  return to;
}

/**
 * Takes samples up to the first one behind all samples that stand apart ahead of them. A value there is read from its neighbours, and a
 * sample that was held back would be read from them too: the samples before and behind it are stored.
 *
 * @returns index of the first sample that is still to be taken
 */
export function passApart(filter: TagFilter, input: RunColumns, from: number, to: number): number {
  const { config, state, tag, output } = filter;
  let at = from;
  while (at < to && hasTests(config, tag) && state.apartTo[tag]! > state.seenTime[tag]!) {
    const timeUs = input.time[at]!;
    if (timeUs <= state.seenTime[tag]! || timeUs <= state.apartFrom[tag]!) {
      filterSamples(filter, input, at, at + 1);
    } else {
      flushTag(filter);
      reserveSamples(output, 1);
      const value = input.value[at]!;
      const status = input.status[at]!;
      appendSample(output, tag, timeUs, value, status);
      beginAt(state, tag, { timeUs, value, status });
    }
    at++;
  }
  return at;
}
