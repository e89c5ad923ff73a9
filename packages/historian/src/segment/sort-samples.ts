import { createStretchMerger } from './stretch-merger.ts';
import type { SampleColumns } from '../copy/sample-columns.ts';

/** Tags may lie so far apart, for each sample, that counting by tag takes no more memory than the samples. */
const WIDEST_BY_SAMPLE = 8;
const ALWAYS_COUNTED = 65_536;

/**
 * Puts samples in order of tag and time; those of one tag and time stay in the order in which they came.
 *
 * It counts by tag, and compares times only where they are out of order: samples come nearly sorted.
 *
 * @returns the columns that were given
 */
export function sortSamples(samples: SampleColumns): SampleColumns {
  if (isInOrder(samples)) return samples;
  const order = orderByTag(samples);
  const tag = gather(samples.tag, order, new Int32Array(order.length));
  const time = gather(samples.time, order, new Float64Array(order.length));
  orderByTime(tag, time, order);
  // The memory of a column that is done takes the next.
  const value = gather(samples.value, order, samples.time);
  const status = isZero(samples.status, order.length)
    ? samples.status
    : gather(samples.status, order, samples.tag);
  const isNull = isZero(samples.isNull, order.length)
    ? samples.isNull
    : gather(samples.isNull, order, new Uint8Array(order.length));
  return Object.assign(samples, { tag, time, value, status, isNull });
}

function isInOrder({ tag, time, length }: SampleColumns): boolean {
  for (let at = 1; at < length; at++) {
    if (tag[at]! < tag[at - 1]!) return false;
    if (tag[at] === tag[at - 1] && time[at]! < time[at - 1]!) return false;
  }
  return true;
}

/** Places of samples in order of tag, those of one tag as they came. */
function orderByTag({ tag, length }: SampleColumns): Uint32Array {
  let lowest = Infinity;
  let highest = -Infinity;
  for (let at = 0; at < length; at++) {
    if (tag[at]! < lowest) lowest = tag[at]!;
    if (tag[at]! > highest) highest = tag[at]!;
  }
  const width = highest - lowest + 1;
  if (width > ALWAYS_COUNTED + WIDEST_BY_SAMPLE * length) return orderByComparing(tag, length);
  const next = new Uint32Array(width + 1);
  for (let at = 0; at < length; at++) next[tag[at]! - lowest + 1]!++;
  for (let place = 1; place < next.length; place++) next[place]! += next[place - 1]!;
  const order = new Uint32Array(length);
  for (let at = 0; at < length; at++) order[next[tag[at]! - lowest]!++] = at;
  return order;
}

function orderByComparing(tag: Int32Array, length: number): Uint32Array {
  return new Uint32Array(length)
    .map((_, at) => at)
    .toSorted((one, other) => tag[one]! - tag[other]! || one - other);
}

/** Puts places, and their times, in order of time within each tag. */
function orderByTime(tag: Int32Array, time: Float64Array, order: Uint32Array): void {
  const merge = createStretchMerger();
  const { length } = order;
  for (let from = 0; from < length;) {
    let to = from + 1;
    let isSorted = true;
    for (; to < length && tag[to] === tag[from]; to++) {
      if (time[to]! < time[to - 1]!) isSorted = false;
    }
    if (!isSorted) merge({ order, time }, from, to);
    from = to;
  }
}

function isZero(column: Int32Array | Uint8Array, length: number): boolean {
  for (let at = 0; at < length; at++) if (column[at] !== 0) return false;
  return true;
}

/** Puts what a column has at each place where the place stands. */
function gather<Column extends Float64Array | Int32Array | Uint8Array>(
  column: Column,
  order: Uint32Array,
  into: Column,
): Column {
  for (let at = 0; at < order.length; at++) into[at] = column[order[at]!]!;
  return into;
}
