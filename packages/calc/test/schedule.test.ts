import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ProductionCalendar } from '../src/production-calendar.ts';
import { lastTime, nextTimes, pastSpan, type Schedule } from '../src/schedule.ts';

const at = (time: string): number => Date.parse(time);
const iso = (timeMs: number): string => new Date(timeMs).toISOString().replace(':00.000Z', 'Z');

const madrid: ProductionCalendar = {
  timeZone: 'Europe/Madrid',
  dayStartMinute: 360,
  shifts: [
    {
      name: 'Night',
      startMinute: 1_320,
      lengthMinutes: 480,
      weekdays: [1, 2, 3, 4, 5],
      worksOnHolidays: false,
    },
  ],
  holidays: ['2026-12-08'],
};

const timesOf = (after: string, schedule: Schedule, count = 3): string[] =>
  nextTimes(at(after), schedule, madrid, count).map(iso);

describe('the times of a schedule', () => {
  test('keep the time of day over the changes of the clock', () => {
    expect(timesOf('2026-03-28T00:00Z', { kind: 'daily', minute: 420 })).toEqual([
      '2026-03-28T06:00Z',
      '2026-03-29T05:00Z',
      '2026-03-30T05:00Z',
    ]);
  });

  test('are one a day where the clock passes the time over or repeats it', () => {
    const schedule = { kind: 'daily', minute: 150 } as const;
    expect(timesOf('2026-03-28T02:00Z', schedule, 2)).toEqual([
      '2026-03-29T01:00Z',
      '2026-03-30T00:30Z',
    ]);
    expect(timesOf('2026-10-24T02:00Z', schedule, 2)).toEqual([
      '2026-10-25T00:30Z',
      '2026-10-26T01:30Z',
    ]);
  });

  test('fall on the days of the week that it names', () => {
    expect(timesOf('2026-11-30T12:00Z', { kind: 'weekly', minute: 0, weekdays: [1, 5] })).toEqual([
      '2026-12-03T23:00Z',
      '2026-12-06T23:00Z',
      '2026-12-10T23:00Z',
    ]);
  });

  test('fall on the last day of a month that is too short, or of each', () => {
    const monthly = (day: number | 'last') =>
      timesOf('2027-01-31T12:00Z', { kind: 'monthly', minute: 60, day }, 3);
    const ends = ['2027-02-28T00:00Z', '2027-03-30T23:00Z', '2027-04-29T23:00Z'];
    expect(monthly('last')).toEqual(ends);
    expect(monthly(31)).toEqual(ends);
    expect(monthly(2)[0]).toBe('2027-02-02T00:00Z');
  });

  test('are the ends of the shift that it names, or of each, and none where there is no such shift', () => {
    const nights = ['2026-12-05T05:00Z', '2026-12-08T05:00Z', '2026-12-10T05:00Z'];
    expect(timesOf('2026-12-04T12:00Z', { kind: 'shift', shift: 'Night' })).toEqual(nights);
    expect(timesOf('2026-12-04T12:00Z', { kind: 'shift', shift: null })).toEqual(nights);
    expect(timesOf('2026-12-04T12:00Z', { kind: 'shift', shift: 'Gone' })).toEqual([]);
  });

  test.each(['Europe/Madrid', 'America/Bogota', 'Asia/Kolkata'])(
    'rise in %s, and do not depend on where one begins to look',
    (timeZone) => {
      const calendar = { ...madrid, timeZone };
      fc.assert(
        fc.property(
          fc.integer({ min: at('2024-01-01'), max: at('2030-01-01') }),
          fc.integer({ min: 0, max: 1_439 }),
          (afterMs, minute) => {
            const schedule = { kind: 'daily', minute } as const;
            const times = nextTimes(afterMs, schedule, calendar, 4);
            expect(times[0]).toBeGreaterThan(afterMs);
            expect(nextTimes(times[0]!, schedule, calendar, 3)).toEqual(times.slice(1));
          },
        ),
        { numRuns: 200 },
      );
    },
  );
});

