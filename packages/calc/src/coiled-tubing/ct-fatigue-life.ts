import type { Domains } from '../argument-domains.ts';
import { argumentIssues, outOfDomain } from '../argument-issues.ts';
import { evaluate, unlessIssues } from '../evaluate.ts';
import { exp, log, max } from '../math.ts';
import type { Issue, Quantity } from '../quantity.ts';
import { newton } from '../root-finding.ts';
import { STEEL_MODULUS_PSI } from './ct-section.ts';

/** Strain-life curve of a metal. */
export interface StrainLifeCurve {
  /** Fatigue strength coefficient σf', more than 0, psi. */
  readonly strengthCoefficientPsi: number;
  /** Fatigue strength exponent b (Basquin), less than 0. */
  readonly strengthExponent: number;
  /** Fatigue ductility coefficient εf', more than 0. */
  readonly ductilityCoefficient: number;
  /** Fatigue ductility exponent c (Coffin-Manson), less than 0. */
  readonly ductilityExponent: number;
  /** Young's modulus (default 30e6), psi. */
  readonly modulusPsi?: number;
}

/** Domains of a curve. */
export const CURVE_DOMAINS: Domains = {
  strengthExponent: { min: -2, below: 0 },
  ductilityExponent: { min: -2, below: 0 },
};

/**
 * Computes how many cycles of a strain amplitude a metal bears: the root N of ε = σf'/E (2N)^b + εf' (2N)^c.
 *
 * @param input.strainAmplitude - more than 0
 *
 * Accuracy: 1e-12 of N, by Newton's method in the logarithm; the curve itself scatters by a factor of two.
 * Validity: low-cycle fatigue: less than one reversal (N < 0.5) is OUT_OF_DOMAIN, the metal breaks at once.
 * Source: O.H. Basquin (1910); L.F. Coffin (1954); S.S. Manson (1953), as strain-life in ASTM E606.
 */
export const coffinMansonLife = (
  input: StrainLifeCurve & { readonly strainAmplitude: number },
): Quantity => {
  const life = evaluate(
    { modulusPsi: STEEL_MODULUS_PSI, ...input },
    (curve) => lifeCycles(curve, curve.strainAmplitude),
    CURVE_DOMAINS,
  );
  if (!(life.value < 0.5)) return life;
  return unlessIssues(
    [outOfDomain('strainAmplitude', 'the first reversal breaks the metal')],
    life,
  );
};

/** Cycles of a curve that has been checked. */
export const lifeCycles = (curve: Required<StrainLifeCurve>, strainAmplitude: number): number => {
  const { strengthExponent: b, ductilityExponent: c } = curve;
  const elastic = log(curve.strengthCoefficientPsi / curve.modulusPsi);
  const plastic = log(curve.ductilityCoefficient);
  const wanted = log(strainAmplitude);
  // Each part alone is a bound from below. The log of a sum of exponentials is convex and falls: from the left,
  // Newton's method never steps over the root.
  const least = max((wanted - elastic) / b, (wanted - plastic) / c);
  const logReversals = newton(
    (x) => {
      const strong = exp(elastic + b * x - wanted);
      const ductile = exp(plastic + c * x - wanted);
      const sum = strong + ductile;
      return [-log(sum), -(b * strong + c * ductile) / sum];
    },
    least,
    -Infinity,
  );
  return exp(logReversals) / 2;
};

/** Damage by Miner's rule. */
export interface MinerDamage {
  /** Share of the life that is used; 1 is the end. */
  readonly damage: number;
  /** Share that is left, not below 0. */
  readonly remainingFraction: number;
  /** Whether the life is used up: a damage of 1 or more. */
  readonly isFailed: boolean;
  readonly issues: readonly Issue[];
}

/**
 * Adds up the damage of cycles of several kinds (Palmgren-Miner): share of the life used and left.
 *
 * @param input.cycles - cycles done of each kind, 0 or more, shape (n)
 * @param input.lifeCycles - cycles to failure of each kind, more than 0, shape (n)
 *
 * Source: M.A. Miner, Cumulative Damage in Fatigue, J. Appl. Mech. 12 (1945).
 */
export const minerDamage = (input: {
  readonly cycles: readonly number[] | Float64Array;
  readonly lifeCycles: readonly number[] | Float64Array;
}): MinerDamage => {
  const { cycles, lifeCycles } = input;
  let damage = 0;
  for (const [kind, count] of cycles.entries()) damage += count / lifeCycles[kind]!;
  return unlessIssues(
    argumentIssues(
      { cycles, lifeCycles },
      { cycles: { min: 0, least: 0 }, lifeCycles: { above: 0, least: 0 } },
    ),
    { damage, remainingFraction: max(0, 1 - damage), isFailed: damage >= 1 },
  );
};
