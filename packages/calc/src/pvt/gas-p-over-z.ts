import { isUsable, noQuantity, quantity, type Quantity } from '../quantity.ts';
import { domainIssues } from './correlation.ts';
import { type GasAtTemperature, naturalGasZFactor, zOfPressure } from './gas-volume.ts';

const MAX_PRESSURE_PSIA = 1e6;

/** Pressure in a bracket at which p/z has its value; p/z grows with pressure as density does. */
function solve(zAt: (pressurePsia: number) => number, target: number): number {
  let low = 0;
  let high = Math.max(target, 1);
  while (high / zAt(high) < target) {
    low = high;
    high *= 2;
    if (high > MAX_PRESSURE_PSIA) return Number.NaN;
  }
  while (high - low > 1e-12 * high) {
    const middle = (low + high) / 2;
    if (middle === low || middle === high) break;
    if (middle / zAt(middle) < target) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/**
 * Pressure of a gas whose p/z is known, psia.
 *
 * @param gas - p/z in psia, temperature in °F; the rest as {@link naturalGasZFactor}
 *
 * Accuracy: bisection to 1e-12 of the pressure.
 * Source: the inverse of p/z with z by the chosen method.
 */
export function pressureOfPOverZ(
  gas: GasAtTemperature & { readonly pOverZPsia: number },
): Quantity {
  const impossible = domainIssues(gas);
  if (!isUsable(impossible)) return noQuantity(impossible);
  const value = gas.pOverZPsia === 0 ? 0 : solve(zOfPressure(gas), gas.pOverZPsia);
  const z = naturalGasZFactor({ ...gas, pressurePsia: value });
  if (Number.isFinite(value) || !isUsable(z.issues)) {
    return isUsable(z.issues) ? quantity(value, z.issues) : noQuantity(z.issues);
  }
  return noQuantity([
    {
      code: 'NO_SOLUTION',
      parameter: 'pOverZPsia',
      message: `pOverZPsia: no pressure up to ${MAX_PRESSURE_PSIA} psia has p/z of ${gas.pOverZPsia}`,
    },
  ]);
}
