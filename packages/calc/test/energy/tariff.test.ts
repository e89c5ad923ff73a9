import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  demandCharge,
  electricityBill,
  energyKpis,
  localDayHours,
  reactiveCharge,
  timeOfUseCost,
  type TimeOfUseTariff,
} from '../../src/energy/index.ts';

const THREE_PERIODS: TimeOfUseTariff = {
  periods: [
    { name: 'off', pricePerKwh: 0.06, hours: [[22, 7]] },
    { name: 'mid', pricePerKwh: 0.1, hours: [[7, 17]] },
    { name: 'on', pricePerKwh: 0.18, hours: [[17, 22]] },
  ],
};
const FLAT: TimeOfUseTariff = { periods: [{ name: 'all', pricePerKwh: 1, hours: [[0, 24]] }] };

describe('localDayHours', () => {
  test.each([
    ['America/Chicago', 2024, 3, 10, 23],
    ['America/Chicago', 2024, 11, 3, 25],
    ['America/Chicago', 2024, 7, 4, 24],
    ['Europe/Berlin', 2026, 3, 29, 23],
    ['Europe/Berlin', 2026, 10, 25, 25],
    ['Australia/Lord_Howe', 2026, 4, 5, 24.5],
    ['America/Sao_Paulo', 2018, 11, 4, 23],
    ['Asia/Kathmandu', 2026, 1, 1, 24],
    ['UTC', 2026, 3, 29, 24],
  ])('in %s on %d-%d-%d is %d', (timeZone, year, month, day, hours) => {
    expect(localDayHours({ year, month, day, timeZone }).value).toBeCloseTo(hours, 9);
  });

  test('refuses a zone and a month that do not exist', () => {
    const day = { year: 2026, month: 13, day: 1, timeZone: 'UTC' };
    expect(localDayHours(day).issues[0]?.parameter).toBe('month');
    const nowhere = localDayHours({ ...day, month: 1, timeZone: 'Mars/Olympus' });
    expect(nowhere.issues[0]?.message).toBe(
      'timeZone: expected an IANA time zone, got Mars/Olympus',
    );
  });
});

describe('timeOfUseCost', () => {
  const hourly = [50, 55, 60, 65, 70, 75, 50, 55, 60, 65, 70, 75];
  const day = {
    powersKw: [...hourly, ...hourly],
    startMs: 0,
    intervalMinutes: 60,
    timeZone: 'UTC',
    tariff: THREE_PERIODS,
  };

  test('prices a day hour by hour', () => {
    const found = timeOfUseCost(day);
    expect([...found.energiesKwh]).toEqual([570, 625, 305]);
    expect(found.cost).toBeCloseTo(151.6, 10);
  });

  test('bills 23 hours in spring and 25 in autumn', () => {
    const meter = { intervalMinutes: 15, timeZone: 'America/Chicago', tariff: THREE_PERIODS };
    const spring = timeOfUseCost({
      ...meter,
      powersKw: new Float64Array(23 * 4).fill(100),
      startMs: Date.parse('2024-03-10T06:00:00Z'),
    });
    const autumn = timeOfUseCost({
      ...meter,
      powersKw: new Float64Array(25 * 4).fill(100),
      startMs: Date.parse('2024-11-03T05:00:00Z'),
    });
    expect([...spring.energiesKwh]).toEqual([800, 1000, 500]);
    expect([...autumn.energiesKwh]).toEqual([1000, 1000, 500]);
  });

  test('bills holidays as Sundays, and months and weekdays apart', () => {
    const tariff: TimeOfUseTariff = {
      periods: [
        {
          name: 'summer peak',
          pricePerKwh: 3,
          hours: [[12, 18]],
          weekdays: [1, 2, 3, 4, 5],
          months: [7],
        },
        { name: 'rest', pricePerKwh: 1, hours: [[0, 24]] },
      ],
      holidays: ['2026-07-03'],
    };
    // From Wednesday 1 July 2026 to Saturday 4 July.
    const powersKw = new Float64Array(4 * 24).fill(1);
    const meter = { ...day, powersKw, startMs: Date.UTC(2026, 6, 1), tariff };
    expect([...timeOfUseCost(meter).energiesKwh]).toEqual([12, 84]);
    const june = timeOfUseCost({ ...meter, startMs: Date.UTC(2026, 5, 3) });
    expect([...june.energiesKwh]).toEqual([0, 96]);
  });

  test('costs the energy times the price under one price, gaps aside', () => {
    const power = fc.oneof(fc.integer({ min: 0, max: 99 }), fc.constant(Number.NaN));
    fc.assert(
      fc.property(
        fc.array(power, { minLength: 1, maxLength: 60 }),
        fc.nat(1e6),
        (powersKw, start) => {
          const found = timeOfUseCost({ ...day, powersKw, startMs: start * 60_000, tariff: FLAT });
          const sum = powersKw.reduce((total, each) => total + (Number.isNaN(each) ? 0 : each), 0);
          expect(found.cost).toBeCloseTo(sum, 9);
          expect(found.missingCount).toBe(powersKw.filter(Number.isNaN).length);
        },
      ),
    );
  });

  test('has no cost when an hour has no price', () => {
    const tariff = { periods: THREE_PERIODS.periods.slice(0, 2) };
    const found = timeOfUseCost({ ...day, tariff });
    expect(found.cost).toBeNaN();
    expect(found.energyKwh).toBe(1500);
    expect(found.issues[0]?.message).toBe('periods: 305 kWh fall in no period');
  });

  test.each([
    [{ periods: [] }, 'periods'],
    [{ periods: [{ name: 'odd', pricePerKwh: 1, hours: [[0, 7.1]] }] }, 'odd'],
    [{ periods: [{ name: 'dear', pricePerKwh: Infinity, hours: [[0, 24]] }] }, 'dear'],
    [{ ...FLAT, holidays: ['Easter'] }, 'holidays'],
  ] as const)('refuses the tariff %j', (tariff, parameter) => {
    const found = timeOfUseCost({ ...day, tariff });
    expect(found.issues[0]?.parameter).toBe(parameter);
    expect(found.cost).toBeNaN();
  });
});

