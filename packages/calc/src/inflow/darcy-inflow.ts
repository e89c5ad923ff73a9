import { log, log10 } from '../math.ts';
import { RADIAL_DROP, SEMILOG_SLOPE } from '../well-test/constants.ts';
import type { Domains } from '../argument-domains.ts';
import { evaluate } from '../evaluate.ts';
import type { Quantity } from '../quantity.ts';

/** Rock, fluid and completion of a vertical oil well. */
export interface DarcyWell {
  readonly permeabilityMd: number;
  readonly thicknessFt: number;
  readonly oilFvf: number;
  readonly oilViscosityCp: number;
  readonly wellboreRadiusFt: number;
  /** Dimensionless; negative when stimulated. 0 when left out. */
  readonly skin?: number;
}

/** The radii of a drained circle and what adds to their logarithm. */
interface RadialDrainage {
  readonly drainageRadiusFt: number;
  readonly wellboreRadiusFt: number;
  readonly skin?: number;
}

/** The well is inside its drainage circle. */
export const drainageDomains = (well: RadialDrainage): Domains => ({
  drainageRadiusFt: { above: well.wellboreRadiusFt },
});

/** ln(re/rw) - shape + S; NaN unless it resists. */
export const radialResistance = (drainage: RadialDrainage, shape: number): number => {
  const { skin = 0 } = drainage;
  return resisting(log(drainage.drainageRadiusFt / drainage.wellboreRadiusFt) - shape + skin);
};

const resisting = (resistance: number): number => (resistance > 0 ? resistance : Number.NaN);

const radialIndex = (input: DarcyWell & RadialDrainage, shape: number): Quantity =>
  evaluate(
    input,
    (well) => darcyGroup(well) / (RADIAL_DROP * radialResistance(well, shape)),
    drainageDomains(input),
  );

const darcyGroup = (well: DarcyWell): number =>
  (well.permeabilityMd * well.thicknessFt) / (well.oilFvf * well.oilViscosityCp);

/**
 * Productivity index of pseudo-steady radial flow, STB/d/psi, from the average reservoir pressure.
 *
 * @param well - drainage radius in ft, greater than the wellbore radius; skin may be negative
 *
 * Convention: 141.2 and ln(re/rw) - 3/4 + S.
 * Validity: closed circular drainage, well in its centre, single phase.
 * Source: Darcy; Guo, Lyons and Ghalambor, Petroleum Production Engineering (2007), chapter 3.
 */
export const darcyPseudoSteadyIndex = (
  well: DarcyWell & { readonly drainageRadiusFt: number },
): Quantity => radialIndex(well, 0.75);

/**
 * Productivity index of steady radial flow, STB/d/psi, from the pressure at the drainage radius.
 *
 * Convention: 141.2 and ln(re/rw) + S.
 * Validity: constant pressure at the drainage radius, single phase.
 * Source: Darcy; Guo, Lyons and Ghalambor, Petroleum Production Engineering (2007), chapter 3.
 */
export const darcySteadyStateIndex = (
  well: DarcyWell & { readonly drainageRadiusFt: number },
): Quantity => radialIndex(well, 0);

/**
 * Productivity index of transient radial flow after a time, STB/d/psi, from the initial pressure.
 *
 * @param well - producing time in hours, porosity as a fraction, total compressibility in 1/psi
 *
 * Convention: 162.6 and log t + log(k/(phi mu ct rw^2)) - 3.23 + 0.87 S.
 * Validity: infinite-acting, after wellbore storage, single phase.
 * Source: Guo, Lyons and Ghalambor, Petroleum Production Engineering (2007), chapter 3.
 */
export const darcyTransientIndex = (
  well: DarcyWell & {
    readonly porosity: number;
    readonly totalCompressibilityPerPsi: number;
    readonly timeHours: number;
  },
): Quantity =>
  evaluate(well, (given) => {
    const { skin = 0 } = given;
    const storage =
      given.porosity *
      given.oilViscosityCp *
      given.totalCompressibilityPerPsi *
      given.wellboreRadiusFt ** 2;
    const cycles = log10(given.timeHours) + log10(given.permeabilityMd / storage);
    return darcyGroup(given) / (SEMILOG_SLOPE * resisting(cycles - 3.23 + 0.87 * skin));
  });

/**
 * Flow efficiency of a damaged or stimulated well, dimensionless: 1 without skin.
 *
 * @param well - radii in ft
 *
 * Convention: (ln(re/rw) - 3/4)/(ln(re/rw) - 3/4 + S); ln(0.472 re/rw) is the same to 0.1 %.
 * Source: Standing (1970), Inflow Performance Relationships for Damaged Wells, JPT.
 */
export const flowEfficiencyFromSkin = (well: {
  readonly skin: number;
  readonly drainageRadiusFt: number;
  readonly wellboreRadiusFt: number;
}): Quantity =>
  evaluate(
    well,
    (given) => {
      const ideal = radialResistance(
        { drainageRadiusFt: given.drainageRadiusFt, wellboreRadiusFt: given.wellboreRadiusFt },
        0.75,
      );
      return ideal / radialResistance(given, 0.75);
    },
    drainageDomains(well),
  );
