import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  chengHorizontalMaxRate,
  chengHorizontalPressure,
  chengHorizontalRate,
  compositeInflowPressure,
  compositeInflowRate,
  compositeMaxRate,
  compositeProductivityIndex,
  compositeProductivityIndexFit,
  standingMaxRate,
  standingPressure,
  standingRate,
  vogelMaxRate,
  vogelMaxRateFit,
  vogelMaxRateFromIndex,
  vogelPressure,
  vogelRate,
  wigginsMaxRate,
  wigginsPressure,
  wigginsRate,
} from '../../src/inflow/index.ts';

const fraction = fc.double({ min: 0, max: 1, noNaN: true });
const pressure = fc.double({ min: 100, max: 15_000, noNaN: true });
const rate = fc.double({ min: 1, max: 50_000, noNaN: true });

describe('Vogel', () => {
  test("gives Ahmed's 1067.1 STB/d from 350 STB/d at 2000 of 2500 psi, not J pr", () => {
    const { value } = vogelMaxRate({
      testRateStbd: 350,
      reservoirPressurePsi: 2500,
      testPressurePsi: 2000,
    });
    expect(value).toBeCloseTo(1067.1, 1);
    const straightLine = (350 / (2500 - 2000)) * 2500;
    expect(straightLine / value).toBeCloseTo(1 + 0.8 * 0.8, 12);
  });

  test("gives every line of Clegg's table of 1334.6 STB/d at 2125 psi", () => {
    const at = (flowingPressurePsi: number) =>
      vogelRate({ maxRateStbd: 1334.57176668, reservoirPressurePsi: 2125, flowingPressurePsi })
        .value;
    expect(at(1062.5)).toBeCloseTo(934.2, 1);
    expect(at(637.5)).toBeCloseTo(1158.4, 1);
  });

  test('is zero at reservoir pressure, greatest at zero pressure and falls in between', () => {
    fc.assert(
      fc.property(rate, pressure, fraction, fraction, (maxRateStbd, pr, a, b) => {
        const at = (x: number) =>
          vogelRate({
            maxRateStbd,
            reservoirPressurePsi: pr,
            flowingPressurePsi: Math.min(pr * x, pr),
          }).value;
        expect(at(1)).toBe(0);
        expect(at(0)).toBe(maxRateStbd);
        expect(at(Math.max(a, b))).toBeLessThanOrEqual(at(Math.min(a, b)));
      }),
    );
  });

  test('has the slope J* at reservoir pressure', () => {
    const well = { productivityIndexStbdPsi: 0.6, reservoirPressurePsi: 3000 };
    const maxRateStbd = vogelMaxRateFromIndex(well).value;
    const drop = 1e-3;
    const q = vogelRate({
      maxRateStbd,
      reservoirPressurePsi: 3000,
      flowingPressurePsi: 3000 - drop,
    }).value;
    expect(q / drop).toBeCloseTo(0.6, 5);
  });

  test('fits several points of one curve to that curve, and noisy ones between them', () => {
    const reservoirPressurePsi = 2500;
    const testPressuresPsi = [2300, 2000, 1500, 900];
    const clean = testPressuresPsi.map(
      (p) => 1000 * (1 - 0.2 * (p / 2500) - 0.8 * (p / 2500) ** 2),
    );
    const exact = vogelMaxRateFit({ reservoirPressurePsi, testPressuresPsi, testRatesStbd: clean });
    expect(exact.value).toBeCloseTo(1000, 8);
    expect(exact.rmsErrorStbd).toBeLessThan(1e-9);
    const noisy = vogelMaxRateFit({
      reservoirPressurePsi,
      testPressuresPsi,
      testRatesStbd: clean.map((q, i) => q * (i % 2 === 0 ? 1.03 : 0.97)),
    });
    expect(noisy.value).toBeGreaterThan(970);
    expect(noisy.value).toBeLessThan(1030);
    expect(noisy.rmsErrorStbd).toBeGreaterThan(1);
  });

  test.each([
    { why: 'above reservoir pressure', flowingPressurePsi: 2501, code: 'OUT_OF_DOMAIN' },
    { why: 'negative', flowingPressurePsi: -1, code: 'OUT_OF_DOMAIN' },
    { why: 'not a number', flowingPressurePsi: Number.NaN, code: 'NOT_FINITE' },
  ])('refuses a flowing pressure that is $why', ({ flowingPressurePsi, code }) => {
    const result = vogelRate({ maxRateStbd: 1000, reservoirPressurePsi: 2500, flowingPressurePsi });
    expect(result.value).toBeNaN();
    expect(result.issues).toMatchObject([{ code, parameter: 'flowingPressurePsi' }]);
  });

  test('refuses a rate above the greatest and a test at reservoir pressure', () => {
    const well = { maxRateStbd: 1000, reservoirPressurePsi: 2500 };
    expect(vogelPressure({ ...well, rateStbd: 1001 }).issues).toMatchObject([
      { code: 'OUT_OF_DOMAIN', parameter: 'rateStbd' },
    ]);
    const test = { testRateStbd: 100, reservoirPressurePsi: 2500, testPressurePsi: 2500 };
    expect(vogelMaxRate(test).value).toBeNaN();
  });
});

