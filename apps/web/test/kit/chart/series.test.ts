import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { lastNotAbove } from '../../../src/kit/chart/series.ts';

describe('lastNotAbove', () => {
  test('agrees with a search from the end', () => {
    const ascending = fc
      .array(fc.integer({ min: 0, max: 50 }))
      .map((a) => a.toSorted((x, y) => x - y));
    fc.assert(
      fc.property(ascending, fc.integer({ min: -1, max: 51 }), (values, limit) => {
        expect(lastNotAbove(values, limit)).toBe(values.findLastIndex((value) => value <= limit));
      }),
    );
  });
});
