import {
  checkDomains,
  isUsable,
  noQuantity,
  POSITIVE,
  quantity,
  type Quantity,
} from '../quantity.ts';
import { fitScale, type ScaleFit, type TestPoints } from './rate-fit.ts';

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
  const { testRateStbd, reservoirPressurePsi, testPressurePsi } = test;
  const issues = checkDomains(test, {
    reservoirPressurePsi: POSITIVE,
    testRateStbd: POSITIVE,
    testPressurePsi: { min: 0, below: reservoirPressurePsi },
  });
  if (!isUsable(issues)) return noQuantity(issues);
  return quantity(testRateStbd / (reservoirPressurePsi - testPressurePsi));
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
  const { productivityIndexStbdPsi, reservoirPressurePsi, flowingPressurePsi } = well;
  const issues = checkDomains(well, {
    productivityIndexStbdPsi: { min: 0 },
    reservoirPressurePsi: POSITIVE,
    flowingPressurePsi: { min: 0, max: reservoirPressurePsi },
  });
  if (!isUsable(issues)) return noQuantity(issues);
  return quantity(productivityIndexStbdPsi * (reservoirPressurePsi - flowingPressurePsi));
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
  const { productivityIndexStbdPsi, reservoirPressurePsi, rateStbd } = well;
  const issues = checkDomains(well, {
    productivityIndexStbdPsi: POSITIVE,
    reservoirPressurePsi: POSITIVE,
    rateStbd: { min: 0, max: productivityIndexStbdPsi * reservoirPressurePsi },
  });
  if (!isUsable(issues)) return noQuantity(issues);
  return quantity(reservoirPressurePsi - rateStbd / productivityIndexStbdPsi);
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
