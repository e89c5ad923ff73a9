import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  arpsCumulative,
  arpsRate,
  duongCumulative,
  duongColumns,
  duongEur,
  duongRate,
  duongTimeToRate,
  fetkovichDepletionCumulative,
  fetkovichDepletionRate,
  fetkovichDimensionlessRate,
  fetkovichDimensionlessTime,
  modifiedHyperbolicCumulative,
  modifiedHyperbolicColumns,
  modifiedHyperbolicEurAtRate,
  modifiedHyperbolicRate,
  modifiedHyperbolicSwitch,
  modifiedHyperbolicTimeToRate,
  stretchedExponentialCumulative,
  stretchedExponentialColumns,
  stretchedExponentialEur,
  stretchedExponentialRate,
  stretchedExponentialTimeToRate,
} from '../../src/decline/index.ts';

/** Simpson's rule in the square root of time, where these rates are smooth. */
function integrate(rateAt: (t: number) => number, from: number, to: number): number {
  const [a, b] = [Math.sqrt(from), Math.sqrt(to)];
  const count = 4000;
  const h = (b - a) / count;
  let sum = 0;
  for (let i = 0; i <= count; i++) {
    const s = a + i * h;
    const weight = i === 0 || i === count ? 1 : i % 2 === 1 ? 4 : 2;
    sum += weight * rateAt(s * s) * 2 * s;
  }
  return (sum * h) / 3;
}

describe('modified hyperbolic decline', () => {
  const well = {
    initialRatePerDay: 1000,
    nominalDeclinePerDay: 0.0134,
    hyperbolicExponent: 1.2,
    terminalDeclinePerDay: 1.7e-4,
  };

  test('changes over where the hyperbolic decline has slowed down to the terminal one', () => {
    const found = modifiedHyperbolicSwitch(well);
    const { timeDays } = found;
    expect(0.0134 / (1 + 1.2 * 0.0134 * timeDays)).toBeCloseTo(1.7e-4, 15);
    expect(found.ratePerDay).toBeCloseTo(arpsRate({ ...well, timeDays }).value, 9);
    expect(found.cumulative).toBeCloseTo(arpsCumulative({ ...well, timeDays }).value, 6);
  });

  test('is hyperbolic before the switch and exponential after it, without a step', () => {
    const { timeDays, ratePerDay } = modifiedHyperbolicSwitch(well);
    const before = modifiedHyperbolicRate({ ...well, timeDays: timeDays * (1 - 1e-12) }).value;
    const after = modifiedHyperbolicRate({ ...well, timeDays: timeDays * (1 + 1e-12) }).value;
    expect(before / after).toBeCloseTo(1, 10);
    expect(modifiedHyperbolicRate({ ...well, timeDays: timeDays + 1000 }).value).toBeCloseTo(
      ratePerDay * Math.exp(-0.17),
      10,
    );
  });

  test('has the integral of its rate as cumulative on both sides of the switch', () => {
    const { timeDays } = modifiedHyperbolicSwitch(well);
    for (const t of [0.5 * timeDays, 3 * timeDays]) {
      const rateAt = (time: number) => modifiedHyperbolicRate({ ...well, timeDays: time }).value;
      const volume = modifiedHyperbolicCumulative({ ...well, timeDays: t }).value;
      expect(integrate(rateAt, 0, t) / volume).toBeCloseTo(1, 6);
    }
  });

  test('reaches a rate when it says, on both sides of the switch', () => {
    for (const ratePerDay of [500, 1]) {
      const timeDays = modifiedHyperbolicTimeToRate({ ...well, ratePerDay }).value;
      expect(modifiedHyperbolicRate({ ...well, timeDays }).value).toBeCloseTo(ratePerDay, 9);
      expect(modifiedHyperbolicEurAtRate({ ...well, ratePerDay }).value).toBeCloseTo(
        modifiedHyperbolicCumulative({ ...well, timeDays }).value,
        6,
      );
    }
  });

  test('recovers less than without the terminal decline', () => {
    const late = { ...well, timeDays: 15_000 };
    expect(modifiedHyperbolicCumulative(late).value).toBeLessThan(arpsCumulative(late).value);
  });

  test('refuses a terminal decline above the initial one', () => {
    const found = modifiedHyperbolicSwitch({ ...well, terminalDeclinePerDay: 0.02 });
    expect(found.timeDays).toBeNaN();
    expect(found.issues[0]?.parameter).toBe('terminalDeclinePerDay');
  });

  test('never changes over when it is exponential from the start', () => {
    const exponential = { ...well, hyperbolicExponent: 0 };
    expect(modifiedHyperbolicSwitch(exponential).timeDays).toBe(Infinity);
    const late = { ...exponential, timeDays: 500 };
    expect(modifiedHyperbolicRate(late).value).toBe(arpsRate(late).value);
  });

  test('gives columns the same numbers as one by one', () => {
    const timesDays = [0, 100, 5000, 20_000];
    const { ratesPerDay: rates, cumulatives: volumes } = modifiedHyperbolicColumns({
      ...well,
      timesDays,
    });
    for (const [i, timeDays] of timesDays.entries()) {
      expect(rates[i]).toBe(modifiedHyperbolicRate({ ...well, timeDays }).value);
      expect(volumes[i]).toBe(modifiedHyperbolicCumulative({ ...well, timeDays }).value);
    }
  });
});

