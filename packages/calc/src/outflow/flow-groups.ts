import { FT3_PER_BBL, SECONDS_PER_DAY } from '../constants.ts';
import { evaluate, evaluateFields } from '../evaluate.ts';
import { max, PI, sqrt } from '../math.ts';
import type { Issue, Quantity } from '../quantity.ts';

/** The four dimensionless numbers of Duns and Ros. */
export interface DunsRosNumbers {
  readonly liquidVelocityNumber: number;
  readonly gasVelocityNumber: number;
  readonly diameterNumber: number;
  readonly liquidViscosityNumber: number;
  readonly issues: readonly Issue[];
}

/** Liquid or gas velocity number from a velocity in ft/s. */
export const velocityNumber = (velocity: number, liquidDensity: number, tension: number): number =>
  1.938 * velocity * (liquidDensity / tension) ** 0.25;

/** Diameter number from a diameter in ft. */
export const diameterNumber = (
  diameterFt: number,
  liquidDensity: number,
  tension: number,
): number => 120.872 * diameterFt * sqrt(liquidDensity / tension);

/** Liquid viscosity number. */
export const viscosityNumber = (
  viscosity: number,
  liquidDensity: number,
  tension: number,
): number => 0.15726 * viscosity * (liquidDensity * tension ** 3) ** -0.25;

/**
 * Dimensionless numbers that liquid holdup correlates with.
 *
 * @param flow - velocities in ft/s, density in lb/ft3, tension in dyn/cm, diameter in inches
 *
 * Convention: the factors 1.938, 1.938, 120.872 and 0.15726 for these units.
 * Source: Duns and Ros (1963), Vertical Flow of Gas and Liquid Mixtures in Wells.
 */
export const dunsRosNumbers = (flow: {
  readonly superficialLiquidVelocityFtS: number;
  readonly superficialGasVelocityFtS: number;
  readonly liquidDensityLbFt3: number;
  readonly surfaceTensionDynCm: number;
  readonly insideDiameterIn: number;
  readonly liquidViscosityCp: number;
}): DunsRosNumbers =>
  evaluateFields(flow, (given) => {
    const { liquidDensityLbFt3: density, surfaceTensionDynCm: tension } = given;
    return {
      liquidVelocityNumber: velocityNumber(given.superficialLiquidVelocityFtS, density, tension),
      gasVelocityNumber: velocityNumber(given.superficialGasVelocityFtS, density, tension),
      diameterNumber: diameterNumber(given.insideDiameterIn / 12, density, tension),
      liquidViscosityNumber: viscosityNumber(given.liquidViscosityCp, density, tension),
    };
  });

/** Velocities that liquid and gas would have alone in the pipe, ft/s. */
export interface SuperficialVelocities {
  readonly liquidFtS: number;
  readonly gasFtS: number;
  readonly issues: readonly Issue[];
}

/** Area of a pipe in ft2 from its inside diameter in inches. */
export const pipeAreaFt2 = (insideDiameterIn: number): number =>
  (PI * insideDiameterIn * insideDiameterIn) / 576;

/**
 * Superficial velocities of a producing well at one pressure and temperature, ft/s.
 *
 * @param flow - rates in STB/d, producing gas-liquid ratio and solution gas-oil ratio in scf/STB, oil
 *   and water volume factors in rb/STB, gas volume factor in ft3/scf, diameter in inches
 *
 * Convention: gas that is dissolved in oil is taken off, gas dissolved in water is not counted; where
 * more gas would dissolve than there is, there is no free gas.
 * Source: Brown, The Technology of Artificial Lift Methods, volume 1.
 */
export const superficialVelocities = (flow: {
  readonly oilRateStbd: number;
  readonly waterRateStbd: number;
  readonly gasLiquidRatioScfStb: number;
  readonly solutionGorScfStb: number;
  readonly oilFvf: number;
  readonly waterFvf: number;
  readonly gasFvf: number;
  readonly insideDiameterIn: number;
}): SuperficialVelocities =>
  evaluateFields(flow, (given) => {
    const { oilRateStbd: qo, waterRateStbd: qw } = given;
    const perDay = 1 / (SECONDS_PER_DAY * pipeAreaFt2(given.insideDiameterIn));
    const freeGas = given.gasLiquidRatioScfStb * (qo + qw) - given.solutionGorScfStb * qo;
    const liquid = qo * given.oilFvf + qw * given.waterFvf;
    return {
      liquidFtS: liquid * FT3_PER_BBL * perDay,
      gasFtS: max(freeGas, 0) * given.gasFvf * perDay,
    };
  });

/**
 * Froude number of a mixture, dimensionless: vm^2/(g d).
 *
 * Source: definition; Beggs and Brill (1973).
 */
export const mixtureFroudeNumber = (flow: {
  readonly mixtureVelocityFtS: number;
  readonly insideDiameterIn: number;
}): Quantity =>
  evaluate(flow, (given) => froude(given.mixtureVelocityFtS, given.insideDiameterIn / 12));

/** Froude number without checks, from ft/s and ft. */
export const froude = (velocity: number, diameterFt: number): number =>
  (velocity * velocity) / (32.174 * diameterFt);
