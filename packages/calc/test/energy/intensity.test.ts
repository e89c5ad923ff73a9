import { describe, expect, test } from 'vitest';
import {
  carbonIntensity,
  liftingEnergy,
  specificEnergyConsumption,
} from '../../src/energy/index.ts';

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
