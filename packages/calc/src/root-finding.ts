/**
 * Point at which a condition becomes true, between one at which it is false and one at which it is
 * true, by halving; the far point when it is never met in between.
 */
export function bisect(isBeyond: (x: number) => boolean, low: number, high: number): number {
  let [before, after] = [low, high];
  for (let step = 0; step < 200; step++) {
    const middle = (before + after) / 2;
    if (middle === before || middle === after) break;
    if (isBeyond(middle)) after = middle;
    else before = middle;
  }
  return after;
}
