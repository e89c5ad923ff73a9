import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  casingBodyYield,
  casingBurstPressure,
  casingCollapsePressure,
} from '../../src/drilling/index.ts';

/** Published ratings of API Bulletin 5C2, rounded to 10 psi there. */
const ratings = [
  {
    name: '9 5/8 47# N-80',
    od: 9.625,
    wall: 0.472,
    grade: 80,
    burst: 6870,
    collapse: 4760,
    regime: 'plastic',
  },
  {
    name: '7 29# N-80',
    od: 7,
    wall: 0.408,
    grade: 80,
    burst: 8160,
    collapse: 7030,
    regime: 'plastic',
  },
  {
    name: '13 3/8 68# K-55',
    od: 13.375,
    wall: 0.48,
    grade: 55,
    burst: 3450,
    collapse: 1950,
    regime: 'transition',
  },
  {
    name: '20 94# K-55',
    od: 20,
    wall: 0.438,
    grade: 55,
    burst: 2110,
    collapse: 520,
    regime: 'elastic',
  },
  {
    name: '2 3/8 4.7# N-80',
    od: 2.375,
    wall: 0.19,
    grade: 80,
    burst: 11_200,
    collapse: 11_780,
    regime: 'yield',
  },
];

const sizeOf = (rating: { od: number; wall: number; grade: number }) => ({
  outsideDiameterIn: rating.od,
  wallIn: rating.wall,
  yieldStrengthPsi: rating.grade * 1000,
});

describe('casing', () => {
  test.each(ratings)(
    '$name has the ratings of the tables, by the formula for $regime',
    (rating) => {
      const size = sizeOf(rating);
      expect(Math.abs(casingBurstPressure(size).value - rating.burst)).toBeLessThan(6);
      const collapse = casingCollapsePressure(size);
      expect(Math.abs(collapse.pressurePsi - rating.collapse)).toBeLessThan(10);
      expect(collapse.regime).toBe(rating.regime);
    },
  );

  test('collapses at a pressure that does not jump where one formula hands over to the next', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 6, max: 60, noNaN: true }),
        fc.constantFrom(40_000, 55_000, 80_000, 110_000, 140_000),
        (slenderness, yieldStrengthPsi) => {
          const at = (ratio: number): number =>
            casingCollapsePressure({ outsideDiameterIn: ratio, wallIn: 1, yieldStrengthPsi })
              .pressurePsi;
          const change = at(slenderness * 1.001) / at(slenderness);
          expect(change).toBeLessThan(1);
          expect(change).toBeGreaterThan(0.99);
        },
      ),
    );
  });

  test('collapses earlier in tension, and no later in compression', () => {
    const size = sizeOf(ratings[1]!);
    const free = casingCollapsePressure(size).pressurePsi;
    const pulled = casingCollapsePressure({ ...size, axialStressPsi: 30_000 }).pressurePsi;
    expect(pulled).toBeLessThan(free);
    expect(casingCollapsePressure({ ...size, axialStressPsi: -30_000 }).pressurePsi).toBe(free);
  });

  test('holds more outside with pressure inside, less the part that acts on the smaller bore', () => {
    const size = sizeOf(ratings[1]!);
    const supported = casingCollapsePressure({ ...size, internalPressurePsi: 1000 }).pressurePsi;
    const gain = supported - casingCollapsePressure(size).pressurePsi;
    expect(gain).toBeCloseTo((1000 * (7 - 2 * 0.408)) / 7, 6);
  });

  test('yields at stress times area', () => {
    const { value } = casingBodyYield(sizeOf(ratings[1]!));
    expect(value).toBeCloseTo((Math.PI / 4) * (7 ** 2 - 6.184 ** 2) * 80_000, 3);
  });

  test('of a grade outside the regression is told to be extrapolated', () => {
    const soft = casingCollapsePressure({
      outsideDiameterIn: 7,
      wallIn: 0.4,
      yieldStrengthPsi: 30_000,
    });
    expect(soft.issues).toMatchObject([{ code: 'EXTRAPOLATED', parameter: 'yieldStrengthPsi' }]);
    expect(soft.pressurePsi).toBeGreaterThan(0);
  });

  test('that is all wall, or pulled to its yield, has no rating', () => {
    const size = sizeOf(ratings[1]!);
    const solid = casingCollapsePressure({ ...size, wallIn: 3.5 });
    expect([solid.pressurePsi, solid.regime]).toEqual([NaN, undefined]);
    expect(casingBurstPressure({ ...size, wallIn: -0.1 }).issues[0]?.parameter).toBe('wallIn');
    const pulled = casingCollapsePressure({ ...size, axialStressPsi: 80_000 });
    expect(pulled.issues[0]?.parameter).toBe('axialStressPsi');
  });
});
