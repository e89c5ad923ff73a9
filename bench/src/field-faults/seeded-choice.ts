/** Random choices that a seed repeats. */
export interface SeededChoice {
  /** From 0 to 1. */
  next(): number;
  between(low: number, high: number): number;
  of<Item>(items: readonly Item[]): Item;
}

/** Makes choices from a seed. Source: mulberry32 of Tommy Ettinger, public domain. */
export function seededChoice(seed: number): SeededChoice {
  let state = seed | 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  return {
    next,
    between: (low, high) => low + next() * (high - low),
    of: (items) => items[Math.floor(next() * items.length)]!,
  };
}
