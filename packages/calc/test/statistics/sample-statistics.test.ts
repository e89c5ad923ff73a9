import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  median,
  medianAbsoluteDeviation,
  percentile,
  sampleStatistics,
} from '../../src/statistics/index.ts';

const pairs = (first: number, low: number, high: number): number[] => [
  first,
  ...Array.from({ length: 500 }, () => [low, high]).flat(),
];

describe('sampleStatistics', () => {
  test.each([
    { name: 'NumAcc1', x: [10000001, 10000003, 10000002], mean: 10000002, deviation: 1 },
    { name: 'NumAcc2', x: pairs(1.2, 1.1, 1.3), mean: 1.2, deviation: 0.1 },
    { name: 'NumAcc3', x: pairs(1000000.2, 1000000.1, 1000000.3), mean: 1000000.2, deviation: 0.1 },
    {
      name: 'NumAcc4',
      x: pairs(10000000.2, 10000000.1, 10000000.3),
      mean: 10000000.2,
      deviation: 0.1,
    },
  ])('reproduces the certified values of NIST StRD $name', ({ x, mean, deviation }) => {
    const found = sampleStatistics(x);
    expect(Math.abs(found.mean / mean - 1)).toBeLessThan(1e-15);
    expect(Math.abs(found.sampleStandardDeviation / deviation - 1)).toBeLessThan(1e-8);
  });

  test('divides by n for a population and by n - 1 for a sample', () => {
    const found = sampleStatistics([10, 20, 30, 40, 50]);
    expect(found.populationVariance).toBe(200);
    expect(found.sampleVariance).toBe(250);
  });

  test('has a population deviation of 0 but no sample deviation for a single value', () => {
    const found = sampleStatistics([7]);
    expect(found.populationStandardDeviation).toBe(0);
    expect(found.sampleStandardDeviation).toBeNaN();
    expect(found.issues[0]?.code).toBe('OUT_OF_DOMAIN');
  });

  test('says which value is not a number', () => {
    const found = sampleStatistics(Float64Array.of(1, Number.NaN));
    expect(found.mean).toBeNaN();
    expect(found.issues).toEqual([
      {
        code: 'NOT_FINITE',
        parameter: 'values',
        message: 'values: expected a finite number, got NaN at 1',
      },
    ]);
  });

  test('keeps its variance when all values move', () => {
    const values = fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 2, maxLength: 50 });
    fc.assert(
      fc.property(values, fc.integer({ min: -1e6, max: 1e6 }), (x, by) => {
        const moved = sampleStatistics(x.map((value) => value + by));
        expect(moved.sampleVariance).toBeCloseTo(sampleStatistics(x).sampleVariance, 6);
      }),
    );
  });
});

describe('percentile', () => {
  test.each([
    [0, 15],
    [0.25, 20],
    [0.4, 29],
    [0.9, 46],
    [1, 50],
  ])('gives at %d of the textbook sample %d', (fraction, expected) => {
    expect(percentile({ values: [35, 20, 50, 15, 40], fraction }).value).toBeCloseTo(expected, 12);
  });

  test('halves an even sample between its middle values', () => {
    expect(median([3, 1, 4, 1, 5, 9, 2, 6]).value).toBe(3.5);
  });

  test('refuses a fraction beyond 1 and a sample without values', () => {
    expect(percentile({ values: [1], fraction: 1.01 }).issues[0]?.code).toBe('OUT_OF_DOMAIN');
    expect(median([]).value).toBeNaN();
  });

  test('measures the median distance from the median', () => {
    expect(medianAbsoluteDeviation([1, 1, 2, 2, 4, 6, 9]).value).toBe(1);
  });
});
