import { evaluate, evaluateFields } from '../evaluate.ts';
import type { Issue, Quantity } from '../quantity.ts';
import { CURVE_DOMAINS, lifeCycles, type StrainLifeCurve } from './ct-fatigue-life.ts';
import { STEEL_MODULUS_PSI } from './ct-section.ts';

/** A trip bends the tube three times: once on the reel (off and on), twice over the guide arch (in and out). */
const BENDS_PER_TRIP = 3;

/**
 * Counts the bending cycles of trips in and out: three each.
 *
 * @param tripCount - 0 or more
 *
 * Convention: a cycle is straight, bent, straight.
 * Source: by definition of the path: reel, arch, and arch again.
 */
export const ctBendingCycles = (tripCount: number): Quantity =>
  evaluate({ tripCount }, (checked) => BENDS_PER_TRIP * checked.tripCount);

/** Where a tube is bent and how its metal takes it. */
export interface CtBendingPath {
  /** Outside diameter, more than 0, in. */
  readonly outsideDiameterIn: number;
  /** Radius of the reel at the neutral axis, more than half the diameter, in. */
  readonly reelRadiusIn: number;
  /** Radius of the guide arch (gooseneck) at the neutral axis, more than half the diameter, in. */
  readonly archRadiusIn: number;
  readonly curve: StrainLifeCurve;
  /**
   * Strain amplitude of a bend over its largest strain OD/2R: 1 (default) is the cautious reading; 0.5 is right for a
   * curve that was measured on fully reversed strain, as a bend goes from straight to bent and back.
   */
  readonly amplitudeShare?: number;
}

/** Damage of a trip without pressure. */
export interface CtTripDamage {
  /** Cycles to failure on the reel. */
  readonly reelLifeCycles: number;
  /** Cycles to failure on the guide arch. */
  readonly archLifeCycles: number;
  /** Share of the life that a trip in and out uses: one cycle of the reel and two of the arch. */
  readonly damagePerTrip: number;
  /** Trips to failure. */
  readonly tripsToFailure: number;
  readonly issues: readonly Issue[];
}

/**
 * Computes the share of its life that a trip in and out takes from unpressured tubing.
 *
 * @param input - radii (in) and strain-life curve
 *
 * Source: Miner's rule on a Coffin-Manson-Basquin curve, three bends a trip (API RP 5C7).
 */
export const ctTripDamage = (input: CtBendingPath): CtTripDamage => {
  const { outsideDiameterIn, amplitudeShare = 1 } = input;
  const values = {
    outsideDiameterIn,
    reelRadiusIn: input.reelRadiusIn,
    archRadiusIn: input.archRadiusIn,
    amplitudeShare,
  };
  const radius = { above: 0, min: outsideDiameterIn / 2 };
  return evaluateFields(
    { modulusPsi: STEEL_MODULUS_PSI, ...input.curve, ...values },
    (checked) => {
      const lifeAt = (radiusIn: number): number =>
        lifeCycles(checked, (checked.amplitudeShare * checked.outsideDiameterIn) / 2 / radiusIn);
      const reelLifeCycles = lifeAt(checked.reelRadiusIn);
      const archLifeCycles = lifeAt(checked.archRadiusIn);
      const damagePerTrip = 1 / reelLifeCycles + 2 / archLifeCycles;
      return { reelLifeCycles, archLifeCycles, damagePerTrip, tripsToFailure: 1 / damagePerTrip };
    },
    { ...CURVE_DOMAINS, reelRadiusIn: radius, archRadiusIn: radius },
  );
};
