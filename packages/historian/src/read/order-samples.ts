import { reserveSamples, type SampleColumns } from '../copy/sample-columns.ts';
import { dropRepetitions } from '../segment/drop-repetitions.ts';
import { sortSamples } from '../segment/sort-samples.ts';
import type { TagSpan } from './tag-span.ts';

/** Puts samples of one tag in order of time, each once. @returns the columns that were given */
export function orderSamples(samples: SampleColumns): SampleColumns {
  const { time, length } = samples;
  for (let at = 1; at < length; at++) {
    if (time[at]! > time[at - 1]!) continue;
    const sorted = sortSamples(samples);
    dropRepetitions(sorted);
    return sorted;
  }
  return samples;
}

/** Appends a stretch of samples to others. */
export function appendSamples(
  into: SampleColumns,
  samples: SampleColumns,
  from: number,
  to: number,
): void {
  const start = into.length;
  reserveSamples(into, start + to - from);
  for (const name of ['tag', 'time', 'value', 'status', 'isNull'] as const) {
    into[name].set(samples[name].subarray(from, to), start);
  }
  into.length = start + to - from;
}

/** Finds where the samples of a range begin and end. @param samples - in order of time */
export function placesWithin(
  { time, length }: SampleColumns,
  { fromUs, toUs }: TagSpan,
): { readonly from: number; readonly to: number } {
  let from = 0;
  while (from < length && time[from]! < fromUs) from++;
  let to = length;
  while (to > from && time[to - 1]! >= toUs) to--;
  return { from, to };
}
