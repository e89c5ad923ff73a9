import type { Quantity } from '../quantity.ts';
import { shapedFit, type ScaleFit, type TestPoints } from './rate-fit.ts';
import {
  shapedPressure,
  shapedRate,
  shapedScale,
  type InflowShape,
  type Reservoir,
} from './shaped-inflow.ts';

/** Inflow in proportion to the drawdown, of a productivity index of 1. */
export const linearShape = (well: Reservoir): InflowShape => {
  const across = (pressureOrRate: number): number => well.reservoirPressurePsi - pressureOrRate;
  return { rateAt: across, pressureAt: across };
};

/**
 * Productivity index of a well above the bubble point from one stabilised test, STB/d/psi.
 *
 * @param test - rate in STB/d; both pressures gauge or both absolute, flowing below reservoir
 *
 * Validity: single-phase flow, flowing pressure at or above the bubble point.
 * Source: definition J = q/(pr - pwf); Ahmed, Reservoir Engineering Handbook, chapter 7.
 */
export const linearProductivityIndex = (test: {
  readonly testRateStbd: number;
  readonly reservoirPressurePsi: number;
  readonly testPressurePsi: number;
}): Quantity => shapedScale(test, linearShape);

/**
 * Rate of the straight-line inflow at a flowing pressure, STB/d.
 *
 * @param well - index in STB/d/psi, 0 or more; flowing pressure 0 to reservoir pressure, psi
 *
 * Validity: single-phase flow; below the bubble point take Vogel or the composite form.
 * Source: q = J (pr - pwf); Ahmed, Reservoir Engineering Handbook, chapter 7.
 */
export const linearInflowRate = (well: {
  readonly productivityIndexStbdPsi: number;
  readonly reservoirPressurePsi: number;
  readonly flowingPressurePsi: number;
}): Quantity => shapedRate(well, linearShape, (well) => well.productivityIndexStbdPsi);

/**
 * Flowing pressure at which the straight-line inflow gives a rate, psi.
 *
 * @param well - index in STB/d/psi; rate 0 to the open-flow rate J pr, STB/d
 *
 * Source: pwf = pr - q/J; Ahmed, Reservoir Engineering Handbook, chapter 7.
 */
export const linearInflowPressure = (well: {
  readonly productivityIndexStbdPsi: number;
  readonly reservoirPressurePsi: number;
  readonly rateStbd: number;
}): Quantity => shapedPressure(well, linearShape, (well) => well.productivityIndexStbdPsi);

/**
 * Productivity index that fits several tests best (least squares on the rate), STB/d/psi.
 *
 * Source: q = J (pr - pwf); least squares.
 */
export const linearProductivityIndexFit = (
  tests: TestPoints & { readonly reservoirPressurePsi: number },
): ScaleFit => shapedFit(tests, linearShape);
