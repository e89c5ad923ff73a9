import { SHARE } from '../argument-domains.ts';
import { evaluate, evaluateFields } from '../evaluate.ts';
import { abs, hypot, sqrt } from '../math.ts';
import { FINITE, FRACTION, quantity, type Issue, type Quantity } from '../quantity.ts';
import type { SignalShape } from '../signals/interpolation.ts';
import { timeWeightedAverage } from '../signals/time-weighted-average.ts';

/** Apparent power and power factor of a load. */
export interface PowerTriangle {
  readonly apparentKva: number;
  /** |P|/S, 0 to 1. */
  readonly powerFactor: number;
  readonly issues: readonly Issue[];
}

/**
 * Calculates apparent power and power factor from active and reactive power.
 *
 * @param load - active and reactive power of either sign; both 0 leave no power factor
 *
 * Validity: sinusoidal currents (displacement power factor).
 * Source: IEEE Std 1459-2010, sinusoidal case: S² = P² + Q².
 */
export const powerTriangle = (load: {
  readonly activeKw: number;
  readonly reactiveKvar: number;
}): PowerTriangle =>
  evaluateFields(
    load,
    (given) => {
      const apparentKva = hypot(given.activeKw, given.reactiveKvar);
      return { apparentKva, powerFactor: abs(given.activeKw) / apparentKva };
    },
    { activeKw: FINITE },
  );

/**
 * Calculates the capacitor that raises a power factor, kvar.
 *
 * @param load - active power 0 or more; power factors above 0 to 1, target no lower than present
 *
 * Source: Qc = P (tan φ1 - tan φ2), by definition.
 */
export const capacitorForPowerFactor = (load: {
  readonly activeKw: number;
  readonly presentPowerFactor: number;
  readonly targetPowerFactor: number;
}): Quantity =>
  evaluate(
    load,
    (given) =>
      given.activeKw * (tangent(given.presentPowerFactor) - tangent(given.targetPowerFactor)),
    {
      presentPowerFactor: SHARE,
      targetPowerFactor: { ...SHARE, min: load.presentPowerFactor },
    },
  );

const tangent = (powerFactor: number): number => sqrt(1 - powerFactor * powerFactor) / powerFactor;

/** Power of a balanced three-phase load. */
export interface ThreePhasePower {
  readonly activeKw: number;
  readonly reactiveKvar: number;
  readonly apparentKva: number;
  readonly issues: readonly Issue[];
}

/**
 * Calculates the power of a balanced three-phase load.
 *
 * @param load - voltage between lines and line current, 0 or more; power factor 0 to 1
 *
 * Source: S = √3 U I, by definition.
 */
export const threePhasePower = (load: {
  readonly lineVoltageV: number;
  readonly lineCurrentA: number;
  readonly powerFactor: number;
}): ThreePhasePower =>
  evaluateFields(
    load,
    (given) => {
      const apparentKva = (sqrt(3) * given.lineVoltageV * given.lineCurrentA) / 1000;
      return {
        activeKw: apparentKva * given.powerFactor,
        reactiveKvar: apparentKva * sqrt(1 - given.powerFactor * given.powerFactor),
        apparentKva,
      };
    },
    { powerFactor: FRACTION },
  );

/**
 * Integrates power over time, kWh.
 *
 * @param load - times in s, ascending, and powers in kW, both of shape (n), n of 2 or more; `linear`
 *   joins samples by lines (trapezoids), `step` holds each until the next
 *
 * Source: integral by definition.
 */
export const energyOfPower = (load: {
  readonly timesS: ArrayLike<number>;
  readonly powersKw: ArrayLike<number>;
  readonly shape: SignalShape;
}): Quantity => {
  const { timesS } = load;
  const { integral, issues } = timeWeightedAverage({
    times: timesS,
    values: load.powersKw,
    start: timesS[0] ?? Number.NaN,
    end: timesS[timesS.length - 1] ?? Number.NaN,
    shape: load.shape,
  });
  return quantity(integral / 3600, issues);
};
