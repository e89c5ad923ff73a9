import type { Domains } from '../argument-domains.ts';
import { wallRule } from '../drilling/casing-strength.ts';
import { DEGREE } from '../drilling/constants.ts';
import { evaluate, evaluateFields } from '../evaluate.ts';
import { max, sin, sqrt } from '../math.ts';
import type { Issue, Quantity } from '../quantity.ts';
import { momentOfInertia, STEEL_MODULUS_PSI, type CtSize } from './ct-section.ts';

/** A tube that lies in an inclined hole. */
export interface CtInHole extends CtSize {
  /** Weight in the fluids, more than 0, lbf/ft. */
  readonly buoyedWeightLbfPerFt: number;
  /** Inside diameter of the hole, more than the tube's outside diameter, in. */
  readonly holeDiameterIn: number;
  /** From vertical, above 0 to 180 degrees: in a vertical hole use {@link ctVerticalBucklingForces}. */
  readonly inclinationDeg: number;
  /** Young's modulus (default 30e6), psi. */
  readonly modulusPsi?: number;
}

/** Buckling forces, compression positive, lbf. */
export interface CtBucklingForces {
  readonly sinusoidalLbf: number;
  readonly helicalLbf: number;
  readonly issues: readonly Issue[];
}

/** Whose criterion of helical buckling is meant. */
export type HelicalCriterion = 'chen' | 'wu';

/** Helical over sinusoidal buckling force: Chen's energy at rest, Wu's work while it forms. */
const HELICAL: Readonly<Record<HelicalCriterion, number>> = {
  chen: Math.SQRT2,
  wu: 2 * Math.SQRT2 - 1,
};

/** Half the play of a tube in a hole, in. */
export const radialClearance = (holeDiameterIn: number, outsideDiameterIn: number): number =>
  (holeDiameterIn - outsideDiameterIn) / 2;

/** The hole is wider than the tube. */
export const holeRule = (tube: CtSize): Domains => ({
  holeDiameterIn: { above: tube.outsideDiameterIn },
});

/**
 * Computes the compressions (lbf) at which a tube in an inclined hole buckles, into a sine wave and into a helix.
 *
 * @param input.criterion - helical: 'chen' 2√2 √(EIw sin I/r), or 'wu' (default) 2 (2√2 - 1) of it, 29 % higher
 * @param input.buildRateDegPer100Ft - curvature in the vertical plane, positive where it builds (default 0): in a build,
 * compression presses the tube on the low side and it holds more; a drop is taken as straight
 *
 * Validity: long tube in contact with the low side, no torque, no friction.
 * Source: R. Dawson and P.R. Paslay, Drillpipe Buckling in Inclined Holes, SPE 11167, JPT 1984; Y.C. Chen, Y.H. Lin and
 * J.B. Cheatham, SPE 19176 (1990); J. Wu and H.C. Juvkam-Wold, SPE 25503 (1993); X. He and Å. Kyllingstad, SPE 25370
 * (1993) for the curvature.
 */
export const ctBucklingForces = (
  input: CtInHole & {
    readonly criterion?: HelicalCriterion;
    readonly buildRateDegPer100Ft?: number;
  },
): CtBucklingForces => {
  const { criterion = 'wu' } = input;
  return evaluateFields(
    { modulusPsi: STEEL_MODULUS_PSI, buildRateDegPer100Ft: 0, ...input },
    (tube) => {
      const stiffness = tube.modulusPsi * momentOfInertia(tube);
      const clearance = radialClearance(tube.holeDiameterIn, tube.outsideDiameterIn);
      const lateral = (tube.buoyedWeightLbfPerFt / 12) * sin(tube.inclinationDeg * DEGREE);
      const curvature = max(0, (tube.buildRateDegPer100Ft * DEGREE) / 1200);
      // F² = 4 EI (w sin I + F κ) / r
      const half = (2 * stiffness * curvature) / clearance;
      const sinusoidalLbf = half + sqrt(half ** 2 + (4 * stiffness * lateral) / clearance);
      return { sinusoidalLbf, helicalLbf: HELICAL[criterion] * sinusoidalLbf };
    },
    { ...wallRule(input), ...holeRule(input), inclinationDeg: { above: 0, below: 180 } },
  );
};

/**
 * Computes the compressions (lbf) at which a tube in a vertical hole buckles, into a sine wave and into a helix.
 *
 * @param input - size (in), weight in the fluids (more than 0, lbf/ft) and modulus (psi)
 *
 * Convention: 1.94 for the first (Lubinski; 2.55 of Wu and Juvkam-Wold is also quoted) and 5.55 for the helix.
 * Source: A. Lubinski, API (1950); J. Wu and H.C. Juvkam-Wold, Coiled Tubing Buckling Implication in
 * Drilling and Completing Horizontal Wells, SPE Drilling & Completion, March 1995.
 */
export const ctVerticalBucklingForces = (
  input: CtSize & { readonly buoyedWeightLbfPerFt: number; readonly modulusPsi?: number },
): CtBucklingForces =>
  evaluateFields(
    { modulusPsi: STEEL_MODULUS_PSI, ...input },
    (tube) => {
      const stiffness = tube.modulusPsi * momentOfInertia(tube);
      const unit = Math.cbrt(stiffness * (tube.buoyedWeightLbfPerFt / 12) ** 2);
      return { sinusoidalLbf: 1.94 * unit, helicalLbf: 5.55 * unit };
    },
    wallRule(input),
  );

/**
 * Computes the force with which a helix presses on the wall, lbf/ft.
 *
 * @param input.compressionLbf - 0 or more, lbf
 * @param input.holeDiameterIn - more than the tube's outside diameter, in
 *
 * Source: R.F. Mitchell, Buckling Behavior of Well Tubing, SPE Journal, October 1982: r F² / 4 EI.
 */
export const ctHelicalContactForce = (
  input: CtSize & {
    readonly compressionLbf: number;
    readonly holeDiameterIn: number;
    readonly modulusPsi?: number;
  },
): Quantity =>
  evaluate(
    { modulusPsi: STEEL_MODULUS_PSI, ...input },
    (tube) =>
      (12 *
        radialClearance(tube.holeDiameterIn, tube.outsideDiameterIn) *
        tube.compressionLbf ** 2) /
      (4 * tube.modulusPsi * momentOfInertia(tube)),
    { ...wallRule(input), ...holeRule(input) },
  );
