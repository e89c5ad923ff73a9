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
import { filterSamples, takeWhole } from '../filter/filter-samples.ts';
import { forgetFuture, isFutureForgotten } from '../filter/forget-future.ts';
import type { Filters, TagFilter } from '../filter/tag-filter.ts';
import { readSnapshot, writeSnapshot, type SnapshotTable } from '../live/snapshot-table.ts';
import { checkValues } from './check-values.ts';
import type { TagRules } from '../tags/tag-rules.ts';
import { FIRST_TIME_US } from '../tags/is-storable-time.ts';

/** Tags as `takeRuns` knows them. */
export interface TakingSettings {
  readonly sourceOfTag: Int32Array;
  readonly filters: Filters;
  readonly snapshots: SnapshotTable;
  readonly rules: TagRules;
  /** A sample whose time is later than its arrival by more than this is stamped on arrival, in microseconds. */
  readonly futureLimitUs: number;
}

/** A moment, by both clocks. */
export interface Instant {
  /** Microseconds since 1970. */
  readonly nowUs: number;
  /** By a clock that never steps, in microseconds. */
  readonly elapsedUs: number;
  /** Our clock is known to be behind: samples that it stamps are Uncertain, and no device is called ahead of it. */
  readonly isBehind: boolean;
}

/** Where `takeRuns` takes the time from, and where it puts samples and counts. */
interface TakingOf {
  readonly instant: Instant;
  readonly output: SampleBatch;
  /** Samples that came, and samples to store, by source. */
  readonly counts: { readonly accepted: Float64Array; readonly passed: Float64Array };
}

/** Samples of one buffer on their way through the checks and filters. */
interface Taking {
  readonly settings: TakingSettings;
  readonly samples: SampleRuns['samples'];
  readonly instant: Instant;
  /** Samples later than this, in microseconds since 1970, are stamped on arrival. */
  readonly latestUs: number;
  /** Filters of the tag whose run is taken. */
  readonly filter: TagFilter;
}

/**
 * Checks, shows and filters decoded samples.
 *
 * @param output - empty; takes the samples to store, unless those are all samples as they were decoded
 * @param counts - by source; added to
 * @returns the samples to store
 */
export function takeRuns(
  settings: TakingSettings,
  runs: SampleRuns,
  { instant, output, counts }: TakingOf,
): SampleBatch {
  const { accepted, passed } = counts;
  const { samples, tags, starts, runCount } = runs;
  const latestUs = instant.isBehind
    ? Number.POSITIVE_INFINITY
    : instant.nowUs + settings.futureLimitUs;
  const filter: TagFilter = { ...settings.filters, tag: 0, output };
  const taking: Taking = { settings, samples, instant, latestUs, filter };
  // Samples from the first on that are stored as they were decoded: a copy would take as long as the decoding.
  let wholeCount = 0;
  for (let run = 0; run < runCount; run++) {
    const tag = tags[run]!;
    const source = settings.sourceOfTag[tag]!;
    const start = starts[run]!;
    const end = starts[run + 1]!;
    filter.tag = tag;
    accepted[source]! += end - start;
    const isPlain = !runs.hasOurTimes || !someInOurTime(samples, start, end);
    if (isPlain) prepareRun(taking, start, end);
    const isWhole = isPlain && wholeCount === start;
    if (isWhole && takeWhole(filter, samples, start, end)) {
      wholeCount = end;
      passed[source]! += end - start;
      continue;
    }
    if (wholeCount > 0 && output.length === 0) copySamples(samples, wholeCount, output);
    const before = output.length;
    if (isPlain) storeRun(taking, start, end);
    else takeMixedRun(taking, start, end);
    sortByTime(output, before, output.length);
    passed[source]! += output.length - before;
  }
  return wholeCount === samples.length ? samples : output;
}

/** Checks values and times, and shows the newest sample. */
function prepareRun(
  { settings, samples, instant, latestUs, filter }: Taking,
  start: number,
  end: number,
): void {
  const { snapshots, rules } = settings;
  const { state, tag } = filter;
  const { nowUs, elapsedUs, isBehind } = instant;
  if (rules.hasRange[tag] === 1) checkValues(samples, start, end, { rules, tag });
  if (isBehind && rules.isOwnTime[tag] === 0) doubtTimes(samples, start, end);
  const newest = limitTimes(samples, start, end, { nowUs, latestUs });
  const timeUs = samples.time[newest]!;
  state.heardAt[tag] = elapsedUs;
  state.lead[tag] = timeUs - nowUs;
  if (isLate(state, tag, timeUs) && !isFutureForgotten(state, tag, { nextUs: timeUs, nowUs }))
    return;
  writeSnapshot(snapshots, tag, {
    time: timeUs,
    value: samples.value[newest]!,
    status: samples.status[newest]!,
  });
}

/** Filters samples in the time line of their tag. */
function storeRun({ samples, instant, filter }: Taking, start: number, end: number): void {
  forgetFuture(filter, { nextUs: samples.time[start]!, nowUs: instant.nowUs });
  let from = start;
  if (filter.state.isApart[filter.tag] === 1) from = endApart(filter, samples, from, end);
  from = passApart(filter, samples, from, end);
  if (from < end) filterSamples(filter, samples, from, end);
}

/** Takes a run with samples outside the time line of the tag, in the order in which they came. */
function takeMixedRun(taking: Taking, start: number, end: number): void {
  const { samples } = taking;
  for (let from = start; from < end;) {
    if (isInOurTime(samples, from)) {
      takeOne(taking, from);
      from++;
      continue;
    }
    let to = from + 1;
    while (to < end && !isInOurTime(samples, to)) to++;
    prepareRun(taking, from, to);
    storeRun(taking, from, to);
    from = to;
  }
}

function takeOne({ settings, samples, instant, filter }: Taking, at: number): void {
  const { snapshots, rules } = settings;
  const { tag, state } = filter;
  const { time, value, status } = samples;
  const sample = { timeUs: time[at]!, value: value[at]!, status: status[at]! & ~OUR_TIME_BIT };
  const timeUs = takeApart(filter, sample, rules.isOwnTime[tag] === 1);
  if (timeUs === undefined) return;
  // A value that somebody kept is no sign of life.
  const isHeard = sample.status >= 0 && sample.status !== StatusCode.uncertainInitialValue;
  if (isHeard) state.heardAt[tag] = instant.elapsedUs;
  const shown = readSnapshot(snapshots, tag);
  // An outage that goes on is no news.
  if (sample.status < 0 && shown?.status === sample.status && shown.time === timeUs) return;
  writeSnapshot(snapshots, tag, { time: timeUs, value: sample.value, status: sample.status });
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
 * Stamps samples on arrival whose time cannot be. A device's clock that runs ahead must not hide the samples that come after it is set
 * right, and no table has room for times before 1900.
 *
 * @returns index of the newest sample; the last among several
 */
function limitTimes(
  { time, status }: RunColumns,
  start: number,
  end: number,
  { nowUs, latestUs }: { readonly nowUs: number; readonly latestUs: number },
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
