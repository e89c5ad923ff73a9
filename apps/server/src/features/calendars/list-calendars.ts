import { MAX_CALENDARS, type Calendar, type CalendarList } from '@varve/contract';
import type { TenantTransaction } from '@varve/db/tenant';
import type { Access } from '../../kit/access/access.ts';
import { CALENDAR_COLUMNS } from '../../kit/calendars/calendar-columns.ts';
import { readTenantCalendar } from '../../kit/calendars/read-tenant-calendar.ts';
import { IN_SCOPE } from './require-place.ts';

type NamedPlace = CalendarList['placesWithout'][number];

/** Lists the calendar of the tenant, those of places, and the places that have none of their own. */
export async function listCalendars(
  transaction: TenantTransaction,
  access: Access,
): Promise<CalendarList> {
  const { $client } = transaction;
  const right = 'configuration.read';
  const values = [access.userId, right, !access.scoped.has(right)];
  const { rows: ofPlaces } = await $client.query<Calendar>(
    `SELECT ${CALENDAR_COLUMNS}
     FROM calendars c JOIN tenants t ON t.id = c.tenant_id
       LEFT JOIN fields f ON f.id = c.field_id LEFT JOIN factories p ON p.id = c.factory_id
     WHERE c.deleted_at IS NULL AND coalesce(f.id, p.id) IS NOT NULL AND coalesce(f.deleted_at, p.deleted_at) IS NULL AND ($3 OR ${IN_SCOPE})
     ORDER BY lower(coalesce(f.name, p.name)), c.id LIMIT ${MAX_CALENDARS}`,
    values,
  );
  const { rows: placesWithout } = await $client.query<NamedPlace>(
    `SELECT places.kind, coalesce(f.id, p.id) AS id, coalesce(f.name, p.name) AS name
     FROM (SELECT 'field' AS kind, id AS field_id, NULL::uuid AS factory_id FROM fields WHERE deleted_at IS NULL
       UNION ALL SELECT 'factory', NULL, id FROM factories WHERE deleted_at IS NULL) AS places
       LEFT JOIN fields f ON f.id = places.field_id LEFT JOIN factories p ON p.id = places.factory_id
     WHERE ($3 OR ${IN_SCOPE}) AND NOT EXISTS (SELECT FROM calendars c WHERE c.deleted_at IS NULL
       AND (c.field_id = places.field_id OR c.factory_id = places.factory_id))
     ORDER BY lower(coalesce(f.name, p.name)), id LIMIT ${MAX_CALENDARS}`,
    values,
  );
  return { calendars: [await readTenantCalendar(transaction), ...ofPlaces], placesWithout };
}
