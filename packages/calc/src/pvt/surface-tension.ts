import type { Ranges } from '../argument-issues.ts';
import { max, min } from '../math.ts';
import type { Quantity } from '../quantity.ts';
import { correlate } from './correlation.ts';
import type { DeadOil } from './dead-oil-viscosity.ts';

/** Least tension that is returned: the fits cross zero where oil and gas become miscible. */
const LEAST_TENSION = 1;

/** A value on the straight line from one temperature to another, held at its ends. */
const between = (
  temperatureF: number,
  lowF: number,
  highF: number,
  atLow: number,
  atHigh: number,
): number => {
  const share = min(1, max(0, (temperatureF - lowF) / (highF - lowF)));
  return atLow + share * (atHigh - atLow);
};

/** Tension of dead oil by Baker and Swerdloff, dyn/cm, unchecked. */
export const bakerSwerdloffDeadSigma = (oil: DeadOil): number => {
  const slope = -0.2571 * oil.oilApi;
  return between(oil.temperatureF, 68, 100, 39 + slope, 37.5 + slope);
};

/** Tension of oil at pressure by Baker and Swerdloff, dyn/cm, unchecked. */
export const bakerSwerdloffSigma = (oil: DeadOil & { readonly pressurePsia: number }): number => {
  const shrunk = bakerSwerdloffDeadSigma(oil) * (1 - 0.024 * oil.pressurePsia ** 0.45);
  return max(LEAST_TENSION, shrunk);
};

/** Tension of water against gas by Jennings and Newman, dyn/cm, unchecked. */
export const jenningsNewmanSigma = (water: {
  readonly temperatureF: number;
  readonly pressurePsia: number;
}): number => {
  const cold = 75 - 1.108 * water.pressurePsia ** 0.349;
  const hot = 53 - 0.1048 * water.pressurePsia ** 0.637;
  return max(LEAST_TENSION, between(water.temperatureF, 74, 280, cold, hot));
};

/**
 * Surface tension of a dead crude against air by Baker and Swerdloff, dyn/cm.
 *
 * Convention: straight between the lines of 68 °F and 100 °F, held outside them.
 * Source: Baker and Swerdloff, "Calculations of surface tension", Oil and Gas Journal, 1955-56.
 */
export const bakerSwerdloffDeadOilSurfaceTension = (oil: DeadOil): Quantity =>
  correlate(oil, {}, 'deadOilSurfaceTensionDynCm', bakerSwerdloffDeadSigma);

/**
 * Surface tension of a crude against its gas at pressure by Baker and Swerdloff, dyn/cm.
 *
 * Convention: the tension of the dead oil times 1 - 0.024 p^0.45 (Beggs), not below 1 dyn/cm.
 * Validity: up to 3900 psia, where the pressure term meets zero.
 * Source: Baker and Swerdloff (1955); pressure term in Beggs, Production Optimization (1991).
 */
export const bakerSwerdloffOilSurfaceTension = (
  oil: DeadOil & { readonly pressurePsia: number },
): Quantity => {
  const ranges: Ranges = { pressurePsia: [0, 3900] };
  return correlate(oil, ranges, 'oilSurfaceTensionDynCm', bakerSwerdloffSigma);
};
