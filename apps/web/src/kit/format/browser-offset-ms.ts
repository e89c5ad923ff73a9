const MINUTE_MS = 60_000;

/** By how much the browser's clock is ahead of UTC at a time, in milliseconds. */
export function browserOffsetMs(timeMs: number): number {
  return -new Date(timeMs).getTimezoneOffset() * MINUTE_MS;
}
