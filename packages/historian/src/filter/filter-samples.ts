import type { RunColumns, SampleBatch } from '@varve/protocols';
import { appendSample, reserveSamples } from '@varve/protocols';
import type { FilterConfig } from './filter-config.ts';
import { hangDoor, Phase, type FilterState } from './filter-state.ts';

/** Filters and what they remember, by the tag's position. */
export interface Filters {
  readonly config: FilterConfig;
  readonly state: FilterState;
}

// A sample may bring out two that were suppressed before it.
const MOST_STORED_PER_SAMPLE = 3;
/** A newest sample that is ahead of us by less, in microseconds, is believed to be. */
export const CREDIBLE_LEAD_US = 1_000_000;

/**
 * Applies a tag's exception and compression tests to samples of that tag.
 *
 * Paths that no test touches: the first sample, and one that is not newer than the newest seen (it is stored where it belongs,
 * and the tests do not see it). An exact repetition of the newest is dropped. A change of status stores what waited and the sample itself.
 *
 * Source: OPC 10000-4 v1.05, section 7.22.2 (deadband, strictly greater); PI's exception and compression tests,
 * strict swinging door.
 *
 * @param input - samples of one tag, in order of arrival, from `from` to `to`
 * @param output - receives what is to be stored, in the order of its becoming certain
 */
export function filterSamples(
  { config, state }: Filters,
  tag: number,
  input: RunColumns,
  from: number,
  to: number,
  output: SampleBatch,
): void {
  if (!hasTests(config, tag)) {
    storeUnfiltered(state, tag, input, from, to, output);
    return;
  }
  reserveSamples(output, (to - from) * MOST_STORED_PER_SAMPLE);
  for (let at = from; at < to; at++) {
    const time = input.time[at]!;
    const value = input.value[at]!;
    const status = input.status[at]!;
    const phase = state.phase[tag]!;
    if (phase !== Phase.empty && time <= state.seenTime[tag]!) {
      const isRepetition =
        time === state.seenTime[tag]! &&
        Object.is(value, state.seenValue[tag]!) &&
        status === state.seenStatus[tag]!;
      if (!isRepetition) appendSample(output, tag, time, value, status);
      continue;
    }
    const seenValue = state.seenValue[tag]!;
    const isBreak =
      phase === Phase.empty ||
      status !== state.seenStatus[tag]! ||
      // Zero but for what is no number: no line leads there, and none back.
      value - value !== 0 ||
      seenValue - seenValue !== 0;
    if (isBreak) storeBreak(config, state, tag, time, value, status, output);
    else testException(config, state, tag, time, value, status, output);
    state.seenTime[tag] = time;
    state.seenValue[tag] = value;
    state.seenStatus[tag] = status;
  }
}

/**
 * Whether the newest sample of a tag claims to be in the future where the next does not: a clock was set back, ours or the device's, and
 * what comes now would be taken for late until the clock is there again.
 */
export function isFutureForgotten(
  { phase, seenTime }: FilterState,
  tag: number,
  nextUs: number,
  nowUs: number,
): boolean {
  const latestUs = nowUs + CREDIBLE_LEAD_US;
  return nextUs <= latestUs && phase[tag] !== Phase.empty && seenTime[tag]! > latestUs;
}

/** Lets a tag begin anew where its newest sample claims to be in the future and the next does not. What waited is stored. */
export function forgetFuture(
  { state }: Filters,
  tag: number,
  { nextUs, nowUs }: { readonly nextUs: number; readonly nowUs: number },
  output: SampleBatch,
): void {
  if (!isFutureForgotten(state, tag, nextUs, nowUs)) return;
  flushTag(state, tag, output);
  state.phase[tag] = Phase.empty;
  state.seenTime[tag] = Number.NEGATIVE_INFINITY;
}

/**
 * Takes samples of a tag without tests of which each is newer than the one before: they are stored as they are, and need not be copied.
 *
 * @returns false, and nothing was taken, where that is not so
 */
export function takeWhole(
  { config, state }: Filters,
  tag: number,
  { time, value, status }: RunColumns,
  from: number,
  to: number,
): boolean {
  if (hasTests(config, tag) || state.isApart[tag] === 1) return false;
  let last = state.phase[tag] === Phase.empty ? Number.NEGATIVE_INFINITY : state.seenTime[tag]!;
  for (let at = from; at < to; at++) {
    if (time[at]! <= last) return false;
    last = time[at]!;
  }
  rememberStored(state, tag, last, value[to - 1]!, status[to - 1]!);
  return true;
}

/** Whether a tag's samples may be held back. */
export function hasTests({ compDev, excDev }: FilterConfig, tag: number): boolean {
  return compDev[tag]! >= 0 || excDev[tag]! >= 0;
}

