import type { Domains } from '../argument-domains.ts';
import { evaluate, evaluateFields } from '../evaluate.ts';
import { max, PI, sqrt } from '../math.ts';
import { type Issue, isUsable, type Quantity } from '../quantity.ts';

/** Size and grade of a casing. */
export interface CasingSize {
  /** Outside diameter, more than 0, in. */
  readonly outsideDiameterIn: number;
  /** Nominal wall, more than 0, less than half the diameter, in. */
  readonly wallIn: number;
  /** Minimum yield strength, more than 0, psi. */
  readonly yieldStrengthPsi: number;
}

/** Which of API's four formulas gives the collapse pressure. */
export type CollapseRegime = 'yield' | 'plastic' | 'transition' | 'elastic';

/** Collapse pressure of a casing. */
export interface CasingCollapse {
  /** External pressure at which the casing collapses, psi. */
  readonly pressurePsi: number;
  /** Undefined without a value. */
  readonly regime: CollapseRegime | undefined;
  readonly issues: readonly Issue[];
}

/** A wall is less than half the diameter. */
export const wallRule = (size: { readonly outsideDiameterIn: number }): Domains => ({
  wallIn: { above: 0, below: size.outsideDiameterIn / 2 },
});

/**
 * Computes the internal yield (burst) pressure of a casing's body, psi.
 *
 * @param input.wallFactor - least wall over nominal wall (default 0.875, API's tolerance)
 *
 * Convention: exact value; the tables of API round to 10 psi.
 * Source: API TR 5C3 (Bulletin 5C3), internal yield pressure for pipe (Barlow).
 */
export const casingBurstPressure = (
  input: CasingSize & { readonly wallFactor?: number },
): Quantity =>
  evaluate(
    { wallFactor: 0.875, ...input },
    (given) =>
      (given.wallFactor * 2 * given.yieldStrengthPsi * given.wallIn) / given.outsideDiameterIn,
    wallRule(input),
  );

/**
 * Computes the axial force at which a casing's body yields, lbf.
 *
 * @param input - size and grade
 *
 * Source: API TR 5C3, pipe body yield strength.
 */
export const casingBodyYield = (input: CasingSize): Quantity =>
  evaluate(
    input,
    ({ outsideDiameterIn, wallIn, yieldStrengthPsi }) =>
      PI * wallIn * (outsideDiameterIn - wallIn) * yieldStrengthPsi,
    wallRule(input),
  );

/**
 * Computes the collapse pressure (psi) of a casing and names the formula that holds: yield, plastic, transition, elastic.
 *
 * @param input.axialStressPsi - tension in the wall (default 0); compression is not credited, psi
 * @param input.internalPressurePsi - holds against collapse (default 0), psi
 *
 * Conventions: exact value, where the tables of API round to 10 psi; axial tension lowers the yield strength;
 * internal pressure counts by the equivalent pressure pe = po - (1 - 2 t/D) pi.
 * Validity: the coefficients are a regression for yield strengths (lowered by tension) of 40 000 to 155 000 psi.
 * Source: API TR 5C3 (Bulletin 5C3), collapse pressure formulas with the five coefficients A, B, C, F, G.
 */
export const casingCollapsePressure = (
  input: CasingSize & {
    readonly axialStressPsi?: number;
    readonly internalPressurePsi?: number;
  },
): CasingCollapse => {
  let regime: CollapseRegime | undefined;
  const { pressurePsi, issues } = evaluateFields(
    { axialStressPsi: 0, internalPressurePsi: 0, ...input },
    (given) => {
      const slenderness = given.outsideDiameterIn / given.wallIn;
      const share = max(0, given.axialStressPsi) / given.yieldStrengthPsi;
      const reduced = given.yieldStrengthPsi * (sqrt(1 - 0.75 * share ** 2) - 0.5 * share);
      const collapse = collapseWithoutLoad(slenderness, reduced);
      regime = collapse.regime;
      return {
        pressurePsi: collapse.pressurePsi + (1 - 2 / slenderness) * given.internalPressurePsi,
        yieldStrengthPsi: reduced,
      };
    },
    {
      ...wallRule(input),
      axialStressPsi: { above: -input.yieldStrengthPsi, below: input.yieldStrengthPsi },
    },
    { yieldStrengthPsi: [40_000, 155_000] },
  );
  return { pressurePsi, regime: isUsable(issues) ? regime : undefined, issues };
};

const collapseWithoutLoad = (
  slenderness: number,
  strength: number,
): { readonly pressurePsi: number; readonly regime: CollapseRegime } => {
  const a =
    2.8762 + 0.10679e-5 * strength + 0.21301e-10 * strength ** 2 - 0.53132e-16 * strength ** 3;
  const b = 0.026233 + 0.50609e-6 * strength;
  const c =
    -465.93 + 0.030867 * strength - 0.10483e-7 * strength ** 2 + 0.36989e-13 * strength ** 3;
  const ratio = b / a;
  const root = (3 * ratio) / (2 + ratio);
  const f = (46.95e6 * root ** 3) / (strength * (root - ratio) * (1 - root) ** 2);
  const g = f * ratio;
  const bc = b + c / strength;
  const yieldEnd = (sqrt((a - 2) ** 2 + 8 * bc) + (a - 2)) / (2 * bc);
  if (slenderness <= yieldEnd) {
    return { regime: 'yield', pressurePsi: (2 * strength * (slenderness - 1)) / slenderness ** 2 };
  }
  const plasticEnd = (strength * (a - f)) / (c + strength * (b - g));
  if (slenderness <= plasticEnd) {
    return { regime: 'plastic', pressurePsi: strength * (a / slenderness - b) - c };
  }
  const transitionEnd = (2 + ratio) / (3 * ratio);
  return slenderness <= transitionEnd
    ? { regime: 'transition', pressurePsi: strength * (f / slenderness - g) }
    : { regime: 'elastic', pressurePsi: 46.95e6 / (slenderness * (slenderness - 1) ** 2) };
};
