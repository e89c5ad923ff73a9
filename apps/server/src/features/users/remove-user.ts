import type { TenantTransaction } from '@varve/db/tenant';
import { endSessions, withdrawLinks } from '../session/index.ts';
import { changeRights, type Governor } from './change-rights.ts';
import { readUser } from './read-user.ts';

/** Removes a user: his name is free, his sessions, links and keys end, and what he did keeps naming him. @throws ServerError NOT_FOUND, PERMISSION_MISSING, CONFLICT */
export async function removeUser(
  transaction: TenantTransaction,
  governor: Governor,
  userId: string,
): Promise<void> {
  const { $client } = transaction;
  await changeRights(transaction, { governor, userId }, async () => {
    await readUser(transaction, userId);
    await $client.query('UPDATE users SET deleted_at = now(), enabled = false WHERE id = $1', [
      userId,
    ]);
    // Whoever he is at a provider may become another user.
    await $client.query('DELETE FROM user_identities WHERE user_id = $1', [userId]);
    await $client.query('DELETE FROM user_roles WHERE user_id = $1', [userId]);
    await withdrawLinks(transaction, userId);
    await $client.query(
      'UPDATE api_keys SET revoked_at = now() WHERE owner_id = $1 AND revoked_at IS NULL',
      [userId],
    );
    await endSessions(transaction, { reason: 'ended_by_admin', userId });
  });
}
