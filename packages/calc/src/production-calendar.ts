import { atLocalTime, localTimeMs } from './calendar-edges.ts';

/** A shift as a calendar repeats it. It keeps its time of day, so it lasts an hour longer or shorter when the clock changes in it. */
export interface Shift {
  readonly name: string;
  /** Minutes after midnight by the clock. */
  readonly startMinute: number;
  /** By the clock: 480 from 22:00 ends at 06:00 of the next day. */
  readonly lengthMinutes: number;
  /** Days of the week on which it begins: 1 is Monday, 7 Sunday. */
  readonly weekdays: readonly number[];
  readonly worksOnHolidays: boolean;
}

/** When the days of production begin, who works when, and which days are holidays. */
export interface ProductionCalendar {
  /** IANA name: `America/Bogota`. */
  readonly timeZone: string;
  /** Minutes after midnight at which a day of production begins. */
  readonly dayStartMinute: number;
  /** They do not overlap. */
  readonly shifts: readonly Shift[];
  /** Dates, `2026-12-25`. */
  readonly holidays: readonly string[];
}

/** A day of production, a shift of a date, or any other span, in milliseconds since 1970: the end is the begin of what follows. */
export interface CalendarSpan {
  /** Date on which it begins, `2026-11-30`. */
  readonly date: string;
  readonly fromMs: number;
  readonly toMs: number;
}

/** A shift of a date. */
export interface ShiftSpan extends CalendarSpan {
  readonly name: string;
}

/** A moment at which a day of production or a shift begins, or a shift ends. */
export interface CalendarEdge {
  readonly timeMs: number;
  readonly kind: 'day' | 'shift-start' | 'shift-end';
  readonly date: string;
  /** Name of the shift; null for a day. */
  readonly shift: string | null;
}

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const WEEK_DAYS = 7;
/** Nobody works on fewer days than one in a month: a calendar without edges for so long has none. */
const MOST_DAYS_WITHOUT_EDGE = 400;

/** Date of a number of days since 1970, `1970-01-01`. */
export function dateOfDay(day: number): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}

/** Number of days since 1970 of the local date at a moment. */
export function localDay(timeMs: number, timeZone: string): number {
  return Math.floor(localTimeMs(timeMs, timeZone) / DAY_MS);
}

/** Day of the week of a number of days since 1970: 1 is Monday, 7 Sunday. */
export function weekdayOf(day: number): number {
  return ((((day + 3) % WEEK_DAYS) + WEEK_DAYS) % WEEK_DAYS) + 1;
}

/** When the clock first shows a minute of a day; a time that the clock passes over is the moment in which it does. */
export function timeOfDayMs(day: number, minute: number, timeZone: string): number {
  return atLocalTime(day * DAY_MS + minute * MINUTE_MS, timeZone);
}

/** Number of days since 1970 of the date on which the day of production begins in which a moment lies. */
export function productionDayNumber(timeMs: number, calendar: ProductionCalendar): number {
  const { timeZone, dayStartMinute } = calendar;
  const localMs = localTimeMs(timeMs, timeZone) - dayStartMinute * MINUTE_MS;
  let day = Math.floor(localMs / DAY_MS);
  // In an hour that the clock repeats, the local time alone does not say which side of the edge it is.
  while (timeOfDayMs(day, dayStartMinute, timeZone) > timeMs) day -= 1;
  while (timeOfDayMs(day + 1, dayStartMinute, timeZone) <= timeMs) day += 1;
  return day;
}

/** The day of production that begins on a date. */
export function productionDay(day: number, calendar: ProductionCalendar): CalendarSpan {
  const { timeZone, dayStartMinute } = calendar;
  return {
    date: dateOfDay(day),
    fromMs: timeOfDayMs(day, dayStartMinute, timeZone),
    toMs: timeOfDayMs(day + 1, dayStartMinute, timeZone),
  };
}

/** The day of production in which a moment lies. It has 23 or 25 hours when the clock changes. */
export function productionDayOf(timeMs: number, calendar: ProductionCalendar): CalendarSpan {
  return productionDay(productionDayNumber(timeMs, calendar), calendar);
}

/** The shift in which a moment lies; undefined where nobody works. */
export function shiftAt(timeMs: number, calendar: ProductionCalendar): ShiftSpan | undefined {
  const today = localDay(timeMs, calendar.timeZone);
  return [today - 1, today, today + 1]
    .flatMap((day) => shiftsOfDay(day, calendar))
    .find(({ fromMs, toMs }) => fromMs <= timeMs && timeMs < toMs);
}

/** The shifts that begin on a date, in the order of time. */
export function shiftsOfDay(day: number, calendar: ProductionCalendar): ShiftSpan[] {
  const { timeZone, shifts, holidays } = calendar;
  const date = dateOfDay(day);
  const isHoliday = holidays.includes(date);
  const weekday = weekdayOf(day);
  return (
    shifts
      .filter((shift) => shift.weekdays.includes(weekday) && (shift.worksOnHolidays || !isHoliday))
      .map(({ name, startMinute, lengthMinutes }) => ({
        name,
        date,
        fromMs: timeOfDayMs(day, startMinute, timeZone),
        toMs: timeOfDayMs(day, startMinute + lengthMinutes, timeZone),
      }))
      // A clock that passes a whole shift over leaves nothing of it.
      .filter(({ fromMs, toMs }) => fromMs < toMs)
      .toSorted((a, b) => a.fromMs - b.fromMs)
  );
}

/**
 * The next edges of a calendar after a moment, in the order of time: where one shift follows another, the end comes before the begin, and the
 * begin of the day before both.
 */
export function nextEdges(
  afterMs: number,
  calendar: ProductionCalendar,
  count: number,
): CalendarEdge[] {
  const first = localDay(afterMs, calendar.timeZone) - 2;
  const edges: CalendarEdge[] = [];
  for (let day = first; day < first + MOST_DAYS_WITHOUT_EDGE; day++) {
    // A shift that began before may end later, but not by more than a day.
    const isComplete = edges.length >= count && edges[count - 1]!.timeMs < dayStart(day, calendar);
    if (isComplete) break;
    edges.push(...edgesOfDay(day, calendar).filter(({ timeMs }) => timeMs > afterMs));
    edges.sort(inOrder);
  }
  return edges.slice(0, count);
}

const KINDS: readonly CalendarEdge['kind'][] = ['day', 'shift-end', 'shift-start'];

function inOrder(a: CalendarEdge, b: CalendarEdge): number {
  return a.timeMs - b.timeMs || KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind);
}

function dayStart(day: number, { timeZone }: ProductionCalendar): number {
  return timeOfDayMs(day, 0, timeZone);
}

function edgesOfDay(day: number, calendar: ProductionCalendar): CalendarEdge[] {
  const { date, fromMs } = productionDay(day, calendar);
  const shifts = shiftsOfDay(day, calendar).flatMap((shift): CalendarEdge[] => [
    { timeMs: shift.fromMs, kind: 'shift-start', date, shift: shift.name },
    { timeMs: shift.toMs, kind: 'shift-end', date, shift: shift.name },
  ]);
  return [{ timeMs: fromMs, kind: 'day', date, shift: null }, ...shifts];
}
