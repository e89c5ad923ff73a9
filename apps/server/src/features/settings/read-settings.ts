import type { Settings } from '@varve/contract';
import type { TenantTransaction } from '@varve/db/tenant';
import { versionSql } from '../../kit/require-version.ts';

/** Reads what holds for everybody of the tenant. */
export async function readSettings({ $client }: TenantTransaction): Promise<Settings> {
  const { rows } = await $client.query<Settings>(
    `SELECT t.name, coalesce(t.display_name, '') AS "displayName", t.language, t.time_zone AS "timeZone", t.currency,
       ARRAY (SELECT r.name FROM roles r WHERE r.name = ANY (t.factor_roles) AND r.deleted_at IS NULL ORDER BY r.name) AS "factorRoles",
       ARRAY (SELECT r.name FROM roles r WHERE r.deleted_at IS NULL ORDER BY r.name) AS roles,
       ${versionSql('t')} AS version
     FROM tenants t WHERE t.id = internal.current_tenant()`,
  );
  return rows[0]!;
}
