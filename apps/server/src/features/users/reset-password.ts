import type { ResetLink } from '@varve/contract';
import type { TenantTransaction } from '@varve/db/tenant';
import { ServerError } from '../../kit/server-error.ts';
import { endSessions, makeLink, withdrawLinks } from '../session/index.ts';
import { changeRights, type Governor } from './change-rights.ts';
import { readUser } from './read-user.ts';

/**
 * Makes a link by which a user sets another password. The old one holds no longer, and his sessions end; a second factor stays.
 *
 * @throws ServerError NOT_FOUND, PERMISSION_MISSING; CONFLICT for a service account, which has no password
 */
export async function resetPassword(
  transaction: TenantTransaction,
  governor: Governor,
  userId: string,
): Promise<ResetLink> {
  return changeRights(transaction, { governor, userId }, async () => {
    const { kind } = await readUser(transaction, userId);
    if (kind === 'service')
      throw new ServerError('CONFLICT', 'a service account has no password: give it a key');
    await transaction.$client.query('UPDATE users SET password_hash = NULL WHERE id = $1', [
      userId,
    ]);
    await withdrawLinks(transaction, userId);
    await endSessions(transaction, { reason: 'password_changed', userId });
    await transaction.$client.query("SELECT internal.record_event('password_reset', 'users', $1)", [
      userId,
    ]);
    return { code: await makeLink(transaction, { userId, kind: 'reset' }) };
  });
}
