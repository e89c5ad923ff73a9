import { type Quantity } from '../quantity.ts';
import { fitScale, type ScaleFit, type TestPoints } from './rate-fit.ts';
import { checkedPressure, checkedRate, checkedScale } from './shaped-inflow.ts';

/**
 * Productivity index of a well above the bubble point from one stabilised test, STB/d/psi.
 *
 * @param test - rate in STB/d; both pressures gauge or both absolute, flowing below reservoir
 *
 * Validity: single-phase flow, flowing pressure at or above the bubble point.
 * Source: definition J = q/(pr - pwf); Ahmed, Reservoir Engineering Handbook, chapter 7.
 */
export function linearProductivityIndex(test: {
  readonly testRateStbd: number;
  readonly reservoirPressurePsi: number;
  readonly testPressurePsi: number;
}): Quantity {
  return checkedScale(test, (pwf) => test.reservoirPressurePsi - pwf);
}

/**
 * Rate of the straight-line inflow at a flowing pressure, STB/d.
 *
 * @param well - index in STB/d/psi, 0 or more; flowing pressure 0 to reservoir pressure, psi
 *
 * Validity: single-phase flow; below the bubble point take Vogel or the composite form.
 * Source: q = J (pr - pwf); Ahmed, Reservoir Engineering Handbook, chapter 7.
 */
export function linearInflowRate(well: {
  readonly productivityIndexStbdPsi: number;
  readonly reservoirPressurePsi: number;
  readonly flowingPressurePsi: number;
}): Quantity {
  const { productivityIndexStbdPsi, reservoirPressurePsi } = well;
  return checkedRate(well, (pwf) => productivityIndexStbdPsi * (reservoirPressurePsi - pwf));
}

/**
 * Flowing pressure at which the straight-line inflow gives a rate, psi.
 *
 * @param well - index in STB/d/psi; rate 0 to the open-flow rate J pr, STB/d
 *
 * Source: pwf = pr - q/J; Ahmed, Reservoir Engineering Handbook, chapter 7.
 */
export function linearInflowPressure(well: {
  readonly productivityIndexStbdPsi: number;
  readonly reservoirPressurePsi: number;
  readonly rateStbd: number;
}): Quantity {
  const { productivityIndexStbdPsi, reservoirPressurePsi } = well;
  return checkedPressure(
    well,
    productivityIndexStbdPsi * reservoirPressurePsi,
    (rate) => reservoirPressurePsi - rate / productivityIndexStbdPsi,
  );
}

/**
 * Productivity index that fits several tests best (least squares on the rate), STB/d/psi.
 *
 * Source: q = J (pr - pwf); least squares.
 */
export function linearProductivityIndexFit(
  tests: TestPoints & { readonly reservoirPressurePsi: number },
): ScaleFit {
  const { reservoirPressurePsi } = tests;
  return fitScale(tests, reservoirPressurePsi, (pressure) => reservoirPressurePsi - pressure);
}
