import type { ProductionCalendar } from '@varve/calc/production-calendar';
import { minuteOf, type Calendar } from '@varve/contract';

/** Makes the calendar that days and shifts are worked out by. */
export function productionCalendarOf({
  timeZone,
  dayStart,
  shifts,
  holidays,
}: Pick<Calendar, 'timeZone' | 'dayStart' | 'shifts' | 'holidays'>): ProductionCalendar {
  return {
    timeZone,
    dayStartMinute: minuteOf(dayStart),
    shifts: shifts.map(({ start, ...shift }) => ({ ...shift, startMinute: minuteOf(start) })),
    holidays: holidays.map(({ date }) => date),
  };
}
