import {
  calendar,
  calendarList,
  getCalendarInput,
  noInput,
  removeCalendarInput,
  updateCalendarInput,
} from '@varve/contract';
import { may } from '../../trpc/procedures.ts';
import { createRouter } from '../../trpc/trpc.ts';
import { getCalendar } from './get-calendar.ts';
import { listCalendars } from './list-calendars.ts';
import { removeCalendar } from './remove-calendar.ts';
import { updateCalendar } from './update-calendar.ts';

/** Days of production, shifts and holidays. */
export const calendarsRouter = createRouter({
  /** All calendars, and the places without one. */
  list: may('configuration.read')
    .input(noInput)
    .output(calendarList)
    .query(({ ctx: { tenant, access } }) => tenant.transaction((tx) => listCalendars(tx, access))),
  /** The calendar that a place goes by. */
  get: may('configuration.read')
    .input(getCalendarInput)
    .output(calendar)
    .query(({ ctx: { tenant, access }, input }) =>
      tenant.transaction((tx) => getCalendar(tx, access, input)),
    ),
  /** Sets the calendar of the tenant, or gives a place one of its own. */
  update: may('configuration.write')
    .input(updateCalendarInput)
    .output(calendar)
    .mutation(({ ctx: { tenant, access }, input }) =>
      tenant.transaction((tx) => updateCalendar(tx, access, input)),
    ),
  /** Lets a place go by the calendar of the tenant again. */
  remove: may('configuration.write')
    .input(removeCalendarInput)
    .output(calendar)
    .mutation(({ ctx: { tenant, access }, input }) =>
      tenant.transaction((tx) => removeCalendar(tx, access, input)),
    ),
});
