import type { TenantTransaction } from '@varve/db/tenant';
import { ServerError } from '../../kit/server-error.ts';
import { changeRights, type Governor } from './change-rights.ts';
import { readUser } from './read-user.ts';

/** Removes the second factor of somebody who lost it, with its recovery codes. @throws ServerError NOT_FOUND, PERMISSION_MISSING, CONFLICT where he has none */
export async function removeFactorOf(
  transaction: TenantTransaction,
  governor: Governor,
  userId: string,
): Promise<void> {
  const { $client } = transaction;
  await changeRights(transaction, { governor, userId }, async () => {
    await readUser(transaction, userId);
    const { rowCount } = await $client.query('DELETE FROM totp_factors WHERE user_id = $1', [
      userId,
    ]);
    if (rowCount === 0) throw new ServerError('CONFLICT', 'this user has no second factor');
    await $client.query('DELETE FROM recovery_codes WHERE user_id = $1', [userId]);
    await $client.query("SELECT internal.record_event('factor_removed', 'users', $1)", [userId]);
  });
}
