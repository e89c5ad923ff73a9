import type { CreateReportInput } from '@varve/contract';
import type { TenantTransaction } from '@varve/db/tenant';
import type { Access } from '../../kit/access/access.ts';
import { readTenantCalendar } from '../../kit/calendars/read-tenant-calendar.ts';
import { findKind } from '../../kit/reports/find-kind.ts';
import { requireEverywhere } from '../../kit/reports/require-definer.ts';
import type { ReportKind } from '../../kit/reports/report-kind.ts';
import { ServerError } from '../../kit/server-error.ts';

/** Unique index of names, by what is taken. */
export const TAKEN = { report_definitions_name_in_tenant: { field: 'name', what: 'the name' } };

type Definition = Pick<CreateReportInput, 'parameters' | 'schedule' | 'channelId' | 'recipientIds'>;

/**
 * Sees to it that a report can be made as it is defined: by somebody who may see what it shows, and who defines it may not lend that right
 * to others.
 *
 * @throws ServerError PERMISSION_MISSING; QUERY_INVALID, at its field, for a shift, a mail channel or a recipient that is not there
 */
export async function requireDefinition(
  transaction: TenantTransaction,
  { access, kinds }: { readonly access: Access; readonly kinds: readonly ReportKind[] },
  { parameters, schedule, channelId, recipientIds }: Definition,
): Promise<void> {
  requireEverywhere(access, findKind(kinds, parameters.kind).permission);
  if (schedule?.kind === 'shift') await requireShift(transaction, schedule.shift);
  if (channelId !== null) await requireChannel(transaction, channelId);
  await requireRecipients(transaction, recipientIds);
}

async function requireShift(transaction: TenantTransaction, shift: string | null): Promise<void> {
  // Until the report is written: who takes the shift away sees the report, or it sees that the shift is gone.
  await transaction.$client.query(
    'SELECT FROM calendars WHERE field_id IS NULL AND factory_id IS NULL AND deleted_at IS NULL FOR SHARE',
  );
  const { shifts } = await readTenantCalendar(transaction);
  const names = shifts.map(({ name }) => name);
  if (shift === null ? names.length > 0 : names.includes(shift)) return;
  throw refusal(
    'schedule',
    shift === null
      ? 'the calendar has no shifts: add them first'
      : `the calendar has no shift ${shift}, only ${names.join(', ') || 'none'}`,
    'shift_unknown',
  );
}

async function requireChannel({ $client }: TenantTransaction, channelId: string): Promise<void> {
  const { rowCount } = await $client.query(
    "SELECT FROM notification_channels WHERE id = $1 AND kind = 'mail' AND deleted_at IS NULL",
    [channelId],
  );
  if (rowCount === 0) throw refusal('channelId', `there is no mail channel ${channelId}`);
}

async function requireRecipients(
  { $client }: TenantTransaction,
  recipientIds: readonly string[],
): Promise<void> {
  const { rows } = await $client.query<{ id: string }>(
    `SELECT given AS id FROM unnest($1::uuid[]) AS given
     WHERE NOT EXISTS (SELECT FROM users WHERE id = given AND deleted_at IS NULL AND email <> '')`,
    [recipientIds],
  );
  if (rows.length > 0)
    throw refusal(
      'recipientIds',
      `there is no user with a mail address ${rows.map(({ id }) => id).join(', ')}`,
    );
}

function refusal(field: string, message: string, code?: 'shift_unknown'): ServerError {
  const issue = { path: [field], message, ...(code !== undefined && { code }) };
  return new ServerError('QUERY_INVALID', message, { issues: [issue] });
}
