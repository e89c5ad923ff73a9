import { argumentIssues, columnListIssues, noSolution } from '../argument-issues.ts';
import { isUsable } from '../quantity.ts';
import { solveLeastSquares } from './householder.ts';
import { judgeRegression, noRegression, type RegressionFit } from './regression-fit.ts';
import { meanOf } from './sample-statistics.ts';

/** Data of a regression with several drivers. */
export interface RegressionData {
  /** One column a driver, each of shape (n), n above the number of coefficients. */
  readonly drivers: readonly ArrayLike<number>[];
  /** Shape (n). */
  readonly response: ArrayLike<number>;
  /** Whether the model has a constant; true when not given. */
  readonly intercept?: boolean;
}

/**
 * Fits a response to several drivers by ordinary least squares.
 *
 * @param data - columns without gaps; a driver that the others determine is NO_SOLUTION
 *
 * Accuracy: columns are centred, scaled and reflected (Householder QR): NIST StRD Longley to 1e-9.
 * Source: Draper, Smith (1998), Applied Regression Analysis, 3rd edition; algorithm of Golub (1965).
 */
export const multipleRegression = (data: RegressionData): RegressionFit => {
  const { drivers, response, intercept = true } = data;
  const parameters = drivers.length + (intercept ? 1 : 0);
  const issues = [
    ...argumentIssues(data, { response: { least: parameters + 1 } }),
    ...columnListIssues('drivers', drivers, response.length),
  ];
  if (!isUsable(issues)) return noRegression(response, parameters, issues);
  const means = drivers.map((driver) => (intercept ? meanOf(driver) : 0));
  const mean = intercept ? meanOf(response) : 0;
  const centred = drivers.map((driver, j) => Float64Array.from(driver, (x) => x - means[j]!));
  const y = Float64Array.from(response, (value) => value - mean);
  const solution = solveLeastSquares(centred, y);
  if (solution === undefined) {
    const message = 'a driver is constant or a combination of the others';
    return noRegression(response, parameters, [noSolution('drivers', message)]);
  }
  const { coefficients: slopes, residuals, inverseNormal } = solution;
  const variances = slopes.map((_, j) => inverseNormal[j]![j]!);
  if (!intercept)
    return judgeRegression({ response, residuals, coefficients: slopes, variances, mean });
  let constant = mean;
  let constantVariance = 1 / y.length;
  for (let j = 0; j < slopes.length; j++) {
    constant -= slopes[j]! * means[j]!;
    for (let k = 0; k < slopes.length; k++) {
      constantVariance += means[j]! * means[k]! * inverseNormal[j]![k]!;
    }
  }
  return judgeRegression({
    response,
    residuals,
    coefficients: Float64Array.of(constant, ...slopes),
    variances: Float64Array.of(constantVariance, ...variances),
    mean,
    intercept,
  });
};

/**
 * Fits a line through points by ordinary least squares.
 *
 * @param data - abscissae and ordinates of shape (n), n of 3 or more (2 without an intercept)
 *
 * Source: as multipleRegression, with one driver; NIST StRD Norris.
 */
export const linearRegression = (data: {
  readonly x: ArrayLike<number>;
  readonly y: ArrayLike<number>;
  readonly intercept?: boolean;
}): RegressionFit => {
  const { intercept = true } = data;
  return multipleRegression({ drivers: [data.x], response: data.y, intercept });
};

/**
 * Response of a fitted model at other values of its drivers.
 *
 * Source: the fitted model.
 */
export const predictRegression = (model: {
  readonly coefficients: ArrayLike<number>;
  /** One column a driver, all of shape (m). */
  readonly drivers: readonly ArrayLike<number>[];
  readonly intercept?: boolean;
}): Float64Array => {
  const { coefficients, drivers, intercept = true } = model;
  const first = intercept ? 1 : 0;
  const predicted = new Float64Array(drivers[0]?.length ?? 0);
  for (let i = 0; i < predicted.length; i++) {
    let sum = intercept ? coefficients[0]! : 0;
    for (let j = 0; j < drivers.length; j++) sum += coefficients[first + j]! * drivers[j]![i]!;
    predicted[i] = sum;
  }
  return predicted;
};
