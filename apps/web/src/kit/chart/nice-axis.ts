/** A stretch of an axis with marks at round numbers inside. */
export interface NiceAxis {
  readonly domain: readonly [number, number];
  readonly ticks: readonly number[];
  /** Decimals that tell neighbouring ticks apart. */
  readonly decimals: number;
  /** Significant digits that tell them apart as powers of ten; null where plain numbers do. */
  readonly exponentDigits: number | null;
}

const ROUND_STEPS = [1, 2, 2.5, 5, 10];
// Below this, differences are noise of the arithmetic, and ticks could not be told apart.
const RELATIVE_MIN = 1e-9;
/** Nearer to 0, steps would be beyond what a number can be. */
const SMALLEST = 1e-300;
/** Plain numbers have no more decimals, and are smaller than this. */
const DECIMALS_MAX = 6;
const HUGE = 1e9;

/** The smallest round step that is not below a rough one. */
function roundStep(rough: number): number {
  const power = 10 ** Math.floor(Math.log10(rough));
  const factor = ROUND_STEPS.find((step) => step * power >= rough * (1 - 1e-9)) ?? 10;
  return factor * power;
}

function decimalsOfStep(step: number): number {
  for (let decimals = 0; decimals < 10; decimals++) {
    const scaled = step * 10 ** decimals;
    if (Math.abs(scaled - Math.round(scaled)) < 1e-6 * scaled) return decimals;
  }
  return 10;
}

/** A value that does not move still needs an axis with a height. */
function withHeight(low: number, high: number): readonly [number, number] {
  const size = Math.max(Math.abs(low), Math.abs(high));
  if (size < SMALLEST) return [-0.5, 0.5];
  if (high - low > size * RELATIVE_MIN) return [low, high];
  const half = Math.max(size * 0.01, Math.min(0.5, size / 2));
  return [bounded(low - half), bounded(high + half)];
}

const bounded = (value: number): number =>
  Math.min(Number.MAX_VALUE, Math.max(-Number.MAX_VALUE, value));

/**
 * Makes an axis that holds all values, with about `intervalCount` intervals between round ticks.
 *
 * @param low - lowest value to show
 * @param high - highest value to show, not below `low`
 */
export function niceAxis(low: number, high: number, intervalCount = 5): NiceAxis {
  const [bottom, top] = withHeight(low, high);
  // The difference of two numbers may be none any more: their parts are.
  const step = roundStep(top / intervalCount - bottom / intervalCount);
  const first = Math.floor(bottom / step + 1e-9);
  const last = Math.ceil(top / step - 1e-9);
  const ticks: number[] = [];
  for (let i = first; i <= last; i++) {
    const tick = Number((i * step).toPrecision(12));
    if (Number.isFinite(tick)) ticks.push(tick);
  }
  const ends = [ticks[0]!, ticks.at(-1)!] as const;
  return {
    // A round end may be beyond what a number can be.
    domain: [
      Number.isFinite(first * step) ? ends[0] : -Number.MAX_VALUE,
      Number.isFinite(last * step) ? ends[1] : Number.MAX_VALUE,
    ],
    ticks,
    decimals: decimalsOfStep(step),
    exponentDigits: exponentDigits(step, Math.max(Math.abs(ends[0]), Math.abs(ends[1]))),
  };
}

function exponentDigits(step: number, largest: number): number | null {
  if (largest < HUGE && decimalsOfStep(step) <= DECIMALS_MAX) return null;
  // A step has two digits at most: 2.5.
  return Math.floor(Math.log10(largest)) - Math.floor(Math.log10(step)) + 2;
}
