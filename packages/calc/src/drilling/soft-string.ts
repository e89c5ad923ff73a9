import { ceil, cos, max, min, PI, sin, sqrt } from '../math.ts';
import { arcDirection, pathArcs, type PathArc } from './path-arcs.ts';
import type { WellPath } from './well-path.ts';

/** String at a depth: buoyed weight, lbf/ft; friction factor; radius of turning, ft. */
export interface StringAt {
  readonly weight: number;
  readonly friction: number;
  readonly radiusFt: number;
}

/** Hole and force at a depth, for what adds to the contact (buckling). */
export interface ContactState {
  /** Tension, negative in compression, lbf. */
  readonly force: number;
  /** Contact force of the soft string, lbf/ft. */
  readonly normal: number;
  readonly curvature: number;
}

/** A string along a path, to be integrated from its lower end up. */
export interface StringProblem {
  readonly path: WellPath;
  /** Measured depth of the lower end, ft. */
  readonly bottomFt: number;
  /** Depths at which weight, friction or radius change, ft. */
  readonly changesFt: readonly number[];
  readonly at: (depthFt: number) => StringAt;
  /** Tension at the lower end, lbf. */
  readonly bottomForce: number;
  readonly bottomTorque: number;
  /** 1 pulls out, -1 runs in, 0 rotates. */
  readonly direction: -1 | 0 | 1;
  readonly contact?: (state: ContactState) => number;
}

/** Forces along a string, shape (n) each, from the top of the path down. */
export interface StringForces {
  readonly measuredDepthFt: Float64Array;
  readonly axialForceLbf: Float64Array;
  readonly contactForceLbfPerFt: Float64Array;
  readonly torqueFtLbf: Float64Array;
}

const STEP_FT = 30;
const STEP_RAD = PI / 180;

/** Forces of a string that is not known. */
export const NO_STRING: StringForces = {
  measuredDepthFt: new Float64Array(0),
  axialForceLbf: new Float64Array(0),
  contactForceLbfPerFt: new Float64Array(0),
  torqueFtLbf: new Float64Array(0),
};

/**
 * Integrates dF/ds = w cos I ± μ N from the lower end up, by the classical Runge-Kutta method, in steps of 30 ft or
 * one degree that end at every change.
 *
 * The contact force comes from the vectors of curvature and weight, so that it knows no north and no vertical:
 * N² = (F κ)² + 2 F κ w n_down + w² sin² I, with n the unit vector to the centre of the bend.
 */
export const integrateString = (problem: StringProblem): StringForces => {
  const arcs = pathArcs(problem.path);
  const depths: number[] = [problem.bottomFt];
  const forces: number[] = [problem.bottomForce];
  const torques: number[] = [problem.bottomTorque];
  const contacts: number[] = [];
  let force = problem.bottomForce;
  let torque = problem.bottomTorque;
  let contact = 0;
  for (let index = arcs.length - 1; index >= 0; index--) {
    const arc = arcs[index]!;
    for (const [lower, upper] of stretches(arc, problem)) {
      const string = problem.at((lower + upper) / 2);
      const span = lower - upper;
      const steps = ceil(span * max(1 / STEP_FT, arc.curvature / STEP_RAD));
      const h = span / steps;
      for (let step = 0; step < steps; step++) {
        const belowFt = lower - step * h - arc.topFt;
        const start = slope(problem, arc, string, belowFt, force);
        const half = slope(problem, arc, string, belowFt - h / 2, force + (h / 2) * start.force);
        const again = slope(problem, arc, string, belowFt - h / 2, force + (h / 2) * half.force);
        const end = slope(problem, arc, string, belowFt - h, force + h * again.force);
        contacts.push(start.contact);
        force += (h / 6) * (start.force + 2 * half.force + 2 * again.force + end.force);
        torque +=
          ((h * string.friction * string.radiusFt) / 6) *
          (start.contact + 2 * half.contact + 2 * again.contact + end.contact);
        depths.push(step === steps - 1 ? upper : lower - (step + 1) * h);
        forces.push(force);
        torques.push(problem.direction === 0 ? torque : problem.bottomTorque);
      }
      contact = slope(problem, arc, string, upper - arc.topFt, force).contact;
    }
  }
  contacts.push(contact);
  return {
    measuredDepthFt: Float64Array.from(depths).toReversed(),
    axialForceLbf: Float64Array.from(forces).toReversed(),
    contactForceLbfPerFt: Float64Array.from(contacts).toReversed(),
    torqueFtLbf: Float64Array.from(torques).toReversed(),
  };
};

/** The parts of an arc above the lower end, between changes, from below. */
const stretches = (arc: PathArc, { bottomFt, changesFt }: StringProblem): [number, number][] => {
  const lowest = min(bottomFt, arc.topFt + arc.lengthFt);
  const inside = changesFt.filter((depth) => depth > arc.topFt && depth < lowest);
  const edges = [lowest, ...inside.toSorted((a, b) => b - a), arc.topFt];
  return edges
    .slice(1)
    .map((upper, i): [number, number] => [edges[i]!, upper])
    .filter(([lower, upper]) => lower > upper);
};

const slope = (
  problem: StringProblem,
  arc: PathArc,
  string: StringAt,
  belowFt: number,
  force: number,
): { readonly force: number; readonly contact: number } => {
  const { weight } = string;
  const cosine = arcDirection(arc, belowFt)[2];
  const angle = arc.curvature * belowFt;
  const normalDown = cos(angle) * arc.normal[2] - sin(angle) * arc.tangent[2];
  const pull = force * arc.curvature;
  const square = pull ** 2 + 2 * pull * weight * normalDown + weight ** 2 * max(0, 1 - cosine ** 2);
  const soft = sqrt(max(0, square));
  const contact = problem.contact?.({ force, normal: soft, curvature: arc.curvature }) ?? soft;
  return { force: weight * cosine + problem.direction * string.friction * contact, contact };
};
