import { abs, exp, max, min } from '../math.ts';
import { arpsLogDrop, arpsLogDropByExponent } from './arps-kernel.ts';
import { choleskyFactor, solveFactored } from '../statistics/linear-algebra.ts';
import type { FitSamples } from './fit-samples.ts';

/**
 * How much a residual counts: 'squares' all alike; 'huber' grows linearly beyond 1.345 standard
 * deviations; 'bisquare' forgets what lies beyond 4.685 of them (Tukey's biweight).
 */
export type FitLoss = 'squares' | 'huber' | 'bisquare';

/** Logarithm of the initial rate, logarithm of the nominal decline, exponent b. */
export type ArpsParameters = readonly [logRate: number, logDecline: number, exponent: number];

/** Where the descent may look. */
export interface FitBounds {
  readonly logDecline: readonly [low: number, high: number];
  readonly exponent: readonly [low: number, high: number];
}

/** Sums over the samples at one set of parameters. */
export interface FitSums {
  /** Sum of the losses, in squares of the residual's unit. */
  readonly objective: number;
  /** Weighted normal matrix, by rows; nothing above its diagonal. */
  readonly normal: readonly Float64Array[];
  /** Weighted products of gradient and residual. */
  readonly gradient: Float64Array;
}

const HUBER = 1.345;
const BISQUARE = 4.685;

/** Weight of a residual of u standard deviations, u >= 0. */
export const lossWeight = (loss: FitLoss, u: number): number => {
  if (loss === 'huber') return u <= HUBER ? 1 : HUBER / u;
  if (loss === 'squares') return 1;
  const inside = 1 - (u / BISQUARE) ** 2;
  return inside > 0 ? inside * inside : 0;
};

/** Loss of a residual of u standard deviations; u² for small ones. */
const lossOf = (loss: FitLoss, u: number): number => {
  if (loss === 'huber') return u <= HUBER ? u * u : HUBER * (2 * u - HUBER);
  if (loss === 'squares') return u * u;
  const inside = max(0, 1 - (u / BISQUARE) ** 2);
  return (BISQUARE ** 2 / 3) * (1 - inside ** 3);
};

/** Residuals, observed less calculated, of all samples. */
export const fitResiduals = (samples: FitSamples, parameters: ArpsParameters): Float64Array => {
  const [logRate, logDecline, exponent] = parameters;
  const decline = exp(logDecline);
  const residuals = new Float64Array(samples.times.length);
  for (let i = 0; i < residuals.length; i++) {
    const log = logRate - arpsLogDrop(decline * samples.times[i]!, exponent);
    residuals[i] = samples.values[i]! - (samples.isLog ? log : exp(log));
  }
  return residuals;
};

/** Adds up losses, normal matrix and gradient at the parameters in one pass. */
export const fitSums = (
  samples: FitSamples,
  parameters: ArpsParameters,
  loss: FitLoss,
  scale: number,
): FitSums => {
  const [logRate, logDecline, exponent] = parameters;
  const decline = exp(logDecline);
  let objective = 0;
  const slopes = new Float64Array(3);
  const gradient = new Float64Array(3);
  const normal = [new Float64Array(3), new Float64Array(3), new Float64Array(3)];
  for (let i = 0; i < samples.times.length; i++) {
    const x = decline * samples.times[i]!;
    const drop = arpsLogDrop(x, exponent);
    const model = samples.isLog ? logRate - drop : exp(logRate - drop);
    slopes[0] = samples.isLog ? 1 : model;
    slopes[1] = (-slopes[0] * x) / (1 + exponent * x);
    slopes[2] = -slopes[0] * arpsLogDropByExponent(x, exponent, drop);
    const residual = samples.values[i]! - model;
    const u = abs(residual) / scale;
    objective += lossOf(loss, u);
    const weight = lossWeight(loss, u);
    for (let j = 0; j < 3; j++) {
      const weighted = weight * slopes[j]!;
      gradient[j]! += weighted * residual;
      for (let k = 0; k <= j; k++) normal[j]![k]! += weighted * slopes[k]!;
    }
  }
  return { objective: objective * scale * scale, normal, gradient };
};

/** Rows and columns of the normal matrix of what is free: all, or all but the exponent. */
export const freeNormal = (sums: FitSums, isExponentHeld: boolean): Float64Array[] =>
  sums.normal.slice(0, isExponentHeld ? 2 : 3).map((row) => row.slice());

/** Change of the parameters by Levenberg and Marquardt; undefined when the samples leave it open. */
const stepOf = (sums: FitSums, damping: number, isHeld: boolean): Float64Array | undefined => {
  const normal = freeNormal(sums, isHeld);
  for (const [k, row] of normal.entries()) row[k]! *= 1 + damping;
  const factor = choleskyFactor(normal, 0);
  return factor && solveFactored(factor, sums.gradient.slice(0, factor.length));
};

const clamp = (value: number, low: number, high: number): number => min(max(value, low), high);

/** Where a descent ended. */
export interface FitDescent {
  readonly parameters: ArpsParameters;
  readonly objective: number;
  readonly isConverged: boolean;
}

/** Descends from a start to the nearest minimum: Levenberg and Marquardt within bounds. */
export const descend = (
  samples: FitSamples,
  start: ArpsParameters,
  bounds: FitBounds,
  loss: FitLoss,
  scale: number,
  stepsMax: number,
): FitDescent => {
  let parameters = start;
  let sums = fitSums(samples, parameters, loss, scale);
  let damping = 1e-3;
  for (let step = 0; step < stepsMax; step++) {
    const [logRate, logDecline, exponent] = parameters;
    const [low, high] = bounds.exponent;
    const push = sums.gradient[2]!;
    const isHeld = (exponent <= low && push <= 0) || (exponent >= high && push >= 0);
    const change = stepOf(sums, damping, isHeld);
    const next: ArpsParameters = [
      logRate + clamp(change?.[0] ?? 0, -3, 3),
      clamp(logDecline + clamp(change?.[1] ?? 0, -3, 3), ...bounds.logDecline),
      clamp(exponent + (change?.[2] ?? 0), low, high),
    ];
    const nextSums = fitSums(samples, next, loss, scale);
    const gain = sums.objective - nextSums.objective;
    const moved = max(...next.map((value, k) => abs(value - parameters[k]!)));
    if (gain >= 0) {
      parameters = next;
      sums = nextSums;
      damping = max(damping / 10, 1e-12);
      if (moved < 1e-9 || (moved < 1e-4 && gain <= 1e-10 * sums.objective)) {
        return { parameters, objective: sums.objective, isConverged: true };
      }
    } else {
      damping *= 10;
      if (moved < 1e-9 || damping > 1e12) {
        return { parameters, objective: sums.objective, isConverged: true };
      }
    }
  }
  return { parameters, objective: sums.objective, isConverged: false };
};
