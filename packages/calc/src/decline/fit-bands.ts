import { argumentIssues } from '../argument-issues.ts';
import { nanColumn, unlessIssues } from '../evaluate.ts';
import { exp, hypot, log, max, sqrt } from '../math.ts';
import { FINITE, type Issue, isUsable } from '../quantity.ts';
import { arpsLogDrop, arpsLogDropByExponent, arpsVolumeOfDrop } from './arps-kernel.ts';
import type { ArpsFit } from './fit-arps.ts';
import { studentHalfWidth } from './student-t.ts';

/** A fitted decline with the bands around it. */
export interface ArpsFitBands {
  /** Fitted rates, volume/d; shape (n) as the times. */
  readonly rates: Float64Array;
  /** Where the decline itself lies with the given confidence. */
  readonly confidenceLower: Float64Array;
  readonly confidenceUpper: Float64Array;
  /** Where a single new sample lies with the given confidence. */
  readonly predictionLower: Float64Array;
  readonly predictionUpper: Float64Array;
  readonly issues: readonly Issue[];
}

/** A number with its interval. */
export interface DeclineInterval {
  readonly value: number;
  readonly lower: number;
  readonly upper: number;
}

const bandIssues = (fit: ArpsFit, confidence: number): readonly Issue[] =>
  isUsable(fit.issues)
    ? argumentIssues(
        { ...fit, confidence },
        {
          ...FIT_DOMAINS,
          confidence: { above: 0, below: 1 },
        },
        'initialRatePerDay nominalDeclinePerDay hyperbolicExponent residualScale degreesOfFreedom',
      )
    : fit.issues;

const FIT_DOMAINS = {
  covariance: FINITE,
  hyperbolicExponent: FINITE,
  originDays: FINITE,
  residualScale: FINITE,
  rSquared: FINITE,
};

/** Variance of a linear combination of the parameters of a fit. */
const varianceOf = (fit: ArpsFit, g0: number, g1: number, g2: number): number => {
  const [c00, c01, c02, , c11, c12, , , c22] = fit.covariance as unknown as readonly number[];
  return (
    g0 * g0 * c00! +
    g1 * g1 * c11! +
    g2 * g2 * c22! +
    2 * (g0 * g1 * c01! + g0 * g2 * c02! + g1 * g2 * c12!)
  );
};

/**
 * Calculates the bands around a fitted decline, at times of the history or beyond it.
 *
 * The confidence band is that of the logarithm of the rate, so it never becomes negative. It holds
 * if the well goes on to decline as it did: no band covers a change of the regime.
 *
 * @param input - `fit`; `timesDays` on the axis of the history, shape (n), at or after the origin
 *   (NaN before it); `confidence` between 0 and 1, default 0.9 (P5 to P95)
 *
 * Source: delta method on the covariance of the fit, quantiles of Student's distribution.
 */
export const arpsFitBands = (input: {
  readonly fit: ArpsFit;
  readonly timesDays: ArrayLike<number>;
  readonly confidence?: number;
}): ArpsFitBands => {
  const { fit, timesDays, confidence = 0.9 } = input;
  const issues = bandIssues(fit, confidence);
  const column = (): Float64Array => nanColumn(timesDays.length);
  const bands = {
    rates: column(),
    confidenceLower: column(),
    confidenceUpper: column(),
    predictionLower: column(),
    predictionUpper: column(),
  };
  const quantile = studentHalfWidth(confidence, fit.degreesOfFreedom);
  for (let i = 0; i < bands.rates.length; i++) {
    const time = (timesDays[i] ?? Number.NaN) - fit.originDays;
    if (time >= 0) fillBands(bands, i, fit, time, quantile);
  }
  return unlessIssues(issues, bands);
};

const fillBands = (
  bands: Omit<ArpsFitBands, 'issues'>,
  index: number,
  fit: ArpsFit,
  timeDays: number,
  quantile: number,
): void => {
  const { hyperbolicExponent: b, residualScale } = fit;
  const x = fit.nominalDeclinePerDay * timeDays;
  const drop = arpsLogDrop(x, b);
  const rate = fit.initialRatePerDay * exp(-drop);
  const variance = varianceOf(fit, 1, -x / (1 + b * x), -arpsLogDropByExponent(x, b, drop));
  const half = quantile * sqrt(max(variance, 0));
  bands.rates[index] = rate;
  bands.confidenceLower[index] = rate * exp(-half);
  bands.confidenceUpper[index] = rate * exp(half);
  if (fit.residual === 'logRate') {
    const wide = quantile * hypot(half / quantile, residualScale);
    bands.predictionLower[index] = rate * exp(-wide);
    bands.predictionUpper[index] = rate * exp(wide);
  } else {
    const wide = quantile * hypot((rate * half) / quantile, residualScale);
    bands.predictionLower[index] = max(0, rate - wide);
    bands.predictionUpper[index] = rate + wide;
  }
};

const aroundLog = (value: number, half: number): DeclineInterval => ({
  value,
  lower: value * exp(-half),
  upper: value * exp(half),
});

/**
 * Calculates the ultimate recovery of a fitted decline from its origin on, with its interval.
 *
 * @param input - `fit`; `ratePerDay`, the economic limit, above 0 and at most the initial rate;
 *   `confidence` between 0 and 1, default 0.8 (P10 to P90 of the industry)
 * @returns volumes in the unit of the rates
 *
 * Source: Arps (1945) for the volume; delta method on its logarithm.
 */
export const arpsFitEur = (input: {
  readonly fit: ArpsFit;
  readonly ratePerDay: number;
  readonly confidence?: number;
}): DeclineInterval & { readonly issues: readonly Issue[] } => {
  const { fit, ratePerDay, confidence = 0.8 } = input;
  const own = bandIssues(fit, confidence);
  const issues =
    own.length > 0
      ? own
      : argumentIssues(
          { ratePerDay },
          { ratePerDay: { above: 0, below: fit.initialRatePerDay } },
          'ratePerDay',
        );
  const logRate = log(fit.initialRatePerDay);
  const logDecline = log(fit.nominalDeclinePerDay);
  const b = fit.hyperbolicExponent;
  const logVolume = (d0: number, d2: number): number =>
    logRate + d0 - logDecline + log(arpsVolumeOfDrop(logRate + d0 - log(ratePerDay), b + d2));
  const h = 1e-5;
  const byRate = (logVolume(h, 0) - logVolume(-h, 0)) / (2 * h);
  const byExponent = (logVolume(0, h) - logVolume(0, -h)) / (2 * h);
  const deviation = sqrt(max(varianceOf(fit, byRate, -1, byExponent), 0));
  const quantile = studentHalfWidth(confidence, fit.degreesOfFreedom);
  return unlessIssues(issues, aroundLog(exp(logVolume(0, 0)), quantile * deviation));
};
