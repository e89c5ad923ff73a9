import { FT2_PER_ACRE, FT3_PER_BBL } from '../constants.ts';
import { evaluate } from '../evaluate.ts';
import type { Quantity } from '../quantity.ts';

/** A porous volume with its connate water. */
export interface PoreVolume {
  readonly areaAcre: number;
  /** Net thickness. */
  readonly thicknessFt: number;
  /** 0 to 1. */
  readonly porosity: number;
  /** 0 to 1. */
  readonly waterSaturation: number;
}

const hydrocarbonFt3 = (pores: PoreVolume): number =>
  FT2_PER_ACRE * pores.areaAcre * pores.thicknessFt * pores.porosity * (1 - pores.waterSaturation);

/**
 * Calculates the oil initially in place from rock volume, STB.
 *
 * @param input - the pore volume and `oilFvf` at initial pressure, rb/STB
 *
 * Convention: 43 560 ft³ an acre-foot over 5.614583 ft³ a barrel, that is 7758.37 where handbooks
 * round to 7758 (0.005 % less).
 * Source: volumetric method, B.C. Craft and M.F. Hawkins, Applied Petroleum Reservoir Engineering.
 */
export const oilInPlace = (input: PoreVolume & { readonly oilFvf: number }): Quantity =>
  evaluate(input, (rock) => hydrocarbonFt3(rock) / FT3_PER_BBL / rock.oilFvf);

/**
 * Calculates the gas initially in place from rock volume, scf.
 *
 * @param input - the pore volume and `gasFvf` at initial pressure, ft³/scf
 *
 * Source: volumetric method, Craft and Hawkins, Applied Petroleum Reservoir Engineering.
 */
export const gasInPlace = (input: PoreVolume & { readonly gasFvf: number }): Quantity =>
  evaluate(input, (rock) => hydrocarbonFt3(rock) / rock.gasFvf);

/**
 * Calculates the recovery factor, the fraction produced of what was in place.
 *
 * @param input - `inPlace` above 0 and `produced`, 0 to `inPlace`, in one unit
 *
 * Source: by definition.
 */
export const recoveryFactor = (input: {
  readonly inPlace: number;
  readonly produced: number;
}): Quantity =>
  evaluate(input, (given) => given.produced / given.inPlace, {
    produced: { min: 0, max: input.inPlace },
  });

/**
 * Calculates the recovery factor of a volumetric gas reservoir: 1 - (pa/za) / (pi/zi).
 *
 * @param input - initial and abandonment pressures, psia, and the gas deviation factors there
 *
 * Validity: no water influx, no compaction; p/z at abandonment not above the initial one.
 * Source: material balance of a volumetric gas reservoir, Craft and Hawkins.
 */
export const volumetricGasRecoveryFactor = (input: {
  readonly initialPressurePsia: number;
  readonly initialZFactor: number;
  readonly abandonmentPressurePsia: number;
  readonly abandonmentZFactor: number;
}): Quantity => {
  const initial = input.initialPressurePsia / input.initialZFactor;
  return evaluate(
    input,
    (given) =>
      1 -
      given.abandonmentPressurePsia /
        given.abandonmentZFactor /
        (given.initialPressurePsia / given.initialZFactor),
    { abandonmentPressurePsia: { min: 0, max: initial * input.abandonmentZFactor } },
  );
};
