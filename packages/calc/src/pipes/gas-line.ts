import { evaluate } from '../evaluate.ts';
import { exp, sqrt } from '../math.ts';
import type { Quantity } from '../quantity.ts';
import { equationRate, type GasLineEquation } from './gas-line-equations.ts';
import {
  columnExponent,
  drivingForce,
  effectiveLength,
  endDomains,
  LINE_DOMAINS,
  wholeGasLine,
  type GasLine,
  type WholeGasLine,
} from './gas-line-state.ts';

/**
 * Rate of gas through a line, m³/s at standard conditions.
 *
 * @param line - lengths in m, absolute pressures in Pa, temperature in K; `equation` names the author
 *
 * Convention: a line that climbs takes e^s on the outlet's square and the effective length
 * L (e^s - 1)/s. The compressibility factor counts in every equation.
 * Validity: Weymouth for short lines up to 16 inches at high pressure, Panhandle A for 6 to 24 inches and
 * Re 5e6 to 1.4e7, Panhandle B for above 24 inches, IGT, Mueller and Spitzglass for distribution.
 * Source: GPSA Engineering Data Book (1998), section 17; Crane TP 410; Mohitpour, Golshan and Murray,
 * Pipeline Design and Construction (2007).
 */
export const gasLineRate = (
  line: GasLine & {
    readonly equation: GasLineEquation;
    readonly inletPressurePa: number;
    readonly outletPressurePa: number;
  },
): Quantity =>
  evaluate(
    wholeGasLine(line),
    (whole) => {
      const { unitRate, power } = equationRate(whole, line.equation);
      // No root of a negative force: the weight of the gas holds it back.
      return unitRate * drivingForce(whole) ** power;
    },
    endDomains(line),
  );

/**
 * Pressure at the outlet of a gas line, Pa absolute.
 *
 * @param line - inlet pressure in Pa absolute, rate in m³/s at standard conditions
 * @returns NaN with NO_SOLUTION when the line cannot pass the rate
 *
 * Source: the inverse of {@link gasLineRate}.
 */
export const gasLineOutletPressure = (
  line: GasLine & {
    readonly equation: GasLineEquation;
    readonly inletPressurePa: number;
    readonly rateM3S: number;
  },
): Quantity =>
  evaluate(
    wholeGasLine(line),
    (whole) => {
      const square = whole.inletPressurePa ** 2 - squaresOf(whole, line.equation, whole.rateM3S);
      return sqrt(square / exp(columnExponent(whole)));
    },
    LINE_DOMAINS,
  );

/**
 * Pressure at the inlet of a gas line, Pa absolute.
 *
 * @param line - outlet pressure in Pa absolute, rate in m³/s at standard conditions
 *
 * Source: the inverse of {@link gasLineRate}.
 */
export const gasLineInletPressure = (
  line: GasLine & {
    readonly equation: GasLineEquation;
    readonly outletPressurePa: number;
    readonly rateM3S: number;
  },
): Quantity =>
  evaluate(
    wholeGasLine(line),
    (whole) => {
      const outlet = exp(columnExponent(whole)) * whole.outletPressurePa ** 2;
      return sqrt(outlet + squaresOf(whole, line.equation, whole.rateM3S));
    },
    LINE_DOMAINS,
  );

/** P1² - e^s P2² that a rate needs, Pa². */
const squaresOf = (line: WholeGasLine, equation: GasLineEquation, rateM3S: number): number => {
  const { unitRate, power } = equationRate(line, equation);
  return (rateM3S / unitRate) ** (1 / power) * effectiveLength(line);
};
