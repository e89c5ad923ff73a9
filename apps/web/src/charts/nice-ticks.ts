/** A stretch of an axis with marks at round numbers inside. */
export interface NiceAxis {
  readonly domain: readonly [number, number];
  readonly ticks: readonly number[];
  /** Decimals that tell neighbouring ticks apart. */
  readonly decimals: number;
}

const ROUND_STEPS = [1, 2, 2.5, 5, 10];
// Below these, differences are noise of the arithmetic, and ticks could not be told apart.
const RELATIVE_MIN = 1e-9;
const HEIGHT_MIN = 1e-9;

/** The smallest round step that makes no more than so many intervals. */
function roundStep(span: number, intervalCount: number): number {
  const rough = span / intervalCount;
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
  const smallest = Math.max(Math.max(Math.abs(low), Math.abs(high)) * RELATIVE_MIN, HEIGHT_MIN);
  if (high - low > smallest) return [low, high];
  const half = Math.max(Math.abs(low) * 0.01, 0.5);
  return [low - half, high + half];
}

/**
 * Makes an axis that holds all values, with about so many intervals between round ticks.
 *
 * @param low - lowest value to show
 * @param high - highest value to show, not below `low`
 */
export function niceAxis(low: number, high: number, intervalCount = 5): NiceAxis {
  const [bottom, top] = withHeight(low, high);
  const step = roundStep(top - bottom, intervalCount);
  const first = Math.floor(bottom / step + 1e-9);
  const last = Math.ceil(top / step - 1e-9);
  const decimals = decimalsOfStep(step);
  const ticks = [];
  for (let i = first; i <= last; i++) ticks.push(Number((i * step).toFixed(decimals)));
  return { domain: [ticks[0]!, ticks.at(-1)!], ticks, decimals };
}
