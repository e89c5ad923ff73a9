import { wallRule } from '../drilling/casing-strength.ts';
import { evaluate } from '../evaluate.ts';
import { FINITE, type Quantity } from '../quantity.ts';
import { squaredRadii } from './ct-pressure.ts';
import { metalArea, STEEL_MODULUS_PSI, type CtSize } from './ct-section.ts';

/** A length of tube. */
export interface CtLength extends CtSize {
  /** 0 or more, ft. */
  readonly lengthFt: number;
  /** Young's modulus (default 30e6), psi. */
  readonly modulusPsi?: number;
}

/**
 * Computes how much a force at its end stretches a tube, ft; negative when it is pushed.
 *
 * @param input.forceLbf - tension positive, lbf
 *
 * Validity: elastic, the same force all along.
 * Source: Hooke's law, F L / (A E).
 */
export const ctAxialStretch = (input: CtLength & { readonly forceLbf: number }): Quantity =>
  evaluate(
    { modulusPsi: STEEL_MODULUS_PSI, ...input },
    (tube) => (tube.forceLbf * tube.lengthFt) / (metalArea(tube) * tube.modulusPsi),
    wallRule(input),
  );

/**
 * Computes how much its own weight stretches a tube that hangs free, ft.
 *
 * @param input.buoyedWeightLbfPerFt - along the hole, 0 or more, lbf/ft
 *
 * Source: Hooke's law, w L² / (2 A E).
 */
export const ctSelfWeightStretch = (
  input: CtLength & { readonly buoyedWeightLbfPerFt: number },
): Quantity =>
  evaluate(
    { modulusPsi: STEEL_MODULUS_PSI, ...input },
    (tube) =>
      (tube.buoyedWeightLbfPerFt * tube.lengthFt ** 2) / (2 * metalArea(tube) * tube.modulusPsi),
    wallRule(input),
  );

/**
 * Computes how much heat stretches a tube, ft.
 *
 * @param input.temperatureChangeF - mean over the length, °F
 * @param input.expansionPerF - default 6.9e-6 (steel), 1/°F
 *
 * Source: by definition of the coefficient.
 */
export const ctThermalStretch = (input: {
  readonly lengthFt: number;
  readonly temperatureChangeF: number;
  readonly expansionPerF?: number;
}): Quantity =>
  evaluate(
    { expansionPerF: 6.9e-6, ...input },
    (given) => given.expansionPerF * given.temperatureChangeF * given.lengthFt,
  );

/**
 * Computes how much pressure changes the length of a tube by ballooning, ft: shorter with pressure inside.
 *
 * @param input.internalPressurePsi - mean change over the length, psi
 * @param input.externalPressurePsi - mean change over the length (default 0), psi
 * @param input.poissonRatio - default 0.3
 *
 * Validity: ballooning only; the force of the pressure on the closed end is a force for {@link ctAxialStretch}.
 * Source: A. Lubinski, W.S. Althouse and J.L. Logan, Helical Buckling of Tubing Sealed in Packers, JPT June 1962.
 */
export const ctBallooningStretch = (
  input: CtLength & {
    readonly internalPressurePsi: number;
    readonly externalPressurePsi?: number;
    readonly poissonRatio?: number;
  },
): Quantity =>
  evaluate(
    { externalPressurePsi: 0, poissonRatio: 0.3, modulusPsi: STEEL_MODULUS_PSI, ...input },
    (tube) => {
      const [outer, inner] = squaredRadii(tube);
      const difference = tube.internalPressurePsi * inner - tube.externalPressurePsi * outer;
      const stiffness = tube.modulusPsi * (outer - inner);
      return (-2 * tube.poissonRatio * tube.lengthFt * difference) / stiffness;
    },
    {
      ...wallRule(input),
      internalPressurePsi: FINITE,
      externalPressurePsi: FINITE,
      poissonRatio: { min: 0, max: 0.5 },
    },
  );
