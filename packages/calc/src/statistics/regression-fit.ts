import { noSolution } from '../argument-issues.ts';
import { sqrt } from '../math.ts';
import { type Issue, NO_ISSUES } from '../quantity.ts';
import { dot } from './linear-algebra.ts';
import { squaresAbout } from './sample-statistics.ts';
import { fisherTail, studentTail } from './tail-probability.ts';

/** A least-squares model and what its quality is judged by. */
export interface RegressionFit {
  /** Intercept first (unless there is none), then one for each driver or power. */
  readonly coefficients: Float64Array;
  /** In the order of the coefficients, as are `tStatistics` and `pValues`. */
  readonly standardErrors: Float64Array;
  readonly tStatistics: Float64Array;
  /** Two-sided probability of a coefficient this far from 0 by chance. */
  readonly pValues: Float64Array;
  /** 1 - SSE/SST; SST about the mean, or about 0 without an intercept. */
  readonly rSquared: number;
  readonly adjustedRSquared: number;
  /** √(SSE/(n - p)), in the unit of the response. */
  readonly residualStandardDeviation: number;
  readonly fStatistic: number;
  readonly fPValue: number;
  /** n - p. */
  readonly degreesOfFreedom: number;
  readonly fitted: Float64Array;
  readonly residuals: Float64Array;
  readonly issues: readonly Issue[];
}

/** Standard errors, tests and quality of a model from its residuals. */
export const judgeRegression = (model: {
  readonly response: ArrayLike<number>;
  readonly residuals: Float64Array;
  readonly coefficients: Float64Array;
  readonly variances: Float64Array;
  readonly mean: number;
  readonly intercept?: boolean;
}): RegressionFit => {
  const { response, residuals, coefficients, intercept = false } = model;
  const count = residuals.length;
  const degreesOfFreedom = count - coefficients.length;
  const drivers = coefficients.length - (intercept ? 1 : 0);
  const squares = dot(residuals, residuals);
  const total = intercept ? squaresAbout(response, model.mean) : dot(response, response);
  const deviation = sqrt(squares / degreesOfFreedom);
  const standardErrors = model.variances.map((variance) => deviation * sqrt(variance));
  const tStatistics = coefficients.map((value, k) => value / standardErrors[k]!);
  const fStatistic = (total - squares) / drivers / (squares / degreesOfFreedom);
  const rSquared = total > 0 ? 1 - squares / total : Number.NaN;
  return {
    coefficients,
    standardErrors,
    tStatistics,
    pValues: tStatistics.map((t) => studentTail(t, degreesOfFreedom)),
    rSquared,
    adjustedRSquared: 1 - ((1 - rSquared) * (count - (intercept ? 1 : 0))) / degreesOfFreedom,
    residualStandardDeviation: deviation,
    fStatistic,
    fPValue: fisherTail(fStatistic, drivers, degreesOfFreedom),
    degreesOfFreedom,
    fitted: residuals.map((residual, i) => response[i]! - residual),
    residuals,
    issues: total > 0 ? NO_ISSUES : [noSolution('response', 'has no variance to explain')],
  };
};

/** A model without numbers, for the reason given. */
export const noRegression = (
  response: ArrayLike<number>,
  parameters: number,
  issues: readonly Issue[],
): RegressionFit => {
  const unknown = new Float64Array(parameters).fill(Number.NaN);
  const fit = judgeRegression({
    response,
    residuals: new Float64Array(response.length).fill(Number.NaN),
    coefficients: unknown,
    variances: unknown,
    mean: Number.NaN,
  });
  return { ...fit, issues };
};
