import type { TimeWindow } from '../time-range/time-window.ts';
import type { ValueTag } from '../format/value-text.ts';

/** The tag of a curve. */
export interface ChartTag extends ValueTag {
  readonly id: number;
  readonly name: string;
  readonly unit: string;
  readonly interpolation: 'step' | 'linear';
}

/** Samples of one tag in columns of equal length, ascending in time. */
export interface Columns {
  /** Milliseconds since 1970, UTC. */
  readonly timesMs: readonly number[];
  /** In the tag's unit; null where quality is bad: a gap. */
  readonly values: readonly (number | null)[];
  readonly statuses: readonly number[];
}

/** The curve of one tag. */
export interface Series extends Columns {
  readonly tag: ChartTag;
  /** Place among the chosen tags: decides the colour. */
  readonly slot: number;
  /** When the value of the first point was measured, where that stands for a sample before the range; else null. */
  readonly heldFromMs: number | null;
}

/** Whether a tag's value holds until its next sample; a state always does. */
export function isStep({ interpolation, dataType }: ChartTag): boolean {
  return interpolation === 'step' || dataType === 'digital';
}

/** Place of the first point that is a sample of the range: before it is what is held from an older one, if anything. */
export function firstSampleOf({ heldFromMs }: Pick<Series, 'heldFromMs'>): number {
  return heldFromMs === null ? 0 : 1;
}

/** Whether the value of a point is read until the next point, instead of on the line to it. */
export function holdsToNext(series: Pick<Series, 'tag' | 'heldFromMs'>, place: number): boolean {
  return isStep(series.tag) || place < firstSampleOf(series);
}

/** Less of a window is not seen: a tag that is read every second is held for one at every left edge. */
const SEEN_PART = 0.02;

/** When the value was measured that is held from the left edge of a window on; null where nobody sees that. */
export function heldSinceMs({ heldFromMs, timesMs }: Series, window: TimeWindow): number | null {
  const { fromMs, toMs } = window;
  const heldMs = Math.min(timesMs[1] ?? toMs, toMs) - fromMs;
  return heldMs > SEEN_PART * (toMs - fromMs) ? heldFromMs : null;
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
