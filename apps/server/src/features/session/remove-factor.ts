import type { TenantTransaction } from '@varve/db/tenant';
import { requireFresh, type Access } from '../../kit/access/access.ts';
import { ServerError } from '../../kit/server-error.ts';

/** Removes the caller's second factor, and its recovery codes. @throws ServerError REAUTHENTICATE, CONFLICT */
export async function removeFactor({ $client }: TenantTransaction, access: Access): Promise<void> {
  requireFresh(access);
  const { rowCount } = await $client.query(
    'DELETE FROM totp_factors WHERE user_id = $1 AND confirmed_at IS NOT NULL',
    [access.userId],
  );
  if (rowCount !== 1) throw new ServerError('CONFLICT', 'there is no second factor');
  await $client.query('DELETE FROM recovery_codes WHERE user_id = $1', [access.userId]);
  await $client.query("SELECT internal.record_event('factor_removed', 'users', $1)", [
    access.userId,
  ]);
}
