import { appendSample, reserveSamples, StatusCode, type RunColumns } from '@varve/protocols';
import type { SampleBatch } from '@varve/protocols';
import { filterSamples, flushTag, hasTests, type Filters } from './filter-samples.ts';
import { beginAt, Phase, type FilterState } from './filter-state.ts';

/** What stands outside a device's time line: a mark (Bad, NaN), or a sample that came without a usable time. */
export interface ApartSample {
  /** Ours, of the arrival or of the beginning of an outage, microseconds since 1970. */
  readonly timeUs: number;
  readonly value: number;
  readonly status: number;
}

/**
 * Takes what stands outside the time line of a tag's device.
 *
 * A mark is placed behind the newest sample of the tag, where the outage began in the time line of whoever stamps it; marks that repeat
 * an outage are stored every `excMax` only. A value that a broker kept is not stored where it is the newest known already.
 *
 * @param isOwnTime - whether the tag is stamped by its device
 * @returns where it stands in the time line of the tag, microseconds since 1970; undefined where there is nothing to say: a stop
 * ends nothing where nothing came
 */
export function takeApart(
  { config, state }: Filters,
  tag: number,
  sample: ApartSample,
  { isOwnTime, output }: { readonly isOwnTime: boolean; readonly output: SampleBatch },
): number | undefined {
  const { value, status } = sample;
  const isMark = status < 0 && Number.isNaN(value);
  const wasApart = state.isApart[tag] === 1;
  const isSilent = wasApart ? state.apartStatus[tag]! < 0 : state.phase[tag] === Phase.empty;
  if (isSilent && status === StatusCode.badShutdown) return undefined;
  // Behind a sample with a time of ours the device's clock says nothing.
  const isBehindOurs = wasApart && state.apartStatus[tag]! >= 0;
  const lead = isMark && isOwnTime && !isBehindOurs ? state.lead[tag]! : 0;
  const timeUs = Math.max(sample.timeUs + lead, newestTime({ config, state }, tag) + 1);
  if (isMark && wasApart && status === state.apartStatus[tag]) {
    const isRepeated = timeUs - state.apartTime[tag]! < config.excMax[tag]!;
    if (isRepeated) return state.apartTime[tag]!;
  }
  if (status === StatusCode.uncertainInitialValue && isKnownValue({ config, state }, tag, value)) {
    return timeUs;
  }
  flushTag(state, tag, output);
  reserveSamples(output, 1);
  appendSample(output, tag, timeUs, value, status);
  state.isApart[tag] = 1;
  noteApart(state, tag, timeUs);
  state.apartTime[tag] = timeUs;
  state.apartStatus[tag] = status;
  if (!isMark) state.apartValue[tag] = value;
  return timeUs;
}

/** Notes where something stands outside the time line of a tag. */
export function noteApart(state: FilterState, tag: number, timeUs: number): void {
  const isAhead = state.phase[tag] !== Phase.empty && state.apartTo[tag]! > state.seenTime[tag]!;
  state.apartFrom[tag] = isAhead ? Math.min(state.apartFrom[tag]!, timeUs) : timeUs;
  state.apartTo[tag] = isAhead ? Math.max(state.apartTo[tag]!, timeUs) : timeUs;
}

/** Whether a sample is older than the newest of its tag. */
export function isLate({ phase, seenTime }: FilterState, tag: number, timeUs: number): boolean {
  return phase[tag] !== Phase.empty && timeUs < seenTime[tag]!;
}

/** Time of the newest of a tag, whatever it is. */
function newestTime({ state }: Filters, tag: number): number {
  const seen = state.phase[tag] === Phase.empty ? Number.NEGATIVE_INFINITY : state.seenTime[tag]!;
  return state.isApart[tag] === 1 ? Math.max(seen, state.apartTime[tag]!) : seen;
}

function isKnownValue({ state }: Filters, tag: number, value: number): boolean {
  const isSeen = state.phase[tag] !== Phase.empty && state.seenValue[tag] === value;
  return isSeen || state.apartValue[tag] === value;
}

/**
 * Ends what stands apart by the first sample that is newer than the newest before it: that sample is stored, whatever the time of what
 * it ends. The newest sample once more is passed over.
 *
 * @returns place of the first sample that is still to be taken
 */
export function endApart(
  { state }: Filters,
  tag: number,
  input: RunColumns,
  { from, to }: { readonly from: number; readonly to: number },
  output: SampleBatch,
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
    storeAnew(state, tag, { timeUs: time, value, status }, output);
    return at + 1;
  }
  return to;
}

/**
 * Takes samples up to the first behind everything that stands apart ahead of them. A value there is read from its neighbours, and what was
 * held back around it would be read from it too: the samples before and behind it are stored.
 *
 * @returns place of the first sample that is still to be taken
 */
export function passApart(
  filters: Filters,
  tag: number,
  input: RunColumns,
  { from, to }: { readonly from: number; readonly to: number },
  output: SampleBatch,
): number {
  const { config, state } = filters;
  let at = from;
  while (at < to && hasTests(config, tag) && state.apartTo[tag]! > state.seenTime[tag]!) {
    const timeUs = input.time[at]!;
    if (timeUs <= state.seenTime[tag]! || timeUs <= state.apartFrom[tag]!) {
      filterSamples(filters, tag, input, at, at + 1, output);
    } else {
      flushTag(state, tag, output);
      reserveSamples(output, 1);
      const sample = { timeUs, value: input.value[at]!, status: input.status[at]! };
      storeAnew(state, tag, sample, output);
    }
    at++;
  }
  return at;
}

/** Stores a sample, and lets the tests begin at it. */
function storeAnew(
  state: FilterState,
  tag: number,
  sample: ApartSample,
  output: SampleBatch,
): void {
  appendSample(output, tag, sample.timeUs, sample.value, sample.status);
  beginAt(state, tag, sample);
}
