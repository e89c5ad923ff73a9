import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  convertNominalDecline,
  economicLimitRate,
  nominalFromSecantEffective,
  nominalFromTangentEffective,
  secantEffectiveFromNominal,
  tangentEffectiveFromNominal,
} from '../../src/decline/index.ts';

const anyB = fc.double({ min: 0, max: 2, noNaN: true });

describe('conventions of decline', () => {
  test('a secant effective decline is the part of the rate that a year takes away', () => {
    const nominal = nominalFromSecantEffective({
      secantEffectiveDecline: 0.6,
      hyperbolicExponent: 1.2,
    }).value;
    expect((1 + 1.2 * nominal) ** (-1 / 1.2)).toBeCloseTo(1 - 0.6, 12);
  });

  test('secant and nominal decline lead back to each other for every b', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 0.95, noNaN: true }), anyB, (effective, b) => {
        const nominalDecline = nominalFromSecantEffective({
          secantEffectiveDecline: effective,
          hyperbolicExponent: b,
        }).value;
        const back = secantEffectiveFromNominal({ nominalDecline, hyperbolicExponent: b }).value;
        expect(back).toBeCloseTo(effective, 11);
      }),
    );
  });

  test('the tangent decline is the secant one of an exponential decline', () => {
    for (const effective of [0, 1e-9, 0.05, 0.6, 0.99]) {
      const tangent = nominalFromTangentEffective(effective).value;
      const input = { secantEffectiveDecline: effective, hyperbolicExponent: 0 };
      expect(nominalFromSecantEffective(input).value).toBe(tangent);
      expect(tangentEffectiveFromNominal(tangent).value).toBeCloseTo(effective, 14);
    }
  });

  test('a nominal decline of a year is twelve times that of a month', () => {
    const yearly = { nominalDecline: 0.48986, from: 'year', to: 'month' } as const;
    expect(convertNominalDecline(yearly).value).toBeCloseTo(0.48986 / 12, 15);
    const daily = { nominalDecline: 0.36525, from: 'year', to: 'day' } as const;
    expect(convertNominalDecline(daily).value).toBeCloseTo(0.001, 15);
  });

  test.each([1, 1.5, -0.1, Number.NaN])('an effective decline of %d has no nominal one', (de) => {
    expect(nominalFromTangentEffective(de).value).toBeNaN();
    const secant = nominalFromSecantEffective({
      secantEffectiveDecline: de,
      hyperbolicExponent: 1,
    });
    expect(secant.value).toBeNaN();
    expect(secant.issues[0]?.parameter).toBe('secantEffectiveDecline');
  });

  test('at the economic limit the month earns its cost', () => {
    const costs = {
      fixedCostPerMonth: 20_000,
      pricePerVolume: 70,
      variableCostPerVolume: 8,
      netRevenueInterest: 0.8,
      taxFraction: 0.05,
    };
    const rate = economicLimitRate(costs).value;
    const volume = (rate * 365.25) / 12;
    expect(volume * 70 * 0.8 * 0.95).toBeCloseTo(20_000 + 8 * volume, 6);
  });

  test('no rate pays when a volume costs more than it brings', () => {
    const { value, issues } = economicLimitRate({
      fixedCostPerMonth: 1000,
      pricePerVolume: 10,
      variableCostPerVolume: 12,
    });
    expect(value).toBeNaN();
    expect(issues[0]?.code).toBe('NO_SOLUTION');
  });
});
