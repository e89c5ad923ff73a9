import { andOrder, argumentIssues, issue, noSolution } from '../argument-issues.ts';
import { unlessIssues } from '../evaluate.ts';
import { exp, log } from '../math.ts';
import type { Issue } from '../quantity.ts';
import type { ArpsDecline } from './arps.ts';
import type { FitBounds, FitDescent, FitLoss } from './fit-descent.ts';
import { type FitSamples, usableSamples } from './fit-samples.ts';
import { bestOfStarts, polish } from './fit-search.ts';
import { type FitUncertainty, fitUncertainty } from './fit-uncertainty.ts';

/** A production history and how to fit it. */
export interface ArpsFitInput {
  /** Days, not decreasing; shape (n). */
  readonly timesDays: ArrayLike<number>;
  /** Volume/d; NaN, zero and negative rates are downtime and do not count; shape (n). */
  readonly ratesPerDay: ArrayLike<number>;
  /** Time zero of the fitted decline, d; samples before it do not count; default 0. */
  readonly originDays?: number;
  /** Rates at or below it are downtime; default 0. */
  readonly minRatePerDay?: number;
  /**
   * Residuals that the fit minimises: of the logarithms of the rates ('logRate', default: scatter in
   * proportion to the rate, as most wells have it) or of the rates themselves ('rate').
   */
  readonly residual?: 'logRate' | 'rate';
  /** Default 'bisquare', which forgets outliers; 'squares' gives ordinary least squares. */
  readonly loss?: FitLoss;
  /** Lowest b, default 0. */
  readonly minExponent?: number;
  /** Highest b, default 2. */
  readonly maxExponent?: number;
}

/** A decline through a history, with what is needed for its bands. */
export interface ArpsFit extends ArpsDecline, FitUncertainty {
  readonly originDays: number;
  readonly residual: 'logRate' | 'rate';
  /** Sum of the losses: with 'squares' the sum of squared residuals. */
  readonly objective: number;
  /** Samples that were used. */
  readonly sampleCount: number;
  /** Samples that were left out as downtime, before the origin or not finite. */
  readonly downtimeCount: number;
  /** Whether b ended on a bound: the data do not say what b is. */
  readonly isExponentAtBound: boolean;
  readonly issues: readonly Issue[];
}

/**
 * Fits an Arps decline to a history of rates, robust against downtime and outliers.
 *
 * A grid of starts over decline and exponent is ranked on medians of neighbours, the best are
 * descended to their minima, and the winner is polished on all samples with a redescending loss
 * whose scale is the median absolute residual. The result is deterministic. Fit from the peak rate
 * on: a build-up before it is not a decline.
 *
 * @param input - at least 4 usable samples over more than one time
 * @returns the decline in the unit of the rates with its covariance; NaN and an issue when the
 *   rates do not decline (NO_SOLUTION) or no minimum was found (NOT_CONVERGED)
 *
 * Accuracy: on data without noise the parameters come back to 1e-6.
 * Source: Arps (1945) for the model; P.J. Huber, Robust Statistics (1981), and J.W. Tukey's
 * biweight with the usual constants 1.345 and 4.685 (95 % efficiency on normal scatter).
 */
export const fitArps = (input: ArpsFitInput): ArpsFit => {
  const { originDays = 0, residual = 'logRate', loss = 'bisquare' } = input;
  const samples = usableSamples(
    input.timesDays,
    input.ratesPerDay,
    originDays,
    input.minRatePerDay ?? 0,
    residual === 'logRate',
  );
  const sampleCount = samples.times.length;
  const downtimeCount = input.timesDays.length - sampleCount;
  const bounds = boundsOf(input, samples);
  const { descent, scale } = polish(samples, bestOfStarts(samples, bounds, loss), bounds, loss);
  const { parameters } = descent;
  const [low, high] = bounds.exponent;
  const isExponentAtBound = parameters[2] <= low || parameters[2] >= high;
  const issues = inputIssues(input, samples);
  const fitted = {
    initialRatePerDay: exp(parameters[0]),
    nominalDeclinePerDay: exp(parameters[1]),
    hyperbolicExponent: parameters[2],
    objective: descent.objective,
    isExponentAtBound,
    ...fitUncertainty(samples, parameters, loss, scale, isExponentAtBound),
  };
  return {
    ...unlessIssues(issues.length > 0 ? issues : failuresOf(descent, bounds), fitted),
    originDays,
    residual,
    sampleCount,
    downtimeCount,
  };
};

const inputIssues = (input: ArpsFitInput, { times }: FitSamples): readonly Issue[] => {
  const found = argumentIssues(input, {
    timesDays: 4,
    ratesPerDay: 1,
    maxExponent: { min: input.minExponent ?? 0 },
  });
  if (found.length > 0) return found;
  const count = times.length;
  if (count < 4 || times[0] === times[count - 1]) {
    return [noSolution('ratesPerDay', `expected 4 or more usable rates, got ${count}`)];
  }
  return andOrder(found, 'timesDays', times);
};

/** Declines that can be told from none, and from a rate gone before the first sample. */
const boundsOf = (input: ArpsFitInput, { times }: FitSamples): FitBounds => {
  const span = times[times.length - 1]!;
  return {
    logDecline: [log(1e-6 / span), log(1e6 / span)],
    exponent: [input.minExponent ?? 0, input.maxExponent ?? 2],
  };
};

const failuresOf = ({ parameters, isConverged }: FitDescent, bounds: FitBounds): Issue[] => {
  const [low, high] = bounds.logDecline;
  if (parameters[1] <= low + log(100)) return [noSolution('ratesPerDay', 'they do not decline')];
  return isConverged && parameters[1] < high
    ? []
    : [issue('NOT_CONVERGED', 'ratesPerDay', `no minimum found near b = ${parameters[2]}`)];
};
