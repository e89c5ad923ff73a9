import type { Calendar, RemoveCalendarInput } from '@varve/contract';
import type { TenantTransaction } from '@varve/db/tenant';
import type { Access } from '../../kit/access/access.ts';
import { ServerError } from '../../kit/server-error.ts';
import { findCalendar, getCalendar } from './get-calendar.ts';
import { requirePlace } from './require-place.ts';
import { changedSince } from './update-calendar.ts';

/** Takes the calendar of a place away. @returns the one that it goes by now @throws ServerError NOT_FOUND, CONFLICT */
export async function removeCalendar(
  transaction: TenantTransaction,
  access: Access,
  { place, expectedVersion }: RemoveCalendarInput,
): Promise<Calendar> {
  const name = await requirePlace(transaction, access, {
    place,
    permission: 'configuration.write',
  });
  const { rowCount } = await transaction.$client.query(
    `UPDATE calendars SET deleted_at = now()
     WHERE deleted_at IS NULL AND updated_at = $1::timestamptz AND (field_id = $2 OR factory_id = $3)`,
    [
      expectedVersion,
      place.kind === 'field' ? place.id : null,
      place.kind === 'factory' ? place.id : null,
    ],
  );
  if (rowCount === 0) {
    const current = await findCalendar(transaction, place);
    if (current.id !== null) throw changedSince(current);
    throw new ServerError('NOT_FOUND', `${name} has no calendar of its own`);
  }
  return getCalendar(transaction, access, { place });
}
