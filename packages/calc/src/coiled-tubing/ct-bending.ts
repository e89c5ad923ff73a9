import type { Domains } from '../argument-domains.ts';
import { evaluate } from '../evaluate.ts';
import { max } from '../math.ts';
import type { Quantity } from '../quantity.ts';
import { STEEL_MODULUS_PSI } from './ct-section.ts';

/** A tube bent to a radius. */
export interface CtBend {
  /** More than 0, in. */
  readonly outsideDiameterIn: number;
  /** Radius of the neutral axis (reel core or guide arch, plus half the diameter), more than 0, in. */
  readonly bendRadiusIn: number;
}

/** Strength of the tube's metal. */
export interface CtMetal {
  /** More than 0, psi. */
  readonly yieldStrengthPsi: number;
  /** Young's modulus (default 30e6), psi. */
  readonly modulusPsi?: number;
}

/**
 * Computes the largest strain of a bent tube, at its outer fibre (dimensionless).
 *
 * @param input - outside diameter and radius of the bend, at least half the diameter, in
 *
 * Source: beam theory, ε = OD / 2R.
 */
export const ctBendingStrain = (input: CtBend): Quantity =>
  evaluate(input, bentStrain, bendRule(input));

const bentStrain = (bend: CtBend): number => bend.outsideDiameterIn / 2 / bend.bendRadiusIn;

/** A tube does not bend tighter than its own radius. */
const bendRule = (bend: CtBend): Domains => ({
  bendRadiusIn: { above: 0, min: bend.outsideDiameterIn / 2 },
});

/**
 * Computes the radius at which a tube begins to yield when bent, in.
 *
 * @param input - outside diameter (in), yield strength and modulus (psi)
 *
 * Source: beam theory, Ry = E OD / 2 σy.
 */
export const ctYieldRadius = (input: { readonly outsideDiameterIn: number } & CtMetal): Quantity =>
  evaluate(
    { modulusPsi: STEEL_MODULUS_PSI, ...input },
    (given) => (given.modulusPsi * given.outsideDiameterIn) / 2 / given.yieldStrengthPsi,
  );

/**
 * Computes the plastic part of the outer fibre's strain; 0 while the bend is elastic.
 *
 * @param input - the bend (in) and the metal (psi)
 *
 * Validity: elastic, perfectly plastic metal, bent once from straight.
 * Source: as ctBendingStrain, less the strain at yield.
 */
export const ctPlasticStrain = (input: CtBend & CtMetal): Quantity =>
  evaluate(
    { modulusPsi: STEEL_MODULUS_PSI, ...input },
    (tube) => max(0, bentStrain(tube) - tube.yieldStrengthPsi / tube.modulusPsi),
    bendRule(input),
  );
