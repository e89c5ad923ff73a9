import { evaluate, evaluateFields } from '../evaluate.ts';
import { cos, exp, hypot, sin } from '../math.ts';
import { NOT_NEGATIVE, type Issue, type Quantity } from '../quantity.ts';
import { DEGREE } from './constants.ts';
import { FRICTION } from './domains.ts';
import { shortestTurn } from './survey-step.ts';

/** Forces at the top of an element of a string. */
export interface SoftStringStep {
  /** Normal force of the string on the wall over the whole element, lbf. */
  readonly normalForceLbf: number;
  readonly pickupForceLbf: number;
  readonly slackOffForceLbf: number;
  /** While rotating without axial motion: weight only, lbf. */
  readonly rotatingForceLbf: number;
  /** That rotating takes over the element, ft lbf. */
  readonly torqueFtLbf: number;
  readonly issues: readonly Issue[];
}

/**
 * Computes one element of the soft string model: normal force, the forces at its top (lbf) and its torque (ft lbf).
 *
 * @param input.forceBottomLbf - tension at the lower end, negative in compression, lbf
 * @param input.buoyedWeightLbfPerFt - 0 or more, lbf/ft
 * @param input.frictionFactor - 0 to 2
 * @param input.radiusFt - at which the string turns on the wall, 0 or more, ft
 * @param input.inclinationChange - 'topLessBottom' (default) is Johancsik's: in a build, tension lifts the string off the
 * low side. 'bottomLessTop' has tension add to the weight there, as some programs do; it is wrong for a build.
 *
 * Convention: the normal force is taken with the tension at the bottom; {@link torqueAndDrag} integrates instead.
 * Source: C.A. Johancsik, D.B. Friesen and R. Dawson, Torque and Drag in Directional Wells: Prediction and
 * Measurement, SPE 11380, JPT June 1984.
 */
export const softStringStep = (input: {
  readonly forceBottomLbf: number;
  readonly buoyedWeightLbfPerFt: number;
  readonly lengthFt: number;
  readonly inclinationBottomDeg: number;
  readonly inclinationTopDeg: number;
  readonly azimuthBottomDeg: number;
  readonly azimuthTopDeg: number;
  readonly frictionFactor: number;
  readonly radiusFt: number;
  readonly inclinationChange?: 'bottomLessTop' | 'topLessBottom';
}): SoftStringStep =>
  evaluateFields(
    input,
    (checked) => {
      const { forceBottomLbf, inclinationBottomDeg, inclinationTopDeg } = checked;
      const weight = checked.buoyedWeightLbfPerFt * checked.lengthFt;
      const mean = ((inclinationBottomDeg + inclinationTopDeg) / 2) * DEGREE;
      const build = (inclinationTopDeg - inclinationBottomDeg) * DEGREE;
      const change = input.inclinationChange === 'bottomLessTop' ? -build : build;
      const turn = shortestTurn(checked.azimuthBottomDeg, checked.azimuthTopDeg) * DEGREE;
      const normalForceLbf = hypot(
        forceBottomLbf * turn * sin(mean),
        forceBottomLbf * change + weight * sin(mean),
      );
      const rotatingForceLbf = forceBottomLbf + weight * cos(mean);
      const drag = checked.frictionFactor * normalForceLbf;
      return {
        normalForceLbf,
        pickupForceLbf: rotatingForceLbf + drag,
        slackOffForceLbf: rotatingForceLbf - drag,
        rotatingForceLbf,
        torqueFtLbf: drag * checked.radiusFt,
      };
    },
    { frictionFactor: FRICTION },
  );

/** Forces at the top of a straight inclined string. */
export type InclinedStringForces = Omit<SoftStringStep, 'normalForceLbf'>;

/**
 * Computes the forces (lbf) at the top of a string in a straight inclined hole, and the torque to turn it (ft lbf).
 *
 * @param input.inclinationDeg - from vertical, 0 to 180 degrees
 * @param input.forceBottomLbf - tension at the lower end (default 0), lbf
 *
 * Source: closed form of the soft string model, F = Fb + w L (cos I ± μ sin I).
 */
export const straightStringForces = (input: {
  readonly buoyedWeightLbfPerFt: number;
  readonly lengthFt: number;
  readonly inclinationDeg: number;
  readonly frictionFactor: number;
  readonly radiusFt: number;
  readonly forceBottomLbf?: number;
}): InclinedStringForces => {
  const { inclinationDeg, forceBottomLbf = 0, ...rest } = input;
  return softStringStep({
    ...rest,
    forceBottomLbf,
    inclinationBottomDeg: inclinationDeg,
    inclinationTopDeg: inclinationDeg,
    azimuthBottomDeg: 0,
    azimuthTopDeg: 0,
  });
};

/**
 * Computes the pull on a weightless string around a bend (capstan), lbf.
 *
 * @param input.forceBottomLbf - tension at the far end, 0 or more, lbf
 * @param input.frictionFactor - 0 to 2; a negative one, to -2, gives slack-off
 * @param input.doglegDeg - the whole turn, 0 or more, degrees
 *
 * Source: Euler's belt equation, F = F0 exp(μ θ).
 */
export const capstanForce = (input: {
  readonly forceBottomLbf: number;
  readonly frictionFactor: number;
  readonly doglegDeg: number;
}): Quantity =>
  evaluate(
    input,
    (given) => given.forceBottomLbf * exp(given.frictionFactor * given.doglegDeg * DEGREE),
    { forceBottomLbf: NOT_NEGATIVE, frictionFactor: { min: -2, max: 2 } },
  );
