import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { stepChanges } from '../../src/statistics/index.ts';

/** Numbers that look random in -1 to 1 and are always the same. */
const noise = (i: number): number => {
  const hashed = Math.sin(i * 12.9898) * 43758.5453;
  return 2 * (hashed - Math.floor(hashed)) - 1;
};

describe('stepChanges', () => {
  test('isolates two steps in noise', () => {
    const values = Float64Array.from(
      { length: 300 },
      (_, i) => 50 + (i >= 100 ? 4 : 0) - (i >= 220 ? 7 : 0) + noise(i),
    );
    const found = stepChanges({ values });
    expect([...found.indices]).toEqual([100, 220]);
    expect(found.steps[0]).toBeCloseTo(4, 0);
    expect(found.steps[1]).toBeCloseTo(-7, 0);
    expect(found.levels).toHaveLength(3);
  });

  test('finds nothing in noise alone', () => {
    const values = Float64Array.from({ length: 500 }, (_, i) => noise(i));
    expect(stepChanges({ values }).indices).toHaveLength(0);
  });

  test('finds every step of a series without noise', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 3, max: 9 }), { minLength: 2, maxLength: 6 }),
        (runs) => {
          const values = runs.flatMap((length, k) =>
            Array.from({ length }, () => 10.1 + (k % 2 === 0 ? 0 : 0.7) + k),
          );
          let at = 0;
          const expected = runs.slice(0, -1).map((length) => (at += length));
          expect([...stepChanges({ values }).indices]).toEqual(expected);
        },
      ),
    );
  });

  test('gives one level for a constant', () => {
    const found = stepChanges({ values: new Float64Array(10).fill(7.3) });
    expect([...found.levels]).toEqual([7.3]);
    expect(found.indices).toHaveLength(0);
  });

  test('refuses a single value', () => {
    expect(stepChanges({ values: [1] }).issues[0]?.code).toBe('OUT_OF_DOMAIN');
  });
});
