import type { ReportChoices } from '@varve/contract';
import type { TenantTransaction } from '@varve/db/tenant';
import { readTenantCalendar } from '../../kit/calendars/read-tenant-calendar.ts';

type Named = ReportChoices['channels'][number];

/** Lists what a report may be told by and to, and the shifts that it may run after. */
export async function listChoices(transaction: TenantTransaction): Promise<ReportChoices> {
  const { $client } = transaction;
  const { rows: channels } = await $client.query<Named>(
    `SELECT id, name FROM notification_channels WHERE kind = 'mail' AND enabled AND deleted_at IS NULL ORDER BY lower(name), id LIMIT 100`,
  );
  const { rows: recipients } = await $client.query<Named>(
    `SELECT id, coalesce(nullif(full_name, ''), username) AS name FROM users
     WHERE email <> '' AND enabled AND deleted_at IS NULL ORDER BY lower(coalesce(nullif(full_name, ''), username)), id LIMIT 500`,
  );
  const { shifts } = await readTenantCalendar(transaction);
  return { channels, recipients, shifts: shifts.map(({ name }) => name) };
}
