import { min } from '../math.ts';
import type { Quantity } from '../quantity.ts';
import { shapedFit, type ScaleFit, type TestPoints } from './rate-fit.ts';
import { shapedPressure, shapedRate, shapedScale, type InflowShape } from './shaped-inflow.ts';
import { vogelAbscissa, vogelFraction } from './vogel.ts';

/** A reservoir that may be above its bubble point. */
export interface CompositeReservoir {
  readonly reservoirPressurePsi: number;
  readonly bubblePointPsi: number;
}

/**
 * Composite inflow of a productivity index of 1: the drawdown that counts, psi. A reservoir at or below
 * its bubble point bends from the start.
 */
export const compositeShape = (reservoir: CompositeReservoir): InflowShape => {
  const { reservoirPressurePsi } = reservoir;
  const bend = min(reservoir.bubblePointPsi, reservoirPressurePsi);
  const straight = reservoirPressurePsi - bend;
  return {
    rateAt: (pressure) =>
      pressure >= bend
        ? reservoirPressurePsi - pressure
        : straight + (bend / 1.8) * vogelFraction(pressure / bend),
    pressureAt: (drawdown) =>
      drawdown <= straight
        ? reservoirPressurePsi - drawdown
        : bend * vogelAbscissa(min((drawdown - straight) / (bend / 1.8), 1)),
  };
};

/**
 * Rate of a well above and below the bubble point, STB/d.
 *
 * @param well - index above the bubble point in STB/d/psi; flowing pressure 0 to reservoir pressure
 *
 * Convention: with reservoir pressure at or below the bubble point this is Vogel with J* as its
 * slope at reservoir pressure. Rate and slope are continuous at the bubble point.
 * Source: Vogel (1968) with Standing (1971) and Neely; "generalized Vogel" in Ahmed, chapter 7.
 */
export const compositeInflowRate = (
  well: CompositeReservoir & {
    readonly productivityIndexStbdPsi: number;
    readonly flowingPressurePsi: number;
  },
): Quantity => shapedRate(well, compositeShape, (well) => well.productivityIndexStbdPsi);

/**
 * Open-flow rate of a well above and below the bubble point, STB/d: J (pr - pb) + J pb/1.8.
 *
 * Source: as {@link compositeInflowRate}, at zero flowing pressure.
 */
export const compositeMaxRate = (
  well: CompositeReservoir & { readonly productivityIndexStbdPsi: number },
): Quantity => compositeInflowRate({ ...well, flowingPressurePsi: 0 });

/**
 * Flowing pressure at which a well above and below the bubble point gives a rate, psi.
 *
 * @param well - rate 0 to the open-flow rate, STB/d
 *
 * Source: inverse of {@link compositeInflowRate}.
 */
export const compositeInflowPressure = (
  well: CompositeReservoir & {
    readonly productivityIndexStbdPsi: number;
    readonly rateStbd: number;
  },
): Quantity => shapedPressure(well, compositeShape, (well) => well.productivityIndexStbdPsi);

/**
 * Productivity index above the bubble point from one test above or below it, STB/d/psi.
 *
 * Source: J = q/((pr - pb) + (pb/1.8)(1 - 0.2 x - 0.8 x^2)), x = pwf/pb; Ahmed, chapter 7.
 */
export const compositeProductivityIndex = (
  test: CompositeReservoir & { readonly testRateStbd: number; readonly testPressurePsi: number },
): Quantity => shapedScale(test, compositeShape);

/**
 * Productivity index above the bubble point that fits several tests best, STB/d/psi.
 *
 * Source: as {@link compositeProductivityIndex}; least squares on the rate.
 */
export const compositeProductivityIndexFit = (tests: TestPoints & CompositeReservoir): ScaleFit =>
  shapedFit(tests, compositeShape);
