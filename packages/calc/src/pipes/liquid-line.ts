import {
  checkDomains,
  type Domain,
  FINITE,
  isUsable,
  type Issue,
  NOT_NEGATIVE,
  noQuantity,
  POSITIVE,
  quantity,
  type Quantity,
} from '../quantity.ts';
import { darcyFrictionFactor } from './friction-factor.ts';

/** Metres in a foot, and kilograms per cubic metre in a lb/ft³. */
const FT_M = 0.3048;
const LB_FT3_KG_M3 = 0.45359237 / FT_M ** 3;
const BPD_M3_S = 0.158987294928 / 86_400;
const PSI_PA = 6894.757293168361;
const GRAVITY_M_S2 = 9.80665;

/**
 * Reynolds number of flow in a pipe, SI.
 *
 * @param flow - density in kg/m³, mean velocity in m/s, inside diameter in m, viscosity in Pa·s
 *
 * Source: definition, density · velocity · diameter / viscosity.
 */
export function reynoldsNumber(flow: {
  readonly densityKgM3: number;
  readonly velocityMS: number;
  readonly insideDiameterM: number;
  readonly viscosityPaS: number;
}): Quantity {
  const issues = checkDomains(flow, {
    densityKgM3: POSITIVE,
    velocityMS: NOT_NEGATIVE,
    insideDiameterM: POSITIVE,
    viscosityPaS: POSITIVE,
  });
  if (!isUsable(issues)) return noQuantity(issues);
  return quantity((flow.densityKgM3 * flow.velocityMS * flow.insideDiameterM) / flow.viscosityPaS);
}

/**
 * Reynolds number of flow in a pipe, field units.
 *
 * @param flow - density in lb/ft³, mean velocity in ft/s, inside diameter in inches, viscosity in cP
 *
 * Source: definition; the constant of these units is 1488.16/12 = 124.01.
 */
export function reynoldsNumberField(flow: {
  readonly densityLbFt3: number;
  readonly velocityFtS: number;
  readonly insideDiameterIn: number;
  readonly viscosityCp: number;
}): Quantity {
  const issues = checkDomains(flow, {
    densityLbFt3: POSITIVE,
    velocityFtS: NOT_NEGATIVE,
    insideDiameterIn: POSITIVE,
    viscosityCp: POSITIVE,
  });
  if (!isUsable(issues)) return noQuantity(issues);
  const { densityLbFt3, velocityFtS, insideDiameterIn, viscosityCp } = flow;
  return reynoldsNumber({
    densityKgM3: densityLbFt3 * LB_FT3_KG_M3,
    velocityMS: velocityFtS * FT_M,
    insideDiameterM: (insideDiameterIn * FT_M) / 12,
    viscosityPaS: viscosityCp / 1000,
  });
}

/** Pressure drop of a line and what it comes from. */
export interface LineDrop {
  readonly velocityMS: number;
  readonly reynoldsNumber: number;
  readonly frictionFactorDarcy: number;
  /** Of friction and fittings, Pa. */
  readonly frictionDropPa: number;
  /** With the weight of the column, Pa; negative in a line that falls. */
  readonly pressureDropPa: number;
  readonly issues: readonly Issue[];
}

const LINE: Readonly<Record<string, Domain>> = {
  densityKgM3: POSITIVE,
  viscosityPaS: POSITIVE,
  insideDiameterM: POSITIVE,
  lengthM: NOT_NEGATIVE,
  roughnessM: NOT_NEGATIVE,
  rateM3S: NOT_NEGATIVE,
  fittingsK: NOT_NEGATIVE,
  elevationGainM: FINITE,
};

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
export function darcyWeisbachDrop(line: {
  readonly densityKgM3: number;
  readonly viscosityPaS: number;
  readonly insideDiameterM: number;
  readonly lengthM: number;
  readonly roughnessM: number;
  readonly rateM3S: number;
  readonly fittingsK?: number;
  readonly elevationGainM?: number;
}): LineDrop {
  const { densityKgM3, viscosityPaS, insideDiameterM, lengthM, roughnessM, rateM3S } = line;
  const { fittingsK = 0, elevationGainM = 0 } = line;
  const issues = checkDomains({ ...line, fittingsK, elevationGainM }, LINE);
  if (!isUsable(issues)) return noDrop(issues);
  const velocityMS = rateM3S / ((Math.PI / 4) * insideDiameterM ** 2);
  const re = (densityKgM3 * velocityMS * insideDiameterM) / viscosityPaS;
  const factor =
    re === 0
      ? quantity(0)
      : darcyFrictionFactor({
          reynoldsNumber: re,
          relativeRoughness: roughnessM / insideDiameterM,
        });
  if (!isUsable(factor.issues)) return noDrop(factor.issues);
  const heads = (factor.value * lengthM) / insideDiameterM + fittingsK;
  const frictionDropPa = (heads * densityKgM3 * velocityMS ** 2) / 2;
  return {
    velocityMS,
    reynoldsNumber: re,
    frictionFactorDarcy: factor.value,
    frictionDropPa,
    pressureDropPa: frictionDropPa + densityKgM3 * GRAVITY_M_S2 * elevationGainM,
    issues: factor.issues,
  };
}

function noDrop(issues: readonly Issue[]): LineDrop {
  const none = Number.NaN;
  return {
    velocityMS: none,
    reynoldsNumber: none,
    frictionFactorDarcy: none,
    frictionDropPa: none,
    pressureDropPa: none,
    issues,
  };
}

/** Pressure drop of a line in field units and what it comes from. */
export interface LineDropField {
  readonly velocityFtS: number;
  readonly reynoldsNumber: number;
  readonly frictionFactorDarcy: number;
  readonly frictionDropPsi: number;
  readonly pressureDropPsi: number;
  readonly issues: readonly Issue[];
}

/**
 * Pressure drop of liquid in a line by Darcy and Weisbach, psi, field units.
 *
 * @param line - density in lb/ft³, viscosity in cP, inside diameter and roughness in inches, length
 *   and rise in ft, rate in bbl/d
 *
 * Convention and source: as {@link darcyWeisbachDrop}.
 */
export function darcyWeisbachDropField(line: {
  readonly densityLbFt3: number;
  readonly viscosityCp: number;
  readonly insideDiameterIn: number;
  readonly lengthFt: number;
  readonly roughnessIn: number;
  readonly rateBpd: number;
  readonly fittingsK?: number;
  readonly elevationGainFt?: number;
}): LineDropField {
  const drop = darcyWeisbachDrop({
    densityKgM3: line.densityLbFt3 * LB_FT3_KG_M3,
    viscosityPaS: line.viscosityCp / 1000,
    insideDiameterM: (line.insideDiameterIn * FT_M) / 12,
    lengthM: line.lengthFt * FT_M,
    roughnessM: (line.roughnessIn * FT_M) / 12,
    rateM3S: line.rateBpd * BPD_M3_S,
    fittingsK: line.fittingsK ?? 0,
    elevationGainM: (line.elevationGainFt ?? 0) * FT_M,
  });
  return {
    velocityFtS: drop.velocityMS / FT_M,
    reynoldsNumber: drop.reynoldsNumber,
    frictionFactorDarcy: drop.frictionFactorDarcy,
    frictionDropPsi: drop.frictionDropPa / PSI_PA,
    pressureDropPsi: drop.pressureDropPa / PSI_PA,
    issues: drop.issues,
  };
}
