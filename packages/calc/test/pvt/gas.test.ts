import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  brillBeggsZFactor,
  dranchukAbouKassemZFactor,
  dranchukPurvisRobinsonZFactor,
  gasCompressibility,
  gasDensity,
  gasFvf,
  gasPseudoCritical,
  gasPseudoPressureDifference,
  hallYarboroughZFactor,
  leeGonzalezEakinGasViscosity,
  leeGonzalezEakinModifiedGasViscosity,
  naturalGasZFactor,
  papayZFactor,
  pressureOfPOverZ,
  wichertAzizCorrection,
} from '../../src/pvt/index.ts';

const reduced = (pseudoReducedTemperature: number, pseudoReducedPressure: number) => ({
  pseudoReducedTemperature,
  pseudoReducedPressure,
});
const GAS = { gasGravity: 0.75, temperatureF: 200 };

/** Standing-Katz chart as digitised in the README of zFactor. */
const CHART = [
  [1.2, 1.5, 0.657],
  [1.2, 5.5, 0.741],
  [1.3, 3.5, 0.633],
  [1.5, 1.5, 0.859],
  [1.5, 5.5, 0.836],
  [2, 3.5, 0.937],
  [3, 5.5, 1.056],
] as const;

describe('compressibility factors', () => {
  test.each(CHART)('at Tpr %d and ppr %d are within 0.012 of the chart, %d', (t, p, z) => {
    for (const formula of [hallYarboroughZFactor, dranchukAbouKassemZFactor]) {
      expect(Math.abs(formula(reduced(t, p)).value - z)).toBeLessThan(0.012);
    }
  });

  test('by Dranchuk and Abou-Kassem satisfy the equation in z', () => {
    const residual = (t: number, p: number, z: number): number => {
      const r = (0.27 * p) / (z * t);
      const c1 = 0.3265 - 1.07 / t - 0.5339 / t ** 3 + 0.01569 / t ** 4 - 0.05165 / t ** 5;
      const c2 = 0.5475 - 0.7361 / t + 0.1844 / t ** 2;
      const c3 = 0.1056 * (-0.7361 / t + 0.1844 / t ** 2);
      const tail = 0.6134 * (1 + 0.721 * r ** 2) * (r ** 2 / t ** 3) * Math.exp(-0.721 * r ** 2);
      return 1 + c1 * r + c2 * r ** 2 - c3 * r ** 5 + tail - z;
    };
    fc.assert(
      fc.property(
        fc.double({ min: 1.02, max: 3, noNaN: true }),
        fc.double({ min: 0.001, max: 30, noNaN: true }),
        (t, p) => {
          const { value, issues } = dranchukAbouKassemZFactor(reduced(t, p));
          expect(issues).toEqual([]);
          expect(Math.abs(residual(t, p, value))).toBeLessThan(1e-9);
        },
      ),
    );
  });

  test('by Hall and Yarborough satisfy the equation in the reduced density', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 1.15, max: 3, noNaN: true }),
        fc.double({ min: 0.001, max: 20, noNaN: true }),
        (tpr, ppr) => {
          const { value } = hallYarboroughZFactor(reduced(tpr, ppr));
          const t = 1 / tpr;
          const drive = 0.06125 * ppr * t * Math.exp(-1.2 * (1 - t) ** 2);
          const y = drive / value;
          const sum =
            -drive +
            (y + y ** 2 + y ** 3 - y ** 4) / (1 - y) ** 3 -
            (14.76 * t - 9.76 * t ** 2 + 4.58 * t ** 3) * y ** 2 +
            (90.7 * t - 242.2 * t ** 2 + 42.4 * t ** 3) * y ** (2.18 + 2.82 * t);
          expect(Math.abs(sum)).toBeLessThan(1e-9);
        },
      ),
    );
  });

  test('tend to 1 where there is no pressure, by every method', () => {
    for (const formula of [
      hallYarboroughZFactor,
      dranchukAbouKassemZFactor,
      dranchukPurvisRobinsonZFactor,
      papayZFactor,
      brillBeggsZFactor,
    ]) {
      expect(formula(reduced(1.6, 0)).value).toBeCloseTo(1, 12);
      expect(formula(reduced(1.6, 1e-4)).value).toBeCloseTo(1, 3);
    }
  });

  test('agree between authors to 2 % in the common range', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 1.5, max: 2.4, noNaN: true }),
        fc.double({ min: 0.2, max: 3, noNaN: true }),
        (t, p) => {
          const dak = dranchukAbouKassemZFactor(reduced(t, p)).value;
          for (const formula of [
            hallYarboroughZFactor,
            dranchukPurvisRobinsonZFactor,
            brillBeggsZFactor,
          ]) {
            expect(Math.abs(formula(reduced(t, p)).value / dak - 1)).toBeLessThan(0.02);
          }
        },
      ),
    );
  });

  test('say which range they leave and refuse a negative pressure', () => {
    expect(dranchukPurvisRobinsonZFactor(reduced(1.5, 3.1)).issues).toMatchObject([
      { code: 'EXTRAPOLATED', parameter: 'pseudoReducedPressure' },
    ]);
    expect(dranchukPurvisRobinsonZFactor(reduced(1.5, 3)).issues).toEqual([]);
    expect(dranchukAbouKassemZFactor(reduced(1.5, -1)).value).toBeNaN();
    expect(brillBeggsZFactor(reduced(0.9, 1)).issues).toMatchObject([
      { code: 'NO_SOLUTION', parameter: 'zFactor' },
    ]);
  });
});

