import { createSampleBatch, type SampleBatch } from './sample-batch.ts';

/** Columns of samples whose tag is known from where they lie. */
export type RunColumns = Pick<SampleBatch, 'time' | 'value' | 'status'>;

/** Samples grouped by tag: those of `tags[run]` lie from `starts[run]` to `starts[run + 1]`, in order of arrival; tags rise. */
export interface SampleRuns {
  readonly samples: SampleBatch;
  readonly tags: Int32Array;
  readonly starts: Int32Array;
  readonly runCount: number;
  /** Whether the status of any of them has `OUR_TIME_BIT`. */
  readonly hasOurTimes: boolean;
}

/** Groups samples by tag without comparing: they are counted first, and then put where they belong. */
interface RunBuilder {
  /** How many samples each tag has, then where the next of it goes; shape (tags). */
  readonly places: Int32Array;
  /** Ends the counting: from here on every sample has its place, `samples.time[places[tag]++]`. */
  arrange(hasOurTimes: boolean): SampleRuns;
}

/** Makes a builder that reuses its memory: what it arranges is good until `arrange` is called again. */
export function createRunBuilder(tagCount: number): RunBuilder {
  const places = new Int32Array(tagCount);
  const tags = new Int32Array(tagCount);
  const starts = new Int32Array(tagCount + 1);
  let samples = createSampleBatch(0);
  return {
    places,
    arrange(hasOurTimes) {
      let runCount = 0;
      let start = 0;
      for (let tag = 0; tag < tagCount; tag++) {
        const count = places[tag]!;
        if (count === 0) continue;
        tags[runCount] = tag;
        starts[runCount++] = start;
        places[tag] = start;
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

/** Puts samples of one tag in order of time; those of one time stay as they came. Late ones are rare: most calls only look. */
export function sortByTime({ time, value, status }: RunColumns, from: number, to: number): void {
  for (let at = from + 1; at < to; at++) {
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
