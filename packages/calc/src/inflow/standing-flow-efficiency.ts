import { issue } from '../argument-issues.ts';
import { max, min, sqrt } from '../math.ts';
import { type Quantity, quantity } from '../quantity.ts';
import { type ScaleFit, shapedFit, type TestPoints } from './rate-fit.ts';
import {
  type InflowShape,
  type Reservoir,
  shapedPressure,
  shapedRate,
  shapedScale,
} from './shaped-inflow.ts';

/** Where 1.8 z - 0.8 z^2 is greatest; beyond it the equation would give less rate for more drawdown. */
const TOP = 1.125;

/**
 * 1.8 z - 0.8 z^2 with z = FE (1 - pwf/pr), held at its greatest value 1.0125 beyond z = 1.125.
 */
export const standingFraction = (z: number): number => {
  const held = min(z, TOP);
  return held * (1.8 - 0.8 * held);
};

/** The z at which Standing's fraction is `fraction`, 0 to 1.0125. */
export const standingAbscissa = (fraction: number): number =>
  (2 * fraction) / (1.8 + sqrt(max(3.24 - 3.2 * fraction, 0)));

/** A reservoir around a well that is damaged or stimulated. */
interface Standing extends Reservoir {
  readonly flowEfficiency: number;
}

/** Standing's inflow of a greatest rate of 1 without damage. */
export const standingShape = ({
  reservoirPressurePsi: pr,
  flowEfficiency,
}: Standing): InflowShape => ({
  rateAt: (pressure) => standingFraction(flowEfficiency * (1 - pressure / pr)),
  pressureAt: (rate) => pr * (1 - standingAbscissa(rate) / flowEfficiency),
});

/** A result with a word when the undamaged well's pressure pr - FE (pr - pwf) would be below zero. */
const withIdealPressure = (result: Quantity, well: Standing, pwf: number): Quantity => {
  const ideal = well.reservoirPressurePsi - well.flowEfficiency * (well.reservoirPressurePsi - pwf);
  return Number.isNaN(result.value) || ideal >= 0
    ? result
    : quantity(result.value, [
        issue('EXTRAPOLATED', 'flowingPressurePsi', `pr - FE (pr - pwf) is ${ideal}`),
      ]);
};

/**
 * Rate of a damaged or stimulated solution-gas-drive well, STB/d.
 *
 * @param well - greatest rate that the same well would have at flow efficiency 1, STB/d; flow
 *   efficiency greater than 0; flowing pressure 0 to reservoir pressure, psi
 *
 * Validity: while pr - FE (pr - pwf) is not negative: beyond, the value carries EXTRAPOLATED and is
 * held at the greatest value of the equation, 1.0125 times the greatest rate.
 * Source: Standing (1970), Inflow Performance Relationships for Damaged Wells, JPT.
 */
export const standingRate = (well: {
  readonly maxRateAtFlowEfficiency1Stbd: number;
  readonly reservoirPressurePsi: number;
  readonly flowingPressurePsi: number;
  readonly flowEfficiency: number;
}): Quantity => {
  const rate = shapedRate(well, standingShape, (well) => well.maxRateAtFlowEfficiency1Stbd);
  return withIdealPressure(rate, well, well.flowingPressurePsi);
};

/**
 * Greatest rate at flow efficiency 1 from one test at another flow efficiency, STB/d.
 *
 * Source: Standing (1970), JPT, solved for the greatest rate.
 */
export const standingMaxRate = (test: {
  readonly testRateStbd: number;
  readonly reservoirPressurePsi: number;
  readonly testPressurePsi: number;
  readonly flowEfficiency: number;
}): Quantity => withIdealPressure(shapedScale(test, standingShape), test, test.testPressurePsi);

/**
 * Greatest rate at flow efficiency 1 that fits several tests best, STB/d.
 *
 * Source: Standing (1970), JPT; least squares on the rate.
 */
export const standingMaxRateFit = (
  tests: TestPoints & { readonly reservoirPressurePsi: number; readonly flowEfficiency: number },
): ScaleFit => shapedFit(tests, standingShape);

/**
 * Flowing pressure at which a damaged or stimulated well gives a rate, psi.
 *
 * @param well - rate 0 to that at zero flowing pressure, STB/d
 *
 * Source: inverse of {@link standingRate}.
 */
export const standingPressure = (well: {
  readonly maxRateAtFlowEfficiency1Stbd: number;
  readonly reservoirPressurePsi: number;
  readonly flowEfficiency: number;
  readonly rateStbd: number;
}): Quantity => {
  const pressure = shapedPressure(well, standingShape, (well) => well.maxRateAtFlowEfficiency1Stbd);
  return withIdealPressure(pressure, well, pressure.value);
};
