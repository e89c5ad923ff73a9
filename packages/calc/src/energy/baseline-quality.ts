import { argumentIssues, noSolution } from '../argument-issues.ts';
import { unlessIssues } from '../evaluate.ts';
import { sqrt } from '../math.ts';
import { FINITE, isUsable, type Quantity } from '../quantity.ts';
import { dot, sumOf } from '../statistics/linear-algebra.ts';
import { meanOf, squaresAbout } from '../statistics/sample-statistics.ts';

/** Energies of a period and what a model says of them, in one unit. */
export interface ModelComparison {
  /** Shape (n). */
  readonly observed: ArrayLike<number>;
  /** Shape (n). */
  readonly predicted: ArrayLike<number>;
}

/** A comparison with the number of parameters of the model. */
export interface ParametrisedComparison extends ModelComparison {
  /** p of n - p; 1 when not given. 0 divides by n, as OpenDSM (CalTRACK) does. */
  readonly parameterCount?: number;
}

/**
 * Calculates the coefficient of variation of the root mean square error, dimensionless.
 *
 * @param model - more observations than parameters, of a mean that is not 0
 *
 * Validity: at most 0.15 for monthly and 0.30 for hourly models is the usual acceptance.
 * Source: ASHRAE Guideline 14: √(SSE/(n - p)) over the mean.
 */
export const cvRmse = (model: ParametrisedComparison): Quantity =>
  overMean(model, (errors, freedom) => sqrt(dot(errors, errors) / freedom));

/**
 * Calculates the normalised mean bias error, dimensionless; positive when the model says too little.
 *
 * @param model - more observations than parameters, of a mean that is not 0
 *
 * Convention: sum of observed less predicted over (n - p) times the mean.
 * Validity: within 0.05 for monthly and 0.10 for hourly models is the usual acceptance.
 * Source: ASHRAE Guideline 14.
 */
export const nmbe = (model: ParametrisedComparison): Quantity =>
  overMean(model, (errors, freedom) => sumOf(errors) / freedom);

const errorsOf = (model: ModelComparison): Float64Array =>
  Float64Array.from(model.observed, (value, i) => value - model.predicted[i]!);

const overMean = (
  model: ParametrisedComparison,
  measure: (errors: Float64Array, freedom: number) => number,
): Quantity => {
  const { parameterCount = 1 } = model;
  const issues = argumentIssues(model, {
    observed: { least: parameterCount + 1 },
    predicted: FINITE,
  });
  const mean = meanOf(model.observed);
  const errors = errorsOf(model);
  return unlessIssues(
    isUsable(issues) && mean === 0 ? [noSolution('observed', 'the mean is 0')] : issues,
    { value: measure(errors, errors.length - parameterCount) / mean },
  );
};

/**
 * Calculates the coefficient of determination of a model, dimensionless.
 *
 * Below 0 when the mean would have said it better.
 *
 * @param model - 2 observations or more, not all equal
 *
 * Convention: 1 - SSE/SST, not the squared correlation.
 * Source: Kvålseth (1985), Cautionary Note about R², The American Statistician 39, equation 1.
 */
export const modelRSquared = (model: ModelComparison): Quantity => {
  const issues = argumentIssues(model, { observed: { least: 2 }, predicted: FINITE });
  const errors = errorsOf(model);
  const total = squaresAbout(model.observed, meanOf(model.observed));
  return unlessIssues(
    isUsable(issues) && total === 0 ? [noSolution('observed', 'all values are equal')] : issues,
    { value: 1 - dot(errors, errors) / total },
  );
};
