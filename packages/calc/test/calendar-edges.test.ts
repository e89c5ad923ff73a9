import { describe, expect, test } from 'vitest';
import {
  atLocalTime,
  calendarEdges,
  isTimeZone,
  localTimeMs,
  parseCalendarWidth,
  startOfDay,
  type CalendarWidth,
} from '../src/calendar-edges.ts';

const at = (time: string): number => Date.parse(time);

function edgesOf(from: string, to: string, width: CalendarWidth, timeZone: string): string[] {
  const step = parseCalendarWidth(width)!;
  const edges = calendarEdges({ fromMs: at(from), toMs: at(to), step, timeZone });
  return edges.map((edge) => new Date(edge).toISOString().replace(':00.000Z', 'Z'));
}

describe('the days of a time zone', () => {
  test('have 25 hours when the clock goes back, and 23 when it goes forward', () => {
    const berlin = 'Europe/Berlin';
    expect(edgesOf('2025-10-24T22:00Z', '2025-10-28T23:00Z', '1 day', berlin)).toEqual([
      '2025-10-24T22:00Z',
      '2025-10-25T22:00Z',
      '2025-10-26T23:00Z',
      '2025-10-27T23:00Z',
      '2025-10-28T23:00Z',
    ]);
    expect(edgesOf('2026-03-27T23:00Z', '2026-03-29T22:00Z', '1 day', berlin)).toEqual([
      '2026-03-27T23:00Z',
      '2026-03-28T23:00Z',
      '2026-03-29T22:00Z',
    ]);
  });

  test('have 24 and a half hours where the clock goes back by half an hour', () => {
    const island = 'Australia/Lord_Howe';
    expect(edgesOf('2026-04-04T13:00Z', '2026-04-05T13:30Z', '1 day', island)).toEqual([
      '2026-04-04T13:00Z',
      '2026-04-05T13:30Z',
    ]);
  });

  test('begin when they begin where midnight is passed over, and at midnight after that', () => {
    const noMidnight = ['2018-11-03T03:00Z', '2018-11-04T03:00Z', '2018-11-05T02:00Z'];
    const zone = 'America/Sao_Paulo';
    expect(edgesOf(noMidnight[0]!, noMidnight[2]!, '1 day', zone)).toEqual(noMidnight);
    expect(edgesOf(noMidnight[1]!, noMidnight[2]!, '1 day', zone)).toEqual(noMidnight.slice(1));
    expect(localTimeMs(at(noMidnight[1]!), zone)).toBe(at('2018-11-04T01:00Z'));
    // From 23:30 to 00:30: the day begins half an hour late.
    expect(startOfDay(at('1919-03-31T12:00Z'), 'America/Toronto')).toBe(at('1919-03-31T04:30Z'));
  });

  test('begin at the first of two midnights', () => {
    const days = ['2025-11-01T04:00Z', '2025-11-02T04:00Z', '2025-11-03T05:00Z'];
    expect(edgesOf(days[0]!, days[2]!, '1 day', 'America/Havana')).toEqual(days);
  });

  test('are not there where the calendar passed one over', () => {
    expect(edgesOf('2011-12-29T10:00Z', '2011-12-31T10:00Z', '1 day', 'Pacific/Apia')).toEqual([
      '2011-12-29T10:00Z',
      '2011-12-30T10:00Z',
      '2011-12-31T10:00Z',
    ]);
  });

  test('that begin in the morning go on doing so by the clock', () => {
    expect(edgesOf('2026-03-28T05:00Z', '2026-03-30T04:00Z', '1 day', 'Europe/Berlin')).toEqual([
      '2026-03-28T05:00Z',
      '2026-03-29T04:00Z',
      '2026-03-30T04:00Z',
    ]);
  });
});

describe('weeks, months and years', () => {
  test('are those of the clock too', () => {
    const berlin = 'Europe/Berlin';
    expect(edgesOf('2025-12-31T23:00Z', '2026-04-30T22:00Z', '1 month', berlin)).toEqual([
      '2025-12-31T23:00Z',
      '2026-01-31T23:00Z',
      '2026-02-28T23:00Z',
      '2026-03-31T22:00Z',
      '2026-04-30T22:00Z',
    ]);
    expect(edgesOf('2026-03-22T23:00Z', '2026-04-05T22:00Z', '1 week', berlin)).toEqual([
      '2026-03-22T23:00Z',
      '2026-03-29T22:00Z',
      '2026-04-05T22:00Z',
    ]);
    expect(edgesOf('2024-12-31T23:00Z', '2026-12-31T23:00Z', '1 year', berlin)).toHaveLength(3);
  });

  test('end on the last day of a month that is shorter', () => {
    expect(edgesOf('2026-01-31T00:00Z', '2026-03-31T00:00Z', '1 month', 'UTC')).toEqual([
      '2026-01-31T00:00Z',
      '2026-02-28T00:00Z',
      '2026-03-31T00:00Z',
    ]);
  });

  test.each(['0 days', '-1 day', '1.5 days', '24 hours', 'day', '1day', '', '1 fortnight'])(
    'are not what %j says',
    (width) => expect(parseCalendarWidth(width)).toBeUndefined(),
  );
});

test('a time that the clock shows twice is the first, one that it passes over the moment of that', () => {
  expect(atLocalTime(at('2025-10-26T02:30Z'), 'Europe/Berlin')).toBe(at('2025-10-26T00:30Z'));
  expect(atLocalTime(at('2026-03-29T02:30Z'), 'Europe/Berlin')).toBe(at('2026-03-29T01:00Z'));
});

test('a time zone has a name of its own', () => {
  for (const name of ['UTC', 'Europe/Berlin', 'Asia/Kolkata'])
    expect(isTimeZone(name), name).toBe(true);
  for (const name of ['', 'Berlin', '+01:00', '-03', 'Mars/Olympus'])
    expect(isTimeZone(name), name).toBe(false);
});
