/** Solution of a linear least-squares problem. */
export interface LeastSquaresSolution {
  readonly coefficients: Float64Array;
  /** Inverse of the normal matrix, row by row; the covariance but for the residual variance. */
  readonly inverseNormal: Float64Array;
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
  const size = columns.length;
  const scales = columns.map((column) => norm(column));
  if (scales.some((scale) => scale === 0)) return undefined;
  const matrix = columns.map((column, j) => column.map((value) => value / scales[j]!));
  const right = response.slice();
  const diagonal = new Float64Array(size);
  for (let k = 0; k < size; k++) {
    const length = reflect(matrix, right, k);
    if (Math.abs(length) < 1e-13) return undefined;
    diagonal[k] = length;
  }
  const upper = (row: number, column: number): number =>
    row === column ? diagonal[row]! : matrix[column]![row]!;
  const coefficients = new Float64Array(size);
  for (let k = size - 1; k >= 0; k--) {
    let sum = right[k]!;
    for (let j = k + 1; j < size; j++) sum -= upper(k, j) * coefficients[j]!;
    coefficients[k] = sum / diagonal[k]!;
  }
  const inverseNormal = inverseOfNormal(size, upper, scales);
  return { coefficients: coefficients.map((value, k) => value / scales[k]!), inverseNormal };
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
    let product = 0;
    for (let i = k; i < pivot.length; i++) product += pivot[i]! * column[i]!;
    const factor = product / scale;
    for (let i = k; i < pivot.length; i++) column[i]! -= factor * pivot[i]!;
  }
  return head;
};

const inverseOfNormal = (
  size: number,
  upper: (row: number, column: number) => number,
  scales: readonly number[],
): Float64Array => {
  const inverse = new Float64Array(size * size);
  for (let column = 0; column < size; column++) {
    inverse[column * size + column] = 1 / upper(column, column);
    for (let row = column - 1; row >= 0; row--) {
      let sum = 0;
      for (let j = row + 1; j <= column; j++) sum -= upper(row, j) * inverse[j * size + column]!;
      inverse[row * size + column] = sum / upper(row, row);
    }
  }
  const normal = new Float64Array(size * size);
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      let sum = 0;
      for (let j = Math.max(row, column); j < size; j++) {
        sum += inverse[row * size + j]! * inverse[column * size + j]!;
      }
      normal[row * size + column] = sum / (scales[row]! * scales[column]!);
    }
  }
  return normal;
};

const norm = (column: Float64Array): number => {
  let squares = 0;
  for (let i = 0; i < column.length; i++) squares += column[i]! * column[i]!;
  return Math.sqrt(squares);
};
