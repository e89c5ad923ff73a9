import { MAX_ROLES, type CreateRoleInput, type Permission, type Role } from '@varve/contract';
import type { TenantTransaction } from '@varve/db/tenant';
import type { Access } from '../../kit/access/access.ts';
import { lockRights } from '../../kit/access/lock-rights.ts';
import { requireEverywhere } from '../../kit/access/require-rights.ts';
import { refuseTaken } from '../../kit/refuse-taken.ts';
import { ServerError } from '../../kit/server-error.ts';
import { listRoles, readRole } from './list-roles.ts';

/** Names that a role has for itself alone, by their index. */
export const TAKEN = { roles_name_in_tenant: { field: 'name', what: 'the name' } };

/** Makes a role with rights that its maker has everywhere. @throws ServerError PERMISSION_MISSING, CONFLICT */
export async function createRole(
  transaction: TenantTransaction,
  access: Access,
  { name, description, permissions }: CreateRoleInput,
): Promise<Role> {
  await lockRights(transaction);
  await requireEverywhere(transaction, access, permissions);
  const { roles } = await listRoles(transaction);
  if (roles.length >= MAX_ROLES)
    throw new ServerError('CONFLICT', `there are ${MAX_ROLES} roles already: remove one first`);
  const roleId = crypto.randomUUID();
  await refuseTaken(TAKEN, () =>
    transaction.$client.query('INSERT INTO roles (id, name, description) VALUES ($1, $2, $3)', [
      roleId,
      name,
      description,
    ]),
  );
  await addPermissions(transaction, roleId, permissions);
  return readRole(transaction, roleId);
}

/** Gives a role rights, besides those that it has. */
export async function addPermissions(
  { $client }: TenantTransaction,
  roleId: string,
  permissions: readonly Permission[],
): Promise<void> {
  await $client.query(
    'INSERT INTO role_permissions (role_id, permission_code) SELECT $1, unnest($2::text[]) ON CONFLICT DO NOTHING',
    [roleId, permissions],
  );
}
