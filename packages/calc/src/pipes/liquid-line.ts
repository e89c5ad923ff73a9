import { rangeIssues } from '../argument-issues.ts';
import { evaluate, evaluateFields } from '../evaluate.ts';
import { PI } from '../math.ts';
import type { Issue, Quantity } from '../quantity.ts';
import { frictionRanges } from './friction-factor.ts';
import { darcyFactor } from './friction-formulas.ts';

const GRAVITY_M_S2 = 9.80665;

/**
 * Reynolds number of flow in a pipe, SI.
 *
 * @param flow - density in kg/m³, mean velocity in m/s, inside diameter in m, viscosity in Pa·s
 *
 * Source: definition, density · velocity · diameter / viscosity.
 */
export const reynoldsNumber = (flow: {
  readonly densityKgM3: number;
  readonly velocityMS: number;
  readonly insideDiameterM: number;
  readonly viscosityPaS: number;
}): Quantity =>
  evaluate(
    flow,
    (given) => (given.densityKgM3 * given.velocityMS * given.insideDiameterM) / given.viscosityPaS,
  );

/** Pressure drop of a line and what it comes from. */
export interface LineDrop {
  readonly velocityMS: number;
  readonly reynoldsNumber: number;
  readonly frictionFactorDarcy: number;
  /** Pressure drop by friction and fittings, Pa. */
  readonly frictionDropPa: number;
  /** With the weight of the column, Pa; negative in a line that falls. */
  readonly pressureDropPa: number;
  readonly issues: readonly Issue[];
}

/**
 * Pressure drop of liquid in a line by Darcy and Weisbach, Pa, SI.
 *
 * @param line - density in kg/m³, viscosity in Pa·s, lengths in m, rate in m³/s; `fittingsK` is the
 *   sum of the velocity heads lost in fittings, `elevationGainM` the rise of the outlet, 0 when absent
 *
 * Convention: Darcy (Moody) friction factor, 64/Re up to Re 2100 and Colebrook above; at no flow the
 * factor and the friction are 0.
 * Source: Weisbach (1845), dp = (f L/d + K) rho v²/2; friction as `darcyFrictionFactor`.
 */
export const darcyWeisbachDrop = (line: {
  readonly densityKgM3: number;
  readonly viscosityPaS: number;
  readonly insideDiameterM: number;
  readonly lengthM: number;
  readonly roughnessM: number;
  readonly rateM3S: number;
  readonly fittingsK?: number;
  readonly elevationGainM?: number;
}): LineDrop => {
  const drop = evaluateFields(line, (given) => {
    const { densityKgM3, insideDiameterM, fittingsK = 0, elevationGainM = 0 } = given;
    const relativeRoughness = given.roughnessM / insideDiameterM;
    const velocityMS = given.rateM3S / ((PI / 4) * insideDiameterM ** 2);
    const reynoldsNumber = (densityKgM3 * velocityMS * insideDiameterM) / given.viscosityPaS;
    const pipeFactor = relativeRoughness < 1 ? darcyFactor(reynoldsNumber, relativeRoughness) : NaN;
    const factor = reynoldsNumber === 0 ? 0 : pipeFactor;
    const heads = (factor * given.lengthM) / insideDiameterM + fittingsK;
    const frictionDropPa = (heads * densityKgM3 * velocityMS ** 2) / 2;
    return {
      velocityMS,
      reynoldsNumber,
      frictionFactorDarcy: factor,
      frictionDropPa,
      pressureDropPa: frictionDropPa + densityKgM3 * GRAVITY_M_S2 * elevationGainM,
    };
  });
  if (drop.issues.length > 0) return drop;
  return { ...drop, issues: rangeIssues(drop, frictionRanges(drop.reynoldsNumber)) };
};