describe('pseudo-critical points', () => {
  test('of a gas of gravity 0.75 are those of the documentation of pyResToolbox', () => {
    expect(gasPseudoCritical(GAS)).toMatchObject({ issues: [] });
    expect(gasPseudoCritical(GAS).temperatureR).toBeCloseTo(389.7, 6);
    expect(gasPseudoCritical(GAS).pressurePsia).toBeCloseTo(656.525, 6);
    expect(gasPseudoCritical({ ...GAS, method: 'piper' }).temperatureR).toBeCloseTo(385.666773, 5);
  });

  test('of sour gas by Sutton are Kay mixing and the correction of Wichert and Aziz', () => {
    const [h2s, co2, n2] = [0.1, 0.05, 0.02];
    const gravity =
      (0.8 - (34.082 * h2s + 44.01 * co2 + 28.014 * n2) / 28.966) / (1 - h2s - co2 - n2);
    const pure = gasPseudoCritical({ gasGravity: gravity });
    const rest = 1 - h2s - co2 - n2;
    const corrected = wichertAzizCorrection({
      pseudoCriticalTemperatureR:
        rest * pure.temperatureR + h2s * 672.35 + co2 * 547.58 + n2 * 239.26,
      pseudoCriticalPressurePsia: rest * pure.pressurePsia + h2s * 1306 + co2 * 1071 + n2 * 507.5,
      hydrogenSulfideFraction: h2s,
      carbonDioxideFraction: co2,
    });
    const whole = gasPseudoCritical({
      gasGravity: 0.8,
      hydrogenSulfideFraction: h2s,
      carbonDioxideFraction: co2,
      nitrogenFraction: n2,
    });
    expect(whole.temperatureR).toBeCloseTo(corrected.temperatureR, 9);
    expect(whole.pressurePsia).toBeCloseTo(corrected.pressurePsia, 9);
    expect(corrected.epsilonR).toBeGreaterThan(15);
  });

  test('of sweet gas need no correction', () => {
    const sweet = {
      pseudoCriticalTemperatureR: 380,
      pseudoCriticalPressurePsia: 660,
      hydrogenSulfideFraction: 0,
      carbonDioxideFraction: 0,
    };
    expect(wichertAzizCorrection(sweet)).toEqual({
      epsilonR: 0,
      temperatureR: 380,
      pressurePsia: 660,
      issues: [],
    });
  });

  test('do not exist for a gas lighter than its impurities or made of more than it is', () => {
    expect(gasPseudoCritical({ gasGravity: 0.5, carbonDioxideFraction: 0.9 }).issues).toMatchObject(
      [{ code: 'NO_SOLUTION' }],
    );
    expect(gasPseudoCritical({ gasGravity: 0.8, nitrogenFraction: 1.2 }).issues).toMatchObject([
      { parameter: 'nitrogenFraction' },
    ]);
    const sour = {
      pseudoCriticalTemperatureR: 380,
      pseudoCriticalPressurePsia: 660,
      hydrogenSulfideFraction: 0.6,
      carbonDioxideFraction: 0.6,
    };
    expect(wichertAzizCorrection(sour).temperatureR).toBeNaN();
  });
});

