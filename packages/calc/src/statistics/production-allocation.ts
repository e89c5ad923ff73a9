import { argumentIssues, noSolution } from '../argument-issues.ts';
import { type Issue, NOT_NEGATIVE, isUsable } from '../quantity.ts';
import { sumOf } from './linear-algebra.ts';

/** A measured total, shared out among the wells that made it. */
export interface ProductionAllocation {
  /** Production of each well by its test and its hours, in the unit of the total. */
  readonly theoretical: Float64Array;
  /** Production allocated to each well; it adds up to the measured total. */
  readonly allocated: Float64Array;
  /** Measured over theoretical total, dimensionless; far from 1 a test or a meter is wrong. */
  readonly allocationFactor: number;
  readonly issues: readonly Issue[];
}

/**
 * Shares a measured total out among wells by their tests and their producing hours.
 *
 * @param wells - test rate of each well per day (0 or more) and its hours on production, both of
 *   shape (n); measured total of the period, 0 or more, in the unit of rate times day
 *
 * Convention: every well takes the same factor. Nothing produced in theory with something measured
 * is NO_SOLUTION.
 * Source: API MPMS chapter 20.1 (1993), Allocation Measurement: theoretical production and
 * allocation factor.
 */
export const allocateProduction = (wells: {
  readonly testRatesPerDay: ArrayLike<number>;
  readonly producingHours: ArrayLike<number>;
  readonly measuredTotal: number;
}): ProductionAllocation => {
  const issues = [
    ...argumentIssues(
      wells,
      {
        testRatesPerDay: NOT_NEGATIVE,
        producingHours: NOT_NEGATIVE,
      },
      'measuredTotal',
    ),
  ];
  const theoretical = Float64Array.from(
    wells.testRatesPerDay,
    (rate, i) => (rate * (wells.producingHours[i] ?? Number.NaN)) / 24,
  );
  const total = sumOf(theoretical);
  if (total === 0 && wells.measuredTotal > 0) {
    issues.push(
      noSolution('measuredTotal', `${wells.measuredTotal} came from wells that made nothing`),
    );
  }
  const factor = !isUsable(issues) ? Number.NaN : total === 0 ? 1 : wells.measuredTotal / total;
  return {
    theoretical,
    allocated: theoretical.map((volume) => volume * factor),
    allocationFactor: factor,
    issues,
  };
};