describe('Duong decline', () => {
  const well = { firstDayRatePerDay: 500, intercept: 1.2, slope: 1.15 };

  test('has the first day’s rate at one day', () => {
    expect(duongRate({ ...well, timeDays: 1 }).value).toBeCloseTo(500, 10);
  });

  test('keeps rate over cumulative on the line a t^-m', () => {
    for (const timeDays of [2, 30, 400, 9000]) {
      const rate = duongRate({ ...well, timeDays }).value;
      const volume = duongCumulative({ ...well, timeDays }).value;
      expect(rate / volume).toBeCloseTo(1.2 * timeDays ** -1.15, 12);
    }
  });

  test('has the integral of its rate between two days as the volume between them', () => {
    const rateAt = (timeDays: number) => duongRate({ ...well, timeDays }).value;
    const volume = (timeDays: number) => duongCumulative({ ...well, timeDays }).value;
    expect(integrate(rateAt, 1, 900) / (volume(900) - volume(1))).toBeCloseTo(1, 6);
  });

  test('has no seam at m = 1', () => {
    const at = (slope: number) => duongRate({ ...well, slope, timeDays: 300 }).value;
    expect(at(1) / at(1 + 1e-9)).toBeCloseTo(1, 6);
    expect(at(1)).toBeCloseTo((500 / 300) * 300 ** 1.2, 6);
  });

  test('falls to a rate after its peak when it says', () => {
    const timeDays = duongTimeToRate({ ...well, ratePerDay: 20 }).value;
    expect(duongRate({ ...well, timeDays }).value).toBeCloseTo(20, 9);
    expect(duongEur({ ...well, ratePerDay: 20 }).value).toBeCloseTo(
      duongCumulative({ ...well, timeDays }).value,
      4,
    );
  });

  test('has q1/a exp(a/(m - 1)) as the limit of endless time', () => {
    expect(duongEur(well).value).toBeCloseTo((500 / 1.2) * Math.exp(1.2 / 0.15), 4);
    expect(duongCumulative({ ...well, timeDays: 1e9 }).value).toBeLessThan(duongEur(well).value);
  });

  test('has no limit at m = 1, and no time to a rate above its peak', () => {
    expect(duongEur({ ...well, slope: 1 }).issues[0]?.parameter).toBe('slope');
    expect(duongTimeToRate({ ...well, ratePerDay: 1e5 }).issues[0]?.code).toBe('NO_SOLUTION');
  });

  test('gives columns the same numbers as one by one', () => {
    const timesDays = [1, 30, 3650];
    const { ratesPerDay: rates, cumulatives: volumes } = duongColumns({ ...well, timesDays });
    for (const [i, timeDays] of timesDays.entries()) {
      expect(rates[i]).toBe(duongRate({ ...well, timeDays }).value);
      expect(volumes[i]).toBe(duongCumulative({ ...well, timeDays }).value);
    }
  });
});

