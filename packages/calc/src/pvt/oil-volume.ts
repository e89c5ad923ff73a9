import { exp } from '../math.ts';
import type { Quantity } from '../quantity.ts';
import { correlate } from './correlation.ts';
import { gravityOfApi } from './oil-gravity.ts';

/** Compressibility above the bubble point by Vazquez and Beggs, 1/psi, unchecked. */
export const vazquezBeggsCo = (oil: {
  readonly bubblePointGorScfStb: number;
  readonly temperatureF: number;
  readonly gasGravity100Psig: number;
  readonly oilApi: number;
  readonly pressurePsia: number;
}): number => {
  const sum =
    -1433 +
    5 * oil.bubblePointGorScfStb +
    17.2 * oil.temperatureF -
    1180 * oil.gasGravity100Psig +
    12.61 * oil.oilApi;
  return sum / (1e5 * oil.pressurePsia);
};

/** Density of a crude with dissolved gas, lb/ft³, unchecked. */
export const saturatedOilRho = (oil: {
  readonly oilApi: number;
  readonly gasGravity: number;
  readonly solutionGorScfStb: number;
  readonly oilFvf: number;
}): number => {
  const gas = (0.0764 * oil.gasGravity * oil.solutionGorScfStb) / 5.615;
  return (62.4 * gravityOfApi(oil.oilApi) + gas) / oil.oilFvf;
};

/**
 * Isothermal compressibility of a crude above its bubble point by Vazquez and Beggs, 1/psi.
 *
 * @param oil - pressure at or above the bubble point, psia; dissolved gas at the bubble point;
 *   gas gravity at a separator of 100 psig. A heavy oil with little gas gives a negative sum: NaN.
 *
 * Validity: 126 to 9500 psig, 9.3 to 2199 scf/STB, 15.3 to 59.5 °API, gas gravity 0.511 to 1.351.
 * Source: Vazquez and Beggs, SPE 6719 (JPT, June 1980).
 */
export const vazquezBeggsOilCompressibility = (oil: {
  readonly bubblePointGorScfStb: number;
  readonly temperatureF: number;
  readonly gasGravity100Psig: number;
  readonly oilApi: number;
  readonly pressurePsia: number;
}): Quantity => {
  const ranges = {
    pressurePsia: [141, 9515],
    bubblePointGorScfStb: [9.3, 2199],
    oilApi: [15.3, 59.5],
    gasGravity100Psig: [0.511, 1.351],
  } as const;
  return correlate(oil, ranges, 'oilCompressibilityPerPsi', vazquezBeggsCo);
};

/**
 * Formation volume factor of a crude above its bubble point, rb/STB: Bob exp(-co (p - pb)).
 *
 * @param oil - pressure at or above the bubble point, psia; mean compressibility between the two, 1/psi
 *
 * Source: definition of isothermal compressibility, integrated with co constant.
 */
export const undersaturatedOilFvf = (oil: {
  readonly bubblePointFvf: number;
  readonly oilCompressibilityPerPsi: number;
  readonly bubblePointPsia: number;
  readonly pressurePsia: number;
}): Quantity =>
  correlate(oil, {}, 'oilFvf', (o) => {
    const excess = o.pressurePsia - o.bubblePointPsia;
    if (excess < 0) return Number.NaN;
    return o.bubblePointFvf * exp(-o.oilCompressibilityPerPsi * excess);
  });

/**
 * Density of a crude with its dissolved gas, lb/ft³.
 *
 * Convention: 62.4 lb/ft³ of water, 0.0764 lb/ft³ of air, 5.615 ft³/bbl. Below the bubble point
 * with Rs and Bo at that pressure; above it with Rs at the bubble point and Bo at the pressure.
 * Source: mass balance of a stock-tank barrel and its gas.
 */
export const oilDensity = (oil: {
  readonly oilApi: number;
  readonly gasGravity: number;
  readonly solutionGorScfStb: number;
  readonly oilFvf: number;
}): Quantity => correlate(oil, {}, 'oilDensityLbFt3', saturatedOilRho);

/**
 * Density of a crude above its bubble point, lb/ft³: that at the bubble point times exp(co (p - pb)).
 *
 * @param oil - pressure at or above the bubble point, psia; mean compressibility between the two, 1/psi
 *
 * Source: definition of isothermal compressibility, integrated with co constant.
 */
export const undersaturatedOilDensity = (oil: {
  readonly bubblePointDensityLbFt3: number;
  readonly oilCompressibilityPerPsi: number;
  readonly bubblePointPsia: number;
  readonly pressurePsia: number;
}): Quantity =>
  correlate(oil, {}, 'oilDensityLbFt3', (o) => {
    const excess = o.pressurePsia - o.bubblePointPsia;
    if (excess < 0) return Number.NaN;
    return o.bubblePointDensityLbFt3 * exp(o.oilCompressibilityPerPsi * excess);
  });
