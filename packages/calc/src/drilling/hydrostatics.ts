import { evaluate } from '../evaluate.ts';
import type { Quantity } from '../quantity.ts';
import { PSI_PER_FT_PER_PPG } from './constants.ts';

/**
 * Computes the pressure of a column of mud, psi (gauge, above the surface pressure).
 *
 * @param input.mudWeightPpg - density, 0 or more, lb/gal
 * @param input.tvdFt - vertical height of the column, 0 or more, ft
 *
 * Convention: 0.052 psi/ft for each ppg (exact 0.05195), as in all well control sheets.
 * Source: N.J. Lapeyrouse, Formulas and Calculations for Drilling, Production and Workover, chapter 1.
 */
export const mudHydrostaticPressure = (input: {
  readonly mudWeightPpg: number;
  readonly tvdFt: number;
}): Quantity => evaluate(input, (given) => PSI_PER_FT_PER_PPG * given.mudWeightPpg * given.tvdFt);

/**
 * Computes the pressure gradient of mud, psi/ft.
 *
 * @param mudWeightPpg - density, 0 or more, lb/gal
 *
 * Source: Lapeyrouse, chapter 1 (0.052 psi/ft for each ppg).
 */
export const mudPressureGradient = (mudWeightPpg: number): Quantity =>
  evaluate({ mudWeightPpg }, (checked) => PSI_PER_FT_PER_PPG * checked.mudWeightPpg);

/**
 * Computes the density of mud whose column gives a pressure at a depth, ppg.
 *
 * @param input.pressurePsi - pressure at depth, gauge, 0 or more, psi
 * @param input.tvdFt - vertical depth, more than 0, ft
 *
 * Source: A.T. Bourgoyne et al., Applied Drilling Engineering (SPE Textbook 2, 1986), chapter 4.
 */
export const equivalentMudWeight = (input: {
  readonly pressurePsi: number;
  readonly tvdFt: number;
}): Quantity => evaluate(input, (given) => given.pressurePsi / (PSI_PER_FT_PER_PPG * given.tvdFt));

/**
 * Computes the equivalent circulating density, ppg: mud weight and annular friction above the depth.
 *
 * @param input.mudWeightPpg - density in the annulus, 0 or more, lb/gal
 * @param input.annularLossPsi - friction from the depth to the surface; negative when swabbing, psi
 * @param input.tvdFt - vertical depth, more than 0, ft
 * @param input.surfaceBackPressurePsi - pressure held on the annulus, psi (default 0)
 *
 * Source: Lapeyrouse, chapter 1.
 */
export const equivalentCirculatingDensity = (input: {
  readonly mudWeightPpg: number;
  readonly annularLossPsi: number;
  readonly tvdFt: number;
  readonly surfaceBackPressurePsi?: number;
}): Quantity =>
  evaluate(
    { surfaceBackPressurePsi: 0, ...input },
    (given) =>
      given.mudWeightPpg +
      (given.annularLossPsi + given.surfaceBackPressurePsi) / (PSI_PER_FT_PER_PPG * given.tvdFt),
  );

/**
 * Computes the fracture gradient that a leak-off test found, as equivalent mud weight in ppg.
 *
 * @param input.mudWeightPpg - mud during the test, 0 or more, lb/gal
 * @param input.surfacePressurePsi - pressure at which the formation took mud, 0 or more, psi
 * @param input.shoeTvdFt - vertical depth of the casing shoe, more than 0, ft
 *
 * Source: Lapeyrouse, chapter 2.
 */
export const leakOffEquivalentMudWeight = (input: {
  readonly mudWeightPpg: number;
  readonly surfacePressurePsi: number;
  readonly shoeTvdFt: number;
}): Quantity =>
  evaluate(
    input,
    (given) =>
      given.mudWeightPpg + given.surfacePressurePsi / (PSI_PER_FT_PER_PPG * given.shoeTvdFt),
  );

/**
 * Computes the maximum allowable annular surface pressure (MAASP) in psi, at which the shoe breaks down.
 *
 * @param input.fractureEmwPpg - fracture gradient at the shoe as equivalent mud weight, ppg
 * @param input.mudWeightPpg - mud in the annulus above the shoe; more than the fracture gradient has no answer, ppg
 * @param input.shoeTvdFt - vertical depth of the casing shoe, more than 0, ft
 *
 * Source: Lapeyrouse, chapter 4.
 */
export const maximumAllowableAnnularSurfacePressure = (input: {
  readonly fractureEmwPpg: number;
  readonly mudWeightPpg: number;
  readonly shoeTvdFt: number;
}): Quantity =>
  evaluate(
    input,
    (given) => (given.fractureEmwPpg - given.mudWeightPpg) * PSI_PER_FT_PER_PPG * given.shoeTvdFt,
    { mudWeightPpg: { min: 0, max: input.fractureEmwPpg } },
  );
