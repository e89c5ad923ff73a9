import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  arpsCumulative,
  arpsColumns,
  arpsDeclineFromRates,
  arpsEurAtRate,
  arpsIntervalVolume,
  arpsNominalDecline,
  arpsRate,
  arpsTimeToRate,
} from '../../src/decline/index.ts';

const WELL = { initialRatePerDay: 800, nominalDeclinePerDay: 0.004, hyperbolicExponent: 0.7 };

const anyDecline = fc.record({
  initialRatePerDay: fc.double({ min: 1, max: 1e5, noNaN: true }),
  nominalDeclinePerDay: fc.double({ min: 1e-5, max: 0.1, noNaN: true }),
  hyperbolicExponent: fc.oneof(
    fc.constantFrom(0, 1e-12, 1e-6, 1, 1 - 1e-9, 1 + 1e-9, 2),
    fc.double({ min: 0, max: 2, noNaN: true }),
  ),
});
const anyTime = fc.double({ min: 0, max: 2e4, noNaN: true });

/** The textbook forms, case by case, for exponents that they can bear. */
function textbook(qi: number, d: number, b: number, t: number): { q: number; np: number } {
  if (b === 0) return { q: qi * Math.exp(-d * t), np: (qi - qi * Math.exp(-d * t)) / d };
  if (b === 1) return { q: qi / (1 + d * t), np: (qi / d) * Math.log(1 + d * t) };
  const q = qi * (1 + b * d * t) ** (-1 / b);
  return { q, np: (qi ** b / ((1 - b) * d)) * (qi ** (1 - b) - q ** (1 - b)) };
}

