import { wallRule } from '../drilling/casing-strength.ts';
import { evaluate, evaluateFields } from '../evaluate.ts';
import { max, sqrt } from '../math.ts';
import type { Issue, Quantity } from '../quantity.ts';
import { STEEL_MODULUS_PSI, type CtSize } from './ct-section.ts';

/** Pressures on both sides of a wall, psi. */
export interface CtPressures {
  readonly internalPressurePsi: number;
  /** Default 0. */
  readonly externalPressurePsi?: number;
}

/** Squares of the radii, for a size that has been checked. */
export const squaredRadii = (tube: CtSize): readonly [number, number] => [
  (tube.outsideDiameterIn / 2) ** 2,
  (tube.outsideDiameterIn / 2 - tube.wallIn) ** 2,
];

/**
 * Computes the hoop stress of a thin wall, psi.
 *
 * @param input - size (in) and pressures (psi)
 *
 * Convention: (pi - po) ID / 2t.
 * Validity: 10 % low at the inner fibre of ordinary coiled tubing: see {@link ctHoopStressLame}.
 */
export const ctHoopStress = (input: CtSize & CtPressures): Quantity =>
  evaluate(
    { externalPressurePsi: 0, ...input },
    (given) =>
      ((given.internalPressurePsi - given.externalPressurePsi) *
        (given.outsideDiameterIn - 2 * given.wallIn)) /
      (2 * given.wallIn),
    wallRule(input),
  );

/**
 * Computes the hoop stress at the inner fibre of a thick wall, psi.
 *
 * @param input - size (in) and pressures (psi)
 *
 * Source: G. Lamé's solution for a thick cylinder.
 */
export const ctHoopStressLame = (input: CtSize & CtPressures): Quantity =>
  evaluate(
    { externalPressurePsi: 0, ...input },
    (tube) => innerHoop(tube, tube.internalPressurePsi, tube.externalPressurePsi),
    wallRule(input),
  );

const innerHoop = (size: CtSize, internal: number, external: number): number => {
  const [outer, inner] = squaredRadii(size);
  return (internal * (outer + inner) - 2 * external * outer) / (outer - inner);
};

/**
 * Computes the internal yield (burst) pressure of coiled tubing, psi.
 *
 * @param input.wallIn - the least wall, in
 * @param input.yieldStrengthPsi - more than 0, psi
 *
 * Convention: Barlow with the least wall, as data sheets of coiled tubing do; casing's 0.875 is not in it.
 * Source: API RP 5C7 (1996), working pressure of coiled tubing.
 */
export const ctBurstPressure = (input: CtSize & { readonly yieldStrengthPsi: number }): Quantity =>
  evaluate(
    input,
    (given) => (2 * given.yieldStrengthPsi * given.wallIn) / given.outsideDiameterIn,
    wallRule(input),
  );

/** Collapse pressures of an oval tube, psi. */
export interface CtCollapse {
  /** Collapse pressure of a round tube that stays elastic. */
  readonly elasticPressurePsi: number;
  /** Collapse pressure of a round tube that yields. */
  readonly yieldPressurePsi: number;
  /** Collapse pressure of the tube with its ovality. */
  readonly collapsePressurePsi: number;
  readonly issues: readonly Issue[];
}

/**
 * Computes the collapse pressure of an oval tube, psi, and the two limits that it lies under.
 *
 * @param input.ovality - deviation from the circle over the radius, w0/R, 0 to 1; data sheets' (Dmax - Dmin)/Dnominal is
 * twice that
 * @param input.poissonRatio - default 0.3
 *
 * Validity: small deviations (to 0.1), no tension, infinite length.
 * Source: S. Timoshenko and J. Gere, Theory of Elastic Stability, rings of imperfect form: the lower root of
 * p² - (Py + (1 + 3 u D/t) Pe) p + Py Pe = 0.
 */
export const ctCollapsePressure = (
  input: CtSize & {
    readonly yieldStrengthPsi: number;
    readonly ovality: number;
    readonly modulusPsi?: number;
    readonly poissonRatio?: number;
  },
): CtCollapse =>
  evaluateFields(
    { modulusPsi: STEEL_MODULUS_PSI, poissonRatio: 0.3, ...input },
    (given) => {
      const slenderness = given.outsideDiameterIn / given.wallIn;
      const elasticPressurePsi =
        (2 * given.modulusPsi) /
        (1 - given.poissonRatio ** 2) /
        (slenderness * (slenderness - 1) ** 2);
      const yieldPressurePsi = (2 * given.yieldStrengthPsi) / slenderness;
      const sum = yieldPressurePsi + (1 + 3 * slenderness * given.ovality) * elasticPressurePsi;
      const product = yieldPressurePsi * elasticPressurePsi;
      const root = sqrt(max(0, sum ** 2 - 4 * product));
      const collapsePressurePsi = (2 * product) / (sum + root);
      return { elasticPressurePsi, yieldPressurePsi, collapsePressurePsi };
    },
    { ...wallRule(input), poissonRatio: { min: 0, max: 0.5 } },
    { ovality: [0, 0.1] },
  );

/** Stresses at the inner fibre of a wall, psi. */
export interface CtStresses {
  readonly hoopPsi: number;
  readonly radialPsi: number;
  readonly vonMisesPsi: number;
  readonly issues: readonly Issue[];
}

/**
 * Computes hoop, radial and von Mises stress at the inner fibre, where a pressured tube yields first, psi.
 *
 * @param input.axialStressPsi - of the wall, tension positive, psi
 * @param input.shearStressPsi - of torque (default 0), psi
 *
 * Source: Lamé's thick cylinder and the distortion energy criterion of R. von Mises.
 */
export const ctVonMisesStress = (
  input: CtSize &
    CtPressures & { readonly axialStressPsi: number; readonly shearStressPsi?: number },
): CtStresses =>
  evaluateFields(
    { externalPressurePsi: 0, shearStressPsi: 0, ...input },
    (tube) => {
      const { axialStressPsi, internalPressurePsi } = tube;
      const hoopPsi = innerHoop(tube, internalPressurePsi, tube.externalPressurePsi);
      const radialPsi = -internalPressurePsi;
      const squares =
        (axialStressPsi - hoopPsi) ** 2 +
        (hoopPsi - radialPsi) ** 2 +
        (radialPsi - axialStressPsi) ** 2;
      const vonMisesPsi = sqrt(squares / 2 + 3 * tube.shearStressPsi ** 2);
      return { hoopPsi, radialPsi, vonMisesPsi };
    },
    wallRule(input),
  );
