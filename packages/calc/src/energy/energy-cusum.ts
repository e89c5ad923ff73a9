import { argumentIssues } from '../argument-issues.ts';
import { evaluateFields, unlessIssues } from '../evaluate.ts';
import { FINITE, type Issue, POSITIVE } from '../quantity.ts';

/** Running sum of departures from a model, in the unit of the energies. */
export interface EnergyCusum {
  /** Actual less expected; negative is a saving; shape (n). */
  readonly differences: Float64Array;
  readonly sums: Float64Array;
  readonly issues: readonly Issue[];
}

/**
 * Sums the departures of energy from its expectation: a falling line saves.
 *
 * @param periods - actual and expected energy in one unit, both of shape (n)
 *
 * Source: Harris (1989), Energy Monitoring and Target Setting Using CUSUM; ISO 50006:2023.
 */
export const energyCusum = (periods: {
  readonly actual: ArrayLike<number>;
  readonly expected: ArrayLike<number>;
}): EnergyCusum => {
  const issues = argumentIssues(periods, { actual: FINITE, expected: FINITE });
  const differences = Float64Array.from(periods.actual, (value, i) => value - periods.expected[i]!);
  let sum = 0;
  const sums = differences.map((difference) => (sum += difference));
  return unlessIssues(issues, { differences, sums });
};

/** How a period compares with its baseline. */
export interface EnergyImprovement {
  /** Baseline less actual, in the unit of both. */
  readonly savings: number;
  /** Savings over baseline, dimensionless. */
  readonly improvement: number;
  /** Actual over baseline, dimensionless. */
  readonly ratio: number;
  readonly issues: readonly Issue[];
}

/**
 * Compares energy with its baseline, both for the same conditions.
 *
 * @param period - energies in one unit; baseline above 0
 *
 * Source: ISO 50006:2023, energy performance improvement.
 */
export const energyImprovement = (period: {
  readonly baseline: number;
  readonly actual: number;
}): EnergyImprovement =>
  evaluateFields(
    period,
    ({ baseline, actual }) => {
      const savings = baseline - actual;
      return { savings, improvement: savings / baseline, ratio: actual / baseline };
    },
    { baseline: POSITIVE },
  );
