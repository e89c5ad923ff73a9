const SMALLEST_EXPONENT = -14;
const FRACTION_BITS = 10;
/** Half a step above the greatest finite number, 65504: from here on the nearest is infinity. */
const ROUNDED_TO_INFINITY = 65_520;

/** Rounds to the nearest half, and to the even one of two that are as near. */
export function nearestFloat16(value: number): number {
  const size = Math.abs(value);
  if (size >= ROUNDED_TO_INFINITY) return Math.sign(value) * Infinity;
  if (size === 0 || Number.isNaN(value)) return value;
  const exponent = Math.max(Math.floor(Math.log2(size)), SMALLEST_EXPONENT);
  const step = 2 ** (exponent - FRACTION_BITS);
  const steps = size / step;
  const rounded = Math.round(steps);
  const isHalfway = steps % 1 === 0.5;
  return Math.sign(value) * (isHalfway && rounded % 2 !== 0 ? rounded - 1 : rounded) * step;
}
