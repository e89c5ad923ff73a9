import { argumentIssues } from '../argument-issues.ts';
import { FINITE } from '../quantity.ts';
import { multipleRegression } from './multiple-regression.ts';
import { noRegression, type RegressionFit } from './regression-fit.ts';

/**
 * Fits a polynomial through points by ordinary least squares: a regression on the powers of x.
 *
 * @param data - abscissae and ordinates of shape (n), n above degree + 1; degree 1 to 12
 *
 * Accuracy: nine digits of NIST's Wampler2 (degree 5), seven at degree 10 on -8.8 to -3.1; abscissae that are far from 0
 * for their spread cost more, so count them from their middle.
 * Source: as multipleRegression; NIST StRD Wampler1 and Wampler2.
 */
export const polynomialRegression = (data: {
  readonly x: ArrayLike<number>;
  readonly y: ArrayLike<number>;
  readonly degree: number;
}): RegressionFit => {
  const { x, y, degree } = data;
  const issues = argumentIssues(
    { x, degree },
    { x: FINITE, degree: { min: 1, max: 12, isWhole: true } },
    'degree',
  );
  if (issues.length > 0) return noRegression(y, 0, issues);
  const drivers = Array.from({ length: degree }, (_, i) =>
    Float64Array.from(x, (abscissa) => abscissa ** (i + 1)),
  );
  return multipleRegression({ drivers, response: y });
};
