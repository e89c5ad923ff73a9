import { createSampleBatch, type SampleBatch } from './sample-batch.ts';

/** Columns of samples whose tag is known by their position. */
export type RunColumns = Pick<SampleBatch, 'time' | 'value' | 'status'>;

/** Samples grouped by tag: those of `tags[run]` lie from `starts[run]` to `starts[run + 1]`, in order of arrival; tags ascend. */
export interface SampleRuns {
  readonly samples: SampleBatch;
  readonly tags: Int32Array;
  readonly starts: Int32Array;
  readonly runCount: number;
  /** Whether any sample's status has `OUR_TIME_BIT`. */
  readonly hasOurTimes: boolean;
}

/** Groups samples by tag without comparing them: the caller counts them first, and then puts each in its place. */
interface RunBuilder {
  /** Samples of each tag, for the caller to count; shape (tags). */
  readonly counts: Int32Array;
  /** Index of each tag's next sample once they are arranged: `samples.time[next[tag]++]`; shape (tags). */
  readonly next: Int32Array;
  /** Ends the counting, and gives every counted sample its place. */
  arrange(hasOurTimes: boolean): SampleRuns;
}

/** Makes a builder that reuses its memory: the runs are valid until `arrange` is called again. */
export function createRunBuilder(tagCount: number): RunBuilder {
  const counts = new Int32Array(tagCount);
  const next = new Int32Array(tagCount);
  const tags = new Int32Array(tagCount);
  const starts = new Int32Array(tagCount + 1);
  let samples = createSampleBatch(0);
  return {
    counts,
    next,
    arrange(hasOurTimes) {
      let runCount = 0;
      let start = 0;
      for (let tag = 0; tag < tagCount; tag++) {
        const count = counts[tag]!;
        if (count === 0) continue;
        tags[runCount] = tag;
        starts[runCount++] = start;
        next[tag] = start;
        start += count;
      }
      starts[runCount] = start;
      if (samples.tag.length < start) samples = createSampleBatch(Math.ceil(start * 1.25));
      samples.length = start;
      fillTags(samples.tag, { tags, starts, runCount });
      return { samples, tags, starts, runCount, hasOurTimes };
    },
  };
}

function fillTags(
  tag: Int32Array,
  { tags, starts, runCount }: Pick<SampleRuns, 'tags' | 'starts' | 'runCount'>,
): void {
  for (let run = 0; run < runCount; run++) {
    const end = starts[run + 1]!;
    for (let at = starts[run]!; at < end; at++) tag[at] = tags[run]!;
  }
}

/**
 * Sorts samples of one tag by time; samples of the same time keep their order. It inserts each late sample, since those are rare: most
 * calls move nothing.
 */
export function sortByTime({ time, value, status }: RunColumns, from: number, to: number): void {
  for (let at = from + 1; at < to; at++) {
    const lateTime = time[at]!;
    if (lateTime >= time[at - 1]!) continue;
    const lateValue = value[at]!;
    const lateStatus = status[at]!;
    let gap = at;
    for (; gap > from && time[gap - 1]! > lateTime; gap--) {
      time[gap] = time[gap - 1]!;
      value[gap] = value[gap - 1]!;
      status[gap] = status[gap - 1]!;
    }
    time[gap] = lateTime;
    value[gap] = lateValue;
    status[gap] = lateStatus;
  }
}
