import type { Permission } from '@varve/contract';
import type { TenantTransaction } from '@varve/db/tenant';
import { permissionMissing, requirePermission, type Access } from '../access/access.ts';
import { readRights } from '../access/read-rights.ts';
import { NoRetryError } from '../jobs/no-retry-error.ts';

/** Whether a user has a right now, at all places: a report shows all of them, whoever reads it. */
export async function hasRight(
  transaction: TenantTransaction,
  userId: string,
  permission: Permission,
): Promise<boolean> {
  const rights = await readRights(transaction, userId);
  return rights.permissions.has(permission) && !rights.scoped.has(permission);
}

/** Sees to it that a caller has the right to what a report shows, at all places. @throws ServerError PERMISSION_MISSING, SECURITY_DUE */
export function requireEverywhere(access: Access, permission: Permission): void {
  requirePermission(access, permission);
  if (access.scoped.has(permission)) throw permissionMissing(permission);
}

/** Sees to it that whoever defined a report still has the right to it, at all places. @throws NoRetryError */
export async function requireDefiner(
  transaction: TenantTransaction,
  { userId, permission }: { readonly userId: string; readonly permission: Permission },
): Promise<string> {
  const { rows } = await transaction.$client.query<{ name: string }>(
    "SELECT coalesce(nullif(full_name, ''), username) AS name FROM users WHERE id = $1",
    [userId],
  );
  const name = rows[0]?.name ?? userId;
  if (await hasRight(transaction, userId, permission)) return name;
  throw new NoRetryError(
    `${name}, who defined it, has not the right ${permission} any more, at all places: somebody who has it saves the report anew`,
  );
}
