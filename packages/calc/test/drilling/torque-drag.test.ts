import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  capstanForce,
  minimumCurvaturePath,
  softStringStep,
  straightStringForces,
  torqueAndDrag,
  type WellPath,
} from '../../src/drilling/index.ts';

const pathOf = (...stations: readonly (readonly [number, number, number])[]): WellPath =>
  minimumCurvaturePath({
    measuredDepthFt: Float64Array.from(stations, (row) => row[0]),
    inclinationDeg: Float64Array.from(stations, (row) => row[1]),
    azimuthDeg: Float64Array.from(stations, (row) => row[2]),
  });
const pipe = { lengthFt: 1000, buoyedWeightLbfPerFt: 20, contactDiameterIn: 6 };

describe('an element of the soft string', () => {
  const element = {
    forceBottomLbf: 30_000,
    buoyedWeightLbfPerFt: 20,
    lengthFt: 100,
    inclinationBottomDeg: 33,
    inclinationTopDeg: 30,
    azimuthBottomDeg: 102,
    azimuthTopDeg: 100,
    frictionFactor: 0.25,
    radiusFt: 0.2,
  };

  test('presses on the wall by its weight alone where it hangs without tension', () => {
    const { normalForceLbf } = softStringStep({ ...element, forceBottomLbf: 0 });
    expect(normalForceLbf).toBeCloseTo(2000 * Math.sin((31.5 * Math.PI) / 180), 9);
  });

  test('is lifted off the low side by tension in a build, unless the other convention is asked for', () => {
    const flat = { ...element, azimuthTopDeg: 102 };
    const { normalForceLbf: lifted } = softStringStep(flat);
    const { normalForceLbf: pressed } = softStringStep({
      ...flat,
      inclinationChange: 'bottomLessTop',
    });
    const weight = 2000 * Math.sin((31.5 * Math.PI) / 180);
    const tension = 30_000 * ((3 * Math.PI) / 180);
    expect(lifted).toBeCloseTo(Math.abs(tension - weight), 6);
    expect(pressed).toBeCloseTo(tension + weight, 6);
  });

  test('turns over north the short way', () => {
    const east = softStringStep({ ...element, azimuthTopDeg: 1, azimuthBottomDeg: 359 });
    const plain = softStringStep({ ...element, azimuthTopDeg: 102, azimuthBottomDeg: 100 });
    expect(east.normalForceLbf).toBeCloseTo(plain.normalForceLbf, 6);
  });

  test('of negative length or with a friction of 3 has no forces', () => {
    expect(softStringStep({ ...element, lengthFt: -1 }).issues[0]?.parameter).toBe('lengthFt');
    expect(softStringStep({ ...element, frictionFactor: 3 }).pickupForceLbf).toBeNaN();
  });
});

