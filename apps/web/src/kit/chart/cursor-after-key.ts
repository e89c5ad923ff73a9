import { MIN_WINDOW_MS } from '../time-range/time-window.ts';
import type { TimeWindow } from '../time-range/time-window.ts';

const STEP = 0.005;
const BIG_STEP = 0.05;
const ZOOM = 2;
const MAX_DURATION_MS = 10 * 365 * 24 * 3_600_000;

export const clampFraction = (fraction: number): number => Math.min(1, Math.max(0, fraction));

/** The moment at a part of the window, 0 at its start and 1 at its end. */
export function timeAt({ fromMs, toMs }: TimeWindow, fraction: number): number {
  return fromMs + fraction * (toMs - fromMs);
}

/** Where a key moves the cursor to; undefined when it is no key of ours, null to hide it. */
export function cursorAfterKey(
  fraction: number | null,
  { key, shiftKey }: { readonly key: string; readonly shiftKey: boolean },
): number | null | undefined {
  const step = shiftKey ? BIG_STEP : STEP;
  switch (key) {
    case 'ArrowLeft':
      return clampFraction((fraction ?? 1) - step);
    case 'ArrowRight':
      return clampFraction((fraction ?? 0) + step);
    case 'Home':
      return 0;
    case 'End':
      return 1;
    case 'Escape':
      return null;
    default:
      return undefined;
  }
}

/** The window between two parts of a window, or null when that is too short to mean it. */
export function zoomTo(window: TimeWindow, first: number, second: number): TimeWindow | null {
  const fromMs = Math.round(timeAt(window, clampFraction(Math.min(first, second))));
  const toMs = Math.round(timeAt(window, clampFraction(Math.max(first, second))));
  return toMs - fromMs >= MIN_WINDOW_MS ? { fromMs, toMs } : null;
}

/** Half the time around a part of the window. */
export function zoomIn(window: TimeWindow, fraction: number): TimeWindow | null {
  const half = 1 / (2 * ZOOM);
  const middle = Math.min(1 - half, Math.max(half, fraction));
  return zoomTo(window, middle - half, middle + half);
}

/** Twice the time around the window, never beyond a latest moment. */
export function zoomOut({ fromMs, toMs }: TimeWindow, latestMs: number): TimeWindow {
  const durationMs = Math.min(MAX_DURATION_MS, ZOOM * (toMs - fromMs));
  const end = Math.min(Math.max(latestMs, toMs), (fromMs + toMs) / 2 + durationMs / 2);
  return { fromMs: Math.round(end - durationMs), toMs: Math.round(end) };
}
