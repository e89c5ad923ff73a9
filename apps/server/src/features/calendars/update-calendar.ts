import type { Calendar, CalendarPlace, UpdateCalendarInput } from '@varve/contract';
import type { TenantTransaction } from '@varve/db/tenant';
import type { Access } from '../../kit/access/access.ts';
import { readTenantCalendar } from '../../kit/calendars/read-tenant-calendar.ts';
import { refuseTaken } from '../../kit/refuse-taken.ts';
import { ServerError } from '../../kit/server-error.ts';
import { findCalendar } from './get-calendar.ts';
import { requireShiftsOfReports } from './require-shifts-of-reports.ts';
import { requirePlace, requireWholeTenant } from './require-place.ts';

const RIGHT = 'configuration.write';

/**
 * Sets the calendar of the tenant, or gives a place one of its own.
 *
 * @throws ServerError NOT_FOUND, PERMISSION_MISSING; QUERY_INVALID for a time zone that only a field may have; CONFLICT, with
 *   the calendar as it is now, where somebody else has changed it, and for a shift
 *   that reports run after
 */
export async function updateCalendar(
  transaction: TenantTransaction,
  access: Access,
  input: UpdateCalendarInput,
): Promise<Calendar> {
  const { place, expectedVersion, timeZone } = input;
  if (place === null) requireWholeTenant(access, RIGHT);
  else await requirePlace(transaction, access, { place, permission: RIGHT });
  requireTimeZone(place, timeZone);
  const current = await readOf(transaction, place);
  if (current.version !== expectedVersion) throw changedSince(current);
  if (current.id === null) await insert(transaction, input);
  else await change(transaction, input, current);
  if (place === null) await requireShiftsOfReports(transaction, current.shifts, input.shifts);
  return readOf(transaction, place);
}

/** Makes the refusal of a change of a calendar that somebody else has changed since. */
export function changedSince(current: Calendar): ServerError {
  const message = 'somebody else has changed the calendar since you read it: look at it again';
  return new ServerError('CONFLICT', message, { current });
}

function readOf(transaction: TenantTransaction, place: CalendarPlace | null): Promise<Calendar> {
  return place === null ? readTenantCalendar(transaction) : findCalendar(transaction, place);
}

function requireTimeZone(place: CalendarPlace | null, timeZone: string | null): void {
  if (timeZone === null || place?.kind === 'field') return;
  const message = 'only a field has a time zone here: tenants and factories have one of their own';
  throw new ServerError('QUERY_INVALID', message, { issues: [{ path: ['timeZone'], message }] });
}

function valuesOf({ timeZone, dayStart, shifts, holidays }: UpdateCalendarInput): unknown[] {
  const inOrder = holidays.toSorted((a, b) => (a.date < b.date ? -1 : 1));
  return [timeZone, dayStart, JSON.stringify(shifts), JSON.stringify(inOrder)];
}

async function insert({ $client }: TenantTransaction, input: UpdateCalendarInput): Promise<void> {
  const { place } = input;
  // Somebody else may set the first one at the same moment.
  await refuseTaken({ calendars_one_for_place: { field: 'place', what: 'the calendar' } }, () =>
    $client.query(
      `INSERT INTO calendars (time_zone, day_start, shifts, holidays, field_id, factory_id) VALUES ($1, $2, $3, $4, $5, $6)`,
      [
        ...valuesOf(input),
        place?.kind === 'field' ? place.id : null,
        place?.kind === 'factory' ? place.id : null,
      ],
    ),
  );
}

async function change(
  { $client }: TenantTransaction,
  input: UpdateCalendarInput,
  current: Calendar,
): Promise<void> {
  const { rowCount } = await $client.query(
    `UPDATE calendars SET (time_zone, day_start, shifts, holidays) = ($1, $2, $3, $4)
     WHERE id = $5 AND updated_at = $6::timestamptz`,
    [...valuesOf(input), current.id, current.version],
  );
  if (rowCount === 0) throw changedSince(current);
}
