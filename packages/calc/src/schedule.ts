import {
  dateOfDay,
  localDay,
  productionDay,
  productionDayNumber,
  shiftsOfDay,
  timeOfDayMs,
  weekdayOf,
  type CalendarSpan,
  type ProductionCalendar,
} from './production-calendar.ts';

/** When something is done again and again, by the clock of a calendar. */
export type Schedule =
  | { readonly kind: 'daily'; readonly minute: number }
  | { readonly kind: 'weekly'; readonly minute: number; readonly weekdays: readonly number[] }
  /** A day that a month does not have is its last; `last` always is. */
  | { readonly kind: 'monthly'; readonly minute: number; readonly day: number | 'last' }
  /** At the end of a shift, or of each where none is named. */
  | { readonly kind: 'shift'; readonly shift: string | null };

/** A span that is over: the day, week, month or shift before. */
export type PastUnit = 'day' | 'week' | 'month' | 'shift';

/** Longest stretch in which a schedule is looked for: a calendar may have no such shift. */
const MOST_DAYS = 400;
const DAY_MS = 86_400_000;

/**
 * The next times of a schedule after a moment. Each day has one: a time that the clock passes over is the moment in which it does, and of one
 * that it repeats the first. None where the calendar has no such shift.
 */
export function nextTimes(
  afterMs: number,
  schedule: Schedule,
  calendar: ProductionCalendar,
  count: number,
): number[] {
  const asked = shiftsAskedFor(schedule, calendar);
  if (schedule.kind === 'shift' && asked.shifts.length === 0) return [];
  const times: number[] = [];
  const first = localDay(afterMs, calendar.timeZone) - 2;
  for (let day = first; day < first + MOST_DAYS && times.length < count; day++)
    times.push(...timesOfDay(day, schedule, asked).filter((timeMs) => timeMs > afterMs));
  return times.slice(0, count);
}

/** The last time of a schedule after a moment and until another; undefined where it has none in between. */
export function lastTime(
  { afterMs, untilMs }: { readonly afterMs: number; readonly untilMs: number },
  schedule: Schedule,
  calendar: ProductionCalendar,
): number | undefined {
  const asked = shiftsAskedFor(schedule, calendar);
  if (schedule.kind === 'shift' && asked.shifts.length === 0) return undefined;
  // A shift that began two days before may end after the moment.
  const first = localDay(afterMs, calendar.timeZone) - 2;
  for (let day = localDay(untilMs, calendar.timeZone) + 1; day >= first; day--) {
    const found = timesOfDay(day, schedule, asked).findLast((timeMs) => timeMs <= untilMs);
    if (found !== undefined) return found > afterMs ? found : undefined;
  }
  return undefined;
}

/** A calendar without the shifts that a schedule does not name: their times are not worked out, which takes long. */
function shiftsAskedFor(schedule: Schedule, calendar: ProductionCalendar): ProductionCalendar {
  if (schedule.kind !== 'shift' || schedule.shift === null) return calendar;
  return { ...calendar, shifts: calendar.shifts.filter(({ name }) => name === schedule.shift) };
}

function timesOfDay(day: number, schedule: Schedule, calendar: ProductionCalendar): number[] {
  if (schedule.kind === 'shift') return shiftsOfDay(day, calendar).map(({ toMs }) => toMs);
  return isOn(day, schedule) ? [timeOfDayMs(day, schedule.minute, calendar.timeZone)] : [];
}

function isOn(day: number, schedule: Exclude<Schedule, { kind: 'shift' }>): boolean {
  switch (schedule.kind) {
    case 'daily':
      return true;
    case 'weekly':
      return schedule.weekdays.includes(weekdayOf(day));
    case 'monthly': {
      const [year, month, date] = partsOf(day);
      const lastDate = new Date(Date.UTC(year, month, 0)).getUTCDate();
      return date === (schedule.day === 'last' ? lastDate : Math.min(schedule.day, lastDate));
    }
  }
}

/** The last whole day, week (from Monday), month or shift that was over at a moment; days begin where those of production do. */
export function pastSpan(
  timeMs: number,
  unit: PastUnit,
  calendar: ProductionCalendar,
): CalendarSpan | undefined {
  if (unit === 'shift') return pastShift(timeMs, calendar);
  const today = productionDayNumber(timeMs, calendar);
  const [from, to] = pastDays(today, unit);
  const { date, fromMs } = productionDay(from, calendar);
  return { date, fromMs, toMs: productionDay(to, calendar).fromMs };
}

function pastDays(today: number, unit: Exclude<PastUnit, 'shift'>): readonly [number, number] {
  if (unit === 'day') return [today - 1, today];
  if (unit === 'week') {
    const monday = today - weekdayOf(today) + 1;
    return [monday - 7, monday];
  }
  const [year, month] = partsOf(today);
  return [dayOf(year, month - 1), dayOf(year, month)];
}

function pastShift(timeMs: number, calendar: ProductionCalendar): CalendarSpan | undefined {
  const today = localDay(timeMs, calendar.timeZone);
  for (let day = today + 1; day > today - MOST_DAYS; day--) {
    const found = shiftsOfDay(day, calendar).findLast(({ toMs }) => toMs <= timeMs);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Year, month from 1, and day of the month. */
function partsOf(day: number): readonly [number, number, number] {
  const [year, month, date] = dateOfDay(day).split('-').map(Number);
  return [year!, month!, date!];
}

/** Number of days since 1970 of the first of a month; month 0 is December of the year before. */
function dayOf(year: number, month: number): number {
  return Date.UTC(year, month - 1, 1) / DAY_MS;
}
