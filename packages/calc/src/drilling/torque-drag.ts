import { argumentIssues, valueIssues } from '../argument-issues.ts';
import { FINITE, type Issue, isUsable, POSITIVE } from '../quantity.ts';
import { FRICTION } from './domains.ts';
import { pathEnds, pathIssues } from './path-arcs.ts';
import { integrateString, NO_STRING, type StringAt, type StringProblem } from './soft-string.ts';
import type { WellPath } from './well-path.ts';

/** A part of a drill string, as torque and drag see it. */
export interface DragComponent {
  /** More than 0, ft. */
  readonly lengthFt: number;
  /** Weight in mud, 0 or more, lbf/ft. */
  readonly buoyedWeightLbfPerFt: number;
  /** Diameter that touches the wall (tool joint, collar), more than 0, in. */
  readonly contactDiameterIn: number;
}

/** Forces along a string, columns from the surface down, shape (n). */
export interface TorqueAndDrag {
  readonly measuredDepthFt: Float64Array;
  /** Tension, negative in compression, lbf. */
  readonly axialForceLbf: Float64Array;
  readonly contactForceLbfPerFt: Float64Array;
  readonly torqueFtLbf: Float64Array;
  /** Tension at the top of the string, lbf: without the travelling block. */
  readonly hookLoadLbf: number;
  readonly surfaceTorqueFtLbf: number;
  readonly issues: readonly Issue[];
}

/** Motion of the string: pulling out, running in, or turning without axial motion (also while drilling). */
export type StringMotion = 'pickup' | 'rotating' | 'slackOff';

const DIRECTION = { pickup: 1, slackOff: -1, rotating: 0 } as const;

/**
 * Computes tension (lbf), contact force (lbf/ft) and torque (ft lbf) along a whole string by the soft string model.
 *
 * @param input.path - from {@link minimumCurvaturePath}; the string hangs at its first station
 * @param input.string - components from the bit up; the last one reaches to the surface
 * @param input.openHoleFriction - friction factor below the shoe, 0 to 2
 * @param input.casedHoleFriction - above the shoe (default: as the open hole)
 * @param input.shoeDepthFt - measured depth of the casing shoe (default: no casing), ft
 * @param input.bitDepthFt - measured depth of the bit (default: the last station), ft
 * @param input.weightOnBitLbf - 0 or more (default 0), lbf
 * @param input.bitTorqueFtLbf - 0 or more (default 0), ft lbf
 *
 * Validity: a string without stiffness in a hole that it touches all along; no buckling, no hydraulic lift.
 * Accuracy: fourth order in steps of 30 ft or one degree; a capstan of any angle to 1e-8.
 * Source: Johancsik et al., SPE 11380 (1984), as differential equation by M.C. Sheppard, C. Wick and T. Burgess,
 * Designing Well Paths To Reduce Drag and Torque, SPE 15463 (1987).
 */
export const torqueAndDrag = (input: {
  readonly path: WellPath;
  readonly string: readonly DragComponent[];
  readonly motion: StringMotion;
  readonly openHoleFriction: number;
  readonly casedHoleFriction?: number;
  readonly shoeDepthFt?: number;
  readonly bitDepthFt?: number;
  readonly weightOnBitLbf?: number;
  readonly bitTorqueFtLbf?: number;
}): TorqueAndDrag => {
  const { path, string, motion, ...given } = input;
  const [topFt, endFt] = pathEnds(path);
  const values = {
    casedHoleFriction: given.openHoleFriction,
    shoeDepthFt: topFt,
    bitDepthFt: endFt,
    weightOnBitLbf: 0,
    bitTorqueFtLbf: 0,
    ...given,
  };
  const issues = [
    ...pathIssues(path),
    ...argumentIssues(
      values,
      {
        openHoleFriction: FRICTION,
        casedHoleFriction: FRICTION,
        shoeDepthFt: FINITE,
        bitDepthFt: { above: topFt, max: endFt },
      },
      'openHoleFriction casedHoleFriction shoeDepthFt bitDepthFt weightOnBitLbf bitTorqueFtLbf',
    ),
    ...stringIssues(string),
  ];
  const boundaries = componentTops(string, values.bitDepthFt);
  const problem: StringProblem = {
    path,
    bottomFt: values.bitDepthFt,
    changesFt: [...boundaries, values.shoeDepthFt],
    at: (depthFt): StringAt => {
      const part = string[boundaries.findIndex((top) => depthFt >= top)] ?? string.at(-1)!;
      return {
        weight: part.buoyedWeightLbfPerFt,
        friction: depthFt < values.shoeDepthFt ? values.casedHoleFriction : values.openHoleFriction,
        radiusFt: part.contactDiameterIn / 24,
      };
    },
    bottomForce: -values.weightOnBitLbf,
    bottomTorque: values.bitTorqueFtLbf,
    direction: DIRECTION[motion],
  };
  const forces = isUsable(issues) ? integrateString(problem) : NO_STRING;
  const hookLoadLbf = forces.axialForceLbf[0] ?? Number.NaN;
  return { ...forces, hookLoadLbf, surfaceTorqueFtLbf: forces.torqueFtLbf[0] ?? NaN, issues };
};

/** Depth of the top of each component but the last, from the bit up. */
const componentTops = (string: readonly DragComponent[], bitDepthFt: number): readonly number[] => {
  let topFt = bitDepthFt;
  return string.slice(0, -1).map((component) => (topFt -= component.lengthFt));
};

const stringIssues = (string: readonly DragComponent[]): readonly Issue[] => [
  ...valueIssues('string', string.length, { min: 1 }),
  ...string.flatMap((component) =>
    argumentIssues(
      component,
      { lengthFt: POSITIVE },
      'lengthFt buoyedWeightLbfPerFt contactDiameterIn',
    ),
  ),
];
