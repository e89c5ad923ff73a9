import { rangeIssues } from '../argument-issues.ts';
import { RANKINE_OF_0F } from '../constants.ts';
import { isUsable, type Quantity, quantity } from '../quantity.ts';
import { correlate } from './correlation.ts';
import {
  CRITICAL_RANGES,
  criticalPointOf,
  type NaturalGas,
  type PseudoCriticalMethod,
} from './gas-pseudocritical.ts';
import { Z_FORMULAS, type ZFactorMethod, zFactorRanges, zLimitIssues } from './z-factor.ts';

/** Gas constant, psia·ft³/(lb-mol·°R). */
const GAS_CONSTANT = 10.7316;
/** Molar mass of air, lb/lb-mol. */
export const AIR_MOLAR_MASS = 28.97;
/** Base of a standard cubic foot: 14.696 psia and 60 °F. */
const BASE_PSIA_PER_R = 14.696 / 519.67;

/** A gas, its methods and its temperature. */
export interface GasAtTemperature extends NaturalGas {
  readonly temperatureF: number;
  /** `dranchuk-abou-kassem` when absent. */
  readonly zMethod?: ZFactorMethod;
  /** `piper` when absent. */
  readonly criticalMethod?: PseudoCriticalMethod;
}

/** A gas at pressure and temperature whose compressibility factor is known. */
export interface GasState {
  readonly pressurePsia: number;
  readonly temperatureF: number;
  readonly zFactor: number;
}

/** z as a function of pressure for one gas at one temperature, so that the critical point is found once. */
export const zOfPressure = (gas: GasAtTemperature): ((pressurePsia: number) => number) => {
  const [criticalR, criticalPsia] = criticalPointOf(gas, gas.criticalMethod ?? 'piper');
  const formula = Z_FORMULAS[gas.zMethod ?? 'dranchuk-abou-kassem'];
  const tpr = (gas.temperatureF + RANKINE_OF_0F) / criticalR;
  return (pressurePsia) => formula(tpr, pressurePsia / criticalPsia);
};

/** A result with what its gas at its pressure leaves of the ranges of the methods. */
export const withGasRanges = (
  found: Quantity,
  gas: GasAtTemperature,
  pressurePsia: number,
): Quantity => {
  const criticalMethod = gas.criticalMethod ?? 'piper';
  const [criticalR, criticalPsia] = criticalPointOf(gas, criticalMethod);
  const reduced = {
    pseudoReducedTemperature: (gas.temperatureF + RANKINE_OF_0F) / criticalR,
    pseudoReducedPressure: pressurePsia / criticalPsia,
  };
  const zMethod = gas.zMethod ?? 'dranchuk-abou-kassem';
  const limits = zLimitIssues(zMethod, reduced);
  if (limits.length > 0) return quantity(Number.NaN, limits);
  if (!isUsable(found.issues)) return found;
  return quantity(found.value, [
    ...rangeIssues(gas, CRITICAL_RANGES[criticalMethod]),
    ...rangeIssues(reduced, zFactorRanges(zMethod)),
    ...found.issues,
  ]);
};

/** Formation volume factor of gas, ft³/scf, unchecked. */
export const gasBg = (gas: GasState): number => {
  const temperatureR = gas.temperatureF + RANKINE_OF_0F;
  return (BASE_PSIA_PER_R * gas.zFactor * temperatureR) / gas.pressurePsia;
};

/** Density of gas, lb/ft³, unchecked. */
export const gasRho = (gas: GasState & { readonly gasGravity: number }): number => {
  const temperatureR = gas.temperatureF + RANKINE_OF_0F;
  return (
    (AIR_MOLAR_MASS * gas.gasGravity * gas.pressurePsia) /
    (gas.zFactor * GAS_CONSTANT * temperatureR)
  );
};

/**
 * Compressibility factor of a natural gas from its gravity, pressure and temperature.
 *
 * @param gas - pressure in psia, temperature in °F; mole fractions of H2S, CO2 and N2, 0 when absent
 *
 * Convention: Dranchuk and Abou-Kassem with Piper's pseudo-critical point unless the methods say otherwise.
 * Validity and source: as the two methods; each range that is left is reported.
 */
export const naturalGasZFactor = (
  gas: GasAtTemperature & { readonly pressurePsia: number },
): Quantity =>
  withGasRanges(
    correlate(gas, {}, 'zFactor', (state) => zOfPressure(state)(state.pressurePsia)),
    gas,
    gas.pressurePsia,
  );

/**
 * Formation volume factor of gas, ft³/scf; divide by 5.614583 for rb/scf.
 *
 * Convention: a standard cubic foot is at 14.696 psia and 60 °F.
 * Source: real-gas law.
 */
export const gasFvf = (gas: GasState): Quantity => correlate(gas, {}, 'gasFvf', gasBg);

/**
 * Density of gas, lb/ft³.
 *
 * Convention: molar mass of air 28.97 lb/lb-mol, gas constant 10.7316 psia·ft³/(lb-mol·°R).
 * Source: real-gas law.
 */
export const gasDensity = (gas: GasState & { readonly gasGravity: number }): Quantity =>
  correlate(gas, {}, 'gasDensityLbFt3', gasRho);

/**
 * Isothermal compressibility of gas, 1/psi: 1/p - (1/z) dz/dp.
 *
 * @param gas - pressure in psia, above 0; the rest as {@link naturalGasZFactor}
 *
 * Accuracy: central difference of z over 0.02 % of the pressure, good to six digits.
 * Source: definition; Trube (1957) in reduced form.
 */
export const gasCompressibility = (
  gas: GasAtTemperature & { readonly pressurePsia: number },
): Quantity => {
  const compressibility = correlate(gas, {}, 'gasCompressibilityPerPsi', (state) => {
    const { pressurePsia } = state;
    const zAt = zOfPressure(state);
    const step = 1e-4 * pressurePsia;
    const slope = (zAt(pressurePsia + step) - zAt(pressurePsia - step)) / (2 * step);
    return 1 / pressurePsia - slope / zAt(pressurePsia);
  });
  return withGasRanges(compressibility, gas, gas.pressurePsia);
};
