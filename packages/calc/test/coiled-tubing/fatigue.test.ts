import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  coffinMansonLife,
  ctBendingCycles,
  ctFatigueAfterCut,
  ctFatigueAfterJob,
  ctTripDamage,
  minerDamage,
} from '../../src/coiled-tubing/index.ts';

const curve = {
  strengthCoefficientPsi: 130_000,
  strengthExponent: -0.09,
  ductilityCoefficient: 0.45,
  ductilityExponent: -0.6,
};
const strainAt = (cycles: number): number =>
  (130_000 / 30e6) * (2 * cycles) ** -0.09 + 0.45 * (2 * cycles) ** -0.6;

describe('the strain-life curve', () => {
  test('gives back the cycles that a strain was computed for', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 7, noNaN: true }), (power) => {
        const cycles = 10 ** power;
        const life = coffinMansonLife({ ...curve, strainAmplitude: strainAt(cycles) });
        expect(life.value / cycles).toBeCloseTo(1, 8);
      }),
    );
  });

  test('of a strain that breaks the metal in the first reversal has no life', () => {
    expect(coffinMansonLife({ ...curve, strainAmplitude: 0.6 })).toMatchObject({
      value: Number.NaN,
      issues: [{ code: 'OUT_OF_DOMAIN', parameter: 'strainAmplitude' }],
    });
  });

  test('with an exponent that rises is refused', () => {
    const rising = coffinMansonLife({ ...curve, strengthExponent: 0.09, strainAmplitude: 0.01 });
    expect(rising.issues[0]?.parameter).toBe('strengthExponent');
  });
});

describe("Miner's sum", () => {
  test('is the sum of the shares', () => {
    const sum = minerDamage({ cycles: [40, 25, 10], lifeCycles: Float64Array.of(200, 150, 60) });
    expect(sum.damage).toBeCloseTo(0.2 + 1 / 6 + 1 / 6, 12);
    expect(sum.remainingFraction).toBeCloseTo(1 - sum.damage, 12);
    expect(minerDamage({ cycles: [], lifeCycles: [] }).damage).toBe(0);
  });

  test('leaves nothing where the life is used up', () => {
    expect(minerDamage({ cycles: [300], lifeCycles: [200] }).remainingFraction).toBe(0);
    expect(minerDamage({ cycles: [200], lifeCycles: [200] }).isFailed).toBe(true);
    expect(minerDamage({ cycles: [199], lifeCycles: [200] }).isFailed).toBe(false);
  });

  test('of lists of different length, negative cycles or no life is unknown', () => {
    expect(minerDamage({ cycles: [1, 2], lifeCycles: [10] }).damage).toBeNaN();
    expect(minerDamage({ cycles: [-1], lifeCycles: [10] }).issues[0]?.parameter).toBe('cycles');
    expect(minerDamage({ cycles: [1], lifeCycles: [0] }).issues[0]?.parameter).toBe('lifeCycles');
  });
});

const bends = { outsideDiameterIn: 1.75, reelRadiusIn: 50, archRadiusIn: 72, curve };

describe('a trip', () => {
  test('is one cycle of the reel and two of the arch', () => {
    const trip = ctTripDamage(bends);
    const reel = coffinMansonLife({ ...curve, strainAmplitude: 0.875 / 50 }).value;
    const arch = coffinMansonLife({ ...curve, strainAmplitude: 0.875 / 72 }).value;
    expect(trip.damagePerTrip).toBeCloseTo(1 / reel + 2 / arch, 12);
    expect(trip.tripsToFailure * trip.damagePerTrip).toBeCloseTo(1, 12);
    expect(ctBendingCycles(7).value).toBe(21);
  });

  test('around wider bends costs less', () => {
    const wide = ctTripDamage({ ...bends, reelRadiusIn: 60 });
    expect(wide.damagePerTrip).toBeLessThan(ctTripDamage(bends).damagePerTrip);
    const half = ctTripDamage({ ...bends, amplitudeShare: 0.5 });
    expect(half.damagePerTrip).toBeLessThan(ctTripDamage(bends).damagePerTrip / 3);
  });
});

