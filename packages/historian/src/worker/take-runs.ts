import {
  OUR_TIME_BIT,
  reserveSamples,
  sortByTime,
  StatusCode,
  type RunColumns,
  type SampleBatch,
  type SampleRuns,
} from '@varve/protocols';
import { endApart, isLate, passApart, takeApart } from '../filter/apart-sample.ts';
import {
  filterSamples,
  forgetFuture,
  isFutureForgotten,
  takeWhole,
  type Filters,
} from '../filter/filter-samples.ts';
import { readSnapshot, writeSnapshot, type SnapshotTable } from '../live/snapshot-table.ts';
import { checkValues } from './check-values.ts';
import type { TagRules } from '../tags/tag-rules.ts';
import { FIRST_TIME_US } from '../tags/is-storable-time.ts';

/** What the samples of runs are taken by. */
export interface TakingSettings {
  readonly sourceOfTag: Int32Array;
  readonly filters: Filters;
  readonly snapshots: SnapshotTable;
  readonly rules: TagRules;
  /** A sample whose time is later than its arrival by more than this is stamped on arrival, in microseconds. */
  readonly futureLimitUs: number;
}

/** What time it is. */
export interface Instant {
  /** Microseconds since 1970. */
  readonly nowUs: number;
  /** By a clock that never steps, in microseconds. */
  readonly elapsedUs: number;
  /** Our clock is known to be behind: what is stamped by it is Uncertain, and no device is called ahead of it. */
  readonly isBehind: boolean;
}

/** How many samples came, and how many are stored, by source. */
interface TakenCounts {
  readonly accepted: Float64Array;
  readonly passed: Float64Array;
}

/**
 * Checks, shows and filters what was decoded.
 *
 * @param output - empty; takes what is stored unless all of it is, as it was decoded
 * @returns what is stored
 */
export function takeRuns(
  settings: TakingSettings,
  runs: SampleRuns,
  instant: Instant,
  output: SampleBatch,
  { accepted, passed }: TakenCounts,
): SampleBatch {
  const { filters, sourceOfTag } = settings;
  const { samples, tags, starts, runCount } = runs;
  // Samples from the first on that are stored as they were decoded: a copy would take as long as the decoding.
  let wholeCount = 0;
  for (let run = 0; run < runCount; run++) {
    const tag = tags[run]!;
    const source = sourceOfTag[tag]!;
    const start = starts[run]!;
    const end = starts[run + 1]!;
    accepted[source]! += end - start;
    const isPlain = !runs.hasOurTimes || !someInOurTime(samples, start, end);
    if (isPlain) prepareRun(settings, tag, samples, { start, end }, instant);
    const isWhole = isPlain && wholeCount === start;
    if (isWhole && takeWhole(filters, tag, samples, start, end)) {
      wholeCount = end;
      passed[source]! += end - start;
      continue;
    }
    if (wholeCount > 0 && output.length === 0) copySamples(samples, wholeCount, output);
    const before = output.length;
    if (isPlain) storeRun(filters, tag, samples, { start, end }, instant.nowUs, output);
    else takeMixedRun(settings, tag, samples, { start, end }, instant, output);
    sortByTime(output, before, output.length);
    passed[source]! += output.length - before;
  }
  return wholeCount === samples.length ? samples : output;
}

/** Samples of one run, or a piece of it. */
interface Piece {
  readonly start: number;
  readonly end: number;
}

/** Checks values and times, and shows the newest. */
function prepareRun(
  { filters, snapshots, rules, futureLimitUs }: TakingSettings,
  tag: number,
  samples: RunColumns,
  { start, end }: Piece,
  { nowUs, elapsedUs, isBehind }: Instant,
): void {
  const { state } = filters;
  if (rules.hasRange[tag] === 1) checkValues(rules, tag, samples, start, end);
  if (isBehind && rules.isOwnTime[tag] === 0) doubtTimes(samples, start, end);
  const latestUs = isBehind ? Number.POSITIVE_INFINITY : nowUs + futureLimitUs;
  const newest = limitTimes(samples, start, end, nowUs, latestUs);
  const timeUs = samples.time[newest]!;
  state.heardAt[tag] = elapsedUs;
  state.lead[tag] = timeUs - nowUs;
  if (isLate(state, tag, timeUs) && !isFutureForgotten(state, tag, timeUs, nowUs)) return;
  writeSnapshot(snapshots, tag, timeUs, samples.value[newest]!, samples.status[newest]!);
}

