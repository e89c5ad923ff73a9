const FRAME_MIN_MS = 250;
const FRAME_MAX_MS = 5_000;
const REFRESH_MIN_MS = 15_000;
const REFRESH_MAX_MS = 300_000;
const REFRESHES_A_RANGE = 30;

const bounded = (value: number, low: number, high: number): number =>
  Math.min(high, Math.max(low, value));

/** How often a sliding chart moves on: about a pixel at a time. */
export function framePaceMs(durationMs: number, widthPixels: number): number {
  return bounded(durationMs / Math.max(1, widthPixels), FRAME_MIN_MS, FRAME_MAX_MS);
}

/** How often the stored samples of a sliding range are asked for again. */
export function refreshPaceMs(durationMs: number): number {
  return bounded(durationMs / REFRESHES_A_RANGE, REFRESH_MIN_MS, REFRESH_MAX_MS);
}
