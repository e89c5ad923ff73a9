import { permission, type Permission } from '@varve/contract';
import type { TenantTransaction } from '@varve/db/tenant';

/** Rights of a user, from all of his roles. */
export interface Rights {
  readonly permissions: ReadonlySet<Permission>;
  /** Those that every role which gives them binds to places. */
  readonly scoped: ReadonlySet<Permission>;
  readonly roles: readonly string[];
}

/** Reads the rights that a user has now. */
export async function readRights(
  { $client }: TenantTransaction,
  userId: string,
): Promise<Rights & { readonly roleIds: readonly string[] }> {
  const { rows: roles } = await $client.query<{ id: string; name: string; is_bound: boolean }>(
    `SELECT r.id, r.name, EXISTS (
       SELECT FROM user_role_scopes s WHERE s.user_id = ur.user_id AND s.role_id = ur.role_id AND s.deleted_at IS NULL) AS is_bound
     FROM user_roles ur JOIN roles r ON r.id = ur.role_id WHERE ur.user_id = $1 AND r.deleted_at IS NULL ORDER BY r.name`,
    [userId],
  );
  const { rows: rights } = await $client.query<{ role_id: string; permission_code: string }>(
    'SELECT role_id, permission_code FROM role_permissions WHERE role_id = ANY ($1)',
    [roles.map(({ id }) => id)],
  );
  const isBound = new Map(roles.map(({ id, is_bound }) => [id, is_bound]));
  const permissions = new Set<Permission>();
  const everywhere = new Set<Permission>();
  for (const { role_id, permission_code } of rights) {
    // A right that a newer version left behind is none that this one knows.
    const known = permission.safeParse(permission_code).data;
    if (known === undefined) continue;
    permissions.add(known);
    if (isBound.get(role_id) === false) everywhere.add(known);
  }
  return {
    permissions,
    scoped: new Set([...permissions].filter((code) => !everywhere.has(code))),
    roles: roles.map(({ name }) => name),
    roleIds: roles.map(({ id }) => id),
  };
}
