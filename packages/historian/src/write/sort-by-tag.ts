import { createSampleBatch, type SampleBatch } from '@varve/protocols';

/** Samples grouped by tag: those of `tags[i]` lie from `starts[i]` to `starts[i + 1]` in order of arrival. */
export interface SampleRuns {
  readonly samples: SampleBatch;
  readonly tags: Int32Array;
  readonly starts: Int32Array;
  readonly runCount: number;
}

/** Groups a batch by tag. */
export type TagSorter = (batch: SampleBatch) => SampleRuns;

/**
 * Makes a sorter that reuses its memory: what it returns is good until it is called again.
 *
 * It counts instead of comparing: a batch of n samples of m tags takes n + m steps.
 */
export function createTagSorter(tagCount: number): TagSorter {
  const next = new Int32Array(tagCount);
  const tags = new Int32Array(tagCount);
  const starts = new Int32Array(tagCount + 1);
  let samples = createSampleBatch(0);
  return (batch) => {
    const { length } = batch;
    if (samples.tag.length < length) samples = createSampleBatch(batch.tag.length);
    samples.length = length;
    next.fill(0);
    for (let at = 0; at < length; at++) next[batch.tag[at]!]!++;
    let runCount = 0;
    let start = 0;
    for (let tag = 0; tag < tagCount; tag++) {
      const count = next[tag]!;
      if (count === 0) continue;
      tags[runCount] = tag;
      starts[runCount++] = start;
      next[tag] = start;
      start += count;
    }
    starts[runCount] = length;
    scatter(batch, samples, next);
    return { samples, tags, starts, runCount };
  };
}

function scatter(from: SampleBatch, to: SampleBatch, next: Int32Array): void {
  const { tag, time, value, status, length } = from;
  for (let at = 0; at < length; at++) {
    const place = next[tag[at]!]!++;
    to.tag[place] = tag[at]!;
    to.time[place] = time[at]!;
    to.value[place] = value[at]!;
    to.status[place] = status[at]!;
  }
}

/** Puts samples of one tag, from `from` to the end of a batch, in order of time. Late ones are rare: most calls only look. */
export function sortTailByTime(batch: SampleBatch, from: number): void {
  const { time, value, status, length } = batch;
  for (let at = from + 1; at < length; at++) {
    const lateTime = time[at]!;
    if (lateTime >= time[at - 1]!) continue;
    const lateValue = value[at]!;
    const lateStatus = status[at]!;
    let place = at;
    for (; place > from && time[place - 1]! > lateTime; place--) {
      time[place] = time[place - 1]!;
      value[place] = value[place - 1]!;
      status[place] = status[place - 1]!;
    }
    time[place] = lateTime;
    value[place] = lateValue;
    status[place] = lateStatus;
  }
}
