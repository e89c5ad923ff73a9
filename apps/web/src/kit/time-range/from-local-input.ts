import { browserOffsetMs } from '../format/browser-offset-ms.ts';

// What `<input type="datetime-local">` reads and writes: the time of a clock, without its zone.

const DAY_MS = 86_400_000;

/** By how much a zone is ahead of UTC at a time. */
type ZoneOffset = (timeMs: number) => number;

/** Writes a time for the input, to the second: `2026-11-21T14:03:05`. */
export function toLocalInput(timeMs: number, offsetMs: ZoneOffset = browserOffsetMs): string {
  return new Date(timeMs + offsetMs(timeMs)).toISOString().slice(0, 19);
}

/**
 * Reads what the input holds as the time of a zone's clock; null when it is empty or no time. In an hour that the clock leaves out it is
 * the time that the clock would show had it not been changed.
 *
 * @param shownMs - the time that the input was filled with: unchanged it means that to the millisecond, and in an hour that the clock
 * repeats it says which pass is meant
 */
export function fromLocalInput(
  text: string,
  shownMs: number,
  offsetMs: ZoneOffset = browserOffsetMs,
): number | null {
  if (toLocalInput(shownMs, offsetMs) === text) return shownMs;
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(text)) return null;
  const localMs = Date.parse(`${text}Z`);
  if (Number.isNaN(localMs)) return null;
  const before = offsetMs(localMs - DAY_MS);
  const offsets = [offsetMs(shownMs), before, offsetMs(localMs + DAY_MS)];
  return localMs - (offsets.find((offset) => offsetMs(localMs - offset) === offset) ?? before);
}
