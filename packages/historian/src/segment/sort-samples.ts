import { createSampleColumns, type SampleColumns } from './sample-columns.ts';

/** Tags may lie so far apart, for each sample, that counting by tag takes no more memory than the samples. */
const WIDEST_BY_SAMPLE = 8;
const ALWAYS_COUNTED = 65_536;

/**
 * Puts samples in order of tag and time; those of one tag and time stay in the order in which they came.
 *
 * It counts by tag, and compares times only where they are out of order: samples come nearly sorted.
 */
export function sortSamples(samples: SampleColumns): SampleColumns {
  const { tag, length } = samples;
  let lowest = Infinity;
  let highest = -Infinity;
  for (let at = 0; at < length; at++) {
    if (tag[at]! < lowest) lowest = tag[at]!;
    if (tag[at]! > highest) highest = tag[at]!;
  }
  const width = length === 0 ? 0 : highest - lowest + 1;
  const isCounted = width <= ALWAYS_COUNTED + WIDEST_BY_SAMPLE * length;
  const sorted = isCounted ? sortByCounting(samples, lowest, width) : sortByComparing(samples);
  sortRuns(sorted);
  return sorted;
}

function sortByCounting(samples: SampleColumns, lowest: number, width: number): SampleColumns {
  const { tag, length } = samples;
  const next = new Int32Array(width + 1);
  for (let at = 0; at < length; at++) next[tag[at]! - lowest + 1]!++;
  for (let place = 1; place < next.length; place++) next[place]! += next[place - 1]!;
  const sorted = createSampleColumns(length);
  sorted.length = length;
  for (let at = 0; at < length; at++) copySample(samples, at, sorted, next[tag[at]! - lowest]!++);
  return sorted;
}

function sortByComparing(samples: SampleColumns): SampleColumns {
  const { tag, length } = samples;
  const order = Uint32Array.from({ length }, (_, at) => at).toSorted(
    (one, other) => tag[one]! - tag[other]! || one - other,
  );
  const sorted = createSampleColumns(length);
  sorted.length = length;
  for (const [place, at] of order.entries()) copySample(samples, at, sorted, place);
  return sorted;
}

function copySample(from: SampleColumns, at: number, to: SampleColumns, place: number): void {
  to.tag[place] = from.tag[at]!;
  to.time[place] = from.time[at]!;
  to.value[place] = from.value[at]!;
  to.status[place] = from.status[at]!;
  to.isNull[place] = from.isNull[at]!;
}

function sortRuns(samples: SampleColumns): void {
  const { tag, time, length } = samples;
  for (let from = 0; from < length;) {
    let to = from + 1;
    let isSorted = true;
    for (; to < length && tag[to] === tag[from]; to++) {
      if (time[to]! < time[to - 1]!) isSorted = false;
    }
    if (!isSorted) sortRun(samples, from, to);
    from = to;
  }
}

function sortRun(samples: SampleColumns, from: number, to: number): void {
  const { time } = samples;
  const order = Uint32Array.from({ length: to - from }, (_, place) => from + place).toSorted(
    (one, other) => time[one]! - time[other]! || one - other,
  );
  const sorted = createSampleColumns(to - from);
  for (const [place, at] of order.entries()) copySample(samples, at, sorted, place);
  for (const name of ['time', 'value', 'status', 'isNull'] as const) {
    samples[name].set(sorted[name], from);
  }
}
