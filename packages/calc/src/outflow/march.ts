import { andOrder, argumentIssues, issue, noSolution } from '../argument-issues.ts';
import { nanColumn } from '../evaluate.ts';
import { abs, max, min, sqrt } from '../math.ts';
import { type Issue, NO_ISSUES, POSITIVE } from '../quantity.ts';

/** Inputs of a march along a well. */
export interface MarchInput {
  /**
   * Rise of pressure per foot of measured depth, psi/ft, at a depth and a pressure. `segment` is the
   * index of the station where the segment begins: what jumps from segment to segment goes by it.
   */
  readonly gradientPsiFt: (depthFt: number, pressurePsia: number, segment: number) => number;
  /** Stations, shape (n), all rising or all falling: where the march starts, stops and may jump. */
  readonly depthsFt: ArrayLike<number>;
  readonly startPressurePsia: number;
  /** Allowed error at the end as a part of the pressure; 1e-4 when left out. */
  readonly relativeTolerance?: number;
}

/** Pressure at every station of a march. */
export interface March {
  /** Shape (n); NaN from the station on that could not be reached. */
  readonly pressuresPsia: Float64Array;
  /** Sum of the local errors that the integrator estimated. */
  readonly estimatedErrorPsi: number;
  readonly issues: readonly Issue[];
}

const DEFAULT_TOLERANCE = 1e-4;
/** Shortest step as a part of the whole length: what is left of a jump is smaller than this. */
const SHORTEST = 1e-4;
/** Estimated error beyond tolerance at which a march no longer counts as converged. */
const LENIENCE = 20;

/**
 * Integrates pressure along a well through its stations, with steps that keep the error in bounds.
 *
 * Steps are of Bogacki and Shampine's third order with an embedded second-order estimate; a step never
 * crosses a station. The error allowed to each step is in proportion to its length. Where the gradient
 * jumps (flow patterns) the step shrinks to 1/10000 of the way and goes on.
 *
 * @returns pressures at the stations; NO_SOLUTION when the pressure falls to nothing or the gradient
 *   has no value, NOT_CONVERGED when the estimated error is 20 times the allowed one
 *
 * Source: Bogacki and Shampine (1989), A 3(2) pair of Runge-Kutta formulas, Applied Mathematics Letters.
 */
export const marchPressure = (input: MarchInput): March => {
  const { depthsFt, startPressurePsia } = input;
  const { relativeTolerance = DEFAULT_TOLERANCE } = input;
  const count = depthsFt.length;
  const pressuresPsia = nanColumn(count);
  const issues = marchIssues(input);
  if (issues.length > 0) return { pressuresPsia, estimatedErrorPsi: Number.NaN, issues };
  const length = abs(depthsFt[count - 1]! - depthsFt[0]!);
  const state: State = {
    pressure: startPressurePsia,
    step: length,
    error: 0,
    allowedPerFt: relativeTolerance / length,
    shortest: SHORTEST * length,
  };
  pressuresPsia[0] = startPressurePsia;
  for (let i = 0; i + 1 < count; i++) {
    const gradient = (depth: number, pressure: number): number =>
      input.gradientPsiFt(depth, pressure, i);
    const stopped = marchSegment(gradient, depthsFt[i]!, depthsFt[i + 1]!, state);
    if (stopped !== undefined) {
      return { pressuresPsia, estimatedErrorPsi: Number.NaN, issues: [stopped] };
    }
    pressuresPsia[i + 1] = state.pressure;
  }
  const allowed = relativeTolerance * max(state.pressure, startPressurePsia);
  return {
    pressuresPsia,
    estimatedErrorPsi: state.error,
    issues: state.error > LENIENCE * allowed ? [notConverged(state.error, allowed)] : NO_ISSUES,
  };
};

interface State {
  pressure: number;
  /** Length that the next step tries, ft, without sign. */
  step: number;
  error: number;
  readonly allowedPerFt: number;
  readonly shortest: number;
}

const marchSegment = (
  gradient: (depth: number, pressure: number) => number,
  from: number,
  to: number,
  state: State,
): Issue | undefined => {
  const direction = Math.sign(to - from);
  let depth = from;
  let first = gradient(depth, state.pressure);
  while (depth !== to) {
    const rest = abs(to - depth);
    const length = min(state.step, rest);
    // A sliver left at the end of the segment would cost a step of its own.
    const h = direction * (rest - length < 1e-9 * rest ? rest : length);
    const p = state.pressure;
    if (depth + h === depth) return noWayOn(depth, p);
    const second = gradient(depth + h / 2, p + (h / 2) * first);
    const third = gradient(depth + 0.75 * h, p + 0.75 * h * second);
    const next = p + (h / 9) * (2 * first + 3 * second + 4 * third);
    const last = next > 0 ? gradient(depth + h, next) : Number.NaN;
    // The pair's own estimate is nearly blind to a jump between 1/2 and 3/4 of the step; Simpson's
    // rule over the same gradients is not.
    const embedded = -5 * first + 6 * second + 8 * third - 9 * last;
    const simpson = 4 * first - 24 * second + 32 * third - 12 * last;
    const error = (abs(h) / 72) * max(abs(embedded), abs(simpson));
    const allowed = state.allowedPerFt * abs(h) * p;
    const isShortest = abs(h) <= state.shortest;
    if (error <= allowed || (isShortest && next > 0 && Number.isFinite(last))) {
      state.pressure = next;
      state.error += error;
      first = last;
      depth = abs(h) === rest ? to : depth + h;
    } else if (isShortest) {
      return noWayOn(depth, p);
    }
    const growth = Number.isFinite(error) ? 0.9 * sqrt(allowed / error) : 0.2;
    const proposed = abs(h) * min(max(growth, 0.2), 5);
    // A step cut short by the segment's end says nothing against the longer one before it.
    if (error > allowed || !(abs(h) < state.step && growth > 1)) state.step = proposed;
    state.step = max(state.step, state.shortest);
  }
  return undefined;
};

const marchIssues = (input: MarchInput): readonly Issue[] => {
  const { depthsFt, relativeTolerance = DEFAULT_TOLERANCE } = input;
  const direction = Math.sign(depthsFt[1]! - depthsFt[0]!);
  const waysFt = Array.from(depthsFt, (depthFt) => direction * depthFt);
  const issues = argumentIssues(
    { depthsFt: waysFt, startPressurePsia: input.startPressurePsia, relativeTolerance },
    {
      depthsFt: { least: 2 },
      startPressurePsia: POSITIVE,
      relativeTolerance: { above: 0, below: 1 },
    },
  );
  return andOrder(issues, 'depthsFt', waysFt, true);
};

const noWayOn = (depth: number, pressure: number): Issue =>
  noSolution('pressuresPsia', `no flow beyond ${depth} ft at ${pressure} psia`);

const notConverged = (error: number, allowed: number): Issue =>
  issue('NOT_CONVERGED', 'pressuresPsia', `error ${error} psi, allowed ${allowed}`);