describe('Inverses', () => {
  test('give back the flowing pressure of every model', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        pressure,
        rate,
        fc.double({ min: 0.3, max: 1, noNaN: true }),
        (x, pr, maxRateStbd, flowEfficiency) => {
          const base = { reservoirPressurePsi: pr, flowingPressurePsi: pr * x };
          const max = { ...base, maxRateStbd };
          const backOf = (inverse: number) => expect(inverse / pr).toBeCloseTo(x, 6);
          backOf(vogelPressure({ ...max, rateStbd: vogelRate(max).value }).value);
          for (const phase of ['oil', 'water'] as const) {
            const { value } = wigginsRate({ ...max, phase });
            backOf(wigginsPressure({ ...max, phase, rateStbd: value }).value);
          }
          const standing = { ...base, flowEfficiency, maxRateAtFlowEfficiency1Stbd: maxRateStbd };
          backOf(standingPressure({ ...standing, rateStbd: standingRate(standing).value }).value);
          const composite = { ...base, productivityIndexStbdPsi: 1.5, bubblePointPsi: 0.6 * pr };
          const { value: rateStbd } = compositeInflowRate(composite);
          backOf(compositeInflowPressure({ ...composite, rateStbd }).value);
        },
      ),
    );
  });

  test('give the greater pressure of the horizontal well, whose curve turns at 0.087', () => {
    const well = { maxRateStbd: 1500, reservoirPressurePsi: 3000 };
    const rateStbd = chengHorizontalRate({ ...well, flowingPressurePsi: 1200 }).value;
    expect(chengHorizontalPressure({ ...well, rateStbd }).value).toBeCloseTo(1200, 6);
  });
});

