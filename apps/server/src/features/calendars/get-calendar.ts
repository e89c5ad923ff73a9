import type { Calendar, CalendarPlace, GetCalendarInput } from '@varve/contract';
import type { TenantTransaction } from '@varve/db/tenant';
import type { Access } from '../../kit/access/access.ts';
import { CALENDAR_COLUMNS } from '../../kit/calendars/calendar-columns.ts';
import { readTenantCalendar } from '../../kit/calendars/read-tenant-calendar.ts';
import { requirePlace } from './require-place.ts';

/** Gets the calendar that a place goes by: its own, or else that of the tenant by the clock of the place. @throws ServerError NOT_FOUND */
export async function getCalendar(
  transaction: TenantTransaction,
  access: Access,
  { place }: GetCalendarInput,
): Promise<Calendar> {
  const ofTenant = await readTenantCalendar(transaction);
  if (place === null) return ofTenant;
  await requirePlace(transaction, access, { place, permission: 'configuration.read' });
  const found = await findCalendar(transaction, place);
  return found.id === null ? { ...ofTenant, timeZone: found.timeZone } : found;
}

/** Reads the calendar of a place that is there; one without id and version where it has none of its own. */
export async function findCalendar(
  { $client }: TenantTransaction,
  { kind, id }: CalendarPlace,
): Promise<Calendar> {
  const { rows } = await $client.query<Calendar>(
    `SELECT ${CALENDAR_COLUMNS}
     FROM tenants t LEFT JOIN fields f ON f.id = $1 LEFT JOIN factories p ON p.id = $2
       LEFT JOIN calendars c ON (c.field_id = $1 OR c.factory_id = $2) AND c.deleted_at IS NULL
     WHERE t.id = internal.current_tenant()`,
    [kind === 'field' ? id : null, kind === 'factory' ? id : null],
  );
  return rows[0]!;
}
