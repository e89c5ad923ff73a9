import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ctReach, ctRunInForces, ctSection } from '../../src/coiled-tubing/index.ts';
import {
  minimumCurvaturePath,
  straightStringForces,
  type WellPath,
} from '../../src/drilling/index.ts';

const pathOf = (...stations: readonly (readonly [number, number, number])[]): WellPath =>
  minimumCurvaturePath({
    measuredDepthFt: Float64Array.from(stations, (row) => row[0]),
    inclinationDeg: Float64Array.from(stations, (row) => row[1]),
    azimuthDeg: Float64Array.from(stations, (row) => row[2]),
  });
const run = {
  outsideDiameterIn: 1.75,
  wallIn: 0.134,
  buoyedWeightLbfPerFt: 2.1,
  holeDiameterIn: 4.892,
  frictionFactor: 0.3,
  yieldStrengthPsi: 80_000,
};
const horizontal = pathOf([0, 90, 0], [12_000, 90, 0]);
const well = pathOf([0, 0, 0], [6000, 0, 0], [7000, 90, 0], [20_000, 90, 0]);

describe('tubing that is run in', () => {
  test('and does not buckle has the forces of a straight string', () => {
    const slope = pathOf([0, 50, 0], [4000, 50, 0]);
    const closed = straightStringForces({
      buoyedWeightLbfPerFt: 2.1,
      lengthFt: 4000,
      inclinationDeg: 50,
      frictionFactor: 0.3,
      radiusFt: 0,
    });
    const found = ctRunInForces({ ...run, path: slope, depthFt: 4000 });
    expect(found.surfaceForceLbf).toBeCloseTo(closed.slackOffForceLbf, 4);
    expect(found.isLockedUp).toBe(false);
  });

  test('helically in a horizontal hole takes the tangent of the distance to push', () => {
    // dC/dx = μ (w + r C² / 4EI): C = a tan(μ w x / a + atan(C0 / a)) with a² = 4 EI w / r.
    const stiffness = 30e6 * ctSection(run).momentOfInertiaIn4;
    const clearance = (4.892 - 1.75) / 2;
    const a = Math.sqrt((4 * stiffness * (2.1 / 12)) / clearance);
    const endLoadLbf = 2 * a; // above the helical limit of 1.83 a
    const feet = 1000;
    const expected = a * Math.tan((0.3 * 2.1 * feet) / a + Math.atan(2));
    const found = ctRunInForces({ ...run, path: horizontal, depthFt: feet, endLoadLbf });
    expect(-found.surfaceForceLbf / expected).toBeCloseTo(1, 5);
    const top = found.contactForceLbfPerFt[0]!;
    expect(top).toBeCloseTo(2.1 + (3 * clearance * expected ** 2) / stiffness, 2);
  });

  test('with too much load on its end locks up', () => {
    const found = ctRunInForces({ ...run, path: horizontal, depthFt: 10_000, endLoadLbf: 6000 });
    expect(found.isLockedUp).toBe(true);
    expect(found.issues.every(({ code }) => code === 'NO_SOLUTION')).toBe(true);
  });

  test('beyond the path, or without friction that makes sense, has no forces', () => {
    const deep = ctRunInForces({ ...run, path: horizontal, depthFt: 12_001 });
    expect([deep.surfaceForceLbf, deep.issues[0]?.parameter]).toEqual([NaN, 'depthFt']);
    const odd = ctRunInForces({ ...run, path: horizontal, depthFt: 100, frictionFactor: -1 });
    expect(odd.issues[0]?.parameter).toBe('frictionFactor');
  });
});

