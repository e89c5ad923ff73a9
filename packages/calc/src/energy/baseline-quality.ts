import { noSolution } from '../evaluate.ts';
import { isUsable, noQuantity, NOT_NEGATIVE, quantity, type Quantity } from '../quantity.ts';
import { checkInputs } from '../statistics/check-inputs.ts';
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
  overMean(model, (errors, freedom) => {
    let squares = 0;
    for (const error of errors) squares += error * error;
    return Math.sqrt(squares / freedom);
  });

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
  overMean(model, (errors, freedom) => errors.reduce((sum, error) => sum + error, 0) / freedom);

const overMean = (
  model: ParametrisedComparison,
  measure: (errors: Float64Array, freedom: number) => number,
): Quantity => {
  const { observed, predicted, parameterCount = 1 } = model;
  const issues = checkInputs(model, {
    observed: parameterCount + 1,
    predicted: 1,
    parameterCount: NOT_NEGATIVE,
  });
  if (!isUsable(issues)) return noQuantity(issues);
  const mean = meanOf(observed);
  if (mean === 0) return noQuantity([noSolution('observed', 'the mean is 0')]);
  const errors = Float64Array.from(observed, (value, i) => value - predicted[i]!);
  return quantity(measure(errors, errors.length - parameterCount) / mean);
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
  const { observed, predicted } = model;
  const issues = checkInputs(model, { observed: 2, predicted: 2 });
  if (!isUsable(issues)) return noQuantity(issues);
  const total = squaresAbout(observed, meanOf(observed));
  if (total === 0) return noQuantity([noSolution('observed', 'all values are equal')]);
  let squares = 0;
  for (let i = 0; i < observed.length; i++) squares += (observed[i]! - predicted[i]!) ** 2;
  return quantity(1 - squares / total);
};
