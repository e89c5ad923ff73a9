import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { niceAxis } from '../../../src/kit/chart/nice-axis.ts';

describe('nice axis', () => {
  test.each([
    { low: 0, high: 100, domain: [0, 100], ticks: [0, 20, 40, 60, 80, 100], decimals: 0 },
    { low: 61.2, high: 63.9, domain: [61, 64], ticks: [61, 62, 63, 64], decimals: 0 },
    { low: 0.12, high: 0.29, domain: [0.1, 0.3], ticks: [0.1, 0.15, 0.2, 0.25, 0.3], decimals: 2 },
    { low: -7, high: 12, domain: [-10, 15], ticks: [-10, -5, 0, 5, 10, 15], decimals: 0 },
  ])('of $low to $high', ({ low, high, domain, ticks, decimals }) => {
    expect(niceAxis(low, high)).toEqual({ domain, ticks, decimals, exponentDigits: null });
  });

  test('has a height for a value that does not move', () => {
    for (const value of [0, 44, -1e6, 1e-5, 5e-324]) {
      const { domain } = niceAxis(value, value);
      expect(domain[0]).toBeLessThan(value);
      expect(domain[1]).toBeGreaterThan(value);
    }
  });

  test('shows a large counter move', () => {
    const { domain } = niceAxis(1_000_000_000, 1_000_000_900);
    expect(domain).toEqual([1_000_000_000, 1_000_001_000]);
  });

  test('holds every value, with few ticks', () => {
    const value = fc.double({ min: -1e9, max: 1e9, noNaN: true });
    fc.assert(
      fc.property(value, value, (first, second) => {
        const [low, high] = first < second ? [first, second] : [second, first];
        const { domain, ticks } = niceAxis(low, high);
        const slack = (high - low) * 1e-6 + 1e-9;
        expect(domain[0]).toBeLessThanOrEqual(low + slack);
        expect(domain[1]).toBeGreaterThanOrEqual(high - slack);
        expect(ticks.length).toBeGreaterThanOrEqual(2);
        expect(ticks.length).toBeLessThanOrEqual(8);
      }),
    );
  });
});
