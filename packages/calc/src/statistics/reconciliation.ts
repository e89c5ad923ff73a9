import { argumentIssues, columnListIssues, noSolution } from '../argument-issues.ts';
import { abs, sqrt } from '../math.ts';
import { FINITE, type Issue, isUsable, NOT_NEGATIVE } from '../quantity.ts';
import { choleskyFactor, dot, solveFactored } from './linear-algebra.ts';

/** Measurements made to fulfil their balances. */
export interface Reconciliation {
  /** Measurements after the least change that closes every balance; shape (n). */
  readonly reconciled: Float64Array;
  /** Reconciled less measured; shape (n). */
  readonly adjustments: Float64Array;
  /** Each adjustment in its own standard deviations, 0 or more; above 2 to 3 suspect that meter. */
  readonly adjustmentScores: Float64Array;
  /** Error of each balance as measured; shape (m). */
  readonly imbalances: Float64Array;
  /** Global test: chi-squared with m degrees of freedom when no meter is wrong. */
  readonly globalTest: number;
  readonly issues: readonly Issue[];
}

/**
 * Reconciles measurements with the balances that they have to fulfil.
 *
 * Least squares weighted by the uncertainties: a meter that is known better moves less.
 *
 * @param system - measured values and their standard deviations (above 0; 0 fixes a value), both of
 *   shape (n), in one unit; balances, each a row of n coefficients whose sum with the values is 0
 *   (+1 into a node, -1 out of it)
 *
 * Validity: linear balances, independent errors. Balances that repeat one another are NO_SOLUTION.
 * Source: Kuehn, Davidson (1961), Computer Control: Mathematics of Control, Chemical Engineering
 * Progress 57; tests by Mah, Tamhane (1982), AIChE Journal 28.
 */
export const reconcileMeasurements = (system: {
  readonly measured: ArrayLike<number>;
  readonly standardDeviations: ArrayLike<number>;
  readonly balances: readonly ArrayLike<number>[];
}): Reconciliation => {
  const { measured, balances } = system;
  const issues = checkSystem(system);
  if (!isUsable(issues)) return noReconciliation(issues);
  const variances = Float64Array.from(
    system.standardDeviations,
    (deviation) => deviation * deviation,
  );
  const imbalances = Float64Array.from(balances, (row) => dot(row, measured));
  const normal = balances.map((row) => {
    const weighted = variances.map((variance, i) => variance * row[i]!);
    return Float64Array.from(balances, (other) => dot(weighted, other));
  });
  const factor = choleskyFactor(normal, 1e-12);
  if (factor === undefined) {
    const message = 'a balance repeats others, or all of its measurements are fixed';
    return noReconciliation([noSolution('balances', message)]);
  }
  const multipliers = solveFactored(factor, imbalances);
  const columns = Array.from(measured, (_, i) => Float64Array.from(balances, (row) => row[i]!));
  const adjustments = variances.map((variance, i) => -variance * dot(columns[i]!, multipliers));
  const adjustmentScores = adjustments.map((adjustment, i) => {
    const column = columns[i]!;
    const spread = sqrt(dot(column, solveFactored(factor, column))) * variances[i]!;
    return spread > 0 ? abs(adjustment) / spread : 0;
  });
  return {
    reconciled: adjustments.map((adjustment, i) => measured[i]! + adjustment),
    adjustments,
    adjustmentScores,
    imbalances,
    globalTest: dot(imbalances, multipliers),
    issues,
  };
};

const checkSystem = (system: {
  readonly measured: ArrayLike<number>;
  readonly standardDeviations: ArrayLike<number>;
  readonly balances: readonly ArrayLike<number>[];
}): readonly Issue[] => [
  ...argumentIssues(system, { measured: FINITE, standardDeviations: NOT_NEGATIVE }),
  ...columnListIssues('balances', system.balances, system.measured.length),
];

const noReconciliation = (issues: readonly Issue[]): Reconciliation => {
  const empty = new Float64Array(0);
  return {
    reconciled: empty,
    adjustments: empty,
    adjustmentScores: empty,
    imbalances: empty,
    globalTest: Number.NaN,
    issues,
  };
};
