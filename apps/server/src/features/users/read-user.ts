import type { Place, UserDetail, UserRole } from '@varve/contract';
import type { TenantTransaction } from '@varve/db/tenant';
import { ServerError } from '../../kit/server-error.ts';
import { listIdentities } from '../session/index.ts';
import { USER_COLUMNS, userOf, type UserRow } from './user-row.ts';

interface DetailRow extends UserRow {
  readonly created_at: Date;
  readonly session_count: number;
}

/** Reads a user with his roles and the places that these are bound to. @throws ServerError NOT_FOUND */
export async function readUser(
  transaction: TenantTransaction,
  userId: string,
): Promise<UserDetail> {
  const { rows } = await transaction.$client.query<DetailRow>(
    `SELECT ${USER_COLUMNS}, u.created_at,
       (SELECT count(*) FROM sessions s WHERE s.user_id = u.id AND s.ended_at IS NULL AND s.expires_at > now())::integer AS session_count
     FROM users u WHERE u.id = $1 AND u.deleted_at IS NULL`,
    [userId],
  );
  const row = rows[0];
  if (row === undefined) throw new ServerError('NOT_FOUND', `there is no user ${userId}`);
  return {
    ...userOf(row),
    roles: await readRoles(transaction, userId),
    identities: await listIdentities(transaction, userId),
    createdAtMs: row.created_at.getTime(),
    sessionCount: row.session_count,
  };
}

async function readRoles({ $client }: TenantTransaction, userId: string): Promise<UserRole[]> {
  const { rows: roles } = await $client.query<{ role_id: string; name: string }>(
    `SELECT r.id AS role_id, r.name FROM user_roles ur JOIN roles r ON r.id = ur.role_id AND r.deleted_at IS NULL
     WHERE ur.user_id = $1 ORDER BY r.name`,
    [userId],
  );
  const { rows: scopes } = await $client.query<Place & { role_id: string }>(
    `SELECT s.role_id, p.kind, p.id, coalesce(f.name, w.name, y.name, m.name, e.tag_number) AS name
     FROM user_role_scopes s
     CROSS JOIN LATERAL (VALUES ('field', s.field_id), ('well', s.well_id), ('factory', s.factory_id), ('machine', s.machine_id),
       ('equipment', s.equipment_id)) AS p (kind, id)
     LEFT JOIN fields f ON f.id = s.field_id LEFT JOIN wells w ON w.id = s.well_id LEFT JOIN factories y ON y.id = s.factory_id
     LEFT JOIN machines m ON m.id = s.machine_id LEFT JOIN equipment e ON e.id = s.equipment_id
     WHERE s.user_id = $1 AND s.deleted_at IS NULL AND p.id IS NOT NULL ORDER BY name, p.id`,
    [userId],
  );
  return roles.map(({ role_id: roleId, name }) => ({
    roleId,
    name,
    scopes: scopes
      .filter((scope) => scope.role_id === roleId)
      .map(({ kind, id, name: placeName }) => ({ kind, id, name: placeName })),
  }));
}
