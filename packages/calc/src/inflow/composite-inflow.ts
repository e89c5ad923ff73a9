import { isUsable, type Quantity } from '../quantity.ts';
import { argumentIssues } from './argument-domains.ts';
import { fitScale, type ScaleFit, type TestPoints } from './rate-fit.ts';
import { checkedPressure, checkedRate, checkedScale } from './shaped-inflow.ts';
import { vogelAbscissa, vogelFraction } from './vogel.ts';

/** A reservoir that may be above its bubble point. */
export interface CompositeReservoir {
  readonly reservoirPressurePsi: number;
  readonly bubblePointPsi: number;
}

/**
 * Drawdown that counts, psi: whole above the bubble point, bent by Vogel below it. The rate is the
 * productivity index times this; a reservoir at or below its bubble point is all Vogel.
 */
export function compositeDrawdown(
  reservoirPressurePsi: number,
  bubblePointPsi: number,
  flowingPressurePsi: number,
): number {
  const bend = Math.min(bubblePointPsi, reservoirPressurePsi);
  if (flowingPressurePsi >= bend) return reservoirPressurePsi - flowingPressurePsi;
  return reservoirPressurePsi - bend + (bend / 1.8) * vogelFraction(flowingPressurePsi / bend);
}

/** Flowing pressure at which the drawdown that counts has a value, psi. */
export function compositePressureOf(
  reservoirPressurePsi: number,
  bubblePointPsi: number,
  drawdownPsi: number,
): number {
  const bend = Math.min(bubblePointPsi, reservoirPressurePsi);
  const straight = reservoirPressurePsi - bend;
  if (drawdownPsi <= straight) return reservoirPressurePsi - drawdownPsi;
  return bend * vogelAbscissa(Math.min((drawdownPsi - straight) / (bend / 1.8), 1));
}

/**
 * Rate of a well above and below the bubble point, STB/d.
 *
 * @param well - index above the bubble point in STB/d/psi; flowing pressure 0 to reservoir pressure
 *
 * Convention: with reservoir pressure at or below the bubble point this is Vogel with J* as its
 * slope at reservoir pressure. Rate and slope are continuous at the bubble point.
 * Source: Vogel (1968) with Standing (1971) and Neely; "generalized Vogel" in Ahmed, chapter 7.
 */
export function compositeInflowRate(
  well: CompositeReservoir & {
    readonly productivityIndexStbdPsi: number;
    readonly flowingPressurePsi: number;
  },
): Quantity {
  const { productivityIndexStbdPsi, reservoirPressurePsi, bubblePointPsi } = well;
  return checkedRate(
    well,
    (pwf) =>
      productivityIndexStbdPsi * compositeDrawdown(reservoirPressurePsi, bubblePointPsi, pwf),
  );
}

/**
 * Open-flow rate of a well above and below the bubble point, STB/d: J (pr - pb) + J pb/1.8.
 *
 * Source: as {@link compositeInflowRate}, at zero flowing pressure.
 */
export function compositeMaxRate(
  well: CompositeReservoir & { readonly productivityIndexStbdPsi: number },
): Quantity {
  return compositeInflowRate({ ...well, flowingPressurePsi: 0 });
}

/**
 * Flowing pressure at which a well above and below the bubble point gives a rate, psi.
 *
 * @param well - rate 0 to the open-flow rate, STB/d
 *
 * Source: inverse of {@link compositeInflowRate}.
 */
export function compositeInflowPressure(
  well: CompositeReservoir & {
    readonly productivityIndexStbdPsi: number;
    readonly rateStbd: number;
  },
): Quantity {
  const { productivityIndexStbdPsi: j, reservoirPressurePsi, bubblePointPsi } = well;
  return checkedPressure(
    well,
    j * compositeDrawdown(reservoirPressurePsi, bubblePointPsi, 0),
    (rate) => compositePressureOf(reservoirPressurePsi, bubblePointPsi, rate / j),
  );
}

/**
 * Productivity index above the bubble point from one test above or below it, STB/d/psi.
 *
 * Source: J = q/((pr - pb) + (pb/1.8)(1 - 0.2 x - 0.8 x^2)), x = pwf/pb; Ahmed, chapter 7.
 */
export function compositeProductivityIndex(
  test: CompositeReservoir & { readonly testRateStbd: number; readonly testPressurePsi: number },
): Quantity {
  const { reservoirPressurePsi, bubblePointPsi } = test;
  return checkedScale(test, (pwf) => compositeDrawdown(reservoirPressurePsi, bubblePointPsi, pwf));
}

/**
 * Productivity index above the bubble point that fits several tests best, STB/d/psi.
 *
 * Source: as {@link compositeProductivityIndex}; least squares on the rate.
 */
export function compositeProductivityIndexFit(tests: TestPoints & CompositeReservoir): ScaleFit {
  const { reservoirPressurePsi, bubblePointPsi } = tests;
  const issues = argumentIssues({ bubblePointPsi });
  if (!isUsable(issues)) return { value: Number.NaN, rmsErrorStbd: Number.NaN, issues };
  return fitScale(tests, reservoirPressurePsi, (pressure) =>
    compositeDrawdown(reservoirPressurePsi, bubblePointPsi, pressure),
  );
}