describe('stretched exponential decline', () => {
  const well = { initialRatePerDay: 600, characteristicTimeDays: 45, stretchExponent: 0.35 };

  test('has the integral of its rate as cumulative, where some programs lose G(1/n)', () => {
    const volume = stretchedExponentialCumulative({ ...well, timeDays: 100 }).value;
    expect(volume).toBeCloseTo(23378.35, 2);
    // t = s^12 makes the integrand smooth at zero for n = 0.35.
    const count = 20_000;
    const top = 100 ** (1 / 12);
    let sum = 0;
    for (let i = 0; i < count; i++) {
      const s = ((i + 0.5) / count) * top;
      sum += stretchedExponentialRate({ ...well, timeDays: s ** 12 }).value * 12 * s ** 11;
    }
    expect((sum * top) / count / volume).toBeCloseTo(1, 6);
  });

  test('is exponential at n = 1', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1000, noNaN: true }), (timeDays) => {
        const input = { ...well, stretchExponent: 1, timeDays };
        const gone = -Math.expm1(-timeDays / 45);
        expect(stretchedExponentialCumulative(input).value).toBeCloseTo(600 * 45 * gone, 7);
      }),
    );
  });

  test('recovers qi tau 2 at n = 1/2, as G(2) is 1', () => {
    const half = { initialRatePerDay: 1000, characteristicTimeDays: 120, stretchExponent: 0.5 };
    expect(stretchedExponentialEur(half).value).toBeCloseTo(240_000, 5);
    const late = stretchedExponentialCumulative({ ...half, timeDays: 1e6 }).value;
    expect(late / 240_000).toBeCloseTo(1, 12);
  });

  test('reaches a rate when it says', () => {
    const timeDays = stretchedExponentialTimeToRate({ ...well, ratePerDay: 5 }).value;
    expect(stretchedExponentialRate({ ...well, timeDays }).value).toBeCloseTo(5, 10);
    expect(stretchedExponentialEur({ ...well, ratePerDay: 5 }).value).toBe(
      stretchedExponentialCumulative({ ...well, timeDays }).value,
    );
  });

  test('gives columns the same numbers as one by one', () => {
    const timesDays = [0, 10, 4000];
    const { ratesPerDay: rates, cumulatives: volumes } = stretchedExponentialColumns({
      ...well,
      timesDays,
    });
    for (const [i, timeDays] of timesDays.entries()) {
      expect(rates[i]).toBe(stretchedExponentialRate({ ...well, timeDays }).value);
      expect(volumes[i]).toBe(stretchedExponentialCumulative({ ...well, timeDays }).value);
    }
  });

  test('refuses an exponent of zero', () => {
    const { value, issues } = stretchedExponentialEur({ ...well, stretchExponent: 0 });
    expect(value).toBeNaN();
    expect(issues[0]?.parameter).toBe('stretchExponent');
  });
});

describe('Fetkovich type curves', () => {
  const drainage = { wellboreRadiusFt: 0.35, drainageRadiusFt: 1000, skin: 0 };
  const rock = {
    permeabilityMd: 5,
    porosity: 0.15,
    oilViscosityCp: 0.6,
    totalCompressibilityPerPsi: 1.5e-5,
  };

  test('have Arps of unit rate and decline as depletion stems', () => {
    const at = (hyperbolicExponent: number, dimensionlessTime: number) => ({
      hyperbolicExponent,
      dimensionlessTime,
    });
    expect(fetkovichDepletionRate(at(0, 0.5)).value).toBeCloseTo(Math.exp(-0.5), 14);
    expect(fetkovichDepletionRate(at(1, 3)).value).toBeCloseTo(0.25, 14);
    expect(fetkovichDepletionCumulative(at(0, 0.5)).value).toBeCloseTo(1 - Math.exp(-0.5), 14);
  });

  test('see damage as a smaller well: skin and radius give the same curve', () => {
    const damaged = { ...rock, ...drainage, skin: 2, timeDays: 30 };
    const small = { ...rock, ...drainage, wellboreRadiusFt: 0.35 * Math.exp(-2), timeDays: 30 };
    expect(fetkovichDimensionlessTime(damaged).value).toBeCloseTo(
      fetkovichDimensionlessTime(small).value,
      12,
    );
    const flow = {
      rateStbd: 100,
      oilViscosityCp: 0.6,
      oilFvf: 1.3,
      permeabilityMd: 5,
      thicknessFt: 40,
      drawdownPsi: 2000,
    };
    expect(fetkovichDimensionlessRate({ ...flow, ...drainage, skin: 2 }).value).toBeGreaterThan(
      fetkovichDimensionlessRate({ ...flow, ...drainage }).value,
    );
  });

  test('refuse a well as large as its drainage area', () => {
    const found = fetkovichDimensionlessTime({ ...rock, ...drainage, skin: -8, timeDays: 1 });
    expect(found.value).toBeNaN();
    expect(found.issues[0]?.parameter).toBe('drainageRadiusFt');
  });
});