describe('a natural gas', () => {
  test('of gravity 0.75 at 2000 psia and 200 °F has z 0.8683 (pyResToolbox)', () => {
    expect(naturalGasZFactor({ ...GAS, pressurePsia: 2000 }).value).toBeCloseTo(0.868265, 4);
  });

  test('keeps mass: density times volume factor is the density at standard conditions', () => {
    fc.assert(
      fc.property(fc.double({ min: 15, max: 8000, noNaN: true }), (pressurePsia) => {
        const zFactor = naturalGasZFactor({ ...GAS, pressurePsia }).value;
        const state = { ...GAS, pressurePsia, zFactor };
        const standard = (28.97 * 0.75 * 14.696) / (10.7316 * 519.67);
        expect(gasDensity(state).value * gasFvf(state).value).toBeCloseTo(standard, 10);
      }),
    );
  });

  test('is compressible as the change of its density says', () => {
    const density = (pressurePsia: number): number =>
      pressurePsia / naturalGasZFactor({ ...GAS, pressurePsia }).value;
    const slope = (density(2001) - density(1999)) / 2 / density(2000);
    expect(gasCompressibility({ ...GAS, pressurePsia: 2000 }).value / slope).toBeCloseTo(1, 5);
    expect(gasCompressibility({ ...GAS, pressurePsia: 1 }).value).toBeCloseTo(1, 3);
    expect(gasCompressibility({ ...GAS, pressurePsia: 0 }).value).toBeNaN();
  });

  test('is 2 to 4 % more viscous by the modified set of Lee, Gonzalez and Eakin', () => {
    const state = {
      pressurePsia: 3000,
      temperatureF: 180,
      gasGravity: 0.65,
      zFactor: 0.87,
    };
    const ratio =
      leeGonzalezEakinModifiedGasViscosity(state).value / leeGonzalezEakinGasViscosity(state).value;
    expect(ratio).toBeGreaterThan(1.02);
    expect(ratio).toBeLessThan(1.04);
    expect(leeGonzalezEakinGasViscosity({ ...state, pressurePsia: 9000 }).issues).toMatchObject([
      { code: 'EXTRAPOLATED', parameter: 'pressurePsia' },
    ]);
  });

  test('comes back from p/z to its pressure', () => {
    fc.assert(
      fc.property(fc.double({ min: 1, max: 10_000, noNaN: true }), (pressurePsia) => {
        const z = naturalGasZFactor({ ...GAS, pressurePsia }).value;
        const back = pressureOfPOverZ({ ...GAS, pOverZPsia: pressurePsia / z });
        expect(back.value / pressurePsia).toBeCloseTo(1, 9);
      }),
    );
    expect(pressureOfPOverZ({ ...GAS, pOverZPsia: 0 }).value).toBe(0);
    expect(pressureOfPOverZ({ ...GAS, pOverZPsia: -1 }).value).toBeNaN();
  });
});

