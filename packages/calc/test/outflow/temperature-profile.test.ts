import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  linearTemperatureProfile,
  rameyTemperature,
  rameyTemperatureProfile,
  shiuBeggsRelaxationDistance,
} from '../../src/outflow/index.ts';

describe('Shiu and Beggs', () => {
  const well = {
    oilRateStbd: 2219,
    waterRateStbd: 11,
    gasLiquidRatioScfStb: 1.762e6 / 2230,
    oilApi: 24,
    waterGravity: 1,
    gasGravity: 0.7,
    insideDiameterIn: 2.992,
    wellheadPressurePsig: 150,
  };

  test("give their example's relaxation distance of 2089 ft and 130 °F at the wellhead", () => {
    const relaxationDistanceFt = shiuBeggsRelaxationDistance(well).value;
    expect(Math.abs(relaxationDistanceFt - 2089)).toBeLessThan(5);
    const { value } = rameyTemperature({
      bottomholeTemperatureF: 173,
      geothermalGradientFPerFt: 0.0106,
      distanceAboveBottomFt: 5985,
      relaxationDistanceFt,
    });
    expect(Math.abs(value - 130)).toBeLessThan(2);
  });

  test('have a correlation without the wellhead pressure, some 30 % apart', () => {
    const { wellheadPressurePsig: _, ...unknown } = well;
    const ratio =
      shiuBeggsRelaxationDistance(unknown).value / shiuBeggsRelaxationDistance(well).value;
    expect(ratio).toBeGreaterThan(0.7);
    expect(ratio).toBeLessThan(1.3);
  });

  test('refuse a well that produces nothing', () => {
    const dead = { ...well, oilRateStbd: 0, waterRateStbd: 0 };
    expect(shiuBeggsRelaxationDistance(dead)).toMatchObject({
      value: Number.NaN,
      issues: [{ code: 'NO_SOLUTION' }],
    });
  });
});

describe('Ramey', () => {
  test('starts at the temperature of the rock and ends a constant above it', () => {
    const at = (distanceAboveBottomFt: number) =>
      rameyTemperature({
        bottomholeTemperatureF: 200,
        geothermalGradientFPerFt: 0.01,
        distanceAboveBottomFt,
        relaxationDistanceFt: 1000,
      }).value;
    expect(at(0)).toBe(200);
    expect(at(20_000) - (200 - 200)).toBeCloseTo(10, 6);
  });

  test('is the same over a vertical survey however it is cut', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.integer({ min: 1, max: 7999 }), { maxLength: 15 }),
        fc.double({ min: 50, max: 20_000, noNaN: true }),
        (cuts, relaxationDistanceFt) => {
          const depths = [0, ...cuts.toSorted((a, b) => a - b), 8000];
          const well = { bottomholeTemperatureF: 190, geothermalGradientFPerFt: 0.014 };
          const { temperaturesF } = rameyTemperatureProfile({
            ...well,
            measuredDepthFt: depths,
            tvdFt: depths,
            relaxationDistanceFt,
          });
          for (const [i, depth] of depths.entries()) {
            const { value } = rameyTemperature({
              ...well,
              distanceAboveBottomFt: 8000 - depth,
              relaxationDistanceFt,
            });
            expect(temperaturesF[i]).toBeCloseTo(value, 9);
          }
        },
      ),
    );
  });

  test('does not cool the fluid in a level section, and follows the rock when it flows slowly', () => {
    const survey = { measuredDepthFt: [0, 5000, 9000], tvdFt: [0, 5000, 5000] };
    const well = { ...survey, bottomholeTemperatureF: 150, geothermalGradientFPerFt: 0.016 };
    const fast = rameyTemperatureProfile({ ...well, relaxationDistanceFt: 3000 }).temperaturesF;
    expect(fast[1]).toBe(150);
    const slow = rameyTemperatureProfile({ ...well, relaxationDistanceFt: 1 }).temperaturesF;
    expect(slow[0]).toBeCloseTo(150 - 0.016 * 4999, 6);
  });
});

describe('A straight profile', () => {
  test('has the two temperatures at its ends', () => {
    const { temperaturesF } = linearTemperatureProfile({
      measuredDepthFt: [0, 2500, 10_000],
      wellheadTemperatureF: 100,
      bottomholeTemperatureF: 200,
    });
    expect([...temperaturesF]).toEqual([100, 125, 200]);
  });

  test('is NaN with a reason for a temperature that is no number', () => {
    const { temperaturesF, issues } = linearTemperatureProfile({
      measuredDepthFt: [0, 1],
      wellheadTemperatureF: Number.NaN,
      bottomholeTemperatureF: 200,
    });
    expect(temperaturesF[0]).toBeNaN();
    expect(issues).toMatchObject([{ code: 'NOT_FINITE', parameter: 'wellheadTemperatureF' }]);
  });
});
