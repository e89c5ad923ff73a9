import { evaluate } from '../evaluate.ts';
import { sqrt } from '../math.ts';
import { POSITIVE, type Quantity } from '../quantity.ts';

/**
 * Velocity above which a mixture is held to erode the pipe, ft/s: C / sqrt(density).
 *
 * @param flow - density of the mixture at flowing conditions in lb/ft³; `erosionConstant` is 100 when
 *   absent (continuous service without solids; 125 intermittent, 150 to 200 inhibited or alloy)
 *
 * Source: API RP 14E (1991), section 2.5.
 */
export const erosionalVelocity = (flow: {
  readonly mixtureDensityLbFt3: number;
  readonly erosionConstant?: number;
}): Quantity =>
  evaluate(
    flow,
    ({ mixtureDensityLbFt3, erosionConstant = 100 }) => erosionConstant / sqrt(mixtureDensityLbFt3),
    { erosionConstant: POSITIVE },
  );
