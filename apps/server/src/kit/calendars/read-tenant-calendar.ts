import type { Calendar } from '@varve/contract';
import type { TenantTransaction } from '@varve/db/tenant';
import { CALENDAR_COLUMNS } from './calendar-columns.ts';

/** Reads the calendar of the tenant: midnight, and no shift, where nobody has set one. */
export async function readTenantCalendar({ $client }: TenantTransaction): Promise<Calendar> {
  const { rows } = await $client.query<Calendar>(
    `SELECT ${CALENDAR_COLUMNS}
     FROM tenants t LEFT JOIN calendars c ON c.field_id IS NULL AND c.factory_id IS NULL AND c.deleted_at IS NULL
       LEFT JOIN fields f ON false LEFT JOIN factories p ON false
     WHERE t.id = internal.current_tenant()`,
  );
  return rows[0]!;
}
