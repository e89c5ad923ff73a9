import { evaluate } from '../evaluate.ts';
import type { Quantity } from '../quantity.ts';
import { bisect } from '../root-finding.ts';
import { withGasRanges, zOfPressure, type GasAtTemperature } from './gas-volume.ts';

/**
 * Pressure of a gas whose p/z is known, psia.
 *
 * @param gas - p/z in psia, temperature in °F; the rest as {@link naturalGasZFactor}
 *
 * Accuracy: bisection to the last digit; pressures up to 1 000 000 psia.
 * Source: the inverse of p/z with z by the chosen method.
 */
export const pressureOfPOverZ = (
  gas: GasAtTemperature & { readonly pOverZPsia: number },
): Quantity => {
  const found = evaluate(gas, (state) => {
    const zAt = zOfPressure(state);
    // p/z grows with pressure as density does.
    const isBeyond = (pressure: number): boolean => pressure / zAt(pressure) >= state.pOverZPsia;
    return bisect(isBeyond, 0, 1e6);
  });
  return withGasRanges(found, gas, found.value);
};
