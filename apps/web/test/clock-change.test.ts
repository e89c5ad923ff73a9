import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { timeTicks } from '../src/kit/chart/time-ticks.ts';
import { createFormats } from '../src/kit/format/formats.ts';
import { fromLocalInput, toLocalInput } from '../src/kit/time-range/from-local-input.ts';
import { trendCsv } from '../src/features/trends/trend-csv.ts';
import { tagOf } from './support/tag-of.ts';

const HOUR_MS = 3_600_000;
const utc = (text: string): number => Date.parse(`${text}Z`);

/** How far a zone is ahead of UTC, from what the runtime knows of it. */
function offsetOf(timeZone: string): (timeMs: number) => number {
  const format = new Intl.DateTimeFormat('en', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  return (timeMs) => {
    const wholeMs = Math.floor(timeMs / 1_000) * 1_000;
    const { year, month, day, hour, minute, second } = Object.fromEntries(
      format.formatToParts(wholeMs).map(({ type, value }) => [type, Number(value)]),
    ) as Record<'year' | 'month' | 'day' | 'hour' | 'minute' | 'second', number>;
    return Date.UTC(year, month - 1, day, hour, minute, second) - wholeMs;
  };
}

describe('ticks on a day on which the clock changes', () => {
  test.each([
    [
      'Europe/Berlin',
      '2026-03-28T23:00',
      '2026-03-29T04:00',
      8,
      '23:00 00:00 01:00 02:00 03:00 04:00',
    ],
    [
      'Europe/Berlin',
      '2026-10-24T22:00',
      '2026-10-25T05:00',
      8,
      '22:00 23:00 00:00 01:00 02:00 03:00 04:00 05:00',
    ],
    ['Europe/Berlin', '2026-10-25T00:00', '2026-10-25T02:00', 4, '00:00 00:30 01:00 01:30 02:00'],
    [
      'America/New_York',
      '2026-03-08T03:00',
      '2026-03-08T10:00',
      8,
      '03:00 04:00 05:00 06:00 07:00 08:00 09:00 10:00',
    ],
    [
      'America/New_York',
      '2026-11-01T04:00',
      '2026-11-01T08:00',
      8,
      '04:00 04:30 05:00 05:30 06:00 06:30 07:00 07:30 08:00',
    ],
    // Half-hour zones, and a clock that is put back by half an hour.
    ['Asia/Kolkata', '2026-03-08T00:00', '2026-03-08T04:00', 4, '00:30 01:30 02:30 03:30'],
    [
      'Australia/Adelaide',
      '2026-04-04T14:00',
      '2026-04-04T19:00',
      5,
      '14:30 15:30 16:30 17:30 18:30',
    ],
    ['Australia/Lord_Howe', '2026-04-04T13:00', '2026-04-04T17:00', 4, '13:00 14:00 15:30 16:30'],
    // A step of two hours has no room for both passes of one.
    [
      'Europe/Berlin',
      '2026-10-24T22:00',
      '2026-10-25T09:00',
      6,
      '22:00 00:00 03:00 05:00 07:00 09:00',
    ],
    [
      'Europe/Berlin',
      '2026-03-28T23:00',
      '2026-03-29T10:00',
      6,
      '23:00 02:00 04:00 06:00 08:00 10:00',
    ],
  ])('in %s from %s to %s are %i at most: %s', (zone, from, to, ticksMax, expected) => {
    const { ticksMs } = timeTicks({ fromMs: utc(from), toMs: utc(to) }, ticksMax, offsetOf(zone));
    const shown = ticksMs.map((timeMs) => new Date(timeMs).toISOString().slice(11, 16));
    expect(shown.join(' ')).toBe(expected);
  });

  test.each(['America/Santiago', 'America/Havana', 'Africa/Cairo', 'Asia/Beirut', 'Europe/Berlin'])(
    'in %s each day of a year has one, at its beginning',
    (zone) => {
      const offset = offsetOf(zone);
      const range = { fromMs: utc('2026-01-01T12:00'), toMs: utc('2026-12-31T12:00') };
      const { ticksMs } = timeTicks(range, 364, offset);
      const days = ticksMs.map((timeMs) => new Date(timeMs + offset(timeMs)).toISOString());
      expect(new Set(days.map((day) => day.slice(0, 10))).size).toBe(364);
      expect(days).toHaveLength(364);
      expect(days.filter((day) => !/T0[01]:00:00/.test(day))).toEqual([]);
    },
  );

  test('are told apart where the clock repeats an hour, and only there', () => {
    const { time } = createFormats('en', 'Europe/Berlin');
    const labels = ['2026-10-24T23:00', '2026-10-25T00:00', '2026-10-25T01:00', '2026-10-25T02:00'];
    expect(labels.map((text) => time.tick(utc(text), HOUR_MS))).toEqual([
      '01:00',
      '02:00 UTC+2',
      '02:00 UTC+1',
      '03:00',
    ]);
    expect(time.dateTime(utc('2026-10-25T01:30'))).toBe('Oct 25, 2026, 02:30:00 UTC+1');
    const { time: lordHowe } = createFormats('en', 'Australia/Lord_Howe');
    expect(lordHowe.timeOfDay(utc('2026-04-04T14:45'))).toBe('01:45:00 UTC+11');
    expect(lordHowe.timeOfDay(utc('2026-04-04T15:15'))).toBe('01:45:00 UTC+10:30');
  });
});

describe.each([
  ['Europe/Berlin', '2026-10-25T00:30', '2026-10-25T01:30', '+02:00', '+01:00'],
  ['Australia/Lord_Howe', '2026-04-04T14:45', '2026-04-04T15:15', '+11:00', '+10:30'],
  ['America/New_York', '2026-11-01T05:30', '2026-11-01T06:30', '-04:00', '-05:00'],
])('in the hour that the clock of %s repeats', (zone, first, second, firstOffset, secondOffset) => {
  beforeAll(() => {
    vi.stubEnv('TZ', zone);
  });
  afterAll(() => {
    vi.unstubAllEnvs();
  });

  test('a form that is applied unchanged means what was shown, to the millisecond', () => {
    for (const shownMs of [utc(first), utc(second) + 123])
      expect(fromLocalInput(toLocalInput(shownMs), shownMs)).toBe(shownMs);
    expect(toLocalInput(utc(first))).toBe(toLocalInput(utc(second)));
  });

  test('a minute more is a minute more in the pass that was shown', () => {
    for (const text of [first, second]) {
      const later = toLocalInput(utc(text) + 60_000);
      expect(fromLocalInput(later, utc(text))).toBe(utc(text) + 60_000);
    }
  });

  test('a CSV file tells the passes apart by their offset', () => {
    const series = {
      tag: tagOf({ name: 't' }),
      slot: 0,
      timesMs: [utc(first), utc(second)],
      values: [1, 2],
      statuses: [0, 0],
      heldFromMs: null,
    };
    const lines = trendCsv([series], { fromMs: utc(first), toMs: utc(second) }).split('\r\n');
    const times = lines.slice(1, 3).map((line) => line.split(',')[1]!);
    expect(times.map((text) => text.slice(23))).toEqual([firstOffset, secondOffset]);
    expect(times.map((text) => Date.parse(text.replace(' ', 'T')))).toEqual([
      utc(first),
      utc(second),
    ]);
  });
});
