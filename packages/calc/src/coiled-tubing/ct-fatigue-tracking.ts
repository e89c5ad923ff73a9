import { SHARE } from '../argument-domains.ts';
import { argumentIssues, rangeIssues } from '../argument-issues.ts';
import { wallRule } from '../drilling/casing-strength.ts';
import { max, min } from '../math.ts';
import { type Issue, isUsable, NO_ISSUES, NOT_NEGATIVE, POSITIVE } from '../quantity.ts';
import { type CtJobRecord, march } from './ct-fatigue-march.ts';
import { type CtBendingPath, ctTripDamage } from './ct-trip-damage.ts';

/** Fatigue along a string: what a row of segments stores. Segment 0 is at the free (downhole) end. */
export interface CtFatigue {
  /** Share of the life used, shape (n); 1 is the end. */
  readonly damage: Float64Array;
  /** Share left, not below 0, shape (n). */
  readonly remainingFraction: Float64Array;
  /** Bending cycles of this job, shape (n). */
  readonly bendingCycles: Float64Array;
  /** Greatest damage of the string. */
  readonly maxDamage: number;
  /** Segment with the greatest damage, -1 without one. */
  readonly maxDamageSegment: number;
  readonly issues: readonly Issue[];
}

/**
 * Adds the damage of one job to that of each segment of a string (Palmgren-Miner), dimensionless.
 *
 * A segment that passes the arch one way, in or out, has half a cycle on the reel and one on the arch: a trip in and
 * out makes the three bends. A segment counts as passed as soon as any of it has.
 *
 * @param input.damage - before the job, 0 for a new string, shape (n); it is not changed
 * @param input.segmentLengthFt - more than 0, ft
 * @param input.wallIn - wall of the string, or of each segment of a tapered one, shape (n), in
 * @param input.job - record in order of time; the tube is on the reel before
 * @param input.surfacePathFt - tube between the arch and the zero of depth (default 0), ft
 * @param input.deadbandFt - turns of less than this are jitter of the counter (default 3), ft
 * @param input.lifeFactor - share of the life that each segment has for its welds, above 0 to 1, shape (n) (default 1)
 * @param input.pressureExponent - m of N(p) = N(0) (1 - σh/σy)^m, fitted to the maker's fatigue chart; 0 (default)
 * neglects pressure, which comes back as an issue when there was any: it shortens life several times
 *
 * Convention: σh = p ID/2t; each pass takes the higher pressure of the two rows it lies between.
 * Validity: steel tube without corrosion or dents; limit of use well below 1, as charts scatter by a factor of two.
 * Source: Miner (1945) on Coffin-Manson-Basquin lives; the tracking by segments as in API RP 5C7 (1996).
 */
export const ctFatigueAfterJob = (
  input: CtBendingPath & {
    readonly damage: Float64Array;
    readonly segmentLengthFt: number;
    readonly wallIn: Float64Array | number;
    readonly yieldStrengthPsi: number;
    readonly job: CtJobRecord;
    readonly surfacePathFt?: number;
    readonly deadbandFt?: number;
    readonly lifeFactor?: Float64Array;
    readonly pressureExponent?: number;
  },
): CtFatigue => {
  const { segmentLengthFt, outsideDiameterIn, yieldStrengthPsi, job } = input;
  const { surfacePathFt = 0, deadbandFt = 3, pressureExponent = 0 } = input;
  const count = input.damage.length;
  const walls = columnOf(input.wallIn, count);
  const factors = input.lifeFactor ?? columnOf(1, count);
  const trip = ctTripDamage(input);
  const least = walls.reduce((a, b) => min(a, b), Infinity);
  const burst = (2 * least * yieldStrengthPsi) / (outsideDiameterIn - 2 * least);
  const issues = [
    ...trip.issues,
    ...argumentIssues(
      {
        damage: input.damage,
        wallIn: walls,
        lifeFactor: factors,
        segmentLengthFt,
        yieldStrengthPsi,
        surfacePathFt,
        deadbandFt,
        pressureExponent,
      },
      {
        ...wallRule(input),
        damage: NOT_NEGATIVE,
        lifeFactor: SHARE,
        segmentLengthFt: POSITIVE,
      },
      'segmentLengthFt yieldStrengthPsi',
    ),
    ...argumentIssues(job, {
      depthFt: { min: -surfacePathFt, max: count * segmentLengthFt - surfacePathFt },
      internalPressurePsi: { min: 0, below: burst },
    }),
  ];
  if (!isUsable(issues)) return fatigueOf(columnOf(NaN, count), columnOf(NaN, count), issues);
  const damage = input.damage.slice();
  const cycles = new Float64Array(count);
  const passDamage = trip.damagePerTrip / 2;
  const costOf = (segment: number, pressure: number): number => {
    const wall = walls[segment]!;
    const hoop = (pressure * (outsideDiameterIn - 2 * wall)) / (2 * wall);
    const life = (1 - hoop / yieldStrengthPsi) ** pressureExponent * factors[segment]!;
    return passDamage / life;
  };
  march({ damage, cycles, segmentFt: segmentLengthFt, costOf }, job, surfacePathFt, deadbandFt);
  return fatigueOf(damage, cycles, pressureExponent === 0 ? pressureNeglected(job) : NO_ISSUES);
};

const pressureNeglected = (job: CtJobRecord): readonly Issue[] => {
  const internalPressurePsi = job.internalPressurePsi.reduce((a, b) => max(a, b));
  return rangeIssues({ internalPressurePsi }, { internalPressurePsi: [0, 0] });
};

const columnOf = (value: Float64Array | number, count: number): Float64Array =>
  value instanceof Float64Array ? value : new Float64Array(count).fill(value ?? Number.NaN);

const fatigueOf = (
  damage: Float64Array,
  bendingCycles: Float64Array,
  issues: readonly Issue[],
): CtFatigue => {
  let worst = -1;
  for (let i = 0; i < damage.length; i++) {
    if (damage[i]! > (damage[worst] ?? -Infinity)) worst = i;
  }
  return {
    damage,
    remainingFraction: damage.map((used) => max(0, 1 - used)),
    bendingCycles,
    maxDamage: damage[worst] ?? Number.NaN,
    maxDamageSegment: worst,
    issues,
  };
};
