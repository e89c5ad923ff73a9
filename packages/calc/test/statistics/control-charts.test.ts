import { describe, expect, test } from 'vitest';
import { ewmaChart, tabularCusum } from '../../src/statistics/index.ts';

describe('ewmaChart', () => {
  const values = [
    52, 47, 53, 49.3, 50.1, 47, 51, 50.1, 51.2, 50.5, 49.6, 47.6, 49.9, 51.3, 47.8, 51.2, 52.6,
    52.4, 53.6, 52.1,
  ];
  const series = { values, smoothing: 0.3, target: 50, standardDeviation: 2.0539 };

  test('reproduces the example of the NIST handbook, 6.3.2.4', () => {
    const chart = ewmaChart(series);
    expect(chart.upperLimit).toBeCloseTo(52.5884, 4);
    expect(chart.lowerLimit).toBeCloseTo(47.4115, 3);
    expect(chart.averages[0]).toBeCloseTo(50.6, 10);
    expect(chart.averages[19]).toBeCloseTo(51.99, 2);
    expect(chart.signals).toHaveLength(0);
  });

  test('begins with limits of one weighted value and widens to the lasting ones', () => {
    const { upperLimits, upperLimit } = ewmaChart(series);
    expect(upperLimits[0]).toBeCloseTo(50 + 3 * 0.3 * 2.0539, 10);
    expect(upperLimits[19]).toBeCloseTo(upperLimit, 3);
    upperLimits.forEach((limit, i) => expect(limit).toBeGreaterThan(upperLimits[i - 1] ?? 50));
  });

  test('sees an early shift that the lasting limits do not', () => {
    const shifted = ewmaChart({ ...series, values: [57, 50, 50] });
    expect([...shifted.earlySignals]).toEqual([0]);
    expect([...shifted.signals]).toEqual([]);
  });

  test('refuses a smoothing of 0', () => {
    const chart = ewmaChart({ ...series, smoothing: 0 });
    expect(chart.averages[0]).toBeNaN();
    expect(chart.issues[0]?.parameter).toBe('smoothing');
  });
});

describe('tabularCusum', () => {
  const values = [
    324.925, 324.675, 324.725, 324.35, 325.35, 325.225, 324.125, 324.525, 325.225, 324.6, 324.625,
    325.15, 328.325, 327.25, 327.825, 328.5, 326.675, 327.775, 326.875, 328.35,
  ];

  test('signals at group 14 of the example of the NIST handbook, 6.3.2.3', () => {
    const chart = tabularCusum({
      values,
      target: 325,
      allowance: 0.3175,
      decisionInterval: 4.1959,
    });
    expect(chart.signals[0]).toBe(13);
    expect(chart.upperSums[13]).toBeCloseTo(4.94, 10);
    expect(chart.lowerSums[7]).toBeCloseTo(0.715, 10);
  });

  test('mirrors its sums when the values are mirrored', () => {
    const options = { target: 0, allowance: 0.2, decisionInterval: 1 };
    const plain = tabularCusum({ ...options, values: [1, -2, 0.5, 3] });
    const mirrored = tabularCusum({ ...options, values: [-1, 2, -0.5, -3] });
    expect(mirrored.lowerSums).toEqual(plain.upperSums);
    expect(mirrored.upperSums).toEqual(plain.lowerSums);
  });

  test('refuses a negative allowance', () => {
    const chart = tabularCusum({ values, target: 325, allowance: -1, decisionInterval: 4 });
    expect(chart.upperSums[0]).toBeNaN();
    expect(chart.signals).toHaveLength(0);
  });
});