/** The loop of a tag without tests: everything is stored but exact repetitions of the newest. */
function storeUnfiltered(
  state: FilterState,
  tag: number,
  { time, value, status }: RunColumns,
  from: number,
  to: number,
  output: SampleBatch,
): void {
  reserveSamples(output, to - from);
  // Place of the newest sample; none while it is the one that the state remembers.
  let newest = -1;
  let newestTime =
    state.phase[tag] === Phase.empty ? Number.NEGATIVE_INFINITY : state.seenTime[tag]!;
  for (let at = from; at < to; at++) {
    if (time[at]! > newestTime) {
      newest = at;
      newestTime = time[at]!;
    } else if (newestTime === time[at]) {
      const newestValue = newest === -1 ? state.seenValue[tag]! : value[newest]!;
      const newestStatus = newest === -1 ? state.seenStatus[tag]! : status[newest]!;
      if (Object.is(value[at]!, newestValue) && newestStatus === status[at]) continue;
    }
    appendSample(output, tag, time[at]!, value[at]!, status[at]!);
  }
  if (newest === -1) return;
  rememberStored(state, tag, newestTime, value[newest]!, status[newest]!);
}

function rememberStored(
  state: FilterState,
  tag: number,
  time: number,
  value: number,
  status: number,
): void {
  state.phase[tag] = Phase.stored;
  state.passedTime[tag] = time;
  state.seenTime[tag] = time;
  state.seenValue[tag] = value;
  state.seenStatus[tag] = status;
}

/** First value, change of status, or no number: what waited is stored, then the sample. */
function storeBreak(
  config: FilterConfig,
  state: FilterState,
  tag: number,
  time: number,
  value: number,
  status: number,
  output: SampleBatch,
): void {
  const isRepeatedOutage =
    state.phase[tag] !== Phase.empty &&
    status === state.seenStatus[tag]! &&
    Object.is(value, state.seenValue[tag]!) &&
    time - state.passedTime[tag]! < config.excMax[tag]!;
  if (isRepeatedOutage) return;
  flushTag(state, tag, output);
  appendSample(output, tag, time, value, status);
  hangDoor(state, tag, time, value);
  state.passedTime[tag] = time;
  state.passedValue[tag] = value;
}

/** Stores what the tests hold back of a tag: before a break, and when the historian stops. */
export function flushTag(state: FilterState, tag: number, output: SampleBatch): void {
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

function testException(
  config: FilterConfig,
  state: FilterState,
  tag: number,
  time: number,
  value: number,
  status: number,
  output: SampleBatch,
): void {
  const passedTime = state.passedTime[tag]!;
  const excDev = config.excDev[tag]!;
  const elapsed = time - passedTime;
  const isOutside =
    Math.abs(value - state.passedValue[tag]!) > excDev && elapsed >= config.excMin[tag]!;
  const isDue = elapsed >= config.excMax[tag]!;
  if (excDev >= 0 && !isOutside && !isDue) return;
  // On leaving the band the suppressed value before goes too: the line then bends where the process did.
  const seenTime = state.seenTime[tag]!;
  if (isOutside && seenTime > passedTime && config.isStep[tag] === 0) {
    testCompression(config, state, tag, seenTime, state.seenValue[tag]!, status, output);
  }
  testCompression(config, state, tag, time, value, status, output);
  state.passedTime[tag] = time;
  state.passedValue[tag] = value;
}

/** The strict door: a sample is let wait only while the line to it passes within the deviation of all that waited before. */
function testCompression(
  config: FilterConfig,
  state: FilterState,
  tag: number,
  time: number,
  value: number,
  status: number,
  output: SampleBatch,
): void {
  const deviation = config.compDev[tag]!;
  if (deviation < 0) {
    appendSample(output, tag, time, value, status);
    state.phase[tag] = Phase.stored;
    return;
  }
  if (state.phase[tag] === Phase.held && leavesDoor(config, state, tag, time, value)) {
    const heldTime = state.heldTime[tag]!;
    appendSample(output, tag, heldTime, state.heldValue[tag]!, state.heldStatus[tag]!);
    hangDoor(state, tag, heldTime, state.heldValue[tag]!);
  }
  narrowDoor(state, tag, time, value, deviation);
  state.heldTime[tag] = time;
  state.heldValue[tag] = value;
  state.heldStatus[tag] = status;
  state.phase[tag] = Phase.held;
}

function leavesDoor(
  config: FilterConfig,
  state: FilterState,
  tag: number,
  time: number,
  value: number,
): boolean {
  const elapsed = time - state.storedTime[tag]!;
  if (elapsed >= config.compMax[tag]!) return true;
  if (state.heldTime[tag]! - state.storedTime[tag]! < config.compMin[tag]!) return false;
  const slope = (value - state.storedValue[tag]!) / elapsed;
  return slope < state.slopeLow[tag]! || slope > state.slopeHigh[tag]!;
}

function narrowDoor(
  state: FilterState,
  tag: number,
  time: number,
  value: number,
  deviation: number,
): void {
  const elapsed = time - state.storedTime[tag]!;
  const rise = value - state.storedValue[tag]!;
  const low = (rise - deviation) / elapsed;
  const high = (rise + deviation) / elapsed;
  if (low > state.slopeLow[tag]!) state.slopeLow[tag] = low;
  if (high < state.slopeHigh[tag]!) state.slopeHigh[tag] = high;
}
