import { sqrt } from '../math.ts';

/** Sum of a column. */
export const sumOf = (values: ArrayLike<number>): number => {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i]!;
  return sum;
};

/** Sum of the products of two columns' entries, over the length of the first. */
export const dot = (a: ArrayLike<number>, b: ArrayLike<number>): number => {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
};

/**
 * Lower triangle whose product with its transpose is the matrix, by Cholesky; undefined when it has none.
 *
 * @param matrix - symmetric, by rows; what is above the diagonal is not read
 * @param least - what has to be left of each entry of the diagonal, as part of it
 */
export const choleskyFactor = (
  matrix: readonly Float64Array[],
  least: number,
): Float64Array[] | undefined => {
  const factor = matrix.map((row) => new Float64Array(row.length));
  for (const [i, row] of matrix.entries()) {
    for (let j = 0; j <= i; j++) {
      const rest = row[j]! - dot(factor[i]!.subarray(0, j), factor[j]!);
      if (j < i) {
        factor[i]![j] = rest / factor[j]![j]!;
      } else {
        if (!(rest > least * row[i]!)) return undefined;
        factor[i]![i] = sqrt(rest);
      }
    }
  }
  return factor;
};

/** Solves the equations of a lower triangle's transpose. */
export const solveTransposed = (
  factor: readonly Float64Array[],
  right: Float64Array,
): Float64Array => {
  const size = factor.length;
  const solution = right.slice(0, size);
  for (let i = size - 1; i >= 0; i--) {
    for (let j = i + 1; j < size; j++) solution[i]! -= factor[j]![i]! * solution[j]!;
    solution[i]! /= factor[i]![i]!;
  }
  return solution;
};

/** Solves the equations of the matrix that a lower triangle is the factor of. */
export const solveFactored = (
  factor: readonly Float64Array[],
  right: Float64Array,
): Float64Array => {
  const solution = right.slice();
  for (const [i, row] of factor.entries()) {
    solution[i] = (solution[i]! - dot(row.subarray(0, i), solution)) / row[i]!;
  }
  return solveTransposed(factor, solution);
};

/** Inverse of the matrix that a lower triangle is the factor of, by rows. */
export const inverseOfFactored = (factor: readonly Float64Array[]): Float64Array[] =>
  factor.map((_, k) =>
    solveFactored(
      factor,
      Float64Array.from(factor, (_row, j) => +(j === k)),
    ),
  );
