import { wallRule } from '../drilling/casing-strength.ts';
import { evaluateFields } from '../evaluate.ts';
import { PI } from '../math.ts';
import type { Issue } from '../quantity.ts';

/** Size of a coiled tubing. */
export interface CtSize {
  /** Outside diameter, more than 0, in. */
  readonly outsideDiameterIn: number;
  /** Wall, more than 0, less than half the diameter, in. */
  readonly wallIn: number;
}

/** Young's modulus of steel, psi. */
export const STEEL_MODULUS_PSI = 30e6;

/** Weight of steel, lbf/in³. */
const STEEL_WEIGHT = 0.2833;

/** Cross section of a tube. */
export interface CtSection {
  readonly insideDiameterIn: number;
  /** Area of the metal, in². */
  readonly areaIn2: number;
  /** Second moment of area, in⁴. */
  readonly momentOfInertiaIn4: number;
  /** In air, empty, lbf/ft. */
  readonly weightLbfPerFt: number;
  readonly issues: readonly Issue[];
}

/** Area of the metal (in²), for a size that has been checked. */
export const metalArea = (tube: CtSize): number =>
  PI * tube.wallIn * (tube.outsideDiameterIn - tube.wallIn);

/** Second moment of area (in⁴), for a size that has been checked. */
export const momentOfInertia = (tube: CtSize): number =>
  (PI / 64) * (tube.outsideDiameterIn ** 4 - (tube.outsideDiameterIn - 2 * tube.wallIn) ** 4);

/**
 * Computes bore (in), metal area (in²), moment of inertia (in⁴) and weight in air (lbf/ft) of a steel tube.
 *
 * @param input - size of the tube
 *
 * Source: geometry; steel of 0.2833 lbf/in³ (489.5 lbf/ft³).
 */
export const ctSection = (input: CtSize): CtSection =>
  evaluateFields(
    input,
    (size) => ({
      insideDiameterIn: size.outsideDiameterIn - 2 * size.wallIn,
      areaIn2: metalArea(size),
      momentOfInertiaIn4: momentOfInertia(size),
      weightLbfPerFt: 12 * STEEL_WEIGHT * metalArea(size),
    }),
    wallRule(input),
  );
