import { abs } from './math.ts';

/**
 * Points on both sides of where a condition becomes true, between two others, by halving: twice the near one when it is
 * true there already, twice NaN when it is not true at the far one.
 */
export const bracket = (
  isBeyond: (x: number) => boolean,
  low: number,
  high: number,
): readonly [before: number, after: number] => {
  if (isBeyond(low)) return [low, low];
  if (!isBeyond(high)) return [Number.NaN, Number.NaN];
  let [before, after] = [low, high];
  for (let step = 0; step < 200; step++) {
    const middle = (before + after) / 2;
    if (middle === before || middle === after) break;
    if (isBeyond(middle)) after = middle;
    else before = middle;
  }
  return [before, after];
};

/** The first point at which a condition is true, by {@link bracket}. */
export const bisect = (isBeyond: (x: number) => boolean, low: number, high: number): number =>
  bracket(isBeyond, low, high)[1];

/**
 * Root of a function that increases, by Newton's method between bounds that close in; NaN when it
 * does not settle.
 *
 * @param valueAndSlope - the function and its derivative
 */
export const newton = (
  valueAndSlope: (x: number) => readonly [value: number, slope: number],
  start: number,
  low: number = 0,
  high: number = Infinity,
): number => {
  let [least, most, x] = [low, high, start];
  for (let step = 0; step < 100; step++) {
    const [value, slope] = valueAndSlope(x);
    if (value < 0) least = x;
    else most = x;
    let next = x - value / slope;
    if (!(next > least && next < most)) next = most === Infinity ? 2 * x : (least + most) / 2;
    if (abs(next - x) <= 1e-13 * abs(x)) return next;
    x = next;
  }
  return Number.NaN;
};

/** Fixed point of a rule that is applied repeatedly; NaN when it does not converge. */
export const fixedPoint = (rule: (x: number) => number, start: number): number => {
  let x = start;
  for (let step = 0; step < 100; step++) {
    const next = rule(x);
    if (abs(next - x) <= 1e-12 * abs(x)) return next;
    x = next;
  }
  return Number.NaN;
};

/** Golden section: share of a bracket that each step leaves. */
const GOLDEN = 0.618_033_988_749_894_9;

/** Abscissa of a minimum between two others, known to a tolerance. */
export const goldenMinimum = (
  f: (x: number) => number,
  from: number,
  to: number,
  tolerance: number,
): number => {
  let [low, high] = [from, to];
  let left = high - GOLDEN * (high - low);
  let right = low + GOLDEN * (high - low);
  let [atLeft, atRight] = [f(left), f(right)];
  while (high - low > tolerance) {
    if (atLeft <= atRight) {
      [high, right, atRight] = [right, left, atLeft];
      left = high - GOLDEN * (high - low);
      atLeft = f(left);
    } else {
      [low, left, atLeft] = [left, right, atRight];
      right = low + GOLDEN * (high - low);
      atRight = f(right);
    }
  }
  return (low + high) / 2;
};
