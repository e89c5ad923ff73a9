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

/** Which of the two liquids of a three-phase well a rate belongs to. */
export type WigginsPhase = 'oil' | 'water';

/** Share of the linear term; the quadratic term has the rest. */
const LINEAR = { oil: 0.52, water: 0.72 } as const;

/** 1 - a x - (1 - a) x^2, factored so that it is exactly 0 at x = 1. */
export const wigginsFraction = (phase: WigginsPhase, x: number): number =>
  (1 - x) * (1 + (1 - LINEAR[phase]) * x);

/** The x at which Wiggins's fraction is `fraction`, 0 to 1. */
export const wigginsAbscissa = (phase: WigginsPhase, fraction: number): number => {
  const a = LINEAR[phase];
  const rest = 1 - fraction;
  return (2 * rest) / (a + sqrt(a * a + 4 * (1 - a) * rest)) || 0;
};

/** Wiggins's inflow of a greatest rate of 1. */
export const wigginsShape = (well: Reservoir & { readonly phase: WigginsPhase }): InflowShape => {
  const { phase } = well;
  return relativeShape(
    well,
    (x) => wigginsFraction(phase, x),
    (fraction) => wigginsAbscissa(phase, fraction),
  );
};

/**
 * Oil or water rate of a three-phase well at a flowing pressure, STB/d.
 *
 * @param well - greatest rate of that phase in STB/d; flowing pressure 0 to reservoir pressure
 *
 * Validity: boundary-dominated solution-gas drive with mobile water, no skin.
 * Source: Wiggins (1994), Generalized Inflow Performance Relationships for Three-Phase Flow, SPE
 * Reservoir Engineering: oil 0.52 and 0.48, water 0.72 and 0.28.
 */
export const wigginsRate = (well: {
  readonly phase: WigginsPhase;
  readonly maxRateStbd: number;
  readonly reservoirPressurePsi: number;
  readonly flowingPressurePsi: number;
}): Quantity => shapedRate(well, wigginsShape, (well) => well.maxRateStbd);

/**
 * Greatest rate of one phase of a three-phase well from one test, STB/d.
 *
 * Source: Wiggins (1994), solved for the greatest rate.
 */
export const wigginsMaxRate = (test: {
  readonly phase: WigginsPhase;
  readonly testRateStbd: number;
  readonly reservoirPressurePsi: number;
  readonly testPressurePsi: number;
}): Quantity => shapedScale(test, wigginsShape);

/**
 * Greatest rate of one phase that fits several tests best, STB/d.
 *
 * Source: Wiggins (1994); least squares on the rate.
 */
export const wigginsMaxRateFit = (
  tests: TestPoints & { readonly phase: WigginsPhase; readonly reservoirPressurePsi: number },
): ScaleFit => shapedFit(tests, wigginsShape);

/**
 * Flowing pressure at which one phase of a three-phase well has a rate, psi.
 *
 * @param well - rate 0 to the greatest rate of the phase, STB/d
 *
 * Source: inverse of {@link wigginsRate}.
 */
export const wigginsPressure = (well: {
  readonly phase: WigginsPhase;
  readonly maxRateStbd: number;
  readonly reservoirPressurePsi: number;
  readonly rateStbd: number;
}): Quantity => shapedPressure(well, wigginsShape, (well) => well.maxRateStbd);
