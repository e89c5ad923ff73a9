import type { Ranges } from '../argument-issues.ts';
import { log10, sqrt } from '../math.ts';
import type { Quantity } from '../quantity.ts';
import { correlate } from './correlation.ts';
import type { CrudeOil, CrudeOilAtPressure, CrudeOilWithGas } from './crude-oil.ts';
import { gravityOfApi } from './oil-gravity.ts';

/** 41 samples, most of them from the North Sea. */
export const GLASO_RANGES: Ranges = {
  temperatureF: [80, 280],
  oilApi: [22.3, 48.1],
  gasGravity: [0.65, 1.276],
  solutionGorScfStb: [90, 2637],
  pressurePsia: [165, 7142],
  bubblePointPsia: [165, 7142],
  oilFvf: [1.025, 2.588],
};

/** Factor that turns (Rs / gas gravity)^0.816 into Glaso's bubble-point number. */
const factor = (oil: CrudeOil): number => oil.temperatureF ** 0.172 / oil.oilApi ** 0.989;

/** Bubble point by Glaso, psia, unchecked. */
export const glasoPb = (oil: CrudeOilWithGas): number => {
  const x = log10((oil.solutionGorScfStb / oil.gasGravity) ** 0.816 * factor(oil));
  return 10 ** (1.7669 + x * (1.7447 - 0.30218 * x));
};

/** Solution gas-oil ratio by Glaso, scf/STB, unchecked: the lower root of the parabola. */
export const glasoRs = (oil: CrudeOilAtPressure): number => {
  const gap = 1.7669 - log10(oil.pressurePsia);
  const x = (1.7447 - sqrt(1.7447 ** 2 + 4 * 0.30218 * gap)) / (2 * 0.30218);
  return oil.gasGravity * (10 ** x / factor(oil)) ** (1 / 0.816);
};

/** Formation volume factor by Glaso, rb/STB, unchecked. */
export const glasoBo = (oil: CrudeOilWithGas): number => {
  const gravityRatio = oil.gasGravity / gravityOfApi(oil.oilApi);
  const x = log10(oil.solutionGorScfStb * gravityRatio ** 0.526 + 0.968 * oil.temperatureF);
  return 1 + 10 ** (-6.58511 + x * (2.91329 - 0.27683 * x));
};

/**
 * Bubble-point pressure of a crude by Glaso, psia.
 *
 * Validity: 90 to 2637 scf/STB, 22.3 to 48.1 °API, gas gravity 0.65 to 1.276, 80 to 280 °F; black
 * oil (temperature exponent 0.172; a volatile oil takes 0.130).
 * Accuracy: standard deviation 7 % on the source's data.
 * Source: Glaso, "Generalized pressure-volume-temperature correlations", JPT, May 1980.
 */
export const glasoBubblePoint = (oil: CrudeOilWithGas): Quantity =>
  correlate(oil, GLASO_RANGES, 'bubblePointPsia', glasoPb);

/**
 * Solution gas-oil ratio of a saturated crude by Glaso, scf/STB.
 *
 * Exact inverse of {@link glasoBubblePoint}; range and source as there. Above 19 300 psia the
 * parabola has no root and the result is NaN.
 */
export const glasoSolutionGor = (oil: CrudeOilAtPressure): Quantity =>
  correlate(oil, GLASO_RANGES, 'solutionGorScfStb', glasoRs);

/**
 * Formation volume factor of a saturated crude by Glaso, rb/STB.
 *
 * Validity: as {@link glasoBubblePoint}, result 1.025 to 2.588 rb/STB. Accuracy: standard deviation 2.2 %.
 * Source: Glaso, JPT, May 1980.
 */
export const glasoOilFvf = (oil: CrudeOilWithGas): Quantity =>
  correlate(oil, GLASO_RANGES, 'oilFvf', glasoBo);
