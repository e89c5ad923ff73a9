import type { TimeWindow } from '../charts/cursor.ts';
import type { Columns } from './series.ts';

export interface Extremes {
  readonly lowest: number | null;
  readonly highest: number | null;
}

/** Lowest and highest value inside a window; null where there is none. M4 keeps both as they are. */
export function extremesOf({ timesMs, values }: Columns, { fromMs, toMs }: TimeWindow): Extremes {
  let lowest: number | null = null;
  let highest: number | null = null;
  for (let i = 0; i < timesMs.length; i++) {
    const value = values[i]!;
    if (value === null || timesMs[i]! < fromMs || timesMs[i]! > toMs) continue;
    if (lowest === null || value < lowest) lowest = value;
    if (highest === null || value > highest) highest = value;
  }
  return { lowest, highest };
}
