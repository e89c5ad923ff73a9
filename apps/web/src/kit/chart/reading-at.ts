import type { Series } from './series.ts';
import { firstSampleOf, holdsToNext, lastNotAbove } from './series.ts';

/** The value of a series at a moment. */
export interface Reading {
  readonly value: number | null;
  readonly status: number;
  /** Read between two samples of a tag that changes in straight lines. */
  readonly interpolated: boolean;
  /** When it was measured, where it is held from before the range; else null. */
  readonly heldFromMs: number | null;
}

/** The time of the sample nearest to a moment, over all series; null when none is near enough. */
export function nearestSampleMs(
  series: readonly Series[],
  timeMs: number,
  reachMs: number,
): number | null {
  let best: number | null = null;
  let bestDistance = reachMs;
  for (const one of series) {
    const { timesMs } = one;
    const before = lastNotAbove(timesMs, timeMs);
    for (const index of [before, before + 1]) {
      const sampleMs = timesMs[index];
      if (sampleMs === undefined || index < firstSampleOf(one)) continue;
      const distance = Math.abs(sampleMs - timeMs);
      if (distance > bestDistance) continue;
      best = sampleMs;
      bestDistance = distance;
    }
  }
  return best;
}

/** Reads a series at a moment: its sample there, the last one before, or the line between two. */
export function readingAt(series: Series, timeMs: number): Reading | null {
  const { timesMs, values, statuses } = series;
  const before = lastNotAbove(timesMs, timeMs);
  if (before === -1) return null;
  const value = values[before]!;
  const status = statuses[before]!;
  const after = before + 1;
  const nextValue = values[after];
  const heldFromMs = before < firstSampleOf(series) ? series.heldFromMs : null;
  const exact = timesMs[before] === timeMs;
  if (exact || holdsToNext(series, before) || value === null || nextValue == null) {
    return { value, status, interpolated: false, heldFromMs };
  }
  const spanMs = timesMs[after]! - timesMs[before]!;
  const fraction = (timeMs - timesMs[before]!) / spanMs;
  const between = value + fraction * (nextValue - value);
  return { value: between, status, interpolated: true, heldFromMs };
}
