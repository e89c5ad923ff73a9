import {
  checkDomains,
  isUsable,
  type Issue,
  NO_ISSUES,
  noQuantity,
  POSITIVE,
  quantity,
  type Quantity,
} from '../quantity.ts';
import {
  AIR_KG_MOL,
  drivingForce,
  endIssues,
  type GasLine,
  gasLineIssues,
  MOLAR_GAS_CONSTANT,
  type WholeGasLine,
  wholeGasLine,
} from './gas-line-state.ts';

/** The two ends of a gas line, absolute pressures. */
export interface GasLineEnds {
  readonly inletPressurePa: number;
  readonly outletPressurePa: number;
}

/** Rate of the general equation, unchecked. */
function generalRate(line: WholeGasLine, force: number, frictionFactorDarcy: number): number {
  const { insideDiameterM: d, gasGravity, temperatureK, compressibilityFactor } = line;
  const resistance =
    gasGravity * AIR_KG_MOL * temperatureK * compressibilityFactor * frictionFactorDarcy;
  return (
    line.efficiency *
    (Math.PI / 4) *
    d ** 2.5 *
    (line.baseTemperatureK / line.basePressurePa) *
    Math.sqrt((MOLAR_GAS_CONSTANT * force) / resistance)
  );
}

function refused(line: WholeGasLine, ends: GasLineEnds): readonly Issue[] {
  const issues = [
    ...gasLineIssues(line),
    ...endIssues(ends.inletPressurePa, ends.outletPressurePa),
  ];
  if (!isUsable(issues)) return issues;
  const force = drivingForce(line, ends.inletPressurePa, ends.outletPressurePa);
  if (force >= 0) return NO_ISSUES;
  const message = `outletPressurePa: no flow against the weight of the gas, driving force ${force} Pa²/m`;
  return [{ code: 'NO_SOLUTION', parameter: 'outletPressurePa', message }];
}

/**
 * Rate of gas through a line of known friction factor, m³/s at standard conditions.
 *
 * @param line - as `gasLineRate`; Darcy friction factor
 *
 * Source: general isothermal flow equation without kinetic energy; Mohitpour, Golshan and Murray (2007).
 */
export function generalGasLineRate(
  line: GasLine & GasLineEnds & { readonly frictionFactorDarcy: number },
): Quantity {
  const { frictionFactorDarcy, inletPressurePa, outletPressurePa } = line;
  const whole = wholeGasLine(line);
  const issues = [
    ...refused(whole, line),
    ...checkDomains({ frictionFactorDarcy }, { frictionFactorDarcy: POSITIVE }),
  ];
  if (!isUsable(issues)) return noQuantity(issues);
  const force = drivingForce(whole, inletPressurePa, outletPressurePa);
  return quantity(generalRate(whole, force, frictionFactorDarcy));
}

/** Rate of a gas line by AGA and how it flows. */
export interface AgaGasLine {
  readonly rateM3S: number;
  /** 2 / sqrt of the Darcy friction factor. */
  readonly transmissionFactor: number;
  readonly frictionFactorDarcy: number;
  readonly reynoldsNumber: number;
  /** Whether roughness alone sets the factor. */
  readonly isFullyTurbulent: boolean;
  readonly issues: readonly Issue[];
}

const MAX_STEPS = 100;

/** Transmission factor of a smooth pipe: F = 4 log10(Re / F) - 0.6. */
function smoothTransmission(reynoldsNumber: number): number {
  let factor = 16;
  for (let step = 0; step < MAX_STEPS; step++) {
    const next = 4 * Math.log10(reynoldsNumber / factor) - 0.6;
    if (!(next > 0)) return Number.NaN;
    if (Math.abs(next - factor) < 1e-12) return next;
    factor = next;
  }
  return factor;
}

/**
 * Rate of gas through a line by AGA, m³/s at standard conditions.
 *
 * @param line - as `gasLineRate`; height of roughness in m; `dragFactor` for bends and fittings, 0.96
 *   when absent (0.92 with many bends to 0.97 with few), in the partially turbulent regime only
 *
 * Convention: the lower of the transmission factors 4 log10(3.7 D/e) (fully turbulent) and
 * 4 Df log10(Re/(1.4125 Ft)) (partially turbulent), Ft of the smooth pipe.
 * Accuracy: rate and Reynolds number are iterated to 1e-10.
 * Source: AGA, Steady Flow in Gas Pipelines, IGT Technical Report 10 (1965); Mohitpour et al. (2007).
 */
export function agaGasLineRate(
  line: GasLine & GasLineEnds & { readonly roughnessM: number; readonly dragFactor?: number },
): AgaGasLine {
  const { roughnessM, dragFactor = 0.96 } = line;
  const whole = wholeGasLine(line);
  const issues = [
    ...refused(whole, line),
    ...checkDomains(
      { roughnessM, dragFactor },
      { roughnessM: { above: 0, below: line.insideDiameterM }, dragFactor: { above: 0, max: 1 } },
    ),
  ];
  if (!isUsable(issues)) return noAga(issues);
  const force = drivingForce(whole, line.inletPressurePa, line.outletPressurePa);
  return iterate(
    whole,
    force,
    4 * Math.log10((3.7 * whole.insideDiameterM) / roughnessM),
    dragFactor,
  );
}

function noAga(issues: readonly Issue[]): AgaGasLine {
  const none = Number.NaN;
  return {
    rateM3S: none,
    transmissionFactor: none,
    frictionFactorDarcy: none,
    reynoldsNumber: none,
    isFullyTurbulent: false,
    issues,
  };
}

function iterate(line: WholeGasLine, force: number, roughFactor: number, drag: number): AgaGasLine {
  const baseDensity =
    (line.basePressurePa * AIR_KG_MOL * line.gasGravity) /
    (MOLAR_GAS_CONSTANT * line.baseTemperatureK);
  const reynoldsPerRate = (4 * baseDensity) / (Math.PI * line.insideDiameterM * line.viscosityPaS);
  let transmissionFactor = roughFactor;
  for (let step = 0; step < MAX_STEPS; step++) {
    const frictionFactorDarcy = 4 / transmissionFactor ** 2;
    const rateM3S = generalRate(line, force, frictionFactorDarcy);
    const reynoldsNumber = reynoldsPerRate * rateM3S;
    const smooth = smoothTransmission(reynoldsNumber);
    const partial = 4 * drag * Math.log10(reynoldsNumber / (1.4125 * smooth));
    const next = Math.min(roughFactor, partial);
    if (!(next > 0)) break;
    if (Math.abs(next - transmissionFactor) <= 1e-10 * next) {
      const isFullyTurbulent = next === roughFactor;
      const issues = NO_ISSUES;
      return {
        rateM3S,
        transmissionFactor,
        frictionFactorDarcy,
        reynoldsNumber,
        isFullyTurbulent,
        issues,
      };
    }
    transmissionFactor = next;
  }
  const message = 'rateM3S: the flow is too slow for a turbulent transmission factor';
  return noAga([{ code: 'NOT_CONVERGED', parameter: 'rateM3S', message }]);
}
