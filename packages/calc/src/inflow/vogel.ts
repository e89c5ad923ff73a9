import { evaluate } from '../evaluate.ts';
import { sqrt } from '../math.ts';
import type { Quantity } from '../quantity.ts';
import { shapedFit, type ScaleFit, type TestPoints } from './rate-fit.ts';
import {
  relativeShape,
  shapedPressure,
  shapedRate,
  shapedScale,
  type InflowShape,
  type Reservoir,
} from './shaped-inflow.ts';

/** 1 - 0.2 x - 0.8 x^2, factored so that it is exactly 0 at x = 1. */
export const vogelFraction = (x: number): number => (1 - x) * (1 + 0.8 * x);

/** The x at which Vogel's fraction is `fraction`, 0 to 1. */
export const vogelAbscissa = (fraction: number): number => 0.125 * (sqrt(81 - 80 * fraction) - 1);

/** Vogel's inflow of a greatest rate of 1. */
export const vogelShape = (well: Reservoir): InflowShape =>
  relativeShape(well, vogelFraction, vogelAbscissa);

/**
 * Rate of a solution-gas-drive well at a flowing pressure, STB/d.
 *
 * @param well - greatest rate in STB/d; flowing pressure 0 to reservoir pressure. Only the ratio of
 *   the pressures counts: both gauge (as in the handbooks' examples) or both absolute
 *
 * Validity: reservoir at or below its bubble point, no skin, little water.
 * Accuracy: Vogel reports most of his cases within 10 %, the worst 20 %, at late depletion.
 * Source: Vogel (1968), Inflow Performance Relationships for Solution-Gas Drive Wells, JPT.
 */
export const vogelRate = (well: {
  readonly maxRateStbd: number;
  readonly reservoirPressurePsi: number;
  readonly flowingPressurePsi: number;
}): Quantity => shapedRate(well, vogelShape, (well) => well.maxRateStbd);

/**
 * Greatest rate (open flow) of a solution-gas-drive well from one test, STB/d.
 *
 * This is not J pr with J = q/(pr - pwf): that is too high by the factor 1 + 0.8 pwf/pr.
 *
 * @param test - rate in STB/d, flowing pressure 0 to below reservoir pressure, psi
 *
 * Validity: as {@link vogelRate}; a test close to reservoir pressure magnifies its errors.
 * Source: Vogel (1968), JPT.
 */
export const vogelMaxRate = (test: {
  readonly testRateStbd: number;
  readonly reservoirPressurePsi: number;
  readonly testPressurePsi: number;
}): Quantity => shapedScale(test, vogelShape);

/**
 * Greatest rate that fits several tests best (least squares on the rate), STB/d.
 *
 * Source: Vogel (1968), JPT; least squares.
 */
export const vogelMaxRateFit = (
  tests: TestPoints & { readonly reservoirPressurePsi: number },
): ScaleFit => shapedFit(tests, vogelShape);

/**
 * Flowing pressure at which Vogel's inflow gives a rate, psi.
 *
 * @param well - rate 0 to the greatest rate, STB/d
 *
 * Source: inverse of Vogel (1968): pwf = 0.125 pr (sqrt(81 - 80 q/qmax) - 1).
 */
export const vogelPressure = (well: {
  readonly maxRateStbd: number;
  readonly reservoirPressurePsi: number;
  readonly rateStbd: number;
}): Quantity => shapedPressure(well, vogelShape, (well) => well.maxRateStbd);

/**
 * Greatest rate from the productivity index at zero drawdown, STB/d.
 *
 * @param well - J* in STB/d/psi: the slope of the inflow at reservoir pressure, not a chord
 *
 * Source: Standing (1971): slope of Vogel's curve at pwf = pr, qmax = J* pr/1.8.
 */
export const vogelMaxRateFromIndex = (well: {
  readonly productivityIndexStbdPsi: number;
  readonly reservoirPressurePsi: number;
}): Quantity =>
  evaluate(well, (given) => (given.productivityIndexStbdPsi * given.reservoirPressurePsi) / 1.8);
