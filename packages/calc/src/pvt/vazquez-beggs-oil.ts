import type { Ranges } from '../argument-issues.ts';
import { RANKINE_OF_0F } from '../constants.ts';
import { exp, log10 } from '../math.ts';
import type { Quantity } from '../quantity.ts';
import { correlate } from './correlation.ts';

/** A crude whose gas gravity refers to a separator at 100 psig. */
export interface VazquezBeggsOil {
  readonly temperatureF: number;
  readonly oilApi: number;
  /** Gas gravity at a separator of 100 psig (air = 1): {@link vazquezBeggsGasGravity} gives it. */
  readonly gasGravity100Psig: number;
}

/** 6004 points from fields all over the world. */
export const VAZQUEZ_BEGGS_RANGES: Ranges = {
  temperatureF: [70, 295],
  oilApi: [16, 58],
  gasGravity100Psig: [0.56, 1.18],
  solutionGorScfStb: [20, 2070],
  pressurePsia: [50, 5250],
  bubblePointPsia: [50, 5250],
  oilFvf: [1.006, 2.226],
};

type Coefficients = readonly [number, number, number];

const HEAVY_RS: Coefficients = [0.0362, 1.0937, 25.724];
const LIGHT_RS: Coefficients = [0.0178, 1.187, 23.931];
const HEAVY_BO: Coefficients = [4.677e-4, 1.751e-5, -1.811e-8];
const LIGHT_BO: Coefficients = [4.67e-4, 1.1e-5, 1.337e-9];

/** Gas dissolved at a pressure of 1 psia: the part of the correlation that does not depend on pressure. */
const gasAtOnePsi = (oil: VazquezBeggsOil, [c1, , c3]: Coefficients): number => {
  const temperatureR = oil.temperatureF + RANKINE_OF_0F;
  return c1 * oil.gasGravity100Psig * exp((c3 * oil.oilApi) / temperatureR);
};

/** Solution gas-oil ratio by Vazquez and Beggs, scf/STB, unchecked. */
export const vazquezBeggsRs = (
  oil: VazquezBeggsOil & { readonly pressurePsia: number },
): number => {
  const set = oil.oilApi <= 30 ? HEAVY_RS : LIGHT_RS;
  return gasAtOnePsi(oil, set) * oil.pressurePsia ** set[1];
};

/** Bubble point by Vazquez and Beggs, psia, unchecked. */
export const vazquezBeggsPb = (
  oil: VazquezBeggsOil & { readonly solutionGorScfStb: number },
): number => {
  const set = oil.oilApi <= 30 ? HEAVY_RS : LIGHT_RS;
  return (oil.solutionGorScfStb / gasAtOnePsi(oil, set)) ** (1 / set[1]);
};

/** Formation volume factor by Vazquez and Beggs, rb/STB, unchecked. */
export const vazquezBeggsBo = (
  oil: VazquezBeggsOil & { readonly solutionGorScfStb: number },
): number => {
  const [c1, c2, c3] = oil.oilApi <= 30 ? HEAVY_BO : LIGHT_BO;
  const rs = oil.solutionGorScfStb;
  return (
    1 + c1 * rs + (oil.temperatureF - 60) * (oil.oilApi / oil.gasGravity100Psig) * (c2 + c3 * rs)
  );
};

/** Gas gravity at 100 psig, unchecked. */
export const gravityAt100Psig = (separator: {
  readonly gasGravity: number;
  readonly oilApi: number;
  readonly separatorTemperatureF: number;
  readonly separatorPressurePsia: number;
}): number => {
  const decades = log10(separator.separatorPressurePsia / 114.7);
  return (
    separator.gasGravity *
    (1 + 5.912e-5 * separator.oilApi * separator.separatorTemperatureF * decades)
  );
};

/**
 * Gas gravity that a separator at 100 psig would have given (air = 1).
 *
 * @param separator - the actual separator: temperature in °F, pressure in psia, its gas gravity
 *
 * Convention: the reference pressure is 114.7 psia.
 * Validity: separator 60 to 565 psia, 76 to 150 °F, 17 to 40.7 °API, gas gravity 0.58 to 1.2.
 * Source: Vazquez and Beggs, "Correlations for fluid physical property prediction", SPE 6719 (JPT, June 1980).
 */
export const vazquezBeggsGasGravity = (separator: {
  readonly gasGravity: number;
  readonly oilApi: number;
  readonly separatorTemperatureF: number;
  readonly separatorPressurePsia: number;
}): Quantity => {
  const ranges: Ranges = {
    separatorPressurePsia: [60, 565],
    separatorTemperatureF: [76, 150],
    oilApi: [17, 40.7],
    gasGravity: [0.58, 1.2],
  };
  return correlate(separator, ranges, 'gasGravity100Psig', gravityAt100Psig);
};

/**
 * Solution gas-oil ratio of a saturated crude by Vazquez and Beggs, scf/STB.
 *
 * The coefficients change at 30 °API, and the result jumps there.
 * Validity: 50 to 5250 psia, 16 to 58 °API, gas gravity 0.56 to 1.18, 70 to 295 °F.
 * Source: Vazquez and Beggs, SPE 6719 (JPT, June 1980).
 */
export const vazquezBeggsSolutionGor = (
  oil: VazquezBeggsOil & { readonly pressurePsia: number },
): Quantity => correlate(oil, VAZQUEZ_BEGGS_RANGES, 'solutionGorScfStb', vazquezBeggsRs);

/**
 * Bubble-point pressure of a crude by Vazquez and Beggs, psia.
 *
 * Exact inverse of {@link vazquezBeggsSolutionGor}; the explicit form of handbooks has rounded
 * coefficients and is up to 1 % apart. Validity and source as there, 20 to 2070 scf/STB.
 */
export const vazquezBeggsBubblePoint = (
  oil: VazquezBeggsOil & { readonly solutionGorScfStb: number },
): Quantity => correlate(oil, VAZQUEZ_BEGGS_RANGES, 'bubblePointPsia', vazquezBeggsPb);

/**
 * Formation volume factor of a saturated crude by Vazquez and Beggs, rb/STB.
 *
 * Validity: as {@link vazquezBeggsBubblePoint}, result 1.006 to 2.226 rb/STB.
 * Source: Vazquez and Beggs, SPE 6719 (JPT, June 1980).
 */
export const vazquezBeggsOilFvf = (
  oil: VazquezBeggsOil & { readonly solutionGorScfStb: number },
): Quantity => correlate(oil, VAZQUEZ_BEGGS_RANGES, 'oilFvf', vazquezBeggsBo);
