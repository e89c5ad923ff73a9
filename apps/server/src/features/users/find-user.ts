import type { UserDetail } from '@varve/contract';
import type { TenantTransaction } from '@varve/db/tenant';
import { ServerError } from '../../kit/server-error.ts';
import { readUser } from './read-user.ts';

/** Finds a user by the name that he logs in by. @throws ServerError NOT_FOUND */
export async function findUser(
  transaction: TenantTransaction,
  username: string,
): Promise<UserDetail> {
  const { rows } = await transaction.$client.query<{ id: string }>(
    'SELECT id FROM users WHERE lower(username) = lower($1) AND deleted_at IS NULL',
    [username],
  );
  const found = rows[0];
  if (found === undefined) throw new ServerError('NOT_FOUND', `there is no user ${username}`);
  return readUser(transaction, found.id);
}
