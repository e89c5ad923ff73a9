import type { Domains } from '../argument-domains.ts';
import { evaluate } from '../evaluate.ts';
import type { Quantity } from '../quantity.ts';
import { drainageDomains, radialResistance } from './darcy-inflow.ts';
import { quadraticRate } from './jones-blount-glaze.ts';

/** Radial gas flow: Mscf/d, mD, ft, psi^2/cP, degrees Rankine (1422 in some books). */
const GAS_RADIAL = 1424;

/** Rock and completion of a vertical gas well. */
export interface GasWell {
  readonly permeabilityMd: number;
  readonly thicknessFt: number;
  readonly temperatureR: number;
  readonly drainageRadiusFt: number;
  readonly wellboreRadiusFt: number;
  /** Dimensionless; 0 when left out. */
  readonly skin?: number;
  /** Rate-dependent skin, 1/(Mscf/d); 0 when left out. */
  readonly nonDarcyPerMscfd?: number;
  /** Shape of the boundary: 'pseudoSteady' takes 3/4 off the logarithm (default). */
  readonly regime?: 'pseudoSteady' | 'steadyState';
}

/** Rate for a drive in psi^2/cP, with the skin of turbulence solved as a quadratic. */
const radialGasRate = <Well extends GasWell>(
  input: Well,
  driveOf: (well: Well) => number,
  domains: Domains,
): Quantity => {
  const shape = input.regime === 'steadyState' ? 0 : 0.75;
  return evaluate(
    input,
    (well) => {
      const unit = (GAS_RADIAL * well.temperatureR) / (well.permeabilityMd * well.thicknessFt);
      const { nonDarcyPerMscfd = 0 } = well;
      const resistance = radialResistance(well, shape);
      return quadraticRate(unit * resistance, unit * nonDarcyPerMscfd, driveOf(well));
    },
    { ...drainageDomains(input), ...domains },
  );
};

/** pr^2 - pwf^2. */
const squaresOf = (well: GasPressures): number => {
  const { reservoirPressurePsia: pr, flowingPressurePsia: pwf } = well;
  return (pr - pwf) * (pr + pwf);
};

interface GasPressures {
  readonly reservoirPressurePsia: number;
  readonly flowingPressurePsia: number;
}

const flowingDomains = (pressures: GasPressures): Domains => ({
  flowingPressurePsia: { min: 0, max: pressures.reservoirPressurePsia },
});

/**
 * Gas rate by the pressure-squared form of Darcy's law, Mscf/d.
 *
 * @param well - pressures in psia, temperature in degrees Rankine, viscosity and z at the average
 *   pressure
 *
 * Convention: 1424; pseudo-steady (3/4) unless `regime` says otherwise.
 * Validity: pressures below about 2000 psia, where mu z is nearly constant.
 * Source: Al-Hussainy, Ramey and Crawford (1966) with constant mu z; Ahmed, chapter 8.
 */
export const gasRatePressureSquared = (
  well: GasWell & {
    readonly reservoirPressurePsia: number;
    readonly flowingPressurePsia: number;
    readonly gasViscosityCp: number;
    readonly zFactor: number;
  },
): Quantity =>
  radialGasRate(
    well,
    (given) => squaresOf(given) / (given.gasViscosityCp * given.zFactor),
    flowingDomains(well),
  );

/**
 * Gas rate by the pseudopressure form of Darcy's law, Mscf/d.
 *
 * @param well - pseudopressures m(p) = 2 int p/(mu z) dp in psi^2/cP, temperature in degrees Rankine
 *
 * Validity: every pressure.
 * Source: Al-Hussainy, Ramey and Crawford (1966), The Flow of Real Gases Through Porous Media, JPT.
 */
export const gasRatePseudopressure = (
  well: GasWell & {
    readonly reservoirPseudopressurePsi2Cp: number;
    readonly flowingPseudopressurePsi2Cp: number;
  },
): Quantity =>
  radialGasRate(
    well,
    (given) => given.reservoirPseudopressurePsi2Cp - given.flowingPseudopressurePsi2Cp,
    { flowingPseudopressurePsi2Cp: { min: 0, max: well.reservoirPseudopressurePsi2Cp } },
  );
