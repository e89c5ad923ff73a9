import type { Ranges } from '../argument-issues.ts';
import { RANKINE_OF_0F } from '../constants.ts';
import { exp } from '../math.ts';
import type { Quantity } from '../quantity.ts';
import { correlate } from './correlation.ts';
import { AIR_MOLAR_MASS, gasRho, type GasState } from './gas-volume.ts';

/** A gas of known gravity and compressibility factor. */
export interface GasOfGravity extends GasState {
  readonly gasGravity: number;
}

/** Grams per cm³ in a lb/ft³. */
const G_CM3_PER_LB_FT3 = 0.016018463;

const RANGES: Ranges = { pressurePsia: [100, 8000], temperatureF: [100, 340] };

/** Viscosity by Lee, Gonzalez and Eakin in their own coefficients, cP, unchecked. */
export const leeGonzalezEakinMu = (gas: GasOfGravity): number => {
  const t = gas.temperatureF + RANKINE_OF_0F;
  const m = AIR_MOLAR_MASS * gas.gasGravity;
  const k = ((9.4 + 0.02 * m) * t ** 1.5) / (209 + 19 * m + t);
  const x = 3.5 + 986 / t + 0.01 * m;
  return 1e-4 * k * exp(x * (G_CM3_PER_LB_FT3 * gasRho(gas)) ** (2.4 - 0.2 * x));
};

/** Viscosity by Lee, Gonzalez and Eakin in the later coefficients, cP, unchecked. */
export const leeGonzalezEakinModifiedMu = (gas: GasOfGravity): number => {
  const t = gas.temperatureF + RANKINE_OF_0F;
  const m = AIR_MOLAR_MASS * gas.gasGravity;
  const k = ((9.379 + 0.01607 * m) * t ** 1.5) / (209.2 + 19.26 * m + t);
  const x = 3.448 + 986.4 / t + 0.01009 * m;
  return 1e-4 * k * exp(x * (G_CM3_PER_LB_FT3 * gasRho(gas)) ** (2.447 - 0.2224 * x));
};

/**
 * Viscosity of natural gas by Lee, Gonzalez and Eakin, cP, in the coefficients of the handbooks
 * (9.4, 0.02, 209, 19; 3.5, 986, 0.01; 2.4, 0.2).
 *
 * Validity: 100 to 8000 psia, 100 to 340 °F, CO2 up to 3.2 mol %, no H2S.
 * Accuracy: 3 % on average on the source's data.
 * Source: Lee, Gonzalez and Eakin, "The viscosity of natural gases", JPT, August 1966.
 */
export const leeGonzalezEakinGasViscosity = (gas: GasOfGravity): Quantity =>
  correlate(gas, RANGES, 'gasViscosityCp', leeGonzalezEakinMu);

/**
 * Viscosity of natural gas by Lee, Gonzalez and Eakin, cP, in the coefficients of McCain and PetroWiki
 * (9.379, 0.01607, 209.2, 19.26; 3.448, 986.4, 0.01009; 2.447, 0.2224), which give 2 to 3 % more.
 *
 * Validity: as {@link leeGonzalezEakinGasViscosity}.
 * Source: McCain, The Properties of Petroleum Fluids, 2nd edition (1990).
 */
export const leeGonzalezEakinModifiedGasViscosity = (gas: GasOfGravity): Quantity =>
  correlate(gas, RANGES, 'gasViscosityCp', leeGonzalezEakinModifiedMu);
