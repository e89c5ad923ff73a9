/** Finds the first of some times; undefined where there is none. */
export function oldestOf(timesUs: readonly (number | undefined)[]): number | undefined {
  let oldestUs: number | undefined;
  for (const timeUs of timesUs)
    if (timeUs !== undefined && (oldestUs === undefined || timeUs < oldestUs)) oldestUs = timeUs;
  return oldestUs;
}