describe('The composite inflow', () => {
  const reservoir = { reservoirPressurePsi: 3000, bubblePointPsi: 2130 };

  test.each([
    [2800, 100],
    [2130, 435],
    [1500, 708.6],
    [0, 1026.7],
  ])("gives Ahmed's example at %i psi: %f STB/d", (flowingPressurePsi, expected) => {
    const well = { ...reservoir, productivityIndexStbdPsi: 0.5, flowingPressurePsi };
    expect(compositeInflowRate(well).value).toBeCloseTo(expected, 1);
  });

  test('has no step and no corner at the bubble point', () => {
    const at = (flowingPressurePsi: number) =>
      compositeInflowRate({ ...reservoir, productivityIndexStbdPsi: 0.5, flowingPressurePsi })
        .value;
    const h = 1e-3;
    const above = (at(2130) - at(2130 + h)) / h;
    const below = (at(2130 - h) - at(2130)) / h;
    expect(above).toBeCloseTo(0.5, 6);
    expect(below).toBeCloseTo(0.5, 5);
  });

  test('is Vogel when the reservoir is at or below its bubble point', () => {
    for (const bubblePointPsi of [3000, 4200]) {
      const well = { reservoirPressurePsi: 3000, bubblePointPsi, productivityIndexStbdPsi: 0.5 };
      const maxRateStbd = (0.5 * 3000) / 1.8;
      expect(compositeMaxRate(well).value).toBeCloseTo(maxRateStbd, 9);
      expect(compositeInflowRate({ ...well, flowingPressurePsi: 1200 }).value).toBeCloseTo(
        maxRateStbd * (1 - 0.2 * 0.4 - 0.8 * 0.16),
        9,
      );
    }
  });

  test('finds the index from a test above, at or below the bubble point, and from several', () => {
    const pressures = [2700, 2130, 1000, 0];
    const rates = pressures.map(
      (flowingPressurePsi) =>
        compositeInflowRate({ ...reservoir, productivityIndexStbdPsi: 0.37, flowingPressurePsi })
          .value,
    );
    for (const [i, testPressurePsi] of pressures.entries()) {
      const test = { ...reservoir, testPressurePsi, testRateStbd: rates[i]! };
      expect(compositeProductivityIndex(test).value).toBeCloseTo(0.37, 12);
    }
    const fit = compositeProductivityIndexFit({
      ...reservoir,
      testPressuresPsi: pressures,
      testRatesStbd: Float64Array.from(rates),
    });
    expect(fit.value).toBeCloseTo(0.37, 12);
  });
});

describe('Standing with flow efficiency', () => {
  test("gives Beggs's example: 1097 STB/d at efficiency 1", () => {
    const test = { testRateStbd: 202, reservoirPressurePsi: 2085, testPressurePsi: 1765 };
    expect(standingMaxRate({ ...test, flowEfficiency: 0.7 }).value).toBeCloseTo(1097, 0);
  });

  test('is Vogel at efficiency 1', () => {
    fc.assert(
      fc.property(fraction, pressure, (x, pr) => {
        const well = { reservoirPressurePsi: pr, flowingPressurePsi: Math.min(pr * x, pr) };
        expect(
          standingRate({ ...well, maxRateAtFlowEfficiency1Stbd: 900, flowEfficiency: 1 }).value,
        ).toBeCloseTo(vogelRate({ ...well, maxRateStbd: 900 }).value, 9);
      }),
    );
  });

  test('says so, and does not fall, where the ideal pressure would be negative', () => {
    const well = {
      maxRateAtFlowEfficiency1Stbd: 1000,
      reservoirPressurePsi: 2000,
      flowEfficiency: 1.5,
    };
    const deep = standingRate({ ...well, flowingPressurePsi: 0 });
    expect(deep.issues).toMatchObject([{ code: 'EXTRAPOLATED', parameter: 'flowingPressurePsi' }]);
    expect(deep.value).toBeCloseTo(1012.5, 9);
    expect(standingRate({ ...well, flowingPressurePsi: 1000 }).issues).toEqual([]);
  });
});

describe('Wiggins and Cheng', () => {
  test("give Ahmed's examples", () => {
    const test = { testRateStbd: 350, reservoirPressurePsi: 2500, testPressurePsi: 2000 };
    expect(wigginsMaxRate({ ...test, phase: 'oil' }).value).toBeCloseTo(1264, 0);
    const horizontal = { testRateStbd: 760, reservoirPressurePsi: 2145, testPressurePsi: 1242 };
    // The book rounds 0.9885 to 1 and prints 1052.
    expect(chengHorizontalMaxRate(horizontal).value).toBeCloseTo(1068.5, 1);
  });

  test('are zero at reservoir pressure', () => {
    const well = { maxRateStbd: 1000, reservoirPressurePsi: 2000, flowingPressurePsi: 2000 };
    expect(wigginsRate({ ...well, phase: 'water' }).value).toBe(0);
    expect(chengHorizontalRate(well).value).toBe(0);
  });
});
