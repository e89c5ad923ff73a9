import type { TenantTransaction } from '@varve/db/tenant';
import { lockRights } from '../../kit/access/lock-rights.ts';
import { ServerError } from '../../kit/server-error.ts';
import { readRole } from './list-roles.ts';
import { requireOwn } from './update-role.ts';

/** Removes a role that nobody has. @throws ServerError NOT_FOUND; CONFLICT for a built-in one, or with the number of its users */
export async function removeRole(transaction: TenantTransaction, roleId: string): Promise<void> {
  await lockRights(transaction);
  const role = await readRole(transaction, roleId);
  requireOwn(role);
  const { name, userCount } = role;
  if (userCount > 0) {
    const users = userCount === 1 ? '1 user has' : `${userCount} users have`;
    throw new ServerError('CONFLICT', `${users} the role ${name}: give them another first`);
  }
  await transaction.$client.query('UPDATE roles SET deleted_at = now() WHERE id = $1', [roleId]);
}
