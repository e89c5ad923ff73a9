import { FT3_PER_BBL, RANKINE_OF_0F } from '../constants.ts';
import { evaluateFields } from '../evaluate.ts';
import { abs, PI } from '../math.ts';
import { POSITIVE, type Issue } from '../quantity.ts';

/** Tubing sizes of Foss and Gaul: OD, in; K, ft; weight and friction of a barrel of slug, psi. */
const TUBING = [
  [2.375, 33_500, 165],
  [2.875, 45_000, 102],
  [3.5, 57_600, 63],
] as const;

/** A well on plunger lift. */
export interface PlungerLiftWell {
  readonly depthFt: number;
  /** 2.375, 2.875 or 3.5. */
  readonly tubingOdIn: number;
  readonly tubingIdIn: number;
  readonly casingIdIn: number;
  readonly plungerWeightLb: number;
  readonly linePressurePsig: number;
  /** Liquid of a cycle. */
  readonly slugVolumeBbl: number;
  readonly temperatureF: number;
  readonly zFactor: number;
  /** ft/min; default 1000, 500 to 1000 being usual. */
  readonly riseVelocityFtMin?: number;
  /** Fall through gas, ft/min; default 750. */
  readonly gasFallVelocityFtMin?: number;
  /** Fall through liquid, ft/min; default 150. */
  readonly liquidFallVelocityFtMin?: number;
}

/** Pressures, gas and cycles of plunger lift. */
export interface PlungerLiftCycle {
  /** Casing pressure when the plunger arrives, psia. */
  readonly minCasingPressurePsia: number;
  /** Casing pressure that starts it, psia. */
  readonly maxCasingPressurePsia: number;
  readonly averageCasingPressurePsia: number;
  readonly gasPerCycleMscf: number;
  /** Gas for a barrel of liquid, scf/bbl: the well has to have as much. */
  readonly gasLiquidRatioScfBbl: number;
  readonly cyclesPerDayMax: number;
  readonly liquidRateMaxBpd: number;
  readonly issues: readonly Issue[];
}

/**
 * Calculates casing pressures, gas requirement and cycles of plunger lift by Foss and Gaul.
 *
 * The gas of the annulus lifts the plunger; it slips by 2 % for each 1000 ft.
 *
 * Validity: conventional plunger, no packer, tubing of 2 3/8, 2 7/8 or 3 1/2 in (the nearest
 * is taken for others, with an issue).
 * Convention: the published 37.14 of the gas volume (°R/psi), 5 % above a base of 14.7 psia.
 * Source: D.L. Foss and R.B. Gaul, Plunger-Lift Performance Criteria, API Drilling and Production
 * Practice (1965), as in Guo, Lyons and Ghalambor, Petroleum Production Engineering.
 */
export const plungerLiftCycle = (well: PlungerLiftWell): PlungerLiftCycle => {
  const [size, slipFt, slugPsiPerBbl] = sizeOf(well.tubingOdIn);
  return evaluateFields(
    well,
    (given) => {
      const { depthFt, slugVolumeBbl } = given;
      const { riseVelocityFtMin = 1000, gasFallVelocityFtMin = 750 } = given;
      const tubingIn2 = (PI / 4) * given.tubingIdIn ** 2;
      const annulusIn2 = (PI / 4) * (given.casingIdIn ** 2 - given.tubingOdIn ** 2);
      const slugFt = slugLength(given);
      const lift =
        given.plungerWeightLb / tubingIn2 +
        14.7 +
        given.linePressurePsig +
        slugPsiPerBbl * slugVolumeBbl;
      const minCasingPressurePsia = lift * (1 + depthFt / slipFt);
      const averageCasingPressurePsia = minCasingPressurePsia * (1 + tubingIn2 / (2 * annulusIn2));
      const gasPerCycleMscf =
        (37.14 *
          (1 + (0.02 * depthFt) / 1000) *
          averageCasingPressurePsia *
          (tubingIn2 / 144) *
          (depthFt - slugFt)) /
        (given.zFactor * (given.temperatureF + RANKINE_OF_0F)) /
        1000;
      const minutes =
        depthFt / riseVelocityFtMin +
        (depthFt - slugFt) / gasFallVelocityFtMin +
        slugFt / (given.liquidFallVelocityFtMin ?? 150);
      return {
        minCasingPressurePsia,
        maxCasingPressurePsia: minCasingPressurePsia * (1 + tubingIn2 / annulusIn2),
        averageCasingPressurePsia,
        gasPerCycleMscf,
        gasLiquidRatioScfBbl: (1000 * gasPerCycleMscf) / slugVolumeBbl,
        cyclesPerDayMax: 1440 / minutes,
        liquidRateMaxBpd: (1440 / minutes) * slugVolumeBbl,
      };
    },
    {
      depthFt: { above: slugLength(well) }, // A slug cannot be longer than the tubing.
      slugVolumeBbl: POSITIVE,
      tubingOdIn: { above: well.tubingIdIn },
      casingIdIn: { above: well.tubingOdIn },
    },
    { tubingOdIn: [size - 0.01, size + 0.01] },
  );
};

const slugLength = (well: PlungerLiftWell): number =>
  (well.slugVolumeBbl * FT3_PER_BBL) / ((PI / 4 / 144) * well.tubingIdIn ** 2);

const sizeOf = (tubingOdIn: number): (typeof TUBING)[number] =>
  TUBING.reduce((best, size) =>
    abs(size[0] - tubingOdIn) < abs(best[0] - tubingOdIn) ? size : best,
  );
