import { permission, type Role, type RoleList } from '@varve/contract';
import type { TenantTransaction } from '@varve/db/tenant';
import { versionSql } from '../../kit/require-version.ts';
import { ServerError } from '../../kit/server-error.ts';

interface RoleRow {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly built_in: boolean;
  readonly codes: string[];
  readonly user_count: number;
  readonly version: string;
}

/** Lists the roles of a tenant, the built-in ones first. */
export async function listRoles(transaction: TenantTransaction): Promise<RoleList> {
  return { roles: await readRoles(transaction, null) };
}

/** Reads a role. @throws ServerError NOT_FOUND */
export async function readRole(transaction: TenantTransaction, roleId: string): Promise<Role> {
  const [role] = await readRoles(transaction, roleId);
  if (role === undefined) throw new ServerError('NOT_FOUND', `there is no role ${roleId}`);
  return role;
}

async function readRoles({ $client }: TenantTransaction, roleId: string | null): Promise<Role[]> {
  const { rows } = await $client.query<RoleRow>(
    `SELECT r.id, r.name, r.description, r.built_in, ${versionSql('r')} AS version,
       ARRAY(SELECT p.permission_code FROM role_permissions p WHERE p.role_id = r.id ORDER BY p.permission_code) AS codes,
       (SELECT count(*) FROM user_roles ur JOIN users u ON u.id = ur.user_id AND u.deleted_at IS NULL
        WHERE ur.role_id = r.id)::integer AS user_count
     FROM roles r WHERE r.deleted_at IS NULL AND ($1::uuid IS NULL OR r.id = $1) ORDER BY r.built_in DESC, r.name`,
    [roleId],
  );
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    description: row.description,
    isBuiltIn: row.built_in,
    // A right that a newer version left behind is none that this one knows.
    permissions: row.codes.flatMap((code) => permission.safeParse(code).data ?? []),
    userCount: row.user_count,
    version: row.version,
  }));
}
