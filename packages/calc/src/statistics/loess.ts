import { abs, floor, max, min, sqrt } from '../math.ts';

/** Options of a local regression on evenly spaced points. */
export interface LoessOptions {
  /** Number of neighbours that bear weight; may exceed the number of points. */
  readonly span: number;
  /** 0 averages, 1 fits lines. */
  readonly degree: 0 | 1;
  /** Weight of each point beside its distance; all 1 when absent. */
  readonly weights?: Float64Array | undefined;
}

/** The neighbours of one place, by index, both included. */
interface Window {
  readonly left: number;
  readonly right: number;
}

/**
 * Local regression at one place of the points (0, y0), (1, y1), ...; NaN when no point has weight.
 *
 * Tricube weights: 1 within a thousandth of the half-width, 0 beyond 0.999 of it.
 */
export const loessAt = (
  values: Float64Array,
  options: LoessOptions,
  place: number,
  window: Window,
): number => {
  const { left, right } = window;
  const count = values.length;
  let reach = max(place - left, right - place);
  if (options.span > count) reach += floor((options.span - count) / 2);
  const local = new Float64Array(right - left + 1);
  let total = 0;
  for (let i = left; i <= right; i++) {
    const distance = abs(i - place);
    if (distance > 0.999 * reach) continue;
    const cubed = (distance / reach) ** 3;
    const weight = (distance <= 0.001 * reach ? 1 : (1 - cubed) ** 3) * (options.weights?.[i] ?? 1);
    local[i - left] = weight;
    total += weight;
  }
  if (total <= 0) return Number.NaN;
  if (options.degree === 1 && reach > 0) {
    tilt(local, { left, total, place, minimumSpread: 0.001 * (count - 1) });
    total = 1;
  }
  let fitted = 0;
  for (let i = left; i <= right; i++) fitted += local[i - left]! * values[i]!;
  return fitted / total;
};

/** Turns weights of an average into those of a line through the same points, summing to 1. */
const tilt = (
  local: Float64Array,
  at: {
    readonly left: number;
    readonly total: number;
    readonly place: number;
    readonly minimumSpread: number;
  },
): void => {
  let centre = 0;
  for (let i = 0; i < local.length; i++) {
    local[i]! /= at.total;
    centre += local[i]! * (at.left + i);
  }
  let squares = 0;
  for (let i = 0; i < local.length; i++) squares += local[i]! * (at.left + i - centre) ** 2;
  if (sqrt(squares) <= at.minimumSpread) return;
  const slope = (at.place - centre) / squares;
  for (let i = 0; i < local.length; i++) local[i]! *= 1 + slope * (at.left + i - centre);
};

/** Local regression at every point; a point without weighted neighbours keeps its value. */
export const loess = (values: Float64Array, options: LoessOptions): Float64Array => {
  const count = values.length;
  const span = min(options.span, count);
  const half = floor((options.span + 1) / 2);
  return values.map((value, i) => {
    const left = min(max(i + 1 - half, 0), count - span);
    const fitted = loessAt(values, options, i, { left, right: left + span - 1 });
    return Number.isNaN(fitted) ? value : fitted;
  });
};
