import type { RowRef } from '@varve/contract';
import type { TenantTransaction } from '@varve/db/tenant';
import { requireFresh, type Access } from '../../kit/access/access.ts';
import { ServerError } from '../../kit/server-error.ts';
import { listIdentities, removeIdentity } from './add-identity.ts';

/** Takes from the caller that he logs in by a provider. @throws ServerError REAUTHENTICATE, NOT_FOUND; CONFLICT for his last way in */
export async function removeOwnIdentity(
  transaction: TenantTransaction,
  access: Access,
  { id }: RowRef,
): Promise<void> {
  requireFresh(access);
  const { userId } = access;
  const { rows } = await transaction.$client.query<{ has_password: boolean }>(
    'SELECT password_hash IS NOT NULL AS has_password FROM users WHERE id = $1 FOR NO KEY UPDATE',
    [userId],
  );
  await removeIdentity(transaction, { userId, identityId: id });
  if (rows[0]!.has_password) return;
  const left = await listIdentities(transaction, userId);
  if (left.length === 0)
    throw new ServerError('CONFLICT', 'this is your only way in: ask for a password first');
}
