import {
  createSampleBatch,
  framesDecoder,
  reserveSamples,
  sortByTime,
  StatusCode,
  type DecodeObserver,
  type DecodePlan,
  type RunColumns,
  type SampleBatch,
  type SampleRuns,
  type TextSample,
} from '@varve/protocols';
import { filterSamples, flushTag, takeWhole, type Filters } from '../filter/filter-samples.ts';
import { writeSnapshot, type SnapshotTable } from '../live/snapshot-table.ts';
import { FIRST_TIME_US } from './time-limits.ts';

/** What a worker needs to know to turn frames into samples. */
export interface ProcessSettings {
  readonly plans: readonly DecodePlan[];
  readonly sourceCount: number;
  readonly sourceOfPlan: Int32Array;
  readonly sourceOfTag: Int32Array;
  readonly filters: Filters;
  readonly snapshots: SnapshotTable;
  /** A sample whose time is later than its arrival by more than this is stamped on arrival, in microseconds. */
  readonly futureLimitUs: number;
}

/** Samples of one source in one batch, by what became of them; shape (sources) each. */
export interface ProcessCounts {
  /** Decoded out of frames. */
  readonly accepted: Float64Array<ArrayBuffer>;
  /** To be stored. */
  readonly passed: Float64Array<ArrayBuffer>;
  /** Frames or values that their protocol does not allow. */
  readonly rejected: Float64Array<ArrayBuffer>;
  /** Last reason of a rejection, by source. */
  readonly reasons: Map<number, string>;
}

/** What comes out of a buffer of frames. */
export interface Processed {
  /** To be stored, by tag and time; good until the next call. */
  readonly samples: SampleBatch;
  /** Of text tags, as they came: they go beside the numbers. */
  readonly texts: readonly TextSample[];
  readonly counts: ProcessCounts;
}

/** Turns frames into the samples to store. */
export interface FrameProcessor {
  process(bytes: Uint8Array, length: number, nowUs: number): Processed;
  /** What the filters hold back of tags: when they end, their newest values are to be found. */
  flush(tags: Int32Array): Processed;
}

/**
 * Makes the chain from frame to stored sample: decode by tag, check the clock, show, filter.
 *
 * Its memory is reused from call to call; what must outlive a worker is in the filters' and snapshots' shared memory.
 */
export function createFrameProcessor(settings: ProcessSettings): FrameProcessor {
  const decode = framesDecoder(settings.plans, settings.sourceOfTag.length);
  const output = createSampleBatch(1_024);
  return {
    process(bytes, length, nowUs) {
      const counts = createCounts(settings.sourceCount);
      output.length = 0;
      const texts: TextSample[] = [];
      const runs = decode(bytes, length, observe(settings, counts, texts));
      const stored = takeRuns(settings, runs, nowUs, output, counts);
      return { samples: stored, texts, counts };
    },
    flush(tags) {
      const counts = createCounts(settings.sourceCount);
      output.length = 0;
      for (const tag of tags) {
        const source = settings.sourceOfTag[tag]!;
        const before = output.length;
        flushTag(settings.filters.state, tag, output);
        counts.passed[source]! += output.length - before;
      }
      return { samples: output, texts: [], counts };
    },
  };
}

function createCounts(sourceCount: number): ProcessCounts {
  return {
    accepted: new Float64Array(sourceCount),
    passed: new Float64Array(sourceCount),
    rejected: new Float64Array(sourceCount),
    reasons: new Map(),
  };
}

function observe(
  { sourceOfPlan }: ProcessSettings,
  { rejected, reasons }: ProcessCounts,
  texts: TextSample[],
): DecodeObserver {
  return {
    rejected(plan, reason) {
      const source = sourceOfPlan[plan]!;
      rejected[source]!++;
      reasons.set(source, reason);
    },
    text: (sample) => void texts.push(sample),
  };
}

/**
 * Shows and filters what was decoded.
 *
 * @param output - empty; takes what is stored unless all of it is, as it was decoded
 * @returns what is stored
 */
function takeRuns(
  { filters, snapshots, sourceOfTag, futureLimitUs }: ProcessSettings,
  { samples, tags, starts, runCount }: SampleRuns,
  nowUs: number,
  output: SampleBatch,
  { accepted, passed }: ProcessCounts,
): SampleBatch {
  // Samples from the first on that are stored as they were decoded: a copy would take as long as the decoding.
  let wholeCount = 0;
  for (let run = 0; run < runCount; run++) {
    const tag = tags[run]!;
    const source = sourceOfTag[tag]!;
    const start = starts[run]!;
    const end = starts[run + 1]!;
    const newest = limitTimes(samples, start, end, nowUs, nowUs + futureLimitUs);
    showNewest(snapshots, filters, samples, tag, newest);
    accepted[source]! += end - start;
    if (wholeCount === start && takeWhole(filters, tag, samples, start, end)) {
      wholeCount = end;
      passed[source]! += end - start;
      continue;
    }
    if (wholeCount > 0 && output.length === 0) copySamples(samples, wholeCount, output);
    const before = output.length;
    filterSamples(filters, tag, samples, start, end, output);
    sortByTime(output, before, output.length);
    passed[source]! += output.length - before;
  }
  return wholeCount === samples.length ? samples : output;
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
  for (let at = start; at < end; at++) {
    let timeUs = time[at]!;
    const isPossible = timeUs <= latestUs && timeUs >= FIRST_TIME_US;
    // Of what is no number too.
    if (!isPossible) {
      timeUs = nowUs;
      time[at] = nowUs;
      if (status[at]! >= 0) status[at] = StatusCode.uncertain;
    }
    if (timeUs < newestUs) continue;
    newest = at;
    newestUs = timeUs;
  }
  return newest;
}

function showNewest(
  snapshots: SnapshotTable,
  { state }: Filters,
  { time, value, status }: RunColumns,
  tag: number,
  newest: number,
): void {
  if (time[newest]! < state.seenTime[tag]!) return;
  writeSnapshot(snapshots, tag, time[newest]!, value[newest]!, status[newest]!);
}
