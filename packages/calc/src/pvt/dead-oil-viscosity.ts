import { exp, log, log10 } from '../math.ts';
import type { Quantity } from '../quantity.ts';
import { correlate } from './correlation.ts';

/** A crude without dissolved gas, at atmospheric pressure. */
export interface DeadOil {
  readonly temperatureF: number;
  readonly oilApi: number;
}

/** Viscosity by Beggs and Robinson, cP, unchecked. */
export const beggsRobinsonMuDead = (oil: DeadOil): number => {
  const x = 10 ** (3.0324 - 0.02023 * oil.oilApi) * oil.temperatureF ** -1.163;
  return 10 ** x - 1;
};

/** Viscosity by Glaso, cP, unchecked. */
export const glasoMuDead = (oil: DeadOil): number => {
  const exponent = 10.313 * log10(oil.temperatureF) - 36.447;
  return 3.141e10 * oil.temperatureF ** -3.444 * log10(oil.oilApi) ** exponent;
};

/** Viscosity by Beal, cP, unchecked. */
export const bealMuDead = (oil: DeadOil): number => {
  const a = 10 ** (0.43 + 8.33 / oil.oilApi);
  return (0.32 + 1.8e7 / oil.oilApi ** 4.53) * (360 / (oil.temperatureF + 200)) ** a;
};

/** Viscosity by Bergman, cP, unchecked. */
export const bergmanMuDead = (oil: DeadOil): number => {
  const { oilApi } = oil;
  const atUnit = 22.33 - 0.194 * oilApi + 0.00033 * oilApi ** 2;
  const slope = 3.2 - 0.0185 * oilApi;
  return exp(exp(atUnit - slope * log(oil.temperatureF + 310))) - 1;
};

/**
 * Viscosity of a crude without gas by Beggs and Robinson, cP.
 *
 * Validity: 16 to 58 °API, 70 to 295 °F. Accuracy: -0.6 % on average, standard deviation 14 % on the
 * source's data; far too high below 70 °F.
 * Source: Beggs and Robinson, "Estimating the viscosity of crude oil systems", JPT, September 1975.
 */
export const beggsRobinsonDeadOilViscosity = (oil: DeadOil): Quantity => {
  const ranges = { oilApi: [16, 58], temperatureF: [70, 295] } as const;
  return correlate(oil, ranges, 'deadOilViscosityCp', beggsRobinsonMuDead);
};

/**
 * Viscosity of a crude without gas by Glaso, cP.
 *
 * Validity: 20.1 to 48.1 °API, 50 to 300 °F.
 * Source: Glaso, JPT, May 1980.
 */
export const glasoDeadOilViscosity = (oil: DeadOil): Quantity => {
  const ranges = { oilApi: [20.1, 48.1], temperatureF: [50, 300] } as const;
  return correlate(oil, ranges, 'deadOilViscosityCp', glasoMuDead);
};

/**
 * Viscosity of a crude without gas by Beal, cP, in the form that Standing gave his chart.
 *
 * Validity: 10.1 to 52.5 °API, 98 to 250 °F. Accuracy: 24 % on average on the source's data.
 * Source: Beal, Trans. AIME 165 (1946); fit of Standing (1981).
 */
export const bealDeadOilViscosity = (oil: DeadOil): Quantity => {
  const ranges = { oilApi: [10.1, 52.5], temperatureF: [98, 250] } as const;
  return correlate(oil, ranges, 'deadOilViscosityCp', bealMuDead);
};

/**
 * Viscosity of a crude without gas by Bergman, cP.
 *
 * The source gives no range; it is used where Beggs and Robinson fails, at low temperature.
 * Source: Bergman, as given by Whitson and Brule, Phase Behavior (SPE Monograph 20, 2000).
 */
export const bergmanDeadOilViscosity = (oil: DeadOil): Quantity =>
  correlate(oil, {}, 'deadOilViscosityCp', bergmanMuDead);
