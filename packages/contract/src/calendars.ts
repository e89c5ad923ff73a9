import { z } from 'zod';
import { clockTime, minuteOf, weekdays } from './clock-time.ts';
import { timeZone } from './time-zone.ts';
import { version } from './version.ts';
import { textLine } from './text-line.ts';

/** Most shifts of a calendar. */
export const MAX_SHIFTS = 20;
/** Most holidays of a calendar. */
export const MAX_HOLIDAYS = 500;
/** Most calendars, and places without one, that an answer lists. */
export const MAX_CALENDARS = 1_000;

const MINUTES_OF_DAY = 1_440;
const MINUTES_OF_WEEK = 7 * MINUTES_OF_DAY;

/** A field or factory that may have a calendar of its own. */
const calendarPlace = z.strictObject({
  kind: z.enum(['field', 'factory']),
  id: z.uuid().toLowerCase(),
});
export type CalendarPlace = z.infer<typeof calendarPlace>;
const namedPlace = calendarPlace.extend({ name: z.string() });

const shift = z.strictObject({
  name: textLine(60).min(1),
  start: clockTime,
  /** By the clock: a shift keeps its end when the clock changes in it. */
  lengthMinutes: z.int().min(15).max(MINUTES_OF_DAY),
  /** Days on which it begins: 1 is Monday. */
  weekdays,
  worksOnHolidays: z.boolean(),
});
type CalendarShift = z.infer<typeof shift>;

const holiday = z.strictObject({
  date: z.iso.date(),
  nameEs: textLine(100).min(1),
  nameEn: textLine(100).min(1),
});
export type Holiday = z.infer<typeof holiday>;

/** Whether no two shifts of a week overlap. */
function areApart(shifts: readonly CalendarShift[]): boolean {
  const spans = shifts
    .flatMap(({ start, lengthMinutes, weekdays: days }) =>
      days.map((day) => {
        const from = (day - 1) * MINUTES_OF_DAY + minuteOf(start);
        return { from, to: from + lengthMinutes };
      }),
    )
    .toSorted((a, b) => a.from - b.from);
  const [first] = spans;
  return spans.every(({ to }, index) => {
    const next = spans[index + 1]?.from ?? first!.from + MINUTES_OF_WEEK;
    return to <= next;
  });
}

function areOnce(keys: readonly string[]): boolean {
  return new Set(keys).size === keys.length;
}

const settings = {
  /** Time of day at which a day of production begins. */
  dayStart: clockTime,
  shifts: z
    .array(shift)
    .max(MAX_SHIFTS)
    .refine(
      (shifts) => areOnce(shifts.map(({ name }) => name.toLowerCase())),
      'expected each name once',
    )
    .refine(areApart, {
      error: 'expected shifts that do not overlap',
      params: { fault: 'overlap' },
    }),
  holidays: z
    .array(holiday)
    .max(MAX_HOLIDAYS)
    .refine((holidays) => areOnce(holidays.map(({ date }) => date)), 'expected each date once'),
};

/** The calendar of the tenant, of a field or of a factory. */
export const calendar = z.strictObject({
  /** Null: that of the tenant, which holds wherever no other does. */
  place: namedPlace.nullable(),
  /** Id of its row, by which the audit log names it; null where nobody has set it yet. */
  id: z.uuid().nullable(),
  /** IANA name of the clock that it goes by. */
  timeZone: z.string(),
  /** The zone that a field was given; null where it goes by that of the tenant or factory. */
  ownTimeZone: z.string().nullable(),
  ...settings,
  /** Null where nobody has set it yet. */
  version: version.nullable(),
});
export type Calendar = z.infer<typeof calendar>;

/** Input of `calendars.get`: the calendar by which a place goes. */
export const getCalendarInput = z.strictObject({ place: calendarPlace.nullable() });
export type GetCalendarInput = z.infer<typeof getCalendarInput>;

/** Output of `calendars.list`: that of the tenant first, then those of places, by name. */
export const calendarList = z.strictObject({
  calendars: z.array(calendar).max(MAX_CALENDARS + 1),
  /** Fields and factories that go by the calendar of the tenant. */
  placesWithout: z.array(namedPlace).max(MAX_CALENDARS),
});
export type CalendarList = z.infer<typeof calendarList>;

/** Input of `calendars.update`: sets the calendar of the tenant, or gives a place one of its own. */
export const updateCalendarInput = z.strictObject({
  place: calendarPlace.nullable(),
  /** Null where there was none. */
  expectedVersion: version.nullable(),
  /** IANA name, of a field only; null: it goes by the clock of the tenant or factory. */
  timeZone: timeZone.nullable(),
  ...settings,
});
export type UpdateCalendarInput = z.infer<typeof updateCalendarInput>;

/** Input of `calendars.remove`: the place goes by the calendar of the tenant again. */
export const removeCalendarInput = z.strictObject({
  place: calendarPlace,
  expectedVersion: version,
});
export type RemoveCalendarInput = z.infer<typeof removeCalendarInput>;
