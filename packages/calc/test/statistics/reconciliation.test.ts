import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { allocateProduction, reconcileMeasurements } from '../../src/statistics/index.ts';

const rates = fc.array(fc.double({ min: 0.1, max: 5000, noNaN: true }), {
  minLength: 1,
  maxLength: 20,
});

describe('allocateProduction', () => {
  test('gives each well its part of what was measured', () => {
    const { theoretical, allocated, allocationFactor } = allocateProduction({
      testRatesPerDay: [1000, 500, 800],
      producingHours: [24, 12, 0],
      measuredTotal: 1125,
    });
    expect([...theoretical]).toEqual([1000, 250, 0]);
    expect(allocationFactor).toBe(0.9);
    expect([...allocated]).toEqual([900, 225, 0]);
  });

  test('gives away exactly what was measured', () => {
    fc.assert(
      fc.property(
        rates,
        fc.double({ min: 0, max: 1e5, noNaN: true }),
        (testRatesPerDay, measuredTotal) => {
          const producingHours = testRatesPerDay.map((_, i) => 1 + (i % 24));
          const { allocated } = allocateProduction({
            testRatesPerDay,
            producingHours,
            measuredTotal,
          });
          expect(allocated.reduce((sum, volume) => sum + volume, 0)).toBeCloseTo(measuredTotal, 6);
        },
      ),
    );
  });

  test('has nobody to give to when no well produced', () => {
    const wells = { testRatesPerDay: [100], producingHours: [0] };
    expect(allocateProduction({ ...wells, measuredTotal: 5 }).issues[0]?.code).toBe('NO_SOLUTION');
    expect([...allocateProduction({ ...wells, measuredTotal: 0 }).allocated]).toEqual([0]);
  });

  test('refuses a negative test rate', () => {
    const found = allocateProduction({
      testRatesPerDay: [-1],
      producingHours: [24],
      measuredTotal: 5,
    });
    expect(found.allocationFactor).toBeNaN();
    expect(found.issues[0]?.message).toBe('testRatesPerDay: expected at least 0, got -1 at 0');
  });
});

describe('reconcileMeasurements', () => {
  test('shares an imbalance out by variance', () => {
    const found = reconcileMeasurements({
      measured: [100, 60, 45],
      standardDeviations: [2, 1, 0],
      balances: [[1, -1, -1]],
    });
    expect([...found.reconciled].map((x) => Math.round(x * 1e9) / 1e9)).toEqual([104, 59, 45]);
    expect(found.imbalances[0]).toBe(-5);
    expect(found.globalTest).toBeCloseTo(25 / 5, 12);
    expect(found.adjustmentScores[0]).toBeCloseTo(5 / Math.sqrt(5), 12);
    expect(found.adjustmentScores[2]).toBe(0);
  });

  test('closes every balance of a network', () => {
    const balances = [
      [1, -1, -1, 0, 0],
      [0, 1, 0, -1, 0],
      [0, 0, 1, 1, -1],
    ];
    const flow = fc.double({ min: 1, max: 1000, noNaN: true });
    fc.assert(
      fc.property(fc.tuple(flow, flow, flow, flow, flow), (measured) => {
        const standardDeviations = measured.map((value) => 0.02 * value);
        const { reconciled } = reconcileMeasurements({ measured, standardDeviations, balances });
        for (const row of balances) {
          const rest = row.reduce((sum, factor, i) => sum + factor * reconciled[i]!, 0);
          expect(Math.abs(rest)).toBeLessThan(1e-9 * Math.max(...measured));
        }
      }),
    );
  });

  test('leaves measurements alone that fulfil their balances', () => {
    const { adjustments } = reconcileMeasurements({
      measured: [100, 60, 40],
      standardDeviations: [1, 1, 1],
      balances: [[1, -1, -1]],
    });
    expect(adjustments.every((adjustment) => adjustment === 0)).toBe(true);
  });

  test('refuses a balance that repeats another', () => {
    const found = reconcileMeasurements({
      measured: [100, 60],
      standardDeviations: [1, 1],
      balances: [
        [1, -1],
        [2, -2],
      ],
    });
    expect(found.issues[0]?.code).toBe('NO_SOLUTION');
  });

  test('refuses a row of another length', () => {
    const found = reconcileMeasurements({
      measured: [1, 2],
      standardDeviations: [1, 1],
      balances: [[1]],
    });
    expect(found.issues[0]?.parameter).toBe('balances[0]');
  });
});
