import { RANKINE_OF_0F } from '../constants.ts';
import { evaluate } from '../evaluate.ts';
import { exp, max } from '../math.ts';
import type { Quantity } from '../quantity.ts';

/**
 * Calculates the lift gas that brings a well to a total gas-liquid ratio, Mscf/d.
 *
 * @param input - `liquidRateStbd`, `targetGasLiquidRatioScfStb`, `formationGasLiquidRatioScfStb`
 * @returns 0 when the formation gives the target by itself
 *
 * Source: by definition.
 */
export const liftGasRate = (input: {
  readonly liquidRateStbd: number;
  readonly targetGasLiquidRatioScfStb: number;
  readonly formationGasLiquidRatioScfStb: number;
}): Quantity =>
  evaluate(
    input,
    (given) =>
      (given.liquidRateStbd *
        max(0, given.targetGasLiquidRatioScfStb - given.formationGasLiquidRatioScfStb)) /
      1000,
  );

/**
 * Calculates the pressure of injection gas at depth, psia, as of a static column.
 *
 * @param input - `surfacePressurePsia`, `depthFt` (true vertical), `gasGravity`,
 *   `temperatureF`, `zFactor`
 *
 * Validity: friction in the annulus neglected; mean temperature and z over the column.
 * Source: p = ps exp(0.01875 γ D / (T z)), Guo, Lyons and Ghalambor, Petroleum Production Engineering.
 */
export const injectionPressureAtDepth = (input: {
  readonly surfacePressurePsia: number;
  readonly depthFt: number;
  readonly gasGravity: number;
  readonly temperatureF: number;
  readonly zFactor: number;
}): Quantity =>
  evaluate(
    input,
    (given) =>
      given.surfacePressurePsia *
      exp(
        (0.01875 * given.gasGravity * given.depthFt) /
          ((given.temperatureF + RANKINE_OF_0F) * given.zFactor),
      ),
  );
