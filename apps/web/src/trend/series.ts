import type { TagView, TrendView } from '../contract.ts';

/** Samples of one tag in columns of equal length, ascending in time. */
export interface Columns {
  /** Milliseconds since 1970, UTC. */
  readonly timesMs: readonly number[];
  /** In the tag's unit; null where quality is bad: a gap. */
  readonly values: readonly (number | null)[];
  readonly statuses: readonly number[];
}

/** What the chart draws of one tag. */
export interface Series extends Columns {
  readonly tag: TagView;
  /** Place among the chosen tags: decides the colour. */
  readonly slot: number;
  /** How many stored samples lie in the range. */
  readonly sampleCount: number;
  readonly method: TrendView['method'];
}

/** Whether a tag's value holds until its next sample; a state always does. */
export function isStep({ interpolation, dataType }: TagView): boolean {
  return interpolation === 'step' || dataType === 'digital';
}

/** Index of the last element that is not above a limit; -1 when all are. */
export function lastNotAbove(ascending: readonly number[], limit: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (ascending[middle]! <= limit) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
