import type { Permission } from '@varve/contract';
import type { TenantTransaction } from '@varve/db/tenant';
import { hasPermission, type Access } from './access.ts';

/** Finds out which of some rights somebody has at a well, or at the field that it lies in. */
export async function rightsAtWell(
  { $client }: TenantTransaction,
  access: Access,
  { wellId, permissions }: { readonly wellId: string; readonly permissions: readonly Permission[] },
): Promise<(permission: Permission) => boolean> {
  const held = permissions.filter((permission) => hasPermission(access, permission));
  const bound = held.filter((permission) => access.scoped.has(permission));
  const { rows } = await $client.query<{ permission: Permission }>(
    `SELECT permission FROM unnest($1::text[]) AS permission
     WHERE $2 IN (SELECT internal.wells_in_scope($3, permission))`,
    [bound, wellId, access.userId],
  );
  const here = new Set(rows.map(({ permission }) => permission));
  return (permission) =>
    held.includes(permission) && (!access.scoped.has(permission) || here.has(permission));
}
