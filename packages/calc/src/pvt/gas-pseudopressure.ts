import { evaluate } from '../evaluate.ts';
import { abs, ceil, max } from '../math.ts';
import type { Quantity } from '../quantity.ts';
import { leeGonzalezEakinModifiedMu, leeGonzalezEakinMu } from './gas-viscosity.ts';
import { withGasRanges, zOfPressure, type GasAtTemperature } from './gas-volume.ts';

/** A gas at one temperature, with the coefficients of its viscosity. */
export interface GasOfPressure extends GasAtTemperature {
  /** `modified` (McCain) when absent; `original` are those of 1966. */
  readonly leeGonzalezEakin?: 'modified' | 'original';
}

/** Abscissae and weights of Gauss-Legendre with four points on 0 to 1. */
const NODES = [
  [0.06943184420297371, 0.17392742256872692],
  [0.330009478207572, 0.32607257743127305],
  [0.669990521792428, 0.32607257743127305],
  [0.9305681557970263, 0.17392742256872692],
] as const;

/** Widest panel of the integral, psi. */
const PANEL_PSI = 200;

/** 2 p / (mu z) as a function of pressure, psi/cP. */
const integrand = (gas: GasOfPressure): ((pressurePsia: number) => number) => {
  const zAt = zOfPressure(gas);
  const mu = gas.leeGonzalezEakin === 'original' ? leeGonzalezEakinMu : leeGonzalezEakinModifiedMu;

  return (pressurePsia) => {
    const zFactor = zAt(pressurePsia);
    const viscosity = mu({
      gasGravity: gas.gasGravity,
      temperatureF: gas.temperatureF,
      pressurePsia,
      zFactor,
    });
    return (2 * pressurePsia) / (viscosity * zFactor);
  };
};

const integrate = (f: (x: number) => number, from: number, to: number): number => {
  const panels = max(1, ceil(abs(to - from) / PANEL_PSI));
  const width = (to - from) / panels;
  let sum = 0;
  for (let panel = 0; panel < panels; panel++) {
    for (const [node, weight] of NODES) sum += weight * f(from + (panel + node) * width);
  }
  return sum * width;
};

/**
 * Difference of real-gas pseudo-pressure between two pressures, psi²/cP: the integral of 2 p / (mu z).
 *
 * @param gas - pressures in psia, temperature in °F; from 0 it is the pseudo-pressure itself, and
 *   negative when `toPressurePsia` is the lower one
 *
 * Convention: z by Dranchuk and Abou-Kassem with Piper's pseudo-critical point and viscosity by the
 * modified Lee-Gonzalez-Eakin set unless the options say otherwise (the original set gives 2 % more).
 * Accuracy: Gauss-Legendre, four points each 200 psi, better than 1e-6 of the integral.
 * Source: Al-Hussainy, Ramey and Crawford, "The flow of real gases through porous media", JPT, May 1966.
 */
export const gasPseudoPressureDifference = (
  gas: GasOfPressure & { readonly fromPressurePsia: number; readonly toPressurePsia: number },
): Quantity => {
  const found = evaluate(
    gas,
    (state) => integrate(integrand(state), state.fromPressurePsia, state.toPressurePsia),
    {},
    { toPressurePsia: [0, 8000], fromPressurePsia: [0, 8000], temperatureF: [100, 340] },
  );
  return withGasRanges(found, gas, max(gas.fromPressurePsia, gas.toPressurePsia));
};
