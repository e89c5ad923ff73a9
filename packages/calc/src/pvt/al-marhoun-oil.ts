import type { Ranges } from '../argument-issues.ts';
import { RANKINE_OF_0F } from '../constants.ts';
import type { Quantity } from '../quantity.ts';
import { correlate } from './correlation.ts';
import type { CrudeOil, CrudeOilAtPressure, CrudeOilWithGas } from './crude-oil.ts';
import { gravityOfApi } from './oil-gravity.ts';

/** 160 points from 69 Middle East crudes. */
export const AL_MARHOUN_RANGES: Ranges = {
  temperatureF: [74, 240],
  oilApi: [19.4, 44.6],
  gasGravity: [0.752, 1.367],
  solutionGorScfStb: [26, 1602],
  pressurePsia: [130, 3573],
  bubblePointPsia: [130, 3573],
  oilFvf: [1.032, 1.997],
};

/** Bubble point of a crude with 1 scf/STB, psia. */
const pressureAtUnitGor = (oil: CrudeOil): number =>
  5.38088e-3 *
  oil.gasGravity ** -1.87784 *
  gravityOfApi(oil.oilApi) ** 3.1437 *
  (oil.temperatureF + RANKINE_OF_0F) ** 1.32657;

/** Bubble point by Al-Marhoun, psia, unchecked. */
export const alMarhounPb = (oil: CrudeOilWithGas): number =>
  pressureAtUnitGor(oil) * oil.solutionGorScfStb ** 0.715082;

/** Solution gas-oil ratio by Al-Marhoun, scf/STB, unchecked. */
export const alMarhounRs = (oil: CrudeOilAtPressure): number =>
  (oil.pressurePsia / pressureAtUnitGor(oil)) ** (1 / 0.715082);

/** Formation volume factor by Al-Marhoun, rb/STB, unchecked. */
export const alMarhounBo = (oil: CrudeOilWithGas): number => {
  const f =
    oil.solutionGorScfStb ** 0.74239 *
    oil.gasGravity ** 0.323294 *
    gravityOfApi(oil.oilApi) ** -1.20204;
  return (
    0.497069 + 8.62963e-4 * (oil.temperatureF + RANKINE_OF_0F) + f * (1.82594e-3 + 3.18099e-6 * f)
  );
};

/**
 * Bubble-point pressure of a crude by Al-Marhoun, psia.
 *
 * Validity: 26 to 1602 scf/STB, 19.4 to 44.6 °API, gas gravity 0.752 to 1.367, 74 to 240 °F.
 * Accuracy: 3.7 % on average on the source's data.
 * Source: Al-Marhoun, "PVT correlations for Middle East crude oils", SPE 13718 (JPT, May 1988).
 */
export const alMarhounBubblePoint = (oil: CrudeOilWithGas): Quantity =>
  correlate(oil, AL_MARHOUN_RANGES, 'bubblePointPsia', alMarhounPb);

/**
 * Solution gas-oil ratio of a saturated crude by Al-Marhoun, scf/STB.
 *
 * Exact inverse of {@link alMarhounBubblePoint}; range and source as there.
 */
export const alMarhounSolutionGor = (oil: CrudeOilAtPressure): Quantity =>
  correlate(oil, AL_MARHOUN_RANGES, 'solutionGorScfStb', alMarhounRs);

/**
 * Formation volume factor of a saturated crude by Al-Marhoun, rb/STB.
 *
 * Validity: as {@link alMarhounBubblePoint}, result 1.032 to 1.997 rb/STB. Accuracy: 0.9 % on average.
 * Source: Al-Marhoun, SPE 13718 (JPT, May 1988).
 */
export const alMarhounOilFvf = (oil: CrudeOilWithGas): Quantity =>
  correlate(oil, AL_MARHOUN_RANGES, 'oilFvf', alMarhounBo);