describe('the last time of a schedule', () => {
  const day: ProductionCalendar['shifts'][number] = {
    ...madrid.shifts[0]!,
    name: 'Day',
    startMinute: 360,
    lengthMinutes: 960,
    worksOnHolidays: true,
  };
  const calendar = { ...madrid, shifts: [...madrid.shifts, day] };
  /** Walks from time to time. */
  const slowly = (afterMs: number, untilMs: number, schedule: Schedule): number | undefined => {
    let found: number | undefined;
    for (
      let [timeMs] = nextTimes(afterMs, schedule, calendar, 1);
      timeMs !== undefined && timeMs <= untilMs;
      [timeMs] = nextTimes(timeMs, schedule, calendar, 1)
    )
      found = timeMs;
    return found;
  };

  test.each<Schedule>([
    { kind: 'daily', minute: 150 },
    { kind: 'weekly', minute: 0, weekdays: [1, 5] },
    { kind: 'monthly', minute: 1_439, day: 'last' },
    { kind: 'shift', shift: 'Night' },
    { kind: 'shift', shift: null },
  ])('is the one that a walk from the first ends at: $kind', (schedule) => {
    fc.assert(
      fc.property(
        fc.integer({ min: at('2026-01-01'), max: at('2027-01-01') }),
        fc.integer({ min: 0, max: 70 * 24 }),
        (afterMs, hours) => {
          const untilMs = afterMs + hours * 3_600_000;
          expect(lastTime({ afterMs, untilMs }, schedule, calendar)).toBe(
            slowly(afterMs, untilMs, schedule),
          );
        },
      ),
      { numRuns: 60 },
    );
  });

  test('is a time that is now, and none that is the moment before it', () => {
    const schedule = { kind: 'daily', minute: 420 } as const;
    const dueMs = at('2026-11-30T06:00Z');
    const find = (afterMs: number, untilMs: number) =>
      lastTime({ afterMs, untilMs }, schedule, calendar);
    expect(find(dueMs - 1, dueMs)).toBe(dueMs);
    expect(find(dueMs, dueMs + 1)).toBeUndefined();
    expect(find(dueMs - 60_000, dueMs - 1)).toBeUndefined();
  });

  test('is none where there is no such shift', () => {
    const span = { afterMs: at('2026-01-01'), untilMs: at('2026-12-31') };
    expect(lastTime(span, { kind: 'shift', shift: 'Gone' }, calendar)).toBeUndefined();
  });
});

describe('the span that is over', () => {
  const spanOf = (time: string, unit: 'day' | 'week' | 'month' | 'shift') => {
    const span = pastSpan(at(time), unit, madrid)!;
    return [iso(span.fromMs), iso(span.toMs)];
  };

  test('is whole days of production', () => {
    expect(spanOf('2026-11-30T06:00Z', 'day')).toEqual(['2026-11-29T05:00Z', '2026-11-30T05:00Z']);
    expect(spanOf('2026-11-30T04:59Z', 'day')).toEqual(['2026-11-28T05:00Z', '2026-11-29T05:00Z']);
  });

  test('is a week from Monday, or a month', () => {
    expect(spanOf('2026-12-02T06:00Z', 'week')).toEqual(['2026-11-23T05:00Z', '2026-11-30T05:00Z']);
    expect(spanOf('2027-01-02T06:00Z', 'month')).toEqual([
      '2026-12-01T05:00Z',
      '2027-01-01T05:00Z',
    ]);
    expect(spanOf('2026-11-01T06:00Z', 'month')).toEqual([
      '2026-10-01T04:00Z',
      '2026-11-01T05:00Z',
    ]);
  });

  test('is the shift that ended last, and none where there is no shift', () => {
    expect(spanOf('2026-12-07T12:00Z', 'shift')).toEqual([
      '2026-12-04T21:00Z',
      '2026-12-05T05:00Z',
    ]);
    expect(pastSpan(at('2026-12-07T12:00Z'), 'shift', { ...madrid, shifts: [] })).toBeUndefined();
  });
});
