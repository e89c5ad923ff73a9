import type { Ranges } from '../argument-issues.ts';
import type { Quantity } from '../quantity.ts';
import { correlate } from './correlation.ts';
import type { CrudeOil, CrudeOilAtPressure, CrudeOilWithGas } from './crude-oil.ts';
import { gravityOfApi } from './oil-gravity.ts';

/** 128 samples from the Gulf of Mexico. */
export const PETROSKY_FARSHAD_RANGES: Ranges = {
  temperatureF: [114, 288],
  oilApi: [16.3, 45],
  gasGravity: [0.578, 0.852],
  solutionGorScfStb: [217, 1406],
  bubblePointGorScfStb: [217, 1406],
  pressurePsia: [1574, 6523],
  bubblePointPsia: [1574, 6523],
  oilFvf: [1.1178, 1.6229],
};

const gasFactor = (oil: CrudeOil): number => {
  const x = 7.916e-4 * oil.oilApi ** 1.541 - 4.561e-5 * oil.temperatureF ** 1.3911;
  return oil.gasGravity ** 0.8439 * 10 ** x;
};

/** Bubble point by Petrosky and Farshad, psia, unchecked. */
export const petroskyFarshadPb = (oil: CrudeOilWithGas): number =>
  (112.727 * oil.solutionGorScfStb ** 0.577421) / gasFactor(oil) - 1391.051;

/** Solution gas-oil ratio by Petrosky and Farshad, scf/STB, unchecked. */
export const petroskyFarshadRs = (oil: CrudeOilAtPressure): number =>
  (((oil.pressurePsia + 1391.051) / 112.727) * gasFactor(oil)) ** (1 / 0.577421);

/** Formation volume factor by Petrosky and Farshad, rb/STB, unchecked. */
export const petroskyFarshadBo = (oil: CrudeOilWithGas): number => {
  const gas =
    (oil.solutionGorScfStb ** 0.3738 * oil.gasGravity ** 0.2914) /
    gravityOfApi(oil.oilApi) ** 0.6265;
  return 1.0113 + 7.2046e-5 * (gas + 0.24626 * oil.temperatureF ** 0.5371) ** 3.0936;
};

/**
 * Bubble-point pressure of a crude by Petrosky and Farshad, psia.
 *
 * Validity: 217 to 1406 scf/STB, 16.3 to 45 °API, gas gravity 0.578 to 0.852, 114 to 288 °F. With
 * little gas the formula falls below zero and the result is NaN.
 * Accuracy: 3.3 % on average on the source's data.
 * Source: Petrosky and Farshad, "Pressure-volume-temperature correlations for Gulf of Mexico crude
 * oils", SPE 26644 (1993).
 */
export const petroskyFarshadBubblePoint = (oil: CrudeOilWithGas): Quantity =>
  correlate(oil, PETROSKY_FARSHAD_RANGES, 'bubblePointPsia', petroskyFarshadPb);

/**
 * Solution gas-oil ratio of a saturated crude by Petrosky and Farshad, scf/STB.
 *
 * Exact inverse of {@link petroskyFarshadBubblePoint}; range and source as there.
 */
export const petroskyFarshadSolutionGor = (oil: CrudeOilAtPressure): Quantity =>
  correlate(oil, PETROSKY_FARSHAD_RANGES, 'solutionGorScfStb', petroskyFarshadRs);

/**
 * Formation volume factor of a saturated crude by Petrosky and Farshad, rb/STB.
 *
 * Validity: as {@link petroskyFarshadBubblePoint}, result 1.1178 to 1.6229 rb/STB. Accuracy: 0.6 % on average.
 * Source: Petrosky and Farshad, SPE 26644 (1993).
 */
export const petroskyFarshadOilFvf = (oil: CrudeOilWithGas): Quantity =>
  correlate(oil, PETROSKY_FARSHAD_RANGES, 'oilFvf', petroskyFarshadBo);
