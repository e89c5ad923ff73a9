import type { TimeWindow } from '../time-range/time-window.ts';
import { holdsToNext, lastNotAbove } from './series.ts';
import type { Series } from './series.ts';

interface Extremes {
  readonly lowest: number | null;
  readonly highest: number | null;
}

/**
 * Lowest and highest value inside a window, with the one that holds at its start; null where there is none. M4 keeps both unchanged.
 */
export function extremesOf(series: Series, { fromMs, toMs }: TimeWindow): Extremes {
  const { timesMs, values } = series;
  const atStart = lastNotAbove(timesMs, fromMs);
  const isInside = timesMs[atStart] === fromMs || (atStart >= 0 && holdsToNext(series, atStart));
  let lowest: number | null = null;
  let highest: number | null = null;
  for (let i = isInside ? atStart : atStart + 1; i < timesMs.length && timesMs[i]! <= toMs; i++) {
    const value = values[i]!;
    if (value === null) continue;
    if (lowest === null || value < lowest) lowest = value;
    if (highest === null || value > highest) highest = value;
  }
  return { lowest, highest };
}
