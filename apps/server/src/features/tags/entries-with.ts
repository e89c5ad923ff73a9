import type { TagIndex } from './tag-index.ts';

/** Finds the entries that have every one of the folded words, in order, from a place on. */
export function* entriesWith(
  { text, starts, entries }: TagIndex,
  words: readonly string[],
  from: number,
): Generator<number, void, void> {
  let at = from;
  while (at < entries.length) {
    // Each word leads on to the first entry that has it: a rare one leads far.
    let next = at;
    for (const word of words) {
      const place = text.indexOf(word, starts[next]);
      if (place === -1) return;
      next = entryAt(starts, place, next);
    }
    if (next === at) {
      yield at;
      next += 1;
    }
    at = next;
  }
}

/** The entry in whose text a place lies; it is not before the first one, and most often near it. */
function entryAt(starts: Uint32Array, place: number, first: number): number {
  let low = first;
  let width = 1;
  while (low + width < starts.length && starts[low + width]! <= place) {
    low += width;
    width *= 2;
  }
  let high = Math.min(low + width, starts.length - 1);
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (starts[middle]! <= place) low = middle;
    else high = middle;
  }
  return low;
}