/** Filters samples in the time line of their tag. */
function storeRun(
  filters: Filters,
  tag: number,
  samples: RunColumns,
  { start, end }: Piece,
  nowUs: number,
  output: SampleBatch,
): void {
  forgetFuture(filters, tag, { nextUs: samples.time[start]!, nowUs }, output);
  let from = start;
  if (filters.state.isApart[tag] === 1) {
    from = endApart(filters, tag, samples, { from, to: end }, output);
  }
  from = passApart(filters, tag, samples, { from, to: end }, output);
  if (from < end) filterSamples(filters, tag, samples, from, end, output);
}

/** Takes a run in which some stand outside the time line of the tag, in the order in which they came. */
function takeMixedRun(
  settings: TakingSettings,
  tag: number,
  samples: RunColumns,
  { start, end }: Piece,
  instant: Instant,
  output: SampleBatch,
): void {
  for (let from = start; from < end;) {
    if (isInOurTime(samples, from)) {
      takeOne(settings, tag, samples, from, instant, output);
      from++;
      continue;
    }
    let to = from + 1;
    while (to < end && !isInOurTime(samples, to)) to++;
    prepareRun(settings, tag, samples, { start: from, end: to }, instant);
    storeRun(settings.filters, tag, samples, { start: from, end: to }, instant.nowUs, output);
    from = to;
  }
}

function takeOne(
  { filters, snapshots, rules }: TakingSettings,
  tag: number,
  { time, value, status }: RunColumns,
  at: number,
  { elapsedUs }: Instant,
  output: SampleBatch,
): void {
  const sample = { timeUs: time[at]!, value: value[at]!, status: status[at]! & ~OUR_TIME_BIT };
  const isOwnTime = rules.isOwnTime[tag] === 1;
  const timeUs = takeApart(filters, tag, sample, { isOwnTime, output });
  if (timeUs === undefined) return;
  // A value that somebody kept is no sign of life.
  const isHeard = sample.status >= 0 && sample.status !== StatusCode.uncertainInitialValue;
  if (isHeard) filters.state.heardAt[tag] = elapsedUs;
  const shown = readSnapshot(snapshots, tag);
  // An outage that goes on is no news.
  if (sample.status < 0 && shown?.status === sample.status && shown.time === timeUs) return;
  writeSnapshot(snapshots, tag, timeUs, sample.value, sample.status);
}

function isInOurTime({ status }: RunColumns, at: number): boolean {
  return (status[at]! & OUR_TIME_BIT) !== 0;
}

function someInOurTime(samples: RunColumns, start: number, end: number): boolean {
  for (let at = start; at < end; at++) if (isInOurTime(samples, at)) return true;
  return false;
}

function doubtTimes({ status }: RunColumns, start: number, end: number): void {
  for (let at = start; at < end; at++) {
    if (status[at] === StatusCode.good) status[at] = StatusCode.uncertain;
  }
}

/** Copies the first of some samples into an empty batch. */
function copySamples(from: SampleBatch, count: number, to: SampleBatch): void {
  reserveSamples(to, count);
  for (const name of ['tag', 'time', 'value', 'status'] as const) {
    to[name].set(from[name].subarray(0, count));
  }
  to.length = count;
}

/**
 * A device's clock that runs ahead must not hide what comes after it is set right, and no table has a place before 1900.
 *
 * @returns the place of the newest, of several the last
 */
function limitTimes(
  { time, status }: RunColumns,
  start: number,
  end: number,
  nowUs: number,
  latestUs: number,
): number {
  let newest = start;
  let newestUs = Number.NEGATIVE_INFINITY;
  let oursUs = nowUs;
  for (let at = start; at < end; at++) {
    let timeUs = time[at]!;
    const isPossible = timeUs <= latestUs && timeUs >= FIRST_TIME_US;
    if (!isPossible) {
      timeUs = oursUs++;
      time[at] = timeUs;
      if (status[at]! >= 0) status[at] = StatusCode.uncertain;
    }
    if (timeUs < newestUs) continue;
    newest = at;
    newestUs = timeUs;
  }
  return newest;
}
