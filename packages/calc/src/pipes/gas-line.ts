import {
  checkDomains,
  isUsable,
  type Issue,
  noQuantity,
  POSITIVE,
  quantity,
  type Quantity,
} from '../quantity.ts';
import { equationRate, type GasLineEquation } from './gas-line-equations.ts';
import {
  columnExponent,
  drivingForce,
  effectiveLength,
  endIssues,
  type GasLine,
  gasLineIssues,
  type WholeGasLine,
  wholeGasLine,
} from './gas-line-state.ts';

function noFlow(force: number): Issue {
  return {
    code: 'NO_SOLUTION',
    parameter: 'outletPressurePa',
    message: `outletPressurePa: no flow against the weight of the gas, driving force ${force} Pa²/m`,
  };
}

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
export function gasLineRate(
  line: GasLine & {
    readonly equation: GasLineEquation;
    readonly inletPressurePa: number;
    readonly outletPressurePa: number;
  },
): Quantity {
  const { equation, inletPressurePa, outletPressurePa } = line;
  const whole = wholeGasLine(line);
  const issues = [...gasLineIssues(whole), ...endIssues(inletPressurePa, outletPressurePa)];
  if (!isUsable(issues)) return noQuantity(issues);
  const force = drivingForce(whole, inletPressurePa, outletPressurePa);
  if (force < 0) return noQuantity([noFlow(force)]);
  const { unitRate, power } = equationRate(whole, equation);
  return quantity(unitRate * force ** power);
}

/**
 * Pressure at the outlet of a gas line, Pa absolute.
 *
 * @param line - inlet pressure in Pa absolute, rate in m³/s at standard conditions
 * @returns NaN with NO_SOLUTION when the line cannot pass the rate
 *
 * Source: the inverse of {@link gasLineRate}.
 */
export function gasLineOutletPressure(
  line: GasLine & {
    readonly equation: GasLineEquation;
    readonly inletPressurePa: number;
    readonly rateM3S: number;
  },
): Quantity {
  const { inletPressurePa, rateM3S } = line;
  const whole = wholeGasLine(line);
  const issues = [
    ...gasLineIssues(whole),
    ...checkDomains(
      { inletPressurePa, rateM3S },
      { inletPressurePa: POSITIVE, rateM3S: { min: 0 } },
    ),
  ];
  if (!isUsable(issues)) return noQuantity(issues);
  const square =
    (inletPressurePa ** 2 - squaresOf(whole, line.equation, rateM3S)) /
    Math.exp(columnExponent(whole));
  if (square >= 0) return quantity(Math.sqrt(square));
  const message = `rateM3S: the line cannot pass ${rateM3S} m³/s from ${inletPressurePa} Pa`;
  return noQuantity([{ code: 'NO_SOLUTION', parameter: 'rateM3S', message }]);
}

/**
 * Pressure at the inlet of a gas line, Pa absolute.
 *
 * @param line - outlet pressure in Pa absolute, rate in m³/s at standard conditions
 *
 * Source: the inverse of {@link gasLineRate}.
 */
export function gasLineInletPressure(
  line: GasLine & {
    readonly equation: GasLineEquation;
    readonly outletPressurePa: number;
    readonly rateM3S: number;
  },
): Quantity {
  const { outletPressurePa, rateM3S } = line;
  const whole = wholeGasLine(line);
  const issues = [
    ...gasLineIssues(whole),
    ...checkDomains(
      { outletPressurePa, rateM3S },
      { outletPressurePa: { min: 0 }, rateM3S: { min: 0 } },
    ),
  ];
  if (!isUsable(issues)) return noQuantity(issues);
  const outlet = Math.exp(columnExponent(whole)) * outletPressurePa ** 2;
  return quantity(Math.sqrt(outlet + squaresOf(whole, line.equation, rateM3S)));
}

/** P1² - e^s P2² that a rate needs, Pa². */
function squaresOf(line: WholeGasLine, equation: GasLineEquation, rateM3S: number): number {
  const { unitRate, power } = equationRate(line, equation);
  return (rateM3S / unitRate) ** (1 / power) * effectiveLength(line);
}
