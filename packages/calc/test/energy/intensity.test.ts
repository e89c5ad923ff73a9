import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  carbonIntensity,
  convertEnergy,
  liftingEnergy,
  specificEnergyConsumption,
  type EnergyUnit,
} from '../../src/energy/index.ts';

describe('convertEnergy', () => {
  test.each([
    [1, 'kWh', 'MJ', 3.6],
    [1, 'toe', 'MWh', 11.63],
    [1, 'MMBtu', 'kWh', 293.0710701722],
    [1, 'therm', 'MJ', 105.505585262],
    [1, 'boe', 'MMBtu', 5.8],
    [1, 'hp', 'kW', 0.745699872],
    [1, 'TR', 'kW', 3.51685284207],
  ] as const)('makes of %d %s in %s %d', (value, from, to, expected) => {
    const found = convertEnergy({ value, from, to });
    expect(Math.abs(found.value / expected - 1)).toBeLessThan(1e-9);
  });

  test('comes back to where it began', () => {
    const unit = fc.constantFrom<EnergyUnit>('J', 'kWh', 'Btu', 'kcal', 'toe', 'boe');
    fc.assert(
      fc.property(
        unit,
        unit,
        fc.double({ min: 1e-6, max: 1e9, noNaN: true }),
        (from, to, value) => {
          const there = convertEnergy({ value, from, to }).value;
          const back = convertEnergy({ value: there, from: to, to: from }).value;
          expect(Math.abs(back / value - 1)).toBeLessThan(1e-14);
        },
      ),
    );
  });

  test('refuses to make power of energy', () => {
    expect(convertEnergy({ value: 1, from: 'kWh', to: 'kW' }).issues[0]?.message).toBe(
      'to: expected a unit of the kind of kWh, got kW',
    );
    expect(convertEnergy({ value: Number.NaN, from: 'kWh', to: 'MJ' }).issues[0]?.code).toBe(
      'NOT_FINITE',
    );
  });
});

describe('intensity', () => {
  test('has no value without output, neither 0 nor infinity', () => {
    const found = specificEnergyConsumption({ energyKwh: 1000, output: 0 });
    expect(found.value).toBeNaN();
    expect(found.issues[0]?.code).toBe('OUT_OF_DOMAIN');
    expect(specificEnergyConsumption({ energyKwh: 0, output: 5 }).value).toBe(0);
  });

  test('is per barrel of oil and of liquid', () => {
    expect(liftingEnergy({ energyKwh: 84500, oilBbl: 3200, waterBbl: 9600 })).toMatchObject({
      perBarrelOilKwh: 26.40625,
      perBarrelLiquidKwh: 6.6015625,
    });
  });

  test('of a well that makes water only is known per barrel of liquid', () => {
    const found = liftingEnergy({ energyKwh: 100, oilBbl: 0, waterBbl: 50 });
    expect(found.perBarrelOilKwh).toBeNaN();
    expect(found.perBarrelLiquidKwh).toBe(2);
    expect(found.issues[0]?.parameter).toBe('oilBbl');
  });

  const sources = [
    { name: 'electricity', energyKwh: 120000, factorKgPerKwh: 0.42 },
    { name: 'gas', energyKwh: 35000, factorKgPerKwh: 0.202 },
  ];

  test('of carbon sums the carriers', () => {
    const found = carbonIntensity({ sources, output: 8000 });
    expect(found.emissionsKg).toBeCloseTo(57470, 9);
    expect(found.intensityKg).toBeCloseTo(7.18375, 12);
  });

  test('of carbon keeps the emissions when there is no output', () => {
    const found = carbonIntensity({ sources, output: 0 });
    expect(found.emissionsKg).toBeCloseTo(57470, 9);
    expect(found.intensityKg).toBeNaN();
  });

  test('of carbon refuses a negative factor', () => {
    const found = carbonIntensity({ sources: [{ ...sources[0]!, factorKgPerKwh: -1 }], output: 1 });
    expect(found.emissionsKg).toBeNaN();
    expect(found.issues[0]?.parameter).toBe('electricity.factorKgPerKwh');
  });
});
