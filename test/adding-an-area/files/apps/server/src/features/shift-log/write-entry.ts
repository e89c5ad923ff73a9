import type { RowRef, WriteShiftEntryInput } from '@varve/contract';
import type { TenantTransaction } from '@varve/db/tenant';

/** Writes an entry into the shift log, in the name of whom the transaction works for. */
export async function writeEntry(
  { $client }: TenantTransaction,
  { body }: WriteShiftEntryInput,
): Promise<RowRef> {
  const { rows } = await $client.query<RowRef>(
    'INSERT INTO shift_log_entries (body) VALUES ($1) RETURNING id',
    [body],
  );
  return rows[0]!;
}