describe('a whole string', () => {
  const friction = fc.double({ min: 0, max: 0.6, noNaN: true });

  test('around a bend without weight follows the capstan equation, whatever the bend lies in', () => {
    fc.assert(
      fc.property(
        friction,
        fc.double({ min: 1, max: 90, noNaN: true }),
        fc.constantFrom(0, 45, 90),
        (openHoleFriction, dogleg, inclination) => {
          const path = pathOf([0, inclination, 0], [1000, inclination + dogleg, 0]);
          // Nothing hangs below to pull, so the string is pushed: the equation is the same.
          const { hookLoadLbf } = torqueAndDrag({
            path,
            string: [{ ...pipe, buoyedWeightLbfPerFt: 0 }],
            motion: 'slackOff',
            openHoleFriction,
            weightOnBitLbf: 10_000,
          });
          const expected = capstanForce({
            forceBottomLbf: 10_000,
            frictionFactor: openHoleFriction,
            doglegDeg: dogleg,
          }).value;
          expect(-hookLoadLbf / expected).toBeCloseTo(1, 6);
        },
      ),
    );
  });

  test('in a straight hole has the forces of the closed form, and its torque', () => {
    const path = pathOf([0, 40, 70], [1500, 40, 70], [3000, 40, 70]);
    const closed = straightStringForces({
      buoyedWeightLbfPerFt: 20,
      lengthFt: 3000,
      inclinationDeg: 40,
      frictionFactor: 0.25,
      radiusFt: 0.25,
    });
    const run = (motion: 'pickup' | 'rotating' | 'slackOff') =>
      torqueAndDrag({ path, string: [pipe], motion, openHoleFriction: 0.25 });
    expect(run('pickup').hookLoadLbf).toBeCloseTo(closed.pickupForceLbf, 4);
    expect(run('slackOff').hookLoadLbf).toBeCloseTo(closed.slackOffForceLbf, 4);
    expect(run('rotating').hookLoadLbf).toBeCloseTo(closed.rotatingForceLbf, 4);
    expect(run('rotating').surfaceTorqueFtLbf).toBeCloseTo(closed.torqueFtLbf, 4);
    expect(run('pickup').surfaceTorqueFtLbf).toBe(0);
  });

  test.each(Object.keys(pipe))(
    'is unknown for a component without %s, anywhere in the string',
    (name) => {
      const { [name as 'lengthFt']: _, ...rest } = pipe;
      const path = minimumCurvaturePath({
        measuredDepthFt: Float64Array.of(0, 3000),
        inclinationDeg: Float64Array.of(0, 60),
        azimuthDeg: Float64Array.of(0, 0),
      });
      for (const string of [
        [rest, pipe],
        [pipe, rest],
      ] as never[]) {
        const found = torqueAndDrag({ path, string, motion: 'rotating', openHoleFriction: 0.25 });
        expect(found.surfaceTorqueFtLbf).toBeNaN();
        expect(found.issues).toMatchObject([{ code: 'NOT_FINITE', parameter: name }]);
      }
    },
  );

  test('without friction carries the weight of its vertical extent, in any well', () => {
    const angle = fc.double({ min: 0, max: 100, noNaN: true });
    fc.assert(
      fc.property(fc.array(fc.tuple(angle, angle), { minLength: 2, maxLength: 6 }), (rows) => {
        const path = pathOf(...rows.map(([i, a], row) => [row * 500, i, a] as const));
        const { hookLoadLbf } = torqueAndDrag({
          path,
          string: [pipe],
          motion: 'pickup',
          openHoleFriction: 0,
        });
        expect(hookLoadLbf).toBeCloseTo(20 * path.tvdFt.at(-1)!, 3);
      }),
    );
  });

  test('needs more to pull than to turn, and more to turn than to run', () => {
    const path = pathOf([0, 0, 0], [2000, 0, 0], [4000, 60, 30], [8000, 60, 40]);
    fc.assert(
      fc.property(fc.double({ min: 0.01, max: 0.6, noNaN: true }), (openHoleFriction) => {
        const run = (motion: 'pickup' | 'rotating' | 'slackOff') =>
          torqueAndDrag({ path, string: [pipe], motion, openHoleFriction }).hookLoadLbf;
        expect(run('pickup')).toBeGreaterThan(run('rotating'));
        expect(run('rotating')).toBeGreaterThan(run('slackOff'));
      }),
    );
  });

  test('is the same when a station is put between, on the arc', () => {
    const half = minimumCurvaturePath({
      measuredDepthFt: Float64Array.of(0, 1000, 2000, 3000),
      inclinationDeg: Float64Array.of(0, 20, 40, 60),
      azimuthDeg: Float64Array.of(0, 0, 0, 0),
    });
    const whole = pathOf([0, 0, 0], [3000, 60, 0]);
    const run = (path: WellPath) =>
      torqueAndDrag({ path, string: [pipe], motion: 'pickup', openHoleFriction: 0.3 });
    expect(run(half).hookLoadLbf / run(whole).hookLoadLbf).toBeCloseTo(1, 6);
  });

  test('follows an integration by tiny elements of Johancsik', () => {
    const path = pathOf([0, 0, 0], [3000, 60, 0]);
    let force = 0;
    const parts = 20_000;
    for (let i = parts; i > 0; i--) {
      force = softStringStep({
        forceBottomLbf: force,
        buoyedWeightLbfPerFt: 20,
        lengthFt: 3000 / parts,
        inclinationBottomDeg: (60 * i) / parts,
        inclinationTopDeg: (60 * (i - 1)) / parts,
        azimuthBottomDeg: 0,
        azimuthTopDeg: 0,
        frictionFactor: 0.3,
        radiusFt: 0,
      }).pickupForceLbf;
    }
    const found = torqueAndDrag({ path, string: [pipe], motion: 'pickup', openHoleFriction: 0.3 });
    expect(Math.abs(found.hookLoadLbf / force - 1)).toBeLessThan(1e-3);
  });

  test('changes weight where its components do, and friction at the shoe', () => {
    const path = pathOf([0, 90, 0], [2000, 90, 0]);
    const collars = { lengthFt: 300, buoyedWeightLbfPerFt: 100, contactDiameterIn: 8 };
    const { hookLoadLbf, surfaceTorqueFtLbf } = torqueAndDrag({
      path,
      string: [collars, pipe],
      motion: 'pickup',
      openHoleFriction: 0.4,
      casedHoleFriction: 0.2,
      shoeDepthFt: 1500,
      bitTorqueFtLbf: 700,
    });
    expect(hookLoadLbf).toBeCloseTo(0.4 * (300 * 100 + 200 * 20) + 0.2 * 1500 * 20, 6);
    expect(surfaceTorqueFtLbf).toBe(700);
    const turning = torqueAndDrag({
      path,
      string: [collars, pipe],
      motion: 'rotating',
      openHoleFriction: 0.4,
      bitTorqueFtLbf: 700,
    });
    const expected = 700 + 0.4 * (300 * 100 * (4 / 12) + 1700 * 20 * (3 / 12));
    expect(turning.surfaceTorqueFtLbf).toBeCloseTo(expected, 6);
  });

  test('comes as columns from the surface to the bit', () => {
    const path = pathOf([0, 0, 0], [500, 10, 0], [1000, 30, 0]);
    const found = torqueAndDrag({
      path,
      string: [pipe],
      motion: 'slackOff',
      openHoleFriction: 0.2,
      bitDepthFt: 800,
      weightOnBitLbf: 1000,
    });
    expect(found.measuredDepthFt[0]).toBe(0);
    expect(found.measuredDepthFt.at(-1)).toBe(800);
    expect(found.axialForceLbf.at(-1)).toBe(-1000);
    expect(found.axialForceLbf[0]).toBe(found.hookLoadLbf);
    expect(found.contactForceLbfPerFt.length).toBe(found.measuredDepthFt.length);
    const isSorted = found.measuredDepthFt.every((depth, i, all) => i === 0 || depth > all[i - 1]!);
    expect(isSorted).toBe(true);
  });

  test('without components, or with the bit beyond the survey, has no forces', () => {
    const path = pathOf([0, 0, 0], [500, 10, 0]);
    const given = { path, motion: 'pickup', openHoleFriction: 0.2 } as const;
    expect(torqueAndDrag({ ...given, string: [] }).hookLoadLbf).toBeNaN();
    const deep = torqueAndDrag({ ...given, string: [pipe], bitDepthFt: 501 });
    expect(deep.issues).toMatchObject([{ code: 'OUT_OF_DOMAIN', parameter: 'bitDepthFt' }]);
    const short = torqueAndDrag({ ...given, path: pathOf([0, 0, 0]), string: [pipe] });
    expect(short.issues[0]?.code).toBe('NO_SOLUTION');
  });
});
