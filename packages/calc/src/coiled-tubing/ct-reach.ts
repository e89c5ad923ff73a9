import { argumentIssues } from '../argument-issues.ts';
import { wallRule } from '../drilling/casing-strength.ts';
import { FRICTION } from '../drilling/domains.ts';
import { pathEnds, pathIssues } from '../drilling/path-arcs.ts';
import {
  type ContactState,
  integrateString,
  NO_STRING,
  type StringProblem,
} from '../drilling/soft-string.ts';
import type { WellPath } from '../drilling/well-path.ts';
import { lostIssues } from '../evaluate.ts';
import { max, sqrt } from '../math.ts';
import { type Issue, isUsable } from '../quantity.ts';
import { bracket } from '../root-finding.ts';
import { holeRule, radialClearance } from './ct-buckling.ts';
import { type CtSize, metalArea, momentOfInertia, STEEL_MODULUS_PSI } from './ct-section.ts';

/** Coiled tubing that is run into a well. */
export interface CtRun extends CtSize {
  /** From minimumCurvaturePath, from the injector down. */
  readonly path: WellPath;
  /** Weight in the fluids, 0 or more, lbf/ft. */
  readonly buoyedWeightLbfPerFt: number;
  /** Inside diameter of the hole, more than the tube, in. */
  readonly holeDiameterIn: number;
  /** 0 to 2. */
  readonly frictionFactor: number;
  /** More than 0, psi. */
  readonly yieldStrengthPsi: number;
  /** Load on the end of the tube, 0 or more (default 0), lbf. */
  readonly endLoadLbf?: number;
  /** Young's modulus (default 30e6), psi. */
  readonly modulusPsi?: number;
}

/** Forces in tubing that is run in, columns from the surface down, shape (n). */
export interface CtRunForces {
  readonly measuredDepthFt: Float64Array;
  /** Tension, negative in compression, lbf. */
  readonly axialForceLbf: Float64Array;
  /** With the helix, lbf/ft. */
  readonly contactForceLbfPerFt: Float64Array;
  /** At the injector: negative when it has to push, lbf. */
  readonly surfaceForceLbf: number;
  /** Whether the tube is stuck by its own friction: the compression would yield it. */
  readonly isLockedUp: boolean;
  readonly issues: readonly Issue[];
}

/**
 * Computes the forces (lbf) in coiled tubing while it is run to a depth, with the friction of its own helix.
 *
 * @param input.depthFt - measured depth of the end, ft
 *
 * Conventions: helical where compression exceeds 2 (2√2 - 1) √(EI N/r) for the contact force N of the soft string (Wu and
 * Juvkam-Wold), and at least 5.55 (EI w²)^(1/3) as in a vertical hole; the helix then adds r F²/4EI to the contact.
 * Validity: no residual bend, no torque, no fluid drag; elastic.
 * Source: H.C. Juvkam-Wold and J. Wu (1993) for the friction of a helix; Johancsik et al. (1984) for the rest.
 */
export const ctRunInForces = (input: CtRun & { readonly depthFt: number }): CtRunForces => {
  const issues = runIssues(input);
  const forces = forcesAt(input, input.depthFt, isUsable(issues));
  return { ...forces, issues: issues.length > 0 ? issues : lostIssues(forces) };
};

const RUN_NEEDS =
  'outsideDiameterIn wallIn buoyedWeightLbfPerFt holeDiameterIn frictionFactor yieldStrengthPsi depthFt';

const runIssues = (
  run: CtRun & { readonly depthFt: number; readonly maxPushLbf?: number },
): readonly Issue[] => {
  const { path } = run;
  const [topFt, endFt] = pathEnds(path);
  return [
    ...pathIssues(path),
    ...argumentIssues(
      run,
      {
        ...wallRule(run),
        ...holeRule(run),
        frictionFactor: FRICTION,
        depthFt: { above: topFt, max: endFt },
      },
      RUN_NEEDS,
    ),
  ];
};