describe('pseudo-pressure', () => {
  const between = (fromPressurePsia: number, toPressurePsia: number): number =>
    gasPseudoPressureDifference({ ...GAS, fromPressurePsia, toPressurePsia }).value;

  test('is the area under 2p/(mu z), summed the slow way', () => {
    let sum = 0;
    const width = 0.5;
    for (let pressurePsia = width / 2; pressurePsia < 3000; pressurePsia += width) {
      const zFactor = naturalGasZFactor({ ...GAS, pressurePsia }).value;
      const mu = leeGonzalezEakinModifiedGasViscosity({
        ...GAS,
        pressurePsia,
        zFactor,
      }).value;
      sum += ((2 * pressurePsia) / (mu * zFactor)) * width;
    }
    expect(between(0, 3000) / sum).toBeCloseTo(1, 6);
  });

  test('adds up over parts and turns its sign with the limits', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 4000, noNaN: true }), (middle) => {
        expect((between(0, middle) + between(middle, 4000)) / between(0, 4000)).toBeCloseTo(1, 7);
        expect(between(4000, middle)).toBeCloseTo(-between(middle, 4000), -1);
      }),
      { numRuns: 20 },
    );
    expect(between(1000, 1000)).toBe(0);
  });
});

describe('a gas far outside the charts', () => {
  const deep = {
    gasGravity: 0.7,
    pressurePsia: 20_000,
    temperatureF: 150,
    criticalMethod: 'sutton',
  } as const;

  test.each([
    ['dranchuk-abou-kassem', 2.4259],
    ['hall-yarborough', 2.4267],
    ['dranchuk-purvis-robinson', 2.4156],
    ['brill-beggs', 2.372],
  ] as const)('has by %s z %d, extrapolated', (zMethod, z) => {
    const { value, issues } = naturalGasZFactor({ ...deep, zMethod });
    expect(value).toBeCloseTo(z, 3);
    expect(issues.every(({ code }) => code === 'EXTRAPOLATED')).toBe(true);
  });

  test('has no z by Papay, nor what follows from it', () => {
    expect(naturalGasZFactor({ ...deep, zMethod: 'papay' })).toMatchObject({
      value: Number.NaN,
      issues: [{ code: 'OUT_OF_DOMAIN', parameter: 'pseudoReducedPressure' }],
    });
    const far = { pseudoReducedTemperature: 1.5, pseudoReducedPressure: 15.1 };
    expect(papayZFactor(far).issues[0]?.code).toBe('OUT_OF_DOMAIN');
  });

  test('has no z by Brill and Beggs where its powers run away', () => {
    for (const [tpr, ppr] of [
      [3, 3],
      [3, 60],
      [1.5, 45],
    ] as const) {
      const state = { pseudoReducedTemperature: tpr, pseudoReducedPressure: ppr };
      const { value, issues } = brillBeggsZFactor(state);
      expect([value, issues[0]?.code]).toEqual([Number.NaN, 'OUT_OF_DOMAIN']);
    }
  });
});

describe("Piper's pseudo-critical point", () => {
  test("takes nitrogen's own critical point", () => {
    const [gravity, n2, temperatureR, pressurePsia] = [0.75, 0.1, 227.16, 492.4];
    const j =
      0.11582 -
      0.66026 * n2 * (temperatureR / pressurePsia) +
      0.70729 * gravity -
      0.099397 * gravity ** 2;
    const k =
      3.8216 -
      0.91249 * n2 * (temperatureR / Math.sqrt(pressurePsia)) +
      17.438 * gravity -
      3.2191 * gravity ** 2;
    const found = gasPseudoCritical({ gasGravity: gravity, nitrogenFraction: n2, method: 'piper' });
    expect(found.temperatureR).toBeCloseTo(k ** 2 / j, 9);
    expect(found.pressurePsia).toBeCloseTo((k / j) ** 2, 9);
  });
});
