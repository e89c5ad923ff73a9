import { floor } from '../math.ts';
import { FINITE, isUsable } from '../quantity.ts';
import { type KeptSamples, type SampleColumns, checkSamples, keepNone } from './sample-columns.ts';

/** Samples and the columns of equal time that they are sorted into. */
export interface PixelColumns extends SampleColumns {
  /** Number of columns, 1 or more: the width of the picture in pixels. */
  readonly columns: number;
  /** Where the first column begins, in the unit of the times. */
  readonly start: number;
  /** Where the last column ends; a sample right there belongs to it. Samples outside are dropped. */
  readonly end: number;
}

/**
 * Keeps the first, last, lowest and highest sample of each pixel column (M4).
 *
 * A line through them covers the same pixels as a line through all samples.
 *
 * @param picture - samples, number of columns and the time that they span
 *
 * Convention: column floor(columns (t - start)/(end - start)); of equal values the earliest.
 * Source: Jugel, Jerzak, Hackenbroich, Markl (2014), M4: A Visualization-Oriented Time Series Data
 * Aggregation, PVLDB 7.
 */
export const m4Indices = (picture: PixelColumns): KeptSamples =>
  pickFromColumns(picture, (from, to, lowest, highest) => [from, to - 1, lowest, highest]);

/**
 * Keeps the lowest and the highest sample of each bucket of equal time.
 *
 * @param picture - samples, number of buckets and the time that they span
 *
 * Convention: as m4Indices.
 * Source: by definition; compared with others in Van Der Donckt et al. (2023), arXiv 2305.00332.
 */
export const minMaxIndices = (picture: PixelColumns): KeptSamples =>
  pickFromColumns(picture, (_from, _to, lowest, highest) => [lowest, highest]);

type Pick = (from: number, to: number, lowest: number, highest: number) => readonly number[];

const pickFromColumns = (picture: PixelColumns, pick: Pick): KeptSamples => {
  const { times, values, columns, start, end } = picture;
  const issues = checkSamples(
    picture,
    {
      times: { least: 0 },
      values: { least: 0 },
      columns: { min: 1 },
      start: FINITE,
      end: { above: start },
    },
    'columns start end',
  );
  if (!isUsable(issues)) return keepNone(issues);
  const kept: number[] = [];
  const columnOf = (i: number): number => {
    const time = times[i]!;
    if (time === end) return columns - 1;
    return floor((columns * (time - start)) / (end - start));
  };
  let from = 0;
  while (from < times.length) {
    const column = columnOf(from);
    let to = from;
    let lowest = from;
    let highest = from;
    for (; to < times.length && columnOf(to) === column; to++) {
      if (values[to]! < values[lowest]!) lowest = to;
      if (values[to]! > values[highest]!) highest = to;
    }
    if (column >= 0 && column < columns) {
      const picked = [...new Set(pick(from, to, lowest, highest))];
      kept.push(...picked.toSorted((a, b) => a - b));
    }
    from = to;
  }
  return { indices: Uint32Array.from(kept), issues };
};
