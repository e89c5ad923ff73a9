import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { marchPressure } from '../../src/outflow/index.ts';

describe('marchPressure', () => {
  test('follows a gas column, whose gradient is in proportion to the pressure, within its tolerance', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 1e-6, max: 3e-4, noNaN: true }),
        fc.double({ min: 20, max: 5000, noNaN: true }),
        fc.integer({ min: 2, max: 12 }),
        (rate, startPressurePsia, stations) => {
          const depthsFt = Array.from(
            { length: stations },
            (_, i) => (10_000 * i) / (stations - 1),
          );
          const { pressuresPsia, issues } = marchPressure({
            depthsFt,
            startPressurePsia,
            relativeTolerance: 1e-5,
            gradientPsiFt: (_, pressure) => rate * pressure,
          });
          expect(issues).toEqual([]);
          for (const [i, depth] of depthsFt.entries()) {
            const exact = startPressurePsia * Math.exp(rate * depth);
            expect(Math.abs(pressuresPsia[i]! / exact - 1)).toBeLessThan(1e-5);
          }
        },
      ),
    );
  });

  test('takes a jump of the gradient in its stride and says what it may be wrong by', () => {
    const { pressuresPsia, estimatedErrorPsi, issues } = marchPressure({
      depthsFt: [0, 1000],
      startPressurePsia: 100,
      gradientPsiFt: (depth) => (depth < 333.3 ? 0.1 : 0.4),
    });
    const exact = 100 + 33.33 + 0.4 * 666.7;
    expect(issues).toEqual([]);
    expect(Math.abs(pressuresPsia[1]! - exact)).toBeLessThan(0.05);
    expect(estimatedErrorPsi).toBeLessThan(0.05);
  });

  test('knows which piece between stations it is on, in both directions', () => {
    const gradients = [0.1, 0.2, 0.4];
    const down = marchPressure({
      depthsFt: [0, 100, 300, 400],
      startPressurePsia: 50,
      gradientPsiFt: (_, __, segment) => gradients[segment]!,
    });
    expect([...down.pressuresPsia]).toEqual([50, 60, 100, 140].map((p) => expect.closeTo(p, 9)));
    const up = marchPressure({
      depthsFt: [400, 300, 100, 0],
      startPressurePsia: 140,
      gradientPsiFt: (_, __, segment) => gradients[2 - segment]!,
    });
    expect(up.pressuresPsia[3]).toBeCloseTo(50, 9);
  });

  test('stops where the pressure falls to nothing', () => {
    const { pressuresPsia, issues } = marchPressure({
      depthsFt: [1000, 500, 0],
      startPressurePsia: 300,
      gradientPsiFt: () => 0.5,
    });
    expect(pressuresPsia[1]).toBeCloseTo(50, 9);
    expect(pressuresPsia[2]).toBeNaN();
    expect(issues).toMatchObject([{ code: 'NO_SOLUTION' }]);
  });

  test('stops where the gradient has no value', () => {
    const { pressuresPsia, issues } = marchPressure({
      depthsFt: [0, 1000],
      startPressurePsia: 300,
      gradientPsiFt: (depth) => (depth > 500 ? Number.NaN : 0.1),
    });
    expect(pressuresPsia[1]).toBeNaN();
    expect(issues).toMatchObject([{ code: 'NO_SOLUTION' }]);
  });

  test('says when a gradient is too rough to be integrated', () => {
    let sign = 1;
    const { issues } = marchPressure({
      depthsFt: [0, 1000],
      startPressurePsia: 300,
      relativeTolerance: 1e-9,
      gradientPsiFt: () => (sign = -sign),
    });
    expect(issues).toMatchObject([{ code: 'NOT_CONVERGED' }]);
  });

  test.each([
    { depthsFt: [0], startPressurePsia: 1, code: 'OUT_OF_DOMAIN' },
    { depthsFt: [0, 10, 5], startPressurePsia: 1, code: 'OUT_OF_DOMAIN' },
    { depthsFt: [0, Number.NaN], startPressurePsia: 1, code: 'NOT_FINITE' },
    { depthsFt: [0, 10], startPressurePsia: 0, code: 'OUT_OF_DOMAIN' },
    { depthsFt: [0, 10], startPressurePsia: 1, relativeTolerance: 0, code: 'OUT_OF_DOMAIN' },
  ])('refuses %o', ({ code, ...input }) => {
    const march = marchPressure({ ...input, gradientPsiFt: () => 1 });
    expect(march.issues).toMatchObject([{ code }]);
    expect([...march.pressuresPsia].every(Number.isNaN)).toBe(true);
  });
});
