import { describe, expect, test } from 'vitest';
import { seasonalDecomposition, seasonalOutliers } from '../../src/statistics/index.ts';

const SEASON = [0, 4, 7, 9, 8, 5, 1, -5, -9, -11, -8, -1];
const made = (count: number): Float64Array =>
  Float64Array.from({ length: count }, (_, i) => 100 + 0.5 * i + SEASON[i % 12]!);
const largest = (values: Float64Array): number => Math.max(...values.map(Math.abs));

describe('seasonalDecomposition', () => {
  test('takes a straight trend and a fixed season apart', () => {
    const parts = seasonalDecomposition({ values: made(84), period: 12 });
    expect(largest(parts.remainder)).toBeLessThan(0.01);
    expect(parts.trend[42]).toBeCloseTo(121, 1);
    expect(parts.seasonal[9]! - parts.seasonal[3]!).toBeCloseTo(-20, 1);
  });

  test('adds up to the values', () => {
    const values = made(60).map((value, i) => value + ((i * 37) % 11));
    const { trend, seasonal, remainder } = seasonalDecomposition({
      values,
      period: 12,
      robust: true,
    });
    values.forEach((value, i) =>
      expect(trend[i]! + seasonal[i]! + remainder[i]!).toBeCloseTo(value, 10),
    );
  });

  test('leaves an outlier in the remainder when it is robust', () => {
    const values = made(84);
    values[40]! += 25;
    const robust = seasonalDecomposition({ values, period: 12, robust: true });
    const plain = seasonalDecomposition({ values, period: 12 });
    expect(robust.remainder[40]).toBeCloseTo(25, 0);
    expect(robust.weights[40]).toBe(0);
    expect(plain.remainder[40]).toBeLessThan(20);
  });

  test.each([
    { period: 12, count: 23, parameter: 'values' },
    { period: 1, count: 24, parameter: 'period' },
    { period: 2.5, count: 24, parameter: 'period' },
  ])('refuses $count values with period $period', ({ period, count, parameter }) => {
    const parts = seasonalDecomposition({ values: made(count), period });
    expect(parts.issues.map((issue) => issue.parameter)).toContain(parameter);
    expect(parts.trend.every(Number.isNaN)).toBe(true);
  });

  test('refuses an even seasonal span', () => {
    const parts = seasonalDecomposition({ values: made(84), period: 12, seasonalSpan: 8 });
    expect(parts.issues[0]?.parameter).toBe('seasonalSpan');
  });
});

describe('seasonalOutliers', () => {
  test('finds a value that is normal in another season', () => {
    const values = made(96).map((value, i) => value + Math.sin(i * i) * 0.3);
    values[45] = values[39]!;
    const found = seasonalOutliers({ values, period: 12 });
    expect(found.largest).toBe(45);
    expect([...found.outliers]).toContain(45);
  });
});