describe('electricityBill', () => {
  test('adds demand and reactive energy', () => {
    const bill = electricityBill({
      powersKw: [100, 300, 200, 200],
      startMs: 0,
      intervalMinutes: 15,
      timeZone: 'UTC',
      tariff: { ...FLAT, pricePerKw: 10, pricePerKvarh: 0.5, freeReactiveRatio: 0.4 },
      reactiveKvarh: 100,
    });
    expect(bill.energy.cost).toBe(200);
    expect(bill.demand.cost).toBe(3000);
    expect(bill.reactive.cost).toBe(10);
    expect(bill.total).toBe(3210);
  });

  test('bills at least the contract and the ratchet', () => {
    const demand = { peakKw: 70, pricePerKw: 2 };
    expect(demandCharge({ ...demand, contractedKw: 80 }).cost).toBe(160);
    expect(demandCharge({ ...demand, ratchetFraction: 0.8, earlierPeakKw: 100 }).billedKw).toBe(80);
    expect(demandCharge({ ...demand, peakKw: -1 }).cost).toBeNaN();
  });

  test('leaves reactive energy free up to its part of the active', () => {
    const meter = { activeKwh: 1000, pricePerKvarh: 0.02, freeRatio: 0.5 };
    expect(reactiveCharge({ ...meter, reactiveKvarh: 400 }).cost).toBe(0);
    expect(reactiveCharge({ ...meter, reactiveKvarh: 600 }).billedKvarh).toBe(100);
  });
});

describe('energyKpis', () => {
  const minutes = 3 * 1440;
  const meter = {
    powersKw: Float64Array.from(
      { length: minutes },
      (_, i) => 100 + ((i * 13) % 50) + (i >= 700 && i < 715 ? 80 : 0),
    ),
    startMs: Date.UTC(2026, 4, 4, 0, 7),
    intervalMinutes: 1,
    timeZone: 'UTC',
    tariff: { ...FLAT, pricePerKw: 1 },
    output: 50,
    emissionFactorKgPerKwh: 0.4,
  };

  test('agrees with sums over the samples', () => {
    const kpis = energyKpis(meter);
    const energy = meter.powersKw.reduce((sum, power) => sum + power, 0) / 60;
    expect(kpis.energyKwh).toBeCloseTo(energy, 6);
    expect(kpis.meanKw).toBeCloseTo(energy / 72, 9);
    expect(kpis.loadFactor).toBeCloseTo(energy / 72 / kpis.fixedPeakKw, 12);
    expect(kpis.specificEnergyKwh).toBeCloseTo(energy / 50, 9);
    expect(kpis.emissionsKg).toBeCloseTo(0.4 * energy, 6);
    expect(kpis.bill.total).toBeCloseTo(energy + kpis.fixedPeakKw, 6);
  });

  test('aligns fixed windows with the clock, and finds the sliding peak where it is', () => {
    const kpis = energyKpis(meter);
    expect(kpis.fixedPeakStartMs % 900_000).toBe(0);
    const minute = (kpis.slidingPeakStartMs - meter.startMs) / 60_000;
    expect(Math.abs(minute - 700)).toBeLessThanOrEqual(2);
    expect(kpis.slidingPeakKw).toBeGreaterThan(kpis.fixedPeakKw);
  });

  test('counts what is missing', () => {
    const powersKw = meter.powersKw.slice();
    powersKw.fill(Number.NaN, 1000, 1000 + minutes / 4);
    const kpis = energyKpis({ ...meter, powersKw });
    expect(kpis.coverage).toBe(0.75);
    expect(kpis.fixedPeakKw).toBeGreaterThan(100);
  });
});