describe('fatigue along a string', () => {
  const count = 40;
  const string = {
    ...bends,
    damage: new Float64Array(count),
    segmentLengthFt: 100,
    wallIn: 0.134,
    yieldStrengthPsi: 80_000,
  };
  const { damagePerTrip } = ctTripDamage(bends);
  const recordOf = (depths: readonly number[], pressure = 0) => ({
    depthFt: Float64Array.from(depths),
    internalPressurePsi: new Float64Array(depths.length).fill(pressure),
  });

  test('is one trip for what went in, and none for what stayed on the reel', () => {
    const found = ctFatigueAfterJob({ ...string, job: recordOf([0, 1950, 0]) });
    for (const [segment, damage] of found.damage.entries()) {
      expect(damage).toBeCloseTo(segment < 20 ? damagePerTrip : 0, 12);
      expect(found.bendingCycles[segment]).toBe(segment < 20 ? 3 : 0);
      expect(found.remainingFraction[segment]).toBeCloseTo(1 - damage, 12);
    }
    expect(found.issues).toEqual([]);
  });

  test('is greatest where the string was worked up and down', () => {
    const job = recordOf([0, 2000, 1500, 2000, 1500, 2000, 0]);
    const found = ctFatigueAfterJob({ ...string, job });
    expect(found.bendingCycles[5]).toBe(3);
    expect(found.bendingCycles[17]).toBe(9);
    expect(found.maxDamageSegment).toBe(15);
    expect(found.maxDamage).toBeCloseTo(3 * damagePerTrip, 12);
  });

  test('adds up over jobs, and leaves the damage before as it was', () => {
    const first = ctFatigueAfterJob({ ...string, job: recordOf([0, 1000, 0]) });
    const before = first.damage.slice();
    const second = ctFatigueAfterJob({
      ...string,
      damage: first.damage,
      job: recordOf([0, 2500, 0]),
    });
    expect(first.damage).toEqual(before);
    expect(second.damage[3]).toBeCloseTo(2 * damagePerTrip, 12);
    expect(second.damage[20]).toBeCloseTo(damagePerTrip, 12);
  });

  const turns = fc.array(fc.integer({ min: 0, max: 4000 }), { minLength: 1, maxLength: 8 });

  test('does not depend on how densely the job was recorded', () => {
    fc.assert(
      fc.property(turns, fc.integer({ min: 2, max: 60 }), (depths, parts) => {
        const coarse = [0, ...depths.map((depth) => 10 * Math.round(depth / 10)), 0];
        const dense = coarse.slice(1).flatMap((depth, i) => {
          const from = coarse[i]!;
          return Array.from({ length: parts }, (_, part) => from + ((depth - from) * part) / parts);
        });
        const plain = ctFatigueAfterJob({ ...string, job: recordOf(coarse) });
        const fine = ctFatigueAfterJob({ ...string, job: recordOf([...dense, 0]) });
        expect(fine.bendingCycles).toEqual(plain.bendingCycles);
      }),
    );
  });

  test('does not count the jitter of the depth counter', () => {
    const inward = Array.from({ length: 390 }, (_, i) => [5 * i, Math.max(0, 5 * i - 2)]).flat();
    const outward = inward.toReversed();
    const job = recordOf([...inward, 1950, ...outward, 0]);
    expect(ctFatigueAfterJob({ ...string, job }).bendingCycles).toEqual(
      ctFatigueAfterJob({ ...string, job: recordOf([0, 1950, 0]) }).bendingCycles,
    );
    const counted = ctFatigueAfterJob({ ...string, deadbandFt: 0, job });
    expect(counted.maxDamage).toBeGreaterThan(20 * damagePerTrip);
  });

  /** Each point of a segment goes past the arch on its own: the slow and obvious way, for exact turning points. */
  function passesOfSegment(depths: readonly number[], segment: number): number {
    let passes = 0;
    for (let i = 1; i < depths.length; i++) {
      const [low, high] = [
        Math.min(depths[i - 1]!, depths[i]!),
        Math.max(depths[i - 1]!, depths[i]!),
      ];
      if (high > segment * 100 && low < (segment + 1) * 100) passes++;
    }
    return passes;
  }

  test('counts the ways that touch each segment', () => {
    fc.assert(
      fc.property(turns, (raw) => {
        // Alternate shallow and deep, so that every row is a turning point.
        const depths = [
          0,
          ...raw.map((depth, i) => (i % 2 === 0 ? 2000 + depth / 2 : depth / 4)),
          0,
        ];
        const found = ctFatigueAfterJob({ ...string, deadbandFt: 0, job: recordOf(depths) });
        const turning = depths.filter((depth, i) => {
          if (i === 0 || i === depths.length - 1) return true;
          return (depth - depths[i - 1]!) * (depths[i + 1]! - depth) < 0;
        });
        for (let segment = 0; segment < count; segment++) {
          expect(found.bendingCycles[segment]).toBe(1.5 * passesOfSegment(turning, segment));
        }
      }),
    );
  });

  test('is more with pressure when the exponent says so, and a neglect is told', () => {
    const job = recordOf([0, 1000, 0], 4000);
    const neglected = ctFatigueAfterJob({ ...string, job });
    expect(neglected.issues).toMatchObject([
      { code: 'EXTRAPOLATED', parameter: 'internalPressurePsi' },
    ]);
    const counted = ctFatigueAfterJob({ ...string, job, pressureExponent: 2 });
    const hoop = (4000 * 1.482) / (2 * 0.134);
    expect(counted.damage[0]).toBeCloseTo(damagePerTrip / (1 - hoop / 80_000) ** 2, 12);
    expect(counted.issues).toEqual([]);
  });

  test('is more at welds and where the wall is thin', () => {
    const lifeFactor = new Float64Array(count).fill(1);
    lifeFactor[4] = 0.5;
    const wallIn = new Float64Array(count).fill(0.134);
    wallIn[6] = 0.109;
    const found = ctFatigueAfterJob({
      ...string,
      lifeFactor,
      wallIn,
      pressureExponent: 3,
      job: recordOf([0, 1000, 0], 3000),
    });
    expect(found.damage[4]).toBeCloseTo(2 * found.damage[3]!, 12);
    expect(found.damage[6]).toBeGreaterThan(found.damage[5]!);
  });

  test('of tube between arch and zero of depth is bent before depth begins', () => {
    const found = ctFatigueAfterJob({
      ...string,
      surfacePathFt: 150,
      job: recordOf([-150, 100, -150]),
    });
    expect(found.bendingCycles.slice(0, 4)).toEqual(Float64Array.of(3, 3, 3, 0));
  });

  test('is unknown for a job deeper than the string, pressure that bursts it, or columns that do not fit', () => {
    const bad = (change: object) =>
      ctFatigueAfterJob({ ...string, job: recordOf([0, 1000]), ...change });
    expect(bad({ job: recordOf([0, 5000]) }).issues[0]?.parameter).toBe('depthFt');
    expect(bad({ job: recordOf([0, 100], 50_000) }).issues[0]?.parameter).toBe(
      'internalPressurePsi',
    );
    expect(bad({ lifeFactor: new Float64Array(3) }).issues[0]?.parameter).toBe('lifeFactor');
    expect(bad({ segmentLengthFt: 0 }).maxDamage).toBeNaN();
    expect([...bad({ wallIn: 2 }).damage].every(Number.isNaN)).toBe(true);
    expect(bad({ job: recordOf([]) }).issues[0]?.code).toBe('OUT_OF_DOMAIN');
  });

  test('goes along with the string when its end is cut off', () => {
    const damage = Float64Array.of(0.5, 0.4, 0.1, 0.2);
    const cut = (cutLengthFt: number) => [
      ...ctFatigueAfterCut({ damage, segmentLengthFt: 100, cutLengthFt }).damage,
    ];
    expect(cut(0)).toEqual([0.5, 0.4, 0.1, 0.2]);
    expect(cut(200)).toEqual([0.1, 0.2]);
    expect(cut(150)).toEqual([0.4, 0.2, 0.2]);
    expect(cut(400)).toEqual([]);
    expect(
      ctFatigueAfterCut({ damage, segmentLengthFt: 100, cutLengthFt: 401 }).issues,
    ).toHaveLength(1);
  });
});
