import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  bitHydraulicPower,
  bitPressureDrop,
  correctedDrillingExponent,
  correctedDrillingExponentSeries,
  drillingExponent,
  jetImpactForce,
  mechanicalSpecificEnergy,
  mechanicalSpecificEnergySeries,
  nozzleFlowArea,
  nozzleVelocity,
} from '../../src/drilling/index.ts';

describe('a bit', () => {
  const jets = { mudWeightPpg: 12, flowRateGpm: 400, nozzleAreaIn2: 0.3889 };

  test('has the area, pressure drop and impact of the example of Applied Drilling Engineering', () => {
    expect(nozzleFlowArea([13, 13, 13]).value).toBeCloseTo(0.3889, 4);
    const drop = bitPressureDrop(jets).value;
    expect(drop).toBeCloseTo(1169, 0);
    expect(jetImpactForce({ ...jets, bitPressureDropPsi: drop }).value).toBeCloseTo(820, -1);
  });

  test('hits with the momentum of its jets, without a discharge loss', () => {
    const { value: velocity } = nozzleVelocity(jets);
    const { value: drop } = bitPressureDrop({ ...jets, dischargeCoefficient: 1 });
    const { value: force } = jetImpactForce({
      ...jets,
      bitPressureDropPsi: drop,
      dischargeCoefficient: 1,
    });
    const massRate = (12 * 400) / 60; // lb/s
    expect(Math.abs(force / ((massRate * velocity) / 32.174) - 1)).toBeLessThan(2e-3);
  });

  test('takes the power of pressure times rate', () => {
    const power = bitHydraulicPower({
      bitPressureDropPsi: 1714,
      flowRateGpm: 100,
      bitDiameterIn: 8,
    });
    expect(power.powerHp).toBeCloseTo(100, 9);
    expect(power.powerHpPerIn2).toBeCloseTo(100 / (16 * Math.PI), 9);
  });

  test('without an open nozzle has no area', () => {
    for (const nozzles of [[], [0, 0], [12, -1]]) {
      expect(nozzleFlowArea(nozzles).value).toBeNaN();
      expect(nozzleFlowArea(nozzles).issues[0]).toMatchObject({ code: 'OUT_OF_DOMAIN' });
    }
  });

  test('has as much area as its open nozzles when one is blanked off', () => {
    expect(nozzleFlowArea([12, 12, 0])).toEqual(nozzleFlowArea([12, 12]));
  });
});

describe('mechanical specific energy', () => {
  const drilling = {
    weightOnBitLbf: 25_000,
    rotarySpeedRpm: 120,
    torqueFtLbf: 8000,
    penetrationRateFtPerHr: 60,
    bitDiameterIn: 8.5,
  };

  test('is the work done in an hour over the rock taken out', () => {
    const workInLbf = 25_000 * 60 * 12 + 8000 * 12 * 2 * Math.PI * 120 * 60;
    const rockIn3 = (Math.PI / 4) * 8.5 ** 2 * 60 * 12;
    expect(mechanicalSpecificEnergy(drilling).value).toBeCloseTo(workInLbf / rockIn3, 4);
  });

  test('without rotation is the stress under the bit', () => {
    const pushed = mechanicalSpecificEnergy({ ...drilling, rotarySpeedRpm: 0 });
    expect(pushed.value).toBeCloseTo(25_000 / ((Math.PI / 4) * 8.5 ** 2), 6);
  });

  test('has no value off bottom', () => {
    expect(mechanicalSpecificEnergy({ ...drilling, penetrationRateFtPerHr: 0 })).toMatchObject({
      value: Number.NaN,
      issues: [{ code: 'OUT_OF_DOMAIN', parameter: 'penetrationRateFtPerHr' }],
    });
  });
});

describe('the drilling exponent', () => {
  const drilling = {
    penetrationRateFtPerHr: 23,
    rotarySpeedRpm: 113,
    weightOnBitLbf: 25_500,
    bitDiameterIn: 9.875,
  };

  test('is that of example 2.8 of Applied Drilling Engineering', () => {
    const { value } = drillingExponent(drilling);
    expect(value).toBeCloseTo(1.64, 2);
    const corrected = correctedDrillingExponent({
      drillingExponent: value,
      normalMudWeightPpg: 9,
      actualMudWeightPpg: 9.5,
    });
    expect(corrected.value).toBeCloseTo(1.55, 2);
  });

  test('solves the equation of Jorden and Shirley', () => {
    const { value } = drillingExponent(drilling);
    expect(((12 * 25_500) / (1e6 * 9.875)) ** value).toBeCloseTo(23 / (60 * 113), 9);
  });

  test('does not exist when the bit advances a foot a turn, or carries too much', () => {
    const fast = { ...drilling, penetrationRateFtPerHr: 60 * 113 };
    expect(drillingExponent(fast).issues[0]?.parameter).toBe('penetrationRateFtPerHr');
    const heavy = { ...drilling, weightOnBitLbf: 1e6 };
    expect(drillingExponent(heavy).issues[0]?.parameter).toBe('weightOnBitLbf');
  });
});

/** Values of a recorder: tenths, negative noise, gaps. */
const recorded = (min: number, max: number) =>
  fc.oneof(
    { weight: 9, arbitrary: fc.integer({ min: 10 * min, max: 10 * max }).map((n) => n / 10) },
    { weight: 1, arbitrary: fc.constant(Number.NaN) },
  );
const rows = fc.array(
  fc.record({
    weight: recorded(-5000, 60_000),
    speed: recorded(-10, 200),
    torque: recorded(-100, 20_000),
    rate: recorded(-10, 300),
    mud: recorded(0, 18),
  }),
  { minLength: 1, maxLength: 20 },
);

describe('columns', () => {
  test('have the value of each row, and NaN where a row has none', () => {
    fc.assert(
      fc.property(rows, (table) => {
        const column = (name: 'weight' | 'speed' | 'torque' | 'rate' | 'mud'): Float64Array =>
          Float64Array.from(table, (row) => row[name]);
        const energies = mechanicalSpecificEnergySeries({
          weightOnBitLbf: column('weight'),
          rotarySpeedRpm: column('speed'),
          torqueFtLbf: column('torque'),
          penetrationRateFtPerHr: column('rate'),
          bitDiameterIn: 8.5,
        });
        const exponents = correctedDrillingExponentSeries({
          weightOnBitLbf: column('weight'),
          rotarySpeedRpm: column('speed'),
          penetrationRateFtPerHr: column('rate'),
          actualMudWeightPpg: column('mud'),
          bitDiameterIn: 8.5,
          normalMudWeightPpg: 9,
        });
        for (const [i, row] of table.entries()) {
          const given = {
            weightOnBitLbf: row.weight,
            rotarySpeedRpm: row.speed,
            penetrationRateFtPerHr: row.rate,
            bitDiameterIn: 8.5,
          };
          const energy = mechanicalSpecificEnergy({ ...given, torqueFtLbf: row.torque }).value;
          expect(energies[i]).toBe(energy);
          const exponent = correctedDrillingExponent({
            drillingExponent: drillingExponent(given).value,
            normalMudWeightPpg: 9,
            actualMudWeightPpg: row.mud,
          }).value;
          expect(exponents[i]).toBe(exponent);
        }
      }),
    );
  });
});
