// What `<input type="datetime-local">` reads and writes: local time without a zone.

const twoDigits = (value: number): string => String(value).padStart(2, '0');

/** Writes a time for the input, to the second: `2026-11-21T14:03:05`. */
export function toLocalInput(timeMs: number): string {
  const time = new Date(timeMs);
  const year = String(time.getFullYear()).padStart(4, '0');
  const date = `${year}-${twoDigits(time.getMonth() + 1)}-${twoDigits(time.getDate())}`;
  const clock = [time.getHours(), time.getMinutes(), time.getSeconds()].map(twoDigits).join(':');
  return `${date}T${clock}`;
}

/**
 * Reads what the input holds as local time; null when it is empty or no time.
 *
 * @param shownMs - the time that the input was filled with: unchanged it means that to the millisecond, and in an hour that the clock
 * repeats it says which pass is meant
 */
export function fromLocalInput(text: string, shownMs: number): number | null {
  if (toLocalInput(shownMs) === text) return shownMs;
  if (!/^\d{4,}-\d\d-\d\dT\d\d:\d\d/.test(text)) return null;
  const timeMs = new Date(text).getTime();
  if (Number.isNaN(timeMs)) return null;
  const otherMs = timeMs + (offsetMs(timeMs) - offsetMs(shownMs));
  return toLocalInput(otherMs) === toLocalInput(timeMs) ? otherMs : timeMs;
}

function offsetMs(timeMs: number): number {
  return -new Date(timeMs).getTimezoneOffset() * 60_000;
}
