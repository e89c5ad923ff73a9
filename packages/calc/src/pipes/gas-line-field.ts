import { isUsable, noQuantity, quantity, type Quantity } from '../quantity.ts';
import { type GasLineEquation } from './gas-line-equations.ts';
import { gasLineRate } from './gas-line.ts';

const PSI_PA = 6894.757293168361;
/** Cubic metres in a million standard cubic feet, per second and day. */
const MMSCFD_M3_S = 28_316.846592 / 86_400;

/**
 * Rate of gas through a line, MMscf/d, field units.
 *
 * @param line - length in miles, inside diameter in inches, pressures in psia, temperature in °F;
 *   standard conditions 60 °F and 14.696 psia when absent
 *
 * Convention and source: as `gasLineRate`.
 */
export function gasLineRateField(line: {
  readonly equation: GasLineEquation;
  readonly lengthMile: number;
  readonly insideDiameterIn: number;
  readonly inletPressurePsia: number;
  readonly outletPressurePsia: number;
  readonly gasGravity: number;
  readonly temperatureF: number;
  readonly compressibilityFactor?: number;
  readonly baseTemperatureF?: number;
  readonly basePressurePsia?: number;
  readonly efficiency?: number;
}): Quantity {
  const kelvin = (fahrenheit: number): number => ((fahrenheit + 459.67) * 5) / 9;
  const rate = gasLineRate({
    equation: line.equation,
    lengthM: line.lengthMile * 1609.344,
    insideDiameterM: line.insideDiameterIn * 0.0254,
    inletPressurePa: line.inletPressurePsia * PSI_PA,
    outletPressurePa: line.outletPressurePsia * PSI_PA,
    gasGravity: line.gasGravity,
    temperatureK: kelvin(line.temperatureF),
    compressibilityFactor: line.compressibilityFactor ?? 1,
    baseTemperatureK: kelvin(line.baseTemperatureF ?? 60),
    basePressurePa: (line.basePressurePsia ?? 14.696) * PSI_PA,
    efficiency: line.efficiency ?? 1,
  });
  if (!isUsable(rate.issues)) return noQuantity(rate.issues);
  return quantity(rate.value / MMSCFD_M3_S, rate.issues);
}
