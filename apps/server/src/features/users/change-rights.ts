import type { TenantTransaction } from '@varve/db/tenant';
import type { Access } from '../../kit/access/access.ts';
import { lockRights } from '../../kit/access/lock-rights.ts';
import { requireRights } from '../../kit/access/require-rights.ts';
import { ServerError } from '../../kit/server-error.ts';
import { readGrants } from './read-grants.ts';

/** Who changes a user; null where it is somebody in a shell of the machine, who may do everything. */
export type Governor = Access | null;

/**
 * Changes a user, one change of rights of the tenant at a time.
 *
 * Who does has to have every right that the user has, before and after: else he could take an account that may do more than his own,
 * or make one. An enabled user with the built-in role admin, bound to no place, stays in the tenant.
 *
 * @throws ServerError PERMISSION_MISSING, CONFLICT for the last admin
 */
export async function changeRights<Result>(
  transaction: TenantTransaction,
  { governor, userId }: { readonly governor: Governor; readonly userId: string },
  change: () => Promise<Result>,
): Promise<Result> {
  await lockRights(transaction);
  const mayGovern = async (): Promise<void> => {
    if (governor === null) return;
    await requireRights(transaction, governor, await readGrants(transaction, userId));
  };
  await mayGovern();
  const adminsBefore = await countAdmins(transaction);
  const result = await change();
  await mayGovern();
  if (adminsBefore > 0 && (await countAdmins(transaction)) === 0)
    throw new ServerError('CONFLICT', 'this is the last admin: make another one first');
  return result;
}

async function countAdmins({ $client }: TenantTransaction): Promise<number> {
  const { rows } = await $client.query<{ count: number }>(
    `SELECT count(*)::integer AS count FROM users u
     JOIN user_roles ur ON ur.user_id = u.id JOIN roles r ON r.id = ur.role_id
     WHERE r.name = 'admin' AND r.built_in AND r.deleted_at IS NULL AND u.kind = 'person' AND u.enabled AND u.deleted_at IS NULL
       AND NOT EXISTS (SELECT FROM user_role_scopes s WHERE s.user_id = u.id AND s.role_id = r.id AND s.deleted_at IS NULL)`,
  );
  return rows[0]!.count;
}
