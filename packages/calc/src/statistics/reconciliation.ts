import { noSolution, outOfDomain } from '../evaluate.ts';
import { isUsable, type Issue } from '../quantity.ts';
import { checkColumnList, checkInputs } from './check-inputs.ts';

/** Measurements made to fulfil their balances. */
export interface Reconciliation {
  /** Measurements after the least change that closes every balance; shape (n). */
  readonly reconciled: Float64Array;
  /** Reconciled less measured; shape (n). */
  readonly adjustments: Float64Array;
  /** Each adjustment in its own standard deviations, 0 or more; above 2 to 3 suspect that meter. */
  readonly adjustmentScores: Float64Array;
  /** What each balance is off by as measured; shape (m). */
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
  const { measured, standardDeviations, balances } = system;
  const issues = checkSystem(system);
  if (!isUsable(issues)) return noReconciliation(issues);
  const variances = Float64Array.from(standardDeviations, (deviation) => deviation * deviation);
  const imbalances = Float64Array.from(balances, (row) => dot(row, measured));
  const size = balances.length;
  const normal = balances.map((row) =>
    Float64Array.from(balances, (other) => {
      let sum = 0;
      for (let i = 0; i < variances.length; i++) sum += row[i]! * variances[i]! * other[i]!;
      return sum;
    }),
  );
  const factor = choleskyFactor(normal);
  if (factor === undefined) {
    const message = 'a balance repeats others, or all of its measurements are fixed';
    return noReconciliation([noSolution('balances', message)]);
  }
  const multipliers = solveCholesky(factor, imbalances);
  const adjustments = variances.map((variance, i) => {
    let sum = 0;
    for (let k = 0; k < size; k++) sum += balances[k]![i]! * multipliers[k]!;
    return -variance * sum;
  });
  const adjustmentScores = adjustments.map((adjustment, i) => {
    const column = Float64Array.from(balances, (row) => row[i]!);
    const spread = variances[i]! * Math.sqrt(dot(column, solveCholesky(factor, column)));
    return spread > 0 ? Math.abs(adjustment) / spread : 0;
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
}): readonly Issue[] => {
  const { measured, standardDeviations, balances } = system;
  const issues = [
    ...checkInputs(system, { measured: 1, standardDeviations: 1 }),
    ...checkColumnList('balances', balances, measured.length),
  ];
  if (balances.length === 0) issues.push(outOfDomain('balances', 'expected at least 1'));
  const negative = Array.from(standardDeviations).findIndex((deviation) => deviation < 0);
  if (negative >= 0) {
    issues.push(outOfDomain('standardDeviations', `expected at least 0 at ${negative}`));
  }
  return issues;
};

const dot = (a: ArrayLike<number>, b: ArrayLike<number>): number => {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
};

/** Lower triangle whose product with its transpose is the matrix; undefined when it has none. */
const choleskyFactor = (matrix: readonly Float64Array[]): Float64Array[] | undefined => {
  const factor = matrix.map((row) => new Float64Array(row.length));
  for (let i = 0; i < matrix.length; i++) {
    for (let j = 0; j <= i; j++) {
      const rest = matrix[i]![j]! - dot(factor[i]!.subarray(0, j), factor[j]!);
      if (j < i) {
        factor[i]![j] = rest / factor[j]![j]!;
      } else {
        if (!(rest > 1e-12 * matrix[i]![i]!)) return undefined;
        factor[i]![i] = Math.sqrt(rest);
      }
    }
  }
  return factor;
};

const solveCholesky = (factor: readonly Float64Array[], right: Float64Array): Float64Array => {
  const size = factor.length;
  const solution = right.slice();
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < i; j++) solution[i]! -= factor[i]![j]! * solution[j]!;
    solution[i]! /= factor[i]![i]!;
  }
  for (let i = size - 1; i >= 0; i--) {
    for (let j = i + 1; j < size; j++) solution[i]! -= factor[j]![i]! * solution[j]!;
    solution[i]! /= factor[i]![i]!;
  }
  return solution;
};

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
