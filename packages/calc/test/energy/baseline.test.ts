import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  avoidedEnergy,
  changePointEnergy,
  cvRmse,
  degreeDaysFromExtremes,
  degreeDaysFromHours,
  degreeDaysFromMeans,
  energyBaseline,
  energyCusum,
  energyImprovement,
  fractionalSavingsUncertainty,
  modelRSquared,
  nmbe,
  normalisedSavings,
} from '../../src/energy/index.ts';

const COMPARISON = {
  observed: [100, 110, 95, 130, 120, 105],
  predicted: [98, 113, 97, 126, 119, 108],
};

describe('the quality of a model', () => {
  test('is what ASHRAE Guideline 14 defines', () => {
    expect(cvRmse(COMPARISON).value).toBeCloseTo(Math.sqrt(43 / 5) / 110, 14);
    expect(nmbe(COMPARISON).value).toBeCloseTo(-1 / (5 * 110), 14);
    expect(nmbe({ ...COMPARISON, parameterCount: 0 }).value).toBeCloseTo(-1 / 660, 14);
    expect(modelRSquared(COMPARISON).value).toBeCloseTo(1 - 43 / 850, 14);
  });

  test('has no R² for energies that are all equal, and no CV(RMSE) about a mean of 0', () => {
    expect(modelRSquared({ observed: [5, 5], predicted: [4, 6] }).issues[0]?.code).toBe(
      'NO_SOLUTION',
    );
    expect(cvRmse({ observed: [1, -1], predicted: [0, 0] }).value).toBeNaN();
  });

  test('needs more periods than parameters', () => {
    expect(cvRmse({ ...COMPARISON, parameterCount: 6 }).issues[0]?.code).toBe('OUT_OF_DOMAIN');
  });
});

describe('energyBaseline', () => {
  const production = [50, 62, 71, 58, 80, 75, 66, 90, 85, 70, 61, 55];
  const degreeDays = [400, 350, 250, 120, 40, 0, 0, 0, 60, 180, 300, 390];
  const wave = [3, -2, 1, -4, 2, 0, -1, 3, -3, 2, 1, -2];
  const response = production.map((tons, i) => 100 + 4 * tons + 0.5 * degreeDays[i]! + wave[i]!);
  const baseline = energyBaseline({ drivers: [production, degreeDays], response });

  test('recovers what drives the energy and accepts itself', () => {
    expect(baseline.coefficients[1]).toBeCloseTo(4, 0);
    expect(baseline.coefficients[2]).toBeCloseTo(0.5, 1);
    expect(baseline.rSquared).toBeGreaterThan(0.99);
    expect(baseline.weakDrivers).toEqual([]);
    expect(baseline.isAcceptable).toBe(true);
    expect(Math.abs(baseline.nmbe)).toBeLessThan(1e-12);
  });

  test('names a driver that explains nothing', () => {
    const found = energyBaseline({
      drivers: [production, degreeDays, wave.map((x, i) => (x * i) % 3)],
      response,
    });
    expect(found.weakDrivers).toEqual([2]);
  });

  test('refuses itself when it scatters', () => {
    const noisy = response.map((energy, i) => energy + (i % 2 === 0 ? 300 : -300));
    expect(energyBaseline({ drivers: [production], response: noisy }).isAcceptable).toBe(false);
  });

  test('says how much was avoided under the conditions of the report', () => {
    const drivers = [
      [60, 70],
      [100, 0],
    ];
    const found = avoidedEnergy({ baseline: [100, 4, 0.5], drivers, actual: [350, 360] });
    expect([...found.baseline]).toEqual([390, 380]);
    expect(found.savings).toBe(60);
    expect(found.fraction).toBeCloseTo(60 / 770, 14);
  });

  test('normalises savings to conditions that neither period had', () => {
    const found = normalisedSavings({
      baseline: [100, 4],
      reporting: [80, 4],
      drivers: [[10, 20, 30]],
    });
    expect(found.savings).toBe(60);
  });

  test('refuses coefficients that do not match the drivers', () => {
    const found = avoidedEnergy({ baseline: [100, 4], drivers: [[1], [2]], actual: [3] });
    expect(found.savings).toBeNaN();
    expect(found.issues[0]?.parameter).toBe('baseline');
  });
});