describe('Arps decline', () => {
  test('reproduces 100 to 96 STB/d in a month, 61.27 STB/d after a year (Guo, chapter 8)', () => {
    const monthly = arpsDeclineFromRates({
      initialRatePerDay: 100,
      ratePerDay: 96,
      timeDays: 1,
      hyperbolicExponent: 0,
    }).value;
    expect(monthly).toBeCloseTo(0.04082, 5);
    const year = arpsRate({
      initialRatePerDay: 100,
      nominalDeclinePerDay: monthly,
      hyperbolicExponent: 0,
      timeDays: 12,
    });
    expect(year.value).toBeCloseTo(61.27, 2);
  });

  test.each([0, 0.3, 0.5, 1, 1.3, 1.9])('is the textbook form at b = %d', (b) => {
    for (const timeDays of [1, 30, 365, 3650]) {
      const input = { ...WELL, hyperbolicExponent: b, timeDays };
      const { q, np } = textbook(800, 0.004, b, timeDays);
      expect(arpsRate(input).value / q).toBeCloseTo(1, 11);
      expect(arpsCumulative(input).value / np).toBeCloseTo(1, 9);
    }
  });

  test('has no seam where b comes to 0 and where it passes 1', () => {
    fc.assert(
      fc.property(anyTime, fc.constantFrom(0, 1), (timeDays, b) => {
        const at = (hyperbolicExponent: number) => ({ ...WELL, hyperbolicExponent, timeDays });
        for (const quantityOf of [arpsRate, arpsCumulative]) {
          const here = quantityOf(at(b)).value;
          expect(Math.abs(quantityOf(at(b + 1e-9)).value - here)).toBeLessThanOrEqual(
            1e-5 * here + 1e-12,
          );
        }
      }),
    );
  });

  test('has the rate as the slope of its cumulative', () => {
    fc.assert(
      fc.property(
        anyDecline,
        fc.double({ min: 1, max: 5000, noNaN: true }),
        (decline, timeDays) => {
          const h = 1e-4 * timeDays;
          const volume = (t: number) => arpsCumulative({ ...decline, timeDays: t }).value;
          const slope = (volume(timeDays + h) - volume(timeDays - h)) / (2 * h);
          const rate = arpsRate({ ...decline, timeDays }).value;
          const noise = (volume(timeDays) * 1e-15) / h;
          expect(Math.abs(slope - rate)).toBeLessThanOrEqual(1e-4 * rate + 10 * noise);
        },
      ),
    );
  });

  test('never rises, and produces no less over a longer time', () => {
    fc.assert(
      fc.property(anyDecline, anyTime, anyTime, (decline, a, b) => {
        const early = { ...decline, timeDays: Math.min(a, b) };
        const late = { ...decline, timeDays: Math.max(a, b) };
        expect(arpsRate(late).value).toBeLessThanOrEqual(arpsRate(early).value);
        expect(arpsCumulative(late).value).toBeGreaterThanOrEqual(arpsCumulative(early).value);
      }),
    );
  });

  test('adds up over the parts of an interval', () => {
    fc.assert(
      fc.property(anyDecline, anyTime, anyTime, (decline, a, b) => {
        const [from, to] = [Math.min(a, b), Math.max(a, b)];
        const part = (fromDays: number, toDays: number) =>
          arpsIntervalVolume({ ...decline, fromDays, toDays }).value;
        const whole = arpsCumulative({ ...decline, timeDays: to }).value;
        expect(part(0, from) + part(from, to)).toBeCloseTo(
          whole,
          -Math.log10(whole * 1e-10 + 1e-9),
        );
      }),
    );
  });

  test('takes as long to a rate as it needs to get there', () => {
    fc.assert(
      fc.property(anyDecline, fc.double({ min: 1e-3, max: 1, noNaN: true }), (decline, part) => {
        const ratePerDay = part * decline.initialRatePerDay;
        const timeDays = arpsTimeToRate({ ...decline, ratePerDay }).value;
        expect(arpsRate({ ...decline, timeDays }).value / ratePerDay).toBeCloseTo(1, 9);
        const eur = arpsEurAtRate({ ...decline, ratePerDay }).value;
        expect(Math.abs(eur - arpsCumulative({ ...decline, timeDays }).value)).toBeLessThanOrEqual(
          1e-9 * eur,
        );
      }),
    );
  });

  test('goes on from any moment as a decline of the rate and decline there', () => {
    const timeDays = 700;
    const later = {
      initialRatePerDay: arpsRate({ ...WELL, timeDays }).value,
      nominalDeclinePerDay: arpsNominalDecline({ ...WELL, timeDays }).value,
      hyperbolicExponent: WELL.hyperbolicExponent,
    };
    expect(arpsRate({ ...later, timeDays: 300 }).value).toBeCloseTo(
      arpsRate({ ...WELL, timeDays: 1000 }).value,
      9,
    );
  });

  test('gives columns the same numbers as one by one, and NaN before time zero', () => {
    const timesDays = Float64Array.of(0, 10, -1, 3650, Number.NaN);
    const { ratesPerDay: rates, cumulatives: volumes } = arpsColumns({ ...WELL, timesDays });
    for (const [i, timeDays] of timesDays.entries()) {
      expect(rates[i]).toBe(arpsRate({ ...WELL, timeDays }).value);
      expect(volumes[i]).toBe(arpsCumulative({ ...WELL, timeDays }).value);
    }
  });

  test('produces rate × time when nothing declines, and never reaches a lower rate', () => {
    const flat = { ...WELL, nominalDeclinePerDay: 0 };
    expect(arpsCumulative({ ...flat, timeDays: 10 }).value).toBe(8000);
    const never = arpsTimeToRate({ ...flat, ratePerDay: 700 });
    expect(never.value).toBeNaN();
    expect(never.issues[0]).toMatchObject({
      code: 'OUT_OF_DOMAIN',
      parameter: 'nominalDeclinePerDay',
    });
    expect(arpsTimeToRate({ ...flat, ratePerDay: 800 }).value).toBe(0);
  });

  test.each([
    ['a negative rate', { initialRatePerDay: -1 }, 'initialRatePerDay', 'OUT_OF_DOMAIN'],
    ['a negative b', { hyperbolicExponent: -0.1 }, 'hyperbolicExponent', 'OUT_OF_DOMAIN'],
    [
      'a decline that is not a number',
      { nominalDeclinePerDay: Number.NaN },
      'nominalDeclinePerDay',
      'NOT_FINITE',
    ],
    ['a time before zero', { timeDays: -1 }, 'timeDays', 'OUT_OF_DOMAIN'],
  ] as const)('answers %s with NaN and its name', (_, change, parameter, code) => {
    const { value, issues } = arpsRate({ ...WELL, timeDays: 1, ...change });
    expect(value).toBeNaN();
    expect(issues).toMatchObject([{ parameter, code }]);
  });

  test('spoils a whole column for a decline that is none', () => {
    const timesDays = [1, 2];
    const { ratesPerDay: values, issues } = arpsColumns({
      ...WELL,
      hyperbolicExponent: -1,
      timesDays,
    });
    expect([...values]).toEqual([Number.NaN, Number.NaN]);
    expect(issues[0]?.parameter).toBe('hyperbolicExponent');
  });

  test('refuses a limit above the initial rate and an interval that runs backwards', () => {
    expect(arpsEurAtRate({ ...WELL, ratePerDay: 801 }).issues[0]?.parameter).toBe('ratePerDay');
    const backwards = arpsIntervalVolume({ ...WELL, fromDays: 2, toDays: 1 });
    expect(backwards.value).toBeNaN();
    expect(backwards.issues[0]?.parameter).toBe('toDays');
  });

  test('says that b above 2 is beyond what was published, and gives the value', () => {
    const { value, issues } = arpsRate({ ...WELL, hyperbolicExponent: 2.5, timeDays: 100 });
    expect(value).toBeCloseTo(800 * 2 ** -0.4, 9);
    expect(issues[0]?.code).toBe('EXTRAPOLATED');
  });
});
