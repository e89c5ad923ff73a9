import { exp, log } from '../math.ts';
import type { Quantity } from '../quantity.ts';
import { correlate } from './correlation.ts';

/** A crude at its bubble point. */
export interface SaturatedOil {
  readonly deadOilViscosityCp: number;
  readonly solutionGorScfStb: number;
}

/** A crude at a pressure above its bubble point. */
export interface UndersaturatedOil {
  readonly bubblePointViscosityCp: number;
  readonly bubblePointPsia: number;
  readonly pressurePsia: number;
}

/** Viscosity by Beggs and Robinson, cP, unchecked. */
export const beggsRobinsonMuSaturated = (oil: SaturatedOil): number => {
  const a = 10.715 * (oil.solutionGorScfStb + 100) ** -0.515;
  const b = 5.44 * (oil.solutionGorScfStb + 150) ** -0.338;
  return a * oil.deadOilViscosityCp ** b;
};

/** Viscosity by Chew and Connally, cP, unchecked. */
export const chewConnallyMuSaturated = (oil: SaturatedOil): number => {
  const rs = oil.solutionGorScfStb;
  const a = 10 ** (rs * (2.2e-7 * rs - 7.4e-4));
  const b =
    0.68 * 10 ** (-8.62e-5 * rs) + 0.25 * 10 ** (-1.1e-3 * rs) + 0.062 * 10 ** (-3.74e-3 * rs);
  return a * oil.deadOilViscosityCp ** b;
};

/** Viscosity by Vazquez and Beggs, cP, unchecked. */
export const vazquezBeggsMuUndersaturated = (oil: UndersaturatedOil): number => {
  const m = 2.6 * oil.pressurePsia ** 1.187 * exp(-11.513 - 8.98e-5 * oil.pressurePsia);
  return oil.bubblePointViscosityCp * (oil.pressurePsia / oil.bubblePointPsia) ** m;
};

/** Viscosity by Bergman and Sutton, cP, unchecked. */
export const bergmanSuttonMuUndersaturated = (oil: UndersaturatedOil): number => {
  const x = log(oil.bubblePointViscosityCp);
  const alpha = 6.5698e-7 * x * x - 1.48211e-5 * x + 2.27877e-4;
  const beta = 2.24623e-2 * x + 0.873204;
  const excess = oil.pressurePsia - oil.bubblePointPsia;
  return oil.bubblePointViscosityCp * exp(alpha * excess ** beta);
};

/**
 * Viscosity of a crude with dissolved gas, at or below its bubble point, by Beggs and Robinson, cP.
 *
 * Validity: 20 to 2070 scf/STB. Accuracy: -1.8 % on average, standard deviation 27 %.
 * Source: Beggs and Robinson, JPT, September 1975.
 */
export const beggsRobinsonSaturatedOilViscosity = (oil: SaturatedOil): Quantity => {
  const ranges = { solutionGorScfStb: [20, 2070] } as const;
  return correlate(oil, ranges, 'saturatedOilViscosityCp', beggsRobinsonMuSaturated);
};

/**
 * Viscosity of a crude with dissolved gas, at or below its bubble point, by Chew and Connally, cP.
 *
 * Convention: the source's chart in the form of Standing (1977); other fits differ by up to 5 %.
 * Validity: 51 to 3544 scf/STB, dead oil 0.377 to 50 cP.
 * Source: Chew and Connally, Trans. AIME 216 (1959).
 */
export const chewConnallySaturatedOilViscosity = (oil: SaturatedOil): Quantity => {
  const ranges = { solutionGorScfStb: [51, 3544], deadOilViscosityCp: [0.377, 50] } as const;
  return correlate(oil, ranges, 'saturatedOilViscosityCp', chewConnallyMuSaturated);
};

const undersaturated = (
  oil: UndersaturatedOil,
  ranges: Readonly<Record<string, readonly [number, number]>>,
  evaluate: (oil: UndersaturatedOil) => number,
): Quantity => {
  const above = oil.pressurePsia >= oil.bubblePointPsia;
  return correlate(
    oil,
    ranges,
    'undersaturatedOilViscosityCp',
    above ? evaluate : () => Number.NaN,
  );
};

/**
 * Viscosity of a crude above its bubble point by Vazquez and Beggs, cP.
 *
 * @param oil - pressure at or above the bubble point, psia
 *
 * Validity: 141 to 9515 psia, 0.117 to 148 cP.
 * Source: Vazquez and Beggs, SPE 6719 (JPT, June 1980).
 */
export const vazquezBeggsUndersaturatedOilViscosity = (oil: UndersaturatedOil): Quantity => {
  const ranges = { pressurePsia: [141, 9515], bubblePointViscosityCp: [0.117, 148] } as const;
  return undersaturated(oil, ranges, vazquezBeggsMuUndersaturated);
};

/**
 * Viscosity of a crude above its bubble point by Bergman and Sutton, cP.
 *
 * @param oil - pressure at or above the bubble point, psia
 *
 * Source: Bergman and Sutton, "Undersaturated oil viscosity correlation for adverse conditions",
 * SPE 103144 (2006).
 */
export const bergmanSuttonUndersaturatedOilViscosity = (oil: UndersaturatedOil): Quantity =>
  undersaturated(oil, {}, bergmanSuttonMuUndersaturated);
