import type { Domains } from '../argument-domains.ts';
import { exp, expm1 } from '../math.ts';
import { POSITIVE } from '../quantity.ts';

/** Molar mass of air, kg/mol. */
export const AIR_KG_MOL = 0.0289647;
/** Molar gas constant, J/(mol·K). */
export const MOLAR_GAS_CONSTANT = 8.31446261815324;
const GRAVITY_M_S2 = 9.80665;

/** A gas line and its gas, SI. */
export interface GasLine {
  readonly lengthM: number;
  readonly insideDiameterM: number;
  /** Specific gravity (air = 1). */
  readonly gasGravity: number;
  /** Mean flowing temperature. */
  readonly temperatureK: number;
  /** Mean compressibility factor, 1 when absent. */
  readonly zFactor?: number;
  /** Rise of the outlet above the inlet, 0 when absent. */
  readonly elevationGainM?: number;
  /** Standard conditions of the rate: 288.7056 K (60 °F) when absent. */
  readonly baseTemperatureK?: number;
  /** Standard conditions of the rate: 101 325 Pa when absent. */
  readonly basePressurePa?: number;
  /** Share of the equation's rate that the line passes, 1 when absent. */
  readonly efficiency?: number;
  /** Viscosity of the gas, 1.1e-5 Pa·s when absent; only AGA uses it. */
  readonly viscosityPaS?: number;
}

/** Every field of a line with its default. */
export type WholeGasLine = Required<GasLine>;

/** The two ends of a gas line, absolute pressures. */
export interface GasLineEnds {
  readonly inletPressurePa: number;
  readonly outletPressurePa: number;
}

/** A line with its defaults, and whatever else its object has. */
export const wholeGasLine = <Line extends GasLine>(line: Line): Line & WholeGasLine => ({
  zFactor: 1,
  elevationGainM: 0,
  baseTemperatureK: 5196.7 / 18,
  basePressurePa: 101_325,
  efficiency: 1,
  viscosityPaS: 1.1e-5,
  ...line,
});

/** Some lines pass more than their equation. */
export const LINE_DOMAINS: Domains = { lengthM: POSITIVE, efficiency: { above: 0, max: 1.2 } };

/** Gas flows from the higher static pressure only. */
export const endDomains = (ends: GasLineEnds): Domains => ({
  ...LINE_DOMAINS,
  outletPressurePa: { min: 0, max: ends.inletPressurePa },
});

/** Weight of the gas column: e^s multiplies the square of the outlet's pressure. */
export const columnExponent = (line: WholeGasLine): number =>
  (2 * GRAVITY_M_S2 * AIR_KG_MOL * line.gasGravity * line.elevationGainM) /
  (line.zFactor * MOLAR_GAS_CONSTANT * line.temperatureK);

/** Length of the level line that passes as much, m. */
export const effectiveLength = (line: WholeGasLine): number => {
  const s = columnExponent(line);
  return s === 0 ? line.lengthM : (line.lengthM * expm1(s)) / s;
};

/** (P1² - e^s P2²) / L, where a line that climbs counts as longer, Pa²/m; negative without flow. */
export const drivingForce = (line: WholeGasLine & GasLineEnds): number => {
  const s = columnExponent(line);
  return (line.inletPressurePa ** 2 - exp(s) * line.outletPressurePa ** 2) / effectiveLength(line);
};
