import { arpsLogDrop, arpsLogDropByExponent } from './arps-kernel.ts';
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
  /** Upper triangle, by rows, of the weighted normal matrix. */
  readonly normal: readonly number[];
  /** Weighted products of gradient and residual. */
  readonly gradient: readonly number[];
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
  const inside = Math.max(0, 1 - (u / BISQUARE) ** 2);
  return (BISQUARE ** 2 / 3) * (1 - inside ** 3);
};

/** Residuals, observed less calculated, of all samples. */
export const fitResiduals = (samples: FitSamples, parameters: ArpsParameters): Float64Array => {
  const { times, values, isLog } = samples;
  const [logRate, logDecline, exponent] = parameters;
  const decline = Math.exp(logDecline);
  const residuals = new Float64Array(times.length);
  for (let i = 0; i < residuals.length; i++) {
    const log = logRate - arpsLogDrop(decline * times[i]!, exponent);
    residuals[i] = values[i]! - (isLog ? log : Math.exp(log));
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
  const { times, values, isLog } = samples;
  const [logRate, logDecline, exponent] = parameters;
  const decline = Math.exp(logDecline);
  let objective = 0;
  let [a00, a01, a02, a11, a12, a22] = [0, 0, 0, 0, 0, 0];
  let [v0, v1, v2] = [0, 0, 0];
  for (let i = 0; i < times.length; i++) {
    const x = decline * times[i]!;
    const drop = arpsLogDrop(x, exponent);
    const model = isLog ? logRate - drop : Math.exp(logRate - drop);
    const g0 = isLog ? 1 : model;
    const g1 = (-g0 * x) / (1 + exponent * x);
    const g2 = -g0 * arpsLogDropByExponent(x, exponent, drop);
    const residual = values[i]! - model;
    const u = Math.abs(residual) / scale;
    objective += lossOf(loss, u);
    const weight = lossWeight(loss, u);
    const w0 = weight * g0;
    const w1 = weight * g1;
    const w2 = weight * g2;
    a00 += w0 * g0;
    a01 += w0 * g1;
    a02 += w0 * g2;
    a11 += w1 * g1;
    a12 += w1 * g2;
    a22 += w2 * g2;
    v0 += w0 * residual;
    v1 += w1 * residual;
    v2 += w2 * residual;
  }
  return {
    objective: objective * scale * scale,
    normal: [a00, a01, a02, a11, a12, a22],
    gradient: [v0, v1, v2],
  };
};

/** Inverse of a symmetric 3 × 3 matrix given by its upper triangle; undefined when singular. */
export const invertSymmetric = (m: readonly number[]): readonly number[] | undefined => {
  const [a, b, c, d, e, f] = m as readonly [number, number, number, number, number, number];
  const c00 = d * f - e * e;
  const c01 = c * e - b * f;
  const c02 = b * e - c * d;
  const determinant = a * c00 + b * c01 + c * c02;
  if (!(Math.abs(determinant) > 1e-300)) return undefined;
  return [c00, c01, c02, a * f - c * c, b * c - a * e, a * d - b * b].map((x) => x / determinant);
};

/** The step of a damped normal equation; the exponent stays when it is held. */
const stepOf = (sums: FitSums, damping: number, isHeld: boolean): readonly number[] | undefined => {
  const normal = sums.normal.slice();
  const gradient = sums.gradient.slice();
  if (isHeld) {
    normal[2] = 0;
    normal[4] = 0;
    normal[5] = 1;
    gradient[2] = 0;
  }
  // Divided by the diagonal first: rates and exponents differ by orders of magnitude.
  const size = [0, 3, 5].map((k) => Math.sqrt(normal[k]!) || 1e-150);
  const [s0, s1, s2] = size as [number, number, number];
  const scaled = [1 + damping, normal[1]! / (s0 * s1), normal[2]! / (s0 * s2), 1 + damping];
  scaled.push(normal[4]! / (s1 * s2), 1 + damping);
  const inverse = invertSymmetric(scaled);
  if (inverse === undefined) return undefined;
  const [i00, i01, i02, i11, i12, i22] = inverse as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const [y0, y1, y2] = [gradient[0]! / s0, gradient[1]! / s1, gradient[2]! / s2];
  return [
    (i00 * y0 + i01 * y1 + i02 * y2) / s0,
    (i01 * y0 + i11 * y1 + i12 * y2) / s1,
    (i02 * y0 + i12 * y1 + i22 * y2) / s2,
  ];
};

const clamp = (value: number, low: number, high: number): number =>
  Math.min(Math.max(value, low), high);

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
    const moved = Math.max(...next.map((value, k) => Math.abs(value - parameters[k]!)));
    if (gain >= 0) {
      parameters = next;
      sums = nextSums;
      damping = Math.max(damping / 10, 1e-12);
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
