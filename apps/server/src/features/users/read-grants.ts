import { permission } from '@varve/contract';
import type { TenantTransaction } from '@varve/db/tenant';
import type { Grant } from '../../kit/access/require-rights.ts';

interface GrantRow {
  readonly codes: string[];
  readonly place_ids: string[];
}

/** Reads what the roles of a user let him do, and where. */
export async function readGrants({ $client }: TenantTransaction, userId: string): Promise<Grant[]> {
  const { rows } = await $client.query<GrantRow>(
    `SELECT ARRAY(SELECT p.permission_code FROM role_permissions p WHERE p.role_id = r.id ORDER BY 1) AS codes,
       ARRAY(SELECT coalesce(s.field_id, s.well_id, s.factory_id, s.machine_id, s.equipment_id)::text FROM user_role_scopes s
         WHERE s.user_id = ur.user_id AND s.role_id = r.id AND s.deleted_at IS NULL) AS place_ids
     FROM user_roles ur JOIN roles r ON r.id = ur.role_id AND r.deleted_at IS NULL WHERE ur.user_id = $1 ORDER BY r.name`,
    [userId],
  );
  return rows.map(({ codes, place_ids }) => ({
    // A right that a newer version left behind is none that this one knows.
    permissions: codes.flatMap((code) => permission.safeParse(code).data ?? []),
    placeIds: place_ids.length === 0 ? null : place_ids,
  }));
}