describe('reach', () => {
  test('is the whole path without friction', () => {
    expect(ctReach({ ...run, path: well, frictionFactor: 0 })).toMatchObject({
      reachFt: 20_000,
      limit: 'path',
      issues: [],
    });
  });

  test('by its own weight in a straight slope steeper than the friction angle has no end, flatter no start', () => {
    const steep = pathOf([0, 60, 0], [5000, 60, 0]);
    const flat = pathOf([0, 80, 0], [5000, 80, 0]);
    expect(ctReach({ ...run, path: steep }).limit).toBe('path');
    expect(ctReach({ ...run, path: flat }).reachFt).toBeLessThan(1);
    expect(ctReach({ ...run, path: flat }).limit).toBe('push');
  });

  test('pushed into a horizontal hole is push over weight and friction, while it does not buckle', () => {
    const { reachFt, limit, surfaceForceLbf } = ctReach({
      ...run,
      path: horizontal,
      maxPushLbf: 1200,
    });
    expect(Math.abs(reachFt - 1200 / (0.3 * 2.1))).toBeLessThan(1);
    expect(limit).toBe('push');
    expect(surfaceForceLbf).toBeCloseTo(-1200, 4);
  });

  test('is less with more friction, and more with a stronger injector', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.2, max: 0.4, noNaN: true }), (frictionFactor) => {
        const here = ctReach({ ...run, path: well, frictionFactor }).reachFt;
        const rough = ctReach({
          ...run,
          path: well,
          frictionFactor: frictionFactor + 0.05,
        }).reachFt;
        const pushed = ctReach({ ...run, path: well, frictionFactor, maxPushLbf: 2000 }).reachFt;
        expect(rough).toBeLessThanOrEqual(here);
        expect(pushed).toBeGreaterThanOrEqual(here);
      }),
      { numRuns: 8 },
    );
  });

  test('ends in lock-up however strong the injector', () => {
    const strong = ctReach({ ...run, path: well, maxPushLbf: 1e9 });
    expect(strong.limit).toBe('lockUp');
    expect(strong.reachFt).toBeGreaterThan(7000);
    expect(strong.reachFt).toBeLessThan(20_000);
  });

  test('into a path of one station is unknown', () => {
    expect(ctReach({ ...run, path: pathOf([0, 0, 0]) })).toMatchObject({
      reachFt: Number.NaN,
      limit: undefined,
      issues: [{ code: 'NO_SOLUTION' }, {}],
    });
  });
});

describe('a tube that locks up in a level hole', () => {
  const level = {
    path: pathOf([0, 0, 0], [2000, 0, 0], [6000, 90, 0], [12_000, 90, 0]),
    outsideDiameterIn: 1.75,
    wallIn: 0.134,
    buoyedWeightLbfPerFt: 2,
    holeDiameterIn: 6.094,
    frictionFactor: 0.35,
    yieldStrengthPsi: 80_000,
  };

  test('has the force at the surface of the last depth that it passes', () => {
    const { reachFt, surfaceForceLbf, limit, issues } = ctReach(level);
    expect(reachFt).toBeCloseTo(9424, 1);
    expect(limit).toBe('lockUp');
    expect(issues).toEqual([]);
    expect(surfaceForceLbf).toBe(ctRunInForces({ ...level, depthFt: reachFt }).surfaceForceLbf);
    expect(Number.isFinite(surfaceForceLbf)).toBe(true);
  });

  test('has no forces beyond its lock-up, and says so', () => {
    const { isLockedUp, surfaceForceLbf, issues } = ctRunInForces({ ...level, depthFt: 11_000 });
    expect([isLockedUp, Number.isFinite(surfaceForceLbf)]).toEqual([true, false]);
    expect(issues.length).toBeGreaterThan(0);
  });

  test.each(Object.keys(level).filter((name) => name !== 'path'))(
    'is unknown without %s',
    (name) => {
      const { [name as 'wallIn']: _, ...rest } = level;
      const found = ctReach(rest as never);
      expect(found.issues).toMatchObject([{ code: 'NOT_FINITE', parameter: name }]);
      expect([found.reachFt, found.limit]).toEqual([Number.NaN, undefined]);
    },
  );
});
