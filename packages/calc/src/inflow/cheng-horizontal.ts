import { max, min, sqrt } from '../math.ts';
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

const A = 0.9885;
const B = 0.2055;
const C = 1.1818;
/** Greatest value of the polynomial, at x = 0.087; it is 0.9885 at x = 0. */
const TOP = A + (B * B) / (4 * C);

/** 0.9885 + 0.2055 x - 1.1818 x^2, and 0 at x = 1, where the polynomial itself still has 0.0122. */
export const chengFraction = (x: number): number => (x >= 1 ? 0 : A + (B - C * x) * x);

/** The greater x at which Cheng's fraction is `fraction`, 0 to 0.9974; 1 up to 0.0122. */
export const chengAbscissa = (fraction: number): number => {
  const root = (B + sqrt(max(B * B + 4 * C * (A - fraction), 0))) / (2 * C);
  return min(root, 1);
};

/** Cheng's inflow of a greatest rate of 1. */
export const chengShape = (well: Reservoir): InflowShape => ({
  ...relativeShape(well, chengFraction, chengAbscissa),
  greatest: TOP,
});

/**
 * Rate of a horizontal well in a solution-gas-drive reservoir, STB/d.
 *
 * @param well - rate scale qmax in STB/d (the rate at zero flowing pressure is 0.9885 of it);
 *   flowing pressure 0 to reservoir pressure
 *
 * Convention: the published constant 0.9885 (some books round it to 1), and zero rate at reservoir
 * pressure, where the published polynomial leaves 1.2 %.
 * Validity: below the bubble point. Below pwf = 0.087 pr the polynomial falls again, by 0.9 %.
 * Source: Cheng (1990), Inflow Performance Relationships for Solution-Gas-Drive Slanted/Horizontal
 * Wells, SPE 20720.
 */
export const chengHorizontalRate = (well: {
  readonly maxRateStbd: number;
  readonly reservoirPressurePsi: number;
  readonly flowingPressurePsi: number;
}): Quantity => shapedRate(well, chengShape, (well) => well.maxRateStbd);

/**
 * Rate scale qmax of a horizontal well from one test, STB/d.
 *
 * Source: Cheng (1990), SPE 20720, solved for the greatest rate.
 */
export const chengHorizontalMaxRate = (test: {
  readonly testRateStbd: number;
  readonly reservoirPressurePsi: number;
  readonly testPressurePsi: number;
}): Quantity => shapedScale(test, chengShape);

/**
 * Rate scale qmax of a horizontal well that fits several tests best, STB/d.
 *
 * Source: Cheng (1990), SPE 20720; least squares on the rate.
 */
export const chengHorizontalMaxRateFit = (
  tests: TestPoints & { readonly reservoirPressurePsi: number },
): ScaleFit => shapedFit(tests, chengShape);

/**
 * Flowing pressure at which a horizontal well gives a rate, psi: the greater one where two do.
 *
 * @param well - rate 0 to 0.9974 of the rate scale, STB/d
 *
 * Source: inverse of {@link chengHorizontalRate}.
 */
export const chengHorizontalPressure = (well: {
  readonly maxRateStbd: number;
  readonly reservoirPressurePsi: number;
  readonly rateStbd: number;
}): Quantity => shapedPressure(well, chengShape, (well) => well.maxRateStbd);
