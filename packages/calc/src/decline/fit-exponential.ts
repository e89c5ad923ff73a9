import { noSolution } from '../argument-issues.ts';
import { unlessIssues } from '../evaluate.ts';
import { exp } from '../math.ts';
import { type Issue, NO_ISSUES } from '../quantity.ts';
import { fitStraightLine } from '../reservoir/straight-line.ts';
import { usableSamples } from './fit-samples.ts';

/** An exponential decline through a history. */
export interface ExponentialFit {
  /** Rate at time zero, volume/d. */
  readonly initialRatePerDay: number;
  /** Nominal decline, 1/d; negative when the rates grow. */
  readonly nominalDeclinePerDay: number;
  /** Share of the variance of ln(rate) that the line explains. */
  readonly rSquared: number;
  readonly issues: readonly Issue[];
}

/**
 * Fits an exponential decline by the straight line through ln(rate) over time.
 *
 * Ordinary least squares, for comparison and by hand; `fitArps` withstands outliers.
 *
 * @param input - `timesDays` and `ratesPerDay`, shape (n); rates that are not above zero are left
 *   out; at least 2 others at different times
 *
 * Source: Arps (1945): ln q = ln qi - D t.
 */
export const fitExponentialDecline = (input: {
  readonly timesDays: ArrayLike<number>;
  readonly ratesPerDay: ArrayLike<number>;
}): ExponentialFit => {
  const { times, values } = usableSamples(input.timesDays, input.ratesPerDay, 0, 0, true);
  const { intercept, slope, rSquared } = fitStraightLine(times, values);
  const issues = Number.isNaN(slope)
    ? [noSolution('timesDays', 'expected 2 or more rates above 0 at different times')]
    : NO_ISSUES;
  return unlessIssues(issues, {
    initialRatePerDay: exp(intercept),
    nominalDeclinePerDay: -slope,
    rSquared,
  });
};
