import { appendSample, reserveSamples, type RunColumns } from '@varve/protocols';
import { hangDoor, Phase, type FilterState } from './filter-state.ts';
import { flushTag, hasTests, type TagFilter } from './tag-filter.ts';
import { testCompression } from './test-compression.ts';

// A sample may bring out two that were held back before it.
const MOST_STORED_PER_SAMPLE = 3;

/**
 * Applies a tag's exception and compression tests to samples of that tag.
 *
 * The first sample is stored. A sample that is not newer than the newest seen is stored where it belongs, and the tests do not see it; an
 * exact repetition of the newest is filtered out. A change of status stores the samples that waited, and the sample itself.
 *
 * Source: OPC 10000-4 v1.05, section 7.22.2 (deadband, strictly greater); PI's exception and compression tests,
 * strict swinging door.
 *
 * @param input - samples of one tag, in order of arrival, from `from` to `to`
 */
export function filterSamples(
  filter: TagFilter,
  input: RunColumns,
  from: number,
  to: number,
): void {
  const { config, state, tag, output } = filter;
  if (!hasTests(config, tag)) {
    storeUnfiltered(filter, input, from, to);
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
      // The difference is zero for every finite number: no line leads to NaN or infinity, and none leads back.
      value - value !== 0 ||
      seenValue - seenValue !== 0;
    if (isBreak) storeBreak(filter, time, value, status);
    else testException(filter, time, value, status);
    state.seenTime[tag] = time;
    state.seenValue[tag] = value;
    state.seenStatus[tag] = status;
  }
}

/**
 * Takes samples of a tag without tests where each is newer than the one before: all of them are stored, and need not be copied.
 *
 * @returns false, and nothing was taken, where a sample is not newer or the tag has tests
 */
export function takeWhole(
  { config, state, tag }: Omit<TagFilter, 'output'>,
  input: RunColumns,
  from: number,
  to: number,
): boolean {
  const { time } = input;
  if (hasTests(config, tag) || state.isApart[tag] === 1) return false;
  let last = state.phase[tag] === Phase.empty ? Number.NEGATIVE_INFINITY : state.seenTime[tag]!;
  for (let at = from; at < to; at++) {
    if (time[at]! <= last) return false;
    last = time[at]!;
  }
  rememberStored(state, tag, input, to - 1);
  return true;
}

/** Stores all samples of a tag without tests but exact repetitions of the newest. */
function storeUnfiltered(
  { state, tag, output }: TagFilter,
  input: RunColumns,
  from: number,
  to: number,
): void {
  const { time, value, status } = input;
  reserveSamples(output, to - from);
  // Index of the newest sample; none while the newest is the one that the state remembers.
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
  if (newest !== -1) rememberStored(state, tag, input, newest);
}

function rememberStored(
  state: FilterState,
  tag: number,
  { time, value, status }: RunColumns,
  at: number,
): void {
  state.phase[tag] = Phase.stored;
  state.passedTime[tag] = time[at]!;
  state.seenTime[tag] = time[at]!;
  state.seenValue[tag] = value[at]!;
  state.seenStatus[tag] = status[at]!;
}

/** Stores the samples that waited and then the sample, at a first value, a change of status or a value that is no number. */
function storeBreak(filter: TagFilter, time: number, value: number, status: number): void {
  const { config, state, tag, output } = filter;
  const isRepeatedOutage =
    state.phase[tag] !== Phase.empty &&
    status === state.seenStatus[tag]! &&
    Object.is(value, state.seenValue[tag]!) &&
    time - state.passedTime[tag]! < config.excMax[tag]!;
  if (isRepeatedOutage) return;
  flushTag(filter);
  appendSample(output, tag, time, value, status);
  hangDoor(state, tag, time, value);
  state.passedTime[tag] = time;
  state.passedValue[tag] = value;
}

function testException(filter: TagFilter, time: number, value: number, status: number): void {
  const { config, state, tag } = filter;
  const passedTime = state.passedTime[tag]!;
  const excDev = config.excDev[tag]!;
  const elapsed = time - passedTime;
  const isOutside =
    Math.abs(value - state.passedValue[tag]!) > excDev && elapsed >= config.excMin[tag]!;
  const isDue = elapsed >= config.excMax[tag]!;
  if (excDev >= 0 && !isOutside && !isDue) return;
  // On leaving the band the value before goes too: the line then bends where the process did.
  const seenTime = state.seenTime[tag]!;
  if (isOutside && seenTime > passedTime && config.isStep[tag] === 0) {
    testCompression(filter, seenTime, state.seenValue[tag]!, status);
  }
  testCompression(filter, time, value, status);
  state.passedTime[tag] = time;
  state.passedValue[tag] = value;
}
