import { nanColumn } from '../evaluate.ts';
import { abs, floor, max, min, sqrt } from '../math.ts';
import { choleskyFactor, inverseOfFactored } from '../statistics/linear-algebra.ts';
import {
  fitResiduals,
  fitSums,
  freeNormal,
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
    const u = abs(residual) / scale;
    const weight = lossWeight(loss, u);
    const influence = weight * residual;
    squares += influence * influence;
    neighbours += influence * previous;
    previous = influence;
    if (weight < 0.1) outlierCount++;
    // Derivative of weight × u, by a difference: one rule for every loss.
    slopes += (lossWeight(loss, u + 1e-4) * (u + 1e-4) - weight * u) / 1e-4;
  }
  const autocorrelation = min(max(neighbours / squares || 0, 0), 0.98);
  const efficiency = (slopes / count) ** 2;
  const variance = squares / degreesOfFreedom / efficiency;
  const widening = (1 + autocorrelation) / (1 - autocorrelation);
  return {
    residualScale: sqrt(loss === 'squares' ? variance : min(variance, scale * scale)),
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
  const sums = fitSums(samples, parameters, 'squares', 1);
  const factor = choleskyFactor(freeNormal(sums, isExponentKnown), 0);
  if (factor === undefined) return nanColumn(9);
  const inverse = inverseOfFactored(factor);
  return nanColumn(9).map((_, i) => (inverse[floor(i / 3)]?.[i % 3] ?? 0) * variance);
};
