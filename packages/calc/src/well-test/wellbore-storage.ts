import { FT3_PER_BBL } from '../constants.ts';
import { evaluate } from '../evaluate.ts';
import { PI } from '../math.ts';
import type { Quantity } from '../quantity.ts';

/**
 * Calculates the wellbore storage constant from a point on the unit slope, bbl/psi.
 *
 * @param input - `rateStbd`, `oilFvf` rb/STB, and a point of the early log-log line
 *   of slope 1: `timeHours` since the start, `pressureChangePsi`
 *
 * Source: Earlougher, SPE Monograph 5 (1977), chapter 2: q B Δt / (24 Δp).
 */
export const wellboreStorageFromUnitSlope = (input: {
  readonly rateStbd: number;
  readonly oilFvf: number;
  readonly timeHours: number;
  readonly pressureChangePsi: number;
}): Quantity =>
  evaluate(
    input,
    (given) => (given.rateStbd * given.oilFvf * given.timeHours) / (24 * given.pressureChangePsi),
  );

/**
 * Calculates the storage constant of a wellbore full of one fluid, bbl/psi: V c.
 *
 * @param input - `wellboreVolumeBbl`, `fluidCompressibilityPerPsi`
 *
 * Source: by definition.
 */
export const wellboreStorageFullOfFluid = (input: {
  readonly wellboreVolumeBbl: number;
  readonly fluidCompressibilityPerPsi: number;
}): Quantity =>
  evaluate(input, (given) => given.wellboreVolumeBbl * given.fluidCompressibilityPerPsi);

/**
 * Calculates the storage constant of a wellbore with a moving liquid level, bbl/psi.
 *
 * @param input - `wellboreAreaFt2` where the level moves, `liquidDensityLbFt3`
 *
 * Source: Lee, Well Testing (1982), chapter 1: 144 A / (5.615 ρ).
 */
export const wellboreStorageRisingLevel = (input: {
  readonly wellboreAreaFt2: number;
  readonly liquidDensityLbFt3: number;
}): Quantity =>
  evaluate(
    input,
    (given) => (144 * given.wellboreAreaFt2) / (FT3_PER_BBL * given.liquidDensityLbFt3),
  );

/**
 * Calculates the dimensionless wellbore storage CD = 5.6146 C / (2π φ ct h rw²).
 *
 * @param input - `storageBblPerPsi`, `porosity`, `totalCompressibilityPerPsi`, `thicknessFt`,
 *   `wellboreRadiusFt`
 *
 * Source: Earlougher, SPE Monograph 5 (1977), chapter 2 (0.8936 rounds the factor).
 */
export const dimensionlessWellboreStorage = (input: {
  readonly storageBblPerPsi: number;
  readonly porosity: number;
  readonly totalCompressibilityPerPsi: number;
  readonly thicknessFt: number;
  readonly wellboreRadiusFt: number;
}): Quantity =>
  evaluate(
    input,
    (given) =>
      (FT3_PER_BBL * given.storageBblPerPsi) /
      (2 *
        PI *
        given.porosity *
        given.totalCompressibilityPerPsi *
        given.thicknessFt *
        given.wellboreRadiusFt ** 2),
  );
