import type { Language, Permission, Person } from '@varve/contract';
import type { TenantTransaction } from '@varve/db/tenant';
import { hasPermission, type Access } from '../../kit/access/access.ts';

interface PersonRow {
  readonly full_name: string;
  readonly language: Language | null;
  readonly roles: string[];
  readonly has_factor: boolean;
  readonly tenant_language: Language | null;
  readonly has_password: boolean;
  readonly display_path: string | null;
  readonly tenant: string;
  readonly time_zone: string;
}

/** Reads who is logged in, and what he may do. */
export async function readPerson({ $client }: TenantTransaction, access: Access): Promise<Person> {
  const { rows } = await $client.query<PersonRow>(
    `SELECT u.full_name, u.language, u.password_hash IS NOT NULL AS has_password, t.language AS tenant_language,
       (SELECT d.landing_path FROM displays d WHERE d.user_id = u.id) AS display_path, coalesce(t.display_name, t.name) AS tenant, t.time_zone,
       ARRAY (SELECT r.name FROM user_roles ur JOIN roles r ON r.id = ur.role_id WHERE ur.user_id = u.id AND r.deleted_at IS NULL ORDER BY r.name) AS roles,
       EXISTS (SELECT FROM totp_factors f WHERE f.user_id = u.id AND f.confirmed_at IS NOT NULL) AS has_factor
     FROM users u JOIN tenants t ON t.id = u.tenant_id WHERE u.id = $1`,
    [access.userId],
  );
  const row = rows[0]!;
  return {
    userId: access.userId,
    username: access.username,
    fullName: row.full_name,
    language: row.language,
    roles: row.roles,
    permissions: access.due === null ? usableRights(access) : [],
    hasFactor: row.has_factor,
    hasPassword: row.has_password,
    due: access.due,
    sessionId: access.sessionId,
    tenantLanguage: row.tenant_language,
    displayPath: row.display_path,
    tenant: row.tenant,
    timeZone: row.time_zone,
  };
}

/** A right that no call would accept from him is none that the console offers. */
function usableRights(access: Access): Permission[] {
  return [...access.permissions].filter((code) => hasPermission(access, code)).toSorted();
}
