// Plain-number forms of the Arps relations, for loops and for the functions that check their
// arguments first. All of them hold for every exponent of 0 and above without a special case at
// b = 0 or b = 1, because log1p and expm1 keep the digits that the textbook forms lose there.

import { expm1 } from '../math.ts';

/** Below it b × time falls among the subnormal numbers, which have few digits. */
const LEAST_EXPONENT = 1e-100;

/**
 * Natural logarithm of initial rate over rate.
 *
 * @param x - nominal initial decline × time
 * @param b - hyperbolic exponent
 */
export const arpsLogDrop = (x: number, b: number): number =>
  b < LEAST_EXPONENT ? x : Math.log1p(b * x) / b;

/** Derivative of `arpsLogDrop` with respect to b; `drop` is its value at x and b. */
export const arpsLogDropByExponent = (x: number, b: number, drop: number): number => {
  const u = b * x;
  // The closed form is a difference of nearly equal numbers here: five terms of its series.
  if (u < 1e-2) return x * x * (-1 / 2 + u * (2 / 3 - u * (3 / 4 - u * (4 / 5 - (u * 5) / 6))));
  return (x / (1 + u) - drop) / b;
};

/** Volume until the rate has dropped by e^-drop, in units of initial rate / initial decline. */
export const arpsVolumeOfDrop = (drop: number, b: number): number => {
  const c = 1 - b;
  return c === 0 ? drop : -expm1(-c * drop) / c;
};

/** Nominal initial decline × time until the rate has dropped by e^-drop. */
export const arpsTimeOfDrop = (drop: number, b: number): number =>
  b < LEAST_EXPONENT ? drop : expm1(b * drop) / b;

/** Volume produced in `time`; the limit of no decline is rate × time. */
export const arpsVolume = (rate: number, decline: number, b: number, time: number): number => {
  if (decline === 0) return rate * time;
  return (rate / decline) * arpsVolumeOfDrop(arpsLogDrop(decline * time, b), b);
};
