import { abs, sqrt } from '../math.ts';
import { dot, inverseOfFactored, solveTransposed } from './linear-algebra.ts';

/** Solution of a linear least-squares problem. */
export interface LeastSquaresSolution {
  readonly coefficients: Float64Array;
  /** Part of the response that the columns do not explain. */
  readonly residuals: Float64Array;
  /** Inverse of the normal matrix, by rows; the covariance but for the residual variance. */
  readonly inverseNormal: readonly Float64Array[];
}

/**
 * Least squares by Householder reflections of the columns, each scaled to length 1.
 *
 * @returns undefined when a column is a combination of those before it
 *
 * Source: Golub, Businger (1965), Linear Least Squares Solutions by Householder Transformations,
 * Numerische Mathematik 7.
 */
export const solveLeastSquares = (
  columns: readonly Float64Array[],
  response: Float64Array,
): LeastSquaresSolution | undefined => {
  const scales = columns.map((column) => norm(column));
  if (scales.some((scale) => scale === 0)) return undefined;
  const matrix = columns.map((column, j) => column.map((value) => value / scales[j]!));
  const right = response.slice();
  const lower: Float64Array[] = [];
  for (const [k, column] of matrix.entries()) {
    const length = reflect(matrix, right, k);
    if (abs(length) < 1e-13) return undefined;
    // The column's entries above the diagonal after the reflections, and the diagonal.
    lower.push(Float64Array.of(...column.subarray(0, k), length));
  }
  const coefficients = solveTransposed(lower, right).map((value, k) => value / scales[k]!);
  const residuals = response.slice();
  for (const [k, column] of columns.entries()) {
    for (let i = 0; i < residuals.length; i++) residuals[i]! -= coefficients[k]! * column[i]!;
  }
  return {
    coefficients,
    residuals,
    inverseNormal: inverseOfFactored(lower).map((row, j) =>
      row.map((value, k) => value / (scales[j]! * scales[k]!)),
    ),
  };
};

/** Reflects column k onto its first k + 1 rows, with all columns after it and the right side. */
const reflect = (matrix: readonly Float64Array[], right: Float64Array, k: number): number => {
  const pivot = matrix[k]!;
  const length = norm(pivot.subarray(k));
  if (length === 0) return 0;
  const head = pivot[k]! > 0 ? -length : length;
  pivot[k]! -= head;
  const scale = -head * pivot[k]!;
  for (const column of [...matrix.slice(k + 1), right]) {
    const factor = dot(pivot.subarray(k), column.subarray(k)) / scale;
    for (let i = k; i < pivot.length; i++) column[i]! -= factor * pivot[i]!;
  }
  return head;
};

const norm = (column: Float64Array): number => sqrt(dot(column, column));
