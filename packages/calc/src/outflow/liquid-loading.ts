import { evaluate } from '../evaluate.ts';
import { sqrt } from '../math.ts';
import type { Quantity } from '../quantity.ts';
import { pipeAreaFt2 } from './flow-groups.ts';

/** Turner's 1.593 with the 20 % that his data asked for. */
const TURNER = 1.912;

/**
 * Gas velocity below which liquid stays in the well, ft/s.
 *
 * @param well - tension in dyn/cm, densities in lb/ft3; coefficient 1.912 when left out: Turner's 1.593
 *   with his 20 % on top. Coleman found 1.593 enough below 500 psia at the wellhead
 *
 * Validity: droplets in vertical gas flow, below 130 STB of liquid per MMscf.
 * Source: Turner, Hubbard and Dukler (1969), JPT; Coleman, Clay, McCurdy and Norris (1991), JPT.
 */
export const gasCriticalVelocity = (well: {
  readonly surfaceTensionDynCm: number;
  readonly liquidDensityLbFt3: number;
  readonly gasDensityLbFt3: number;
  readonly coefficient?: number;
}): Quantity =>
  evaluate(
    well,
    ({ surfaceTensionDynCm, liquidDensityLbFt3, gasDensityLbFt3, coefficient = TURNER }) => {
      const lift = surfaceTensionDynCm * (liquidDensityLbFt3 - gasDensityLbFt3);
      return (coefficient * lift ** 0.25) / sqrt(gasDensityLbFt3);
    },
    { gasDensityLbFt3: { above: 0, below: well.liquidDensityLbFt3 } },
  );

/**
 * Gas rate that has a velocity in a pipe, MMscf/d.
 *
 * @param well - velocity in ft/s, pressure in psia, temperature in °R, diameter in inches
 *
 * Convention: standard conditions 14.696 psia and 519.67 °R.
 * Source: real gas law; Turner, Hubbard and Dukler (1969), JPT, q = 3.06 p v A/(T z).
 */
export const gasCriticalRate = (well: {
  readonly criticalVelocityFtS: number;
  readonly pressurePsia: number;
  readonly temperatureR: number;
  readonly zFactor: number;
  readonly insideDiameterIn: number;
}): Quantity =>
  evaluate(well, (given) => {
    const flow = given.criticalVelocityFtS * pipeAreaFt2(given.insideDiameterIn) * 0.0864;
    return (flow * (given.pressurePsia / 14.696) * 519.67) / (given.temperatureR * given.zFactor);
  });
