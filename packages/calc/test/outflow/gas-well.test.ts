import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  gasColumnPressure,
  gasCriticalRate,
  gasCriticalVelocity,
  gasWellTraverse,
  poettmannCarpenterPressure,
} from '../../src/outflow/index.ts';

describe('A still gas column', () => {
  test("gives Bourgoyne's 1188 psia under 10 000 ft of methane", () => {
    const { value } = gasColumnPressure({
      topPressurePsia: 1000,
      molarMassLbLbmol: 16,
      heightFt: 10_000,
      temperatureR: 600,
      zFactor: 1,
    });
    // The book prints 1188 of 1188.5.
    expect(Math.floor(value)).toBe(1188);
  });
});

describe('A flowing gas well', () => {
  const well = {
    wellbore: {
      measuredDepthFt: [0, 10_000],
      tvdFt: [0, 10_000],
      temperaturesF: [100, 200],
      insideDiameterIn: 2.441,
      roughnessIn: 0.0006,
    },
    wellheadPressurePsia: 500,
    gasRateMMscfd: 5,
    gasGravity: 0.65,
    condensateGasRatioStbMMscf: 10,
    waterRateStbd: 10,
  } as const;

  test("meets pyResToolbox's documented 962 psia by Hagedorn and Brown", () => {
    const { endPressurePsia } = gasWellTraverse({ ...well, method: 'hagedorn-brown' });
    expect(Math.abs(endPressurePsia / 962.1 - 1)).toBeLessThan(0.08);
  });

  test('shut in nearly becomes the still column, between those of its extreme z', () => {
    const slow = gasWellTraverse({
      ...well,
      method: 'homogeneous',
      gasRateMMscfd: 1e-3,
      condensateGasRatioStbMMscf: 0,
      waterRateStbd: 0,
    });
    const column = (zFactor: number) =>
      gasColumnPressure({
        topPressurePsia: 500,
        molarMassLbLbmol: 0.65 * 28.97,
        heightFt: 10_000,
        temperatureR: 609.67,
        zFactor,
      }).value;
    expect(slow.endPressurePsia).toBeGreaterThan(column(0.97));
    expect(slow.endPressurePsia).toBeLessThan(column(0.92));
  });

  test.each([{ gasRateMMscfd: 0 }, { waterRateStbd: -1 }, { wellheadPressurePsia: Number.NaN }])(
    'refuses %o',
    (change) => {
      const { endPressurePsia, issues } = gasWellTraverse({ ...well, ...change });
      expect(endPressurePsia).toBeNaN();
      expect(issues).toMatchObject([{ parameter: Object.keys(change)[0]! }]);
    },
  );
});

describe('Liquid loading', () => {
  const water = { surfaceTensionDynCm: 60, liquidDensityLbFt3: 67 };

  test('has the velocity of Turner, 20 % above that of Coleman', () => {
    const turner = gasCriticalVelocity({ ...water, gasDensityLbFt3: 3 }).value;
    const coleman = gasCriticalVelocity({ ...water, gasDensityLbFt3: 3, coefficient: 1.593 }).value;
    expect(turner / coleman).toBeCloseTo(1.2, 3);
    expect(coleman).toBeCloseTo((1.593 * (60 * 64) ** 0.25) / Math.sqrt(3), 9);
  });

  test('needs a lower velocity the heavier the gas', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.1, max: 20, noNaN: true }),
        fc.double({ min: 0.1, max: 20, noNaN: true }),
        (a, b) => {
          const at = (gasDensityLbFt3: number) =>
            gasCriticalVelocity({ ...water, gasDensityLbFt3 }).value;
          expect(at(Math.max(a, b))).toBeLessThanOrEqual(at(Math.min(a, b)));
        },
      ),
    );
    expect(gasCriticalVelocity({ ...water, gasDensityLbFt3: 70 }).value).toBeNaN();
  });

  test("has the rate of Turner's 3.06 p v A/(T z)", () => {
    const area = (Math.PI / 4) * (2.441 / 12) ** 2;
    const { value } = gasCriticalRate({
      criticalVelocityFtS: 10,
      pressurePsia: 500,
      temperatureR: 560,
      zFactor: 0.93,
      insideDiameterIn: 2.441,
    });
    expect(value).toBeCloseTo((3.06 * 500 * 10 * area) / (560 * 0.93), 2);
  });
});

describe('Poettmann and Carpenter', () => {
  const well = {
    wellheadPressurePsia: 500,
    liquidRateStbd: 2000,
    waterCutFraction: 0.25,
    gasLiquidRatioScfStb: 1000,
    oilApi: 30,
    gasGravity: 0.65,
    waterGravity: 1.05,
    waterFvf: 1.2,
    insideDiameterIn: 1.66,
    depthFt: 5000,
    wellheadTemperatureF: 100,
    bottomholeTemperatureF: 150,
  };

  test("gives Guo's example: 1699 psia, 495.66 lb/STB", () => {
    const found = poettmannCarpenterPressure(well);
    expect(Math.abs(found.bottomholePressurePsia / 1699 - 1)).toBeLessThan(0.001);
    expect(found.massPerOilBarrelLb).toBeCloseTo(495.66, 1);
    expect(found.issues).toMatchObject([{ code: 'EXTRAPOLATED', parameter: 'insideDiameterIn' }]);
  });

  test('converges as the steps get shorter', () => {
    const at = (stepCount: number) =>
      poettmannCarpenterPressure({ ...well, stepCount }).bottomholePressurePsia;
    expect(at(100)).toBeCloseTo(at(1000), 0);
    expect(Math.abs(at(10) - at(1000))).toBeLessThan(Math.abs(at(1) - at(1000)) / 5);
  });

  test('refuses water alone, no rate and no steps', () => {
    for (const change of [{ waterCutFraction: 1 }, { liquidRateStbd: 0 }, { stepCount: 0 }]) {
      const found = poettmannCarpenterPressure({ ...well, ...change });
      expect(found.bottomholePressurePsia).toBeNaN();
      expect(found.issues).toMatchObject([
        { code: 'OUT_OF_DOMAIN', parameter: Object.keys(change)[0]! },
      ]);
    }
  });
});