describe('savings', () => {
  const savings = {
    tStatistic: 1.68,
    cvRmse: 0.12,
    savingsFraction: 0.1,
    baselineCount: 12,
    reportingCount: 12,
  };

  test('are uncertain by 79 % when they are as small as the scatter', () => {
    expect(fractionalSavingsUncertainty(savings).value).toBeCloseTo(0.792034, 6);
  });

  test('are more certain the larger they are and less when periods depend on each other', () => {
    const base = fractionalSavingsUncertainty(savings).value;
    expect(fractionalSavingsUncertainty({ ...savings, savingsFraction: 0.2 }).value).toBeCloseTo(
      base / 2,
      12,
    );
    const dependent = fractionalSavingsUncertainty({ ...savings, effectiveBaselineCount: 6 });
    expect(dependent.value).toBeGreaterThan(base);
  });

  test('have no uncertainty without savings', () => {
    expect(fractionalSavingsUncertainty({ ...savings, savingsFraction: 0 }).value).toBeNaN();
  });

  test('show as a falling CUSUM', () => {
    const { sums, differences } = energyCusum({ actual: [9, 8, 11], expected: [10, 10, 10] });
    expect([...differences]).toEqual([-1, -2, 1]);
    expect([...sums]).toEqual([-1, -3, -2]);
  });

  test('are a part of the baseline', () => {
    expect(energyImprovement({ baseline: 400, actual: 372 })).toMatchObject({
      savings: 28,
      improvement: 0.07,
      ratio: 0.93,
    });
    expect(energyImprovement({ baseline: 0, actual: 5 }).issues[0]?.code).toBe('OUT_OF_DOMAIN');
  });
});

describe('degree days', () => {
  const bases = { heatingBaseC: 15.5, coolingBaseC: 15.5 };

  test.each([
    [2, 10, 9.5, 0],
    [12, 22, 0.875, 6.5 / 2 - 3.5 / 4],
    [6, 18, 9.5 / 2 - 2.5 / 4, 2.5 / 4],
    [16, 25, 0, 5],
  ])('of a day from %d to %d °C are %d and %d', (lowest, highest, heating, cooling) => {
    const found = degreeDaysFromExtremes({ ...bases, lowestC: [lowest], highestC: [highest] });
    expect(found.heating).toBeCloseTo(heating, 12);
    expect(found.cooling).toBeCloseTo(cooling, 12);
  });

  test('differ, cooling less heating, by the mean above the base, summed by definition', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -30, max: 45 }), { minLength: 24, maxLength: 24 }),
        (temperaturesC) => {
          const { heating, cooling } = degreeDaysFromHours({ ...bases, temperaturesC });
          const mean = temperaturesC.reduce((sum, t) => sum + t, 0) / 24;
          expect(cooling - heating).toBeCloseTo(mean - 15.5, 9);
          const daily = degreeDaysFromMeans({ ...bases, meansC: [mean] });
          expect(heating).toBeGreaterThanOrEqual(daily.heating - 1e-9);
        },
      ),
    );
  });

  test('refuse a day whose lowest temperature is above its highest', () => {
    const found = degreeDaysFromExtremes({ ...bases, lowestC: [9], highestC: [5] });
    expect(found.heating).toBeNaN();
    expect(found.issues[0]?.parameter).toBe('lowestC');
  });
});

describe('change-point models', () => {
  const model = {
    baseLoadKwh: 20,
    heatingBalanceC: 15,
    coolingBalanceC: 22,
    heatingSlopeKwh: 1.5,
    coolingSlopeKwh: 2.2,
  };

  test('heat below, cool above, and do neither between', () => {
    const found = changePointEnergy({ ...model, temperaturesC: [5, 15, 18, 22, 30] });
    [35, 20, 20, 20, 37.6].forEach((energy, i) =>
      expect(found.energiesKwh[i]).toBeCloseTo(energy, 12),
    );
  });

  test('refuse a heating balance above the cooling one', () => {
    const found = changePointEnergy({ ...model, heatingBalanceC: 25, temperaturesC: [5] });
    expect(found.energiesKwh[0]).toBeNaN();
  });
});
