import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  nextEdges,
  productionDayOf,
  shiftAt,
  type ProductionCalendar,
} from '../src/production-calendar.ts';

const at = (time: string): number => Date.parse(time);
const iso = (timeMs: number): string => new Date(timeMs).toISOString().replace(':00.000Z', 'Z');
const HOUR_MS = 3_600_000;
const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7];

const calendarOf = (timeZone: string, more: Partial<ProductionCalendar> = {}) => ({
  timeZone,
  dayStartMinute: 360,
  shifts: [
    ['Day', 360],
    ['Evening', 840],
    ['Night', 1_320],
  ].map(([name, startMinute]) => ({
    name: name as string,
    startMinute: startMinute as number,
    lengthMinutes: 480,
    weekdays: EVERY_DAY,
    worksOnHolidays: true,
  })),
  holidays: [],
  ...more,
});

const madrid = calendarOf('Europe/Madrid');

describe('a day of production', () => {
  test('begins at its hour, and is called after the date on which it does', () => {
    const bogota = calendarOf('America/Bogota');
    expect(productionDayOf(at('2026-11-30T10:59Z'), bogota)).toEqual({
      date: '2026-11-29',
      fromMs: at('2026-11-29T11:00Z'),
      toMs: at('2026-11-30T11:00Z'),
    });
    expect(productionDayOf(at('2026-11-30T11:00Z'), bogota).date).toBe('2026-11-30');
    expect(productionDayOf(at('2026-11-30T00:30Z'), calendarOf('Asia/Kolkata')).fromMs).toBe(
      at('2026-11-30T00:30Z'),
    );
  });

  test('has 23 hours when the clock goes forward in it, and 25 when it goes back', () => {
    const hours = (time: string): number => {
      const { fromMs, toMs } = productionDayOf(at(time), madrid);
      return (toMs - fromMs) / HOUR_MS;
    };
    expect(hours('2026-03-28T12:00Z')).toBe(23);
    expect(hours('2026-03-29T12:00Z')).toBe(24);
    expect(hours('2026-10-24T12:00Z')).toBe(25);
  });

  test('that begins in the hour which the clock repeats begins in its first one', () => {
    const early = { ...madrid, dayStartMinute: 150 };
    const day = productionDayOf(at('2026-10-25T01:10Z'), early);
    expect([day.date, iso(day.fromMs)]).toEqual(['2026-10-25', '2026-10-25T00:30Z']);
  });

  test.each(['Europe/Madrid', 'America/Bogota', 'Asia/Kolkata', 'Pacific/Apia'])(
    'of %s holds every moment once',
    (timeZone) => {
      fc.assert(
        fc.property(
          fc.integer({ min: at('2009-01-01'), max: at('2031-01-01') }),
          fc.integer({ min: 0, max: 1_439 }),
          (timeMs, dayStartMinute) => {
            const calendar = calendarOf(timeZone, { dayStartMinute });
            const day = productionDayOf(timeMs, calendar);
            expect(day.fromMs).toBeLessThanOrEqual(timeMs);
            expect(day.toMs).toBeGreaterThan(timeMs);
            expect(productionDayOf(day.toMs, calendar).fromMs).toBe(day.toMs);
            expect(productionDayOf(day.toMs - 1, calendar)).toEqual(day);
          },
        ),
        { numRuns: 300 },
      );
    },
  );
});

describe('a shift', () => {
  test('keeps its time of day over the changes of the clock, and lasts 7 or 9 hours then', () => {
    const night = (time: string) => shiftAt(at(time), madrid)!;
    const spring = night('2026-03-29T00:00Z');
    expect([spring.name, spring.date]).toEqual(['Night', '2026-03-28']);
    expect([iso(spring.fromMs), iso(spring.toMs)]).toEqual([
      '2026-03-28T21:00Z',
      '2026-03-29T04:00Z',
    ]);
    const autumn = night('2026-10-25T00:00Z');
    expect([iso(autumn.fromMs), iso(autumn.toMs)]).toEqual([
      '2026-10-24T20:00Z',
      '2026-10-25T05:00Z',
    ]);
  });

  test('is none on a day of the week or a holiday without it', () => {
    const weekdays = [1, 2, 3, 4, 5];
    const [first] = madrid.shifts;
    const shifts = [{ ...first!, weekdays, worksOnHolidays: false }];
    const office = { ...madrid, shifts, holidays: ['2026-12-08'] };
    expect(shiftAt(at('2026-12-07T08:00Z'), office)?.name).toBe('Day');
    expect(shiftAt(at('2026-12-08T08:00Z'), office)).toBeUndefined();
    expect(shiftAt(at('2026-12-06T08:00Z'), office)).toBeUndefined();
    expect(shiftAt(at('2026-12-07T20:00Z'), office)).toBeUndefined();
  });

  test.each(['Europe/Madrid', 'America/Bogota', 'Asia/Kolkata'])(
    'of %s is always there where three make a day',
    (timeZone) => {
      const calendar = calendarOf(timeZone);
      fc.assert(
        fc.property(fc.integer({ min: at('2020-01-01'), max: at('2031-01-01') }), (timeMs) => {
          const shift = shiftAt(timeMs, calendar)!;
          expect(shift.fromMs).toBeLessThanOrEqual(timeMs);
          expect(shiftAt(shift.toMs, calendar)!.fromMs).toBe(shift.toMs);
        }),
        { numRuns: 300 },
      );
    },
  );
});

describe('the next edges', () => {
  test('come in the order of time', () => {
    const edges = nextEdges(at('2026-11-30T04:00Z'), madrid, 5);
    expect(edges.map(({ timeMs, kind, shift }) => [iso(timeMs), kind, shift])).toEqual([
      ['2026-11-30T05:00Z', 'day', null],
      ['2026-11-30T05:00Z', 'shift-end', 'Night'],
      ['2026-11-30T05:00Z', 'shift-start', 'Day'],
      ['2026-11-30T13:00Z', 'shift-end', 'Day'],
      ['2026-11-30T13:00Z', 'shift-start', 'Evening'],
    ]);
  });

  test.each(['Europe/Madrid', 'America/Bogota', 'Asia/Kolkata'])(
    'of %s lie where the shift changes, and leave none out',
    (timeZone) => {
      const calendar = calendarOf(timeZone);
      fc.assert(
        fc.property(fc.integer({ min: at('2024-01-01'), max: at('2029-01-01') }), (timeMs) => {
          const edges = nextEdges(timeMs, calendar, 12);
          expect(edges).toHaveLength(12);
          let previousMs = timeMs;
          for (const { timeMs: edgeMs, kind, shift } of edges) {
            expect(edgeMs).toBeGreaterThanOrEqual(previousMs);
            // Nothing changes between two edges.
            const justBefore = Math.max(edgeMs - 1, previousMs);
            expect(shiftAt(justBefore, calendar)).toEqual(shiftAt(previousMs, calendar));
            const begun = kind === 'shift-start' ? shiftAt(edgeMs, calendar)!.name : shift;
            expect(begun).toBe(shift);
            previousMs = edgeMs;
          }
        }),
        { numRuns: 100 },
      );
    },
  );
});