const forcesAt = (run: CtRun, depthFt: number, isKnown = true): Omit<CtRunForces, 'issues'> => {
  const { buoyedWeightLbfPerFt: weight, endLoadLbf = 0 } = run;
  const stiffness = (run.modulusPsi ?? STEEL_MODULUS_PSI) * momentOfInertia(run);
  const clearance = radialClearance(run.holeDiameterIn, run.outsideDiameterIn);
  const least = 5.55 * Math.cbrt(stiffness * (weight / 12) ** 2);
  const factor = 2 * (2 * Math.SQRT2 - 1);
  const problem: StringProblem = {
    path: run.path,
    bottomFt: depthFt,
    changesFt: [],
    at: () => ({ weight, friction: run.frictionFactor, radiusFt: run.outsideDiameterIn / 24 }),
    bottomForce: -endLoadLbf,
    bottomTorque: 0,
    direction: -1,
    contact: ({ force, normal }: ContactState): number => {
      const critical = max(least, factor * sqrt((stiffness * normal) / 12 / clearance));
      const isHelical = -force > critical;
      return isHelical ? normal + (3 * clearance * force ** 2) / stiffness : normal;
    },
  };
  const limit = run.yieldStrengthPsi * metalArea(run);
  const { torqueFtLbf: _, ...forces } = isKnown ? integrateString(problem) : NO_STRING;
  return {
    ...forces,
    surfaceForceLbf: forces.axialForceLbf[0] ?? Number.NaN,
    isLockedUp: forces.axialForceLbf.some((force) => !(force > -limit)),
  };
};

/** How far coiled tubing goes. */
export interface CtReach {
  /** Measured depth that the end reaches: the last one that it passes, ft. */
  readonly reachFt: number;
  /** At the injector with the end there, lbf. */
  readonly surfaceForceLbf: number;
  /** Limit of the reach: lock-up, the push of the injector, or the path. Undefined without a value. */
  readonly limit: 'lockUp' | 'path' | 'push' | undefined;
  readonly issues: readonly Issue[];
}

const LOOKS = 200;

/**
 * Finds the depth (ft) to which coiled tubing can be run before it locks up or the injector cannot push it.
 *
 * @param input.maxPushLbf - of the injector, 0 or more (default 0: by its own weight), lbf
 *
 * Accuracy: that of the forces; it ends at the first of 200 depths of the path that cannot be passed.
 * Source and validity: as {@link ctRunInForces}.
 */
export const ctReach = (input: CtRun & { readonly maxPushLbf?: number }): CtReach => {
  const { path, maxPushLbf = 0 } = input;
  const [topFt, endFt] = pathEnds(path);
  const issues = runIssues({ ...input, depthFt: endFt });
  if (!isUsable(issues)) {
    return { reachFt: Number.NaN, surfaceForceLbf: Number.NaN, limit: undefined, issues };
  }
  const limitAt = (depthFt: number): 'lockUp' | 'push' | undefined => {
    const { isLockedUp, surfaceForceLbf } = forcesAt(input, depthFt);
    if (isLockedUp) return 'lockUp';
    // A tube with no load to push starts at exactly nothing: leave room for rounding.
    return surfaceForceLbf < -maxPushLbf - 1e-6 ? 'push' : undefined;
  };
  const isStuck = (depthFt: number): boolean => limitAt(depthFt) !== undefined;
  const looks = Array.from(
    { length: LOOKS },
    (_, i) => topFt + ((endFt - topFt) * (i + 1)) / LOOKS,
  );
  const first = looks.findIndex(isStuck);
  const [reachFt, stuckFt] =
    first < 0 ? [endFt, endFt] : bracket(isStuck, looks[first - 1] ?? topFt, looks[first]!);
  const surfaceForceLbf = reachFt > topFt ? forcesAt(input, reachFt).surfaceForceLbf : 0;
  return { reachFt, surfaceForceLbf, limit: limitAt(stuckFt) ?? 'path', issues };
};
