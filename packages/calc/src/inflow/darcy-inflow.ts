import {
  checkDomains,
  isUsable,
  noQuantity,
  POSITIVE,
  type Issue,
  type Quantity,
} from '../quantity.ts';
import { argumentIssues, finiteQuantity } from './argument-domains.ts';

/** 1/(2 pi 0.001127): cP, mD, ft, rb/d and psi in natural-logarithm form. */
const RADIAL = 141.2;
/** RADIAL ln(10)/2: the same in decimal-logarithm, transient form. */
const TRANSIENT = 162.6;

/** Rock, fluid and completion of a vertical oil well. */
export interface DarcyWell {
  readonly permeabilityMd: number;
  readonly thicknessFt: number;
  readonly oilFormationVolumeFactorRbStb: number;
  readonly oilViscosityCp: number;
  readonly wellboreRadiusFt: number;
  /** Dimensionless; negative when stimulated. 0 when left out. */
  readonly skin?: number;
}

/** Domain issues of a radial drainage: the well inside its drainage circle, the resistance above zero. */
export function radialResistance(
  drainageRadiusFt: number,
  wellboreRadiusFt: number,
  shapeAndSkin: number,
): { readonly value: number; readonly issues: readonly Issue[] } {
  const value = Math.log(drainageRadiusFt / wellboreRadiusFt) + shapeAndSkin;
  const issues = checkDomains(
    { drainageRadiusFt, skin: shapeAndSkin, 'ln(re/rw)+skin': value },
    { drainageRadiusFt: { above: wellboreRadiusFt }, 'ln(re/rw)+skin': POSITIVE },
  );
  return { value, issues };
}

function radialIndex(well: DarcyWell & { drainageRadiusFt: number }, shape: number): Quantity {
  const { skin = 0, drainageRadiusFt, wellboreRadiusFt } = well;
  const issues = argumentIssues(well);
  if (!isUsable(issues)) return noQuantity(issues);
  const resistance = radialResistance(drainageRadiusFt, wellboreRadiusFt, skin - shape);
  if (!isUsable(resistance.issues)) return noQuantity(resistance.issues);
  return finiteQuantity(darcyGroup(well) / (RADIAL * resistance.value));
}

function darcyGroup(well: DarcyWell): number {
  return (
    (well.permeabilityMd * well.thicknessFt) /
    (well.oilFormationVolumeFactorRbStb * well.oilViscosityCp)
  );
}

/**
 * Productivity index of pseudo-steady radial flow, STB/d/psi, from the average reservoir pressure.
 *
 * @param well - drainage radius in ft, greater than the wellbore radius; skin may be negative
 *
 * Convention: 141.2 and ln(re/rw) - 3/4 + S.
 * Validity: closed circular drainage, well in its centre, single phase.
 * Source: Darcy; Guo, Lyons and Ghalambor, Petroleum Production Engineering (2007), chapter 3.
 */
export function darcyPseudoSteadyIndex(
  well: DarcyWell & { readonly drainageRadiusFt: number },
): Quantity {
  return radialIndex(well, 0.75);
}

/**
 * Productivity index of steady radial flow, STB/d/psi, from the pressure at the drainage radius.
 *
 * Convention: 141.2 and ln(re/rw) + S.
 * Validity: constant pressure at the drainage radius, single phase.
 * Source: Darcy; Guo, Lyons and Ghalambor, Petroleum Production Engineering (2007), chapter 3.
 */
export function darcySteadyStateIndex(
  well: DarcyWell & { readonly drainageRadiusFt: number },
): Quantity {
  return radialIndex(well, 0);
}

/**
 * Productivity index of transient radial flow after a time, STB/d/psi, from the initial pressure.
 *
 * @param well - producing time in hours, porosity as a fraction, total compressibility in 1/psi
 *
 * Convention: 162.6 and log t + log(k/(phi mu ct rw^2)) - 3.23 + 0.87 S.
 * Validity: infinite-acting, after wellbore storage, single phase.
 * Source: Guo, Lyons and Ghalambor, Petroleum Production Engineering (2007), chapter 3.
 */
export function darcyTransientIndex(
  well: DarcyWell & {
    readonly porosityFraction: number;
    readonly totalCompressibilityPerPsi: number;
    readonly timeHours: number;
  },
): Quantity {
  const { skin = 0, porosityFraction, totalCompressibilityPerPsi, timeHours } = well;
  const issues = argumentIssues(well);
  if (!isUsable(issues)) return noQuantity(issues);
  const storage =
    porosityFraction *
    well.oilViscosityCp *
    totalCompressibilityPerPsi *
    well.wellboreRadiusFt ** 2;
  const resistance =
    Math.log10(timeHours) + Math.log10(well.permeabilityMd / storage) - 3.23 + 0.87 * skin;
  const early = checkDomains({ 'log t + ...': resistance }, { 'log t + ...': POSITIVE });
  if (!isUsable(early)) return noQuantity(early);
  return finiteQuantity(darcyGroup(well) / (TRANSIENT * resistance));
}

/**
 * Flow efficiency of a damaged or stimulated well, dimensionless: 1 without skin.
 *
 * @param well - radii in ft
 *
 * Convention: (ln(re/rw) - 3/4)/(ln(re/rw) - 3/4 + S); ln(0.472 re/rw) is the same to 0.1 %.
 * Source: Standing (1970), Inflow Performance Relationships for Damaged Wells, JPT.
 */
export function flowEfficiencyFromSkin(well: {
  readonly skin: number;
  readonly drainageRadiusFt: number;
  readonly wellboreRadiusFt: number;
}): Quantity {
  const { skin, drainageRadiusFt, wellboreRadiusFt } = well;
  const issues = argumentIssues(well);
  if (!isUsable(issues)) return noQuantity(issues);
  const ideal = radialResistance(drainageRadiusFt, wellboreRadiusFt, -0.75);
  const actual = radialResistance(drainageRadiusFt, wellboreRadiusFt, skin - 0.75);
  if (!isUsable(ideal.issues)) return noQuantity(ideal.issues);
  if (!isUsable(actual.issues)) return noQuantity(actual.issues);
  return finiteQuantity(ideal.value / actual.value);
}
