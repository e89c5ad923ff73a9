import { argumentIssues } from '../argument-issues.ts';
import { unlessIssues } from '../evaluate.ts';
import { max } from '../math.ts';
import { FINITE, type Issue } from '../quantity.ts';

/** Energy of a day by its temperature: a base load, heating below one point, cooling above another. */
export interface ChangePointModel {
  /** Energy of a day between the points, kWh/d. */
  readonly baseLoadKwh: number;
  /** Temperature below which heating begins, °C; at most `coolingBalanceC`. */
  readonly heatingBalanceC: number;
  readonly coolingBalanceC: number;
  /** kWh for each degree and day, 0 or more; 0 when nothing is heated. */
  readonly heatingSlopeKwh: number;
  readonly coolingSlopeKwh: number;
}

/** Energy by day. */
export interface ChangePointEnergy {
  /** kWh/d; shape (n). */
  readonly energiesKwh: Float64Array;
  readonly issues: readonly Issue[];
}

/**
 * Calculates the energy of days from their temperatures by a change-point model, kWh/d.
 *
 * @param days - model; mean temperature of each day, °C, shape (n)
 *
 * Source: Kissock, Haberl, Claridge (2003), Inverse Modeling Toolkit, ASHRAE RP-1050; CalTRACK daily
 * method.
 */
export const changePointEnergy = (
  days: ChangePointModel & { readonly temperaturesC: ArrayLike<number> },
): ChangePointEnergy => {
  const issues = argumentIssues(
    days,
    {
      temperaturesC: FINITE,
      coolingBalanceC: { min: days.heatingBalanceC },
    },
    'baseLoadKwh heatingSlopeKwh heatingBalanceC coolingSlopeKwh coolingBalanceC',
  );
  const energiesKwh = Float64Array.from(days.temperaturesC, (temperature) => {
    const heating = days.heatingSlopeKwh * max(0, days.heatingBalanceC - temperature);
    return (
      days.baseLoadKwh + heating + days.coolingSlopeKwh * max(0, temperature - days.coolingBalanceC)
    );
  });
  return unlessIssues(issues, { energiesKwh });
};
