import {
  fitResiduals,
  fitSums,
  invertSymmetric,
  lossWeight,
  type ArpsParameters,
  type FitLoss,
} from './fit-descent.ts';
import type { FitSamples } from './fit-samples.ts';

/** How sure a fit is of its parameters. */
export interface FitUncertainty {
  /** Standard deviation of the scatter, outliers apart: natural logarithms, or volume/d. */
  readonly residualScale: number;
  /** Correlation of neighbouring residuals, 0 to 0.98; the covariance is widened for it. */
  readonly autocorrelation: number;
  /** Samples that the loss has forgotten or counts for less than a tenth. */
  readonly outlierCount: number;
  readonly degreesOfFreedom: number;
  /** Covariance of ln(initial rate), ln(nominal decline) and b; 3 × 3 by rows. */
  readonly covariance: Float64Array;
}

/**
 * Estimates the covariance of a fit: Huber's asymptotic formula for robust losses, which is the
 * ordinary one for squares, times (1 + r) / (1 - r) for a correlation r of neighbours, as daily
 * rates have it. An exponent on its bound is taken as known.
 */
export const fitUncertainty = (
  samples: FitSamples,
  parameters: ArpsParameters,
  loss: FitLoss,
  scale: number,
  isExponentKnown: boolean,
): FitUncertainty => {
  const residuals = fitResiduals(samples, parameters);
  const count = residuals.length;
  const degreesOfFreedom = count - (isExponentKnown ? 2 : 3);
  let [squares, neighbours, slopes, outlierCount, previous] = [0, 0, 0, 0, 0];
  for (const residual of residuals) {
    const u = Math.abs(residual) / scale;
    const weight = lossWeight(loss, u);
    const influence = weight * residual;
    squares += influence * influence;
    neighbours += influence * previous;
    previous = influence;
    if (weight < 0.1) outlierCount++;
    // Derivative of weight × u, by a difference: one rule for every loss.
    slopes += (lossWeight(loss, u + 1e-4) * (u + 1e-4) - weight * u) / 1e-4;
  }
  const autocorrelation = Math.min(Math.max(neighbours / squares || 0, 0), 0.98);
  const efficiency = (slopes / count) ** 2;
  const variance = squares / degreesOfFreedom / efficiency;
  const widening = (1 + autocorrelation) / (1 - autocorrelation);
  return {
    residualScale: Math.sqrt(loss === 'squares' ? variance : Math.min(variance, scale * scale)),
    autocorrelation,
    outlierCount,
    degreesOfFreedom,
    covariance: covarianceOf(samples, parameters, isExponentKnown, variance * widening),
  };
};

const covarianceOf = (
  samples: FitSamples,
  parameters: ArpsParameters,
  isExponentKnown: boolean,
  variance: number,
): Float64Array => {
  const normal = fitSums(samples, parameters, 'squares', 1).normal.slice();
  if (isExponentKnown) {
    normal[2] = 0;
    normal[4] = 0;
    normal[5] = 1;
  }
  const inverse = invertSymmetric(normal);
  const covariance = new Float64Array(9).fill(Number.NaN);
  if (inverse === undefined) return covariance;
  for (const [place, index] of [0, 1, 2, 1, 3, 4, 2, 4, 5].entries()) {
    const isFixed = isExponentKnown && (index === 2 || index >= 4);
    covariance[place] = isFixed ? 0 : inverse[index]! * variance;
  }
  return covariance;
};
