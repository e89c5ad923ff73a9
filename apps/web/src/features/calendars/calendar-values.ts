import type { ProductionCalendar } from '@varve/calc/production-calendar';
import { minuteOf } from '@varve/contract';
import type { CalendarView } from '../../api/contract.ts';

type Shift = CalendarView['shifts'][number];

/** A shift as it is edited: with an end instead of a length. */
export interface ShiftValues extends Omit<Shift, 'lengthMinutes'> {
  readonly end: string;
}

/** A calendar as it is edited. */
export interface CalendarValues {
  readonly timeZone: string;
  readonly dayStart: string;
  readonly shifts: readonly ShiftValues[];
  readonly holidays: CalendarView['holidays'];
}

const MINUTES_OF_DAY = 1_440;

/** Begins to edit a calendar. */
export function valuesOf({
  ownTimeZone,
  dayStart,
  shifts,
  holidays,
}: CalendarView): CalendarValues {
  return {
    timeZone: ownTimeZone ?? '',
    dayStart,
    holidays,
    shifts: shifts.map(({ lengthMinutes, ...shift }) => ({
      ...shift,
      end: timeOf(minuteOf(shift.start) + lengthMinutes),
    })),
  };
}

/** Settings that are sent of an edited calendar. */
export function settingsOf({ timeZone, dayStart, shifts, holidays }: CalendarValues) {
  return {
    timeZone: timeZone.trim() === '' ? null : timeZone.trim(),
    dayStart,
    holidays,
    shifts: shifts.map(({ end, ...shift }) => ({
      ...shift,
      lengthMinutes: lengthOf(shift.start, end),
    })),
  };
}

/** Makes the calendar that edges are worked out by. */
export function productionCalendarOf(
  { dayStart, shifts, holidays }: ReturnType<typeof settingsOf>,
  timeZone: string,
): ProductionCalendar {
  return {
    timeZone,
    dayStartMinute: minuteOf(dayStart),
    shifts: shifts.map(({ start, ...shift }) => ({ ...shift, startMinute: minuteOf(start) })),
    holidays: holidays.map(({ date }) => date),
  };
}

/** Minutes from a time of day to the next: a whole day where both are one. NaN where one is missing. */
function lengthOf(start: string, end: string): number {
  const minutes = minuteOf(end) - minuteOf(start);
  return minutes > 0 ? minutes : minutes + MINUTES_OF_DAY;
}

function timeOf(minute: number): string {
  const ofDay = minute % MINUTES_OF_DAY;
  const two = (value: number): string => String(Math.floor(value)).padStart(2, '0');
  return `${two(ofDay / 60)}:${two(ofDay % 60)}`;
}
