import { argumentIssues, noSolution, outOfDomain } from '../argument-issues.ts';
import { abs, max } from '../math.ts';
import { FINITE, NO_ISSUES, isUsable } from '../quantity.ts';
import { solveLeastSquares } from './householder.ts';
import { type RegressionFit, judgeRegression, noRegression } from './regression-fit.ts';
import { meanOf } from './sample-statistics.ts';

/**
 * Fits a polynomial through points by ordinary least squares.
 *
 * The fit is made in the centred and scaled abscissa and its coefficients are expanded.
 *
 * @param data - abscissae and ordinates of shape (n), n above degree + 1; degree 1 to 12
 *
 * Source: as multipleRegression; NIST StRD Wampler1.
 */
export const polynomialRegression = (data: {
  readonly x: ArrayLike<number>;
  readonly y: ArrayLike<number>;
  readonly degree: number;
}): RegressionFit => {
  const { x, y, degree } = data;
  const issues = [
    ...argumentIssues(data, { x: { least: degree + 2 }, y: FINITE, degree: { min: 1, max: 12 } }),
    ...(degree % 1 === 0 ? NO_ISSUES : [outOfDomain('degree', 'expected a whole number')]),
  ];
  if (!isUsable(issues)) return noRegression(y, max(degree + 1, 0) || 0, issues);
  const centre = meanOf(x);
  let scale = 0;
  for (let i = 0; i < x.length; i++) scale = max(scale, abs(x[i]! - centre));
  const powers = [Float64Array.from(x, () => 1)];
  for (let power = 1; power <= degree; power++) {
    const below = powers[power - 1]!;
    powers.push(below.map((value, i) => (value * (x[i]! - centre)) / scale));
  }
  const response = Float64Array.from(y);
  const solution = solveLeastSquares(powers, response);
  if (solution === undefined) {
    return noRegression(y, degree + 1, [
      noSolution('x', `needs ${degree + 1} different abscissae`),
    ]);
  }

  const expansion = binomialExpansion(degree, centre, scale);
  const expand = (weights: (j: number) => number): number => {
    let sum = 0;
    for (let j = degree; j >= 0; j--) sum += weights(j);
    return sum;
  };
  const coefficients = new Float64Array(degree + 1).map((_, k) =>
    expand((j) => expansion[k]![j]! * solution.coefficients[j]!),
  );
  const variances = coefficients.map((_, k) =>
    expand((i) =>
      expand((j) => expansion[k]![i]! * expansion[k]![j]! * solution.inverseNormal[i]![j]!),
    ),
  );
  const mean = meanOf(response);
  return judgeRegression({
    response,
    residuals: solution.residuals,
    coefficients,
    variances,
    mean,
    intercept: true,
  });
};

/** Row k, column j: what ((x - centre)/scale)^j contributes to x^k. */
const binomialExpansion = (degree: number, centre: number, scale: number): Float64Array[] => {
  const rows = Array.from({ length: degree + 1 }, () => new Float64Array(degree + 1));
  rows[0]![0] = 1;
  for (let j = 1; j <= degree; j++) {
    for (let k = 0; k <= j; k++) {
      const raised = k > 0 ? rows[k - 1]![j - 1]! : 0;
      rows[k]![j] = (raised - centre * rows[k]![j - 1]!) / scale;
    }
  }
  return rows;
};
