const MS_PER_SECOND = 1_000;

/** Tells how fast counts grow together, a second; undefined at first. @param counts - since each began, by name */
type RateMeter = (counts: ReadonlyMap<string, number>) => number | undefined;

/**
 * Makes a meter of counts of which each grows: one that is new, or has fallen, began at zero since, and one that is gone counts no more.
 *
 * @param nowMs - a clock that only goes forward
 */
export function rateMeter(nowMs = (): number => performance.now()): RateMeter {
  let before: { readonly counts: ReadonlyMap<string, number>; readonly atMs: number } | undefined;
  return (counts) => {
    const last = before;
    before = { counts, atMs: nowMs() };
    if (last === undefined) return undefined;
    let grown = 0;
    for (const [name, count] of counts) {
      const known = last.counts.get(name) ?? 0;
      grown += count < known ? count : count - known;
    }
    return (grown / (before.atMs - last.atMs)) * MS_PER_SECOND;
  };
}
