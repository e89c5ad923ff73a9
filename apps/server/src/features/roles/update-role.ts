import type { Role, UpdateRoleInput } from '@varve/contract';
import type { TenantTransaction } from '@varve/db/tenant';
import type { Access } from '../../kit/access/access.ts';
import { lockRights } from '../../kit/access/lock-rights.ts';
import { requireEverywhere } from '../../kit/access/require-rights.ts';
import { refuseTaken } from '../../kit/refuse-taken.ts';
import { requireVersion } from '../../kit/require-version.ts';
import { ServerError } from '../../kit/server-error.ts';
import { addPermissions, TAKEN } from './create-role.ts';
import { readRole } from './list-roles.ts';

/**
 * Changes a role that the tenant made itself, for all who have it. Who does has to have its rights everywhere, before and after.
 *
 * @throws ServerError NOT_FOUND, PERMISSION_MISSING; CONFLICT for a built-in one, or one that was changed meanwhile
 */
export async function updateRole(
  transaction: TenantTransaction,
  access: Access,
  { roleId, expectedVersion, ...given }: UpdateRoleInput,
): Promise<Role> {
  const { $client } = transaction;
  await lockRights(transaction);
  const current = await readRole(transaction, roleId);
  requireOwn(current);
  requireVersion(current, expectedVersion);
  const {
    name = current.name,
    description = current.description,
    permissions = current.permissions,
  } = given;
  await requireEverywhere(transaction, access, [...current.permissions, ...permissions]);
  await refuseTaken(TAKEN, () =>
    $client.query(
      'UPDATE roles SET name = $2, description = $3, updated_at = now() WHERE id = $1',
      [roleId, name, description],
    ),
  );
  await $client.query(
    'DELETE FROM role_permissions WHERE role_id = $1 AND permission_code <> ALL ($2)',
    [roleId, permissions],
  );
  await addPermissions(transaction, roleId, permissions);
  return readRole(transaction, roleId);
}

/** Refuses to change a role that every tenant has. @throws ServerError CONFLICT */
export function requireOwn({ name, isBuiltIn }: Pick<Role, 'name' | 'isBuiltIn'>): void {
  if (!isBuiltIn) return;
  throw new ServerError('CONFLICT', `the role ${name} is built in: copy it to one of your own`);
}
