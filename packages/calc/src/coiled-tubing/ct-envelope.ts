import { argumentIssues } from '../argument-issues.ts';
import { wallRule } from '../drilling/casing-strength.ts';
import { lostIssues } from '../evaluate.ts';
import { sqrt } from '../math.ts';
import { type Issue, isUsable } from '../quantity.ts';
import { squaredRadii } from './ct-pressure.ts';
import { type CtSize, metalArea } from './ct-section.ts';

/** The pressures that a tube bears at axial forces, psi, shape (n); NaN where the force alone yields it. */
export interface CtEnvelope {
  /** Axial force in the wall, tension positive, lbf. */
  readonly axialForceLbf: Float64Array;
  /** Internal pressure at yield, with nothing outside. */
  readonly burstPressurePsi: Float64Array;
  /** External pressure at yield, with nothing inside. */
  readonly collapsePressurePsi: Float64Array;
  readonly issues: readonly Issue[];
}

/**
 * Computes the working envelope of coiled tubing: burst and collapse pressure (psi) at axial forces (lbf).
 *
 * @param input.axialForceLbf - real force in the wall, tension positive, lbf, shape (n)
 * @param input.yieldStrengthPsi - more than 0, psi
 * @param input.designFactor - share of the yield strength that may be used (default 1; 0.8 is usual), above 0 to 1
 *
 * Validity: inner fibre yields (triaxial); collapse of oval tubes comes earlier: take the lesser of this and
 * {@link ctCollapsePressure}.
 * Source: Lamé and von Mises, as in K. Newman, Coiled Tubing Pressure and Tension Limits, SPE 23131 (1991).
 */
export const ctWorkingEnvelope = (
  input: CtSize & {
    readonly axialForceLbf: Float64Array;
    readonly yieldStrengthPsi: number;
    readonly designFactor?: number;
  },
): CtEnvelope => {
  const { axialForceLbf, yieldStrengthPsi, designFactor = 1 } = input;
  const issues = argumentIssues(
    {
      outsideDiameterIn: input.outsideDiameterIn,
      wallIn: input.wallIn,
      yieldStrengthPsi,
      designFactor,
    },
    wallRule(input),
    'outsideDiameterIn wallIn yieldStrengthPsi',
  );
  const strength = isUsable(issues) ? designFactor * yieldStrengthPsi : Number.NaN;
  const area = metalArea(input);
  const [outer, inner] = squaredRadii(input);
  const burst = (outer + inner) / (outer - inner);
  const collapse = (2 * outer) / (outer - inner);
  // Hoop and radial stress for each psi of pressure: (burst, -1) from inside, (-collapse, 0) from outside.
  const envelope = {
    axialForceLbf,
    burstPressurePsi: axialForceLbf.map((force) =>
      pressureAtYield(force / area, strength, burst, -1),
    ),
    collapsePressurePsi: axialForceLbf.map((force) =>
      pressureAtYield(force / area, strength, -collapse, 0),
    ),
  };
  return { ...envelope, issues: issues.length > 0 ? issues : lostIssues(envelope) };
};

/** The pressure p ≥ 0 at which the axial stress with hoop h p and radial r p yields. */
const pressureAtYield = (axial: number, strength: number, hoop: number, radial: number): number => {
  const square = hoop ** 2 + radial ** 2 - hoop * radial;
  const half = (axial * (hoop + radial)) / 2;
  const spare = strength ** 2 - axial ** 2;
  if (!(spare >= 0)) return Number.NaN;
  return (half + sqrt(half ** 2 + square * spare)) / square;
};
