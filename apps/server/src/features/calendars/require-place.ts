import type { CalendarPlace, Permission } from '@varve/contract';
import type { TenantTransaction } from '@varve/db/tenant';
import { permissionMissing, type Access } from '../../kit/access/access.ts';
import { ServerError } from '../../kit/server-error.ts';

const COLUMNS = { field: 'field_id', factory: 'factory_id' } as const;
const TABLES = { field: 'fields', factory: 'factories' } as const;

/**
 * SQL that is true for a field `f` or a factory `p` for which a right of a user holds, who has it at some places only: at those, and at the
 * field or factory of a well or machine. $1 is the user, $2 the right.
 */
export const IN_SCOPE = `EXISTS (
  SELECT FROM user_role_scopes s JOIN role_permissions r ON r.role_id = s.role_id AND r.permission_code = $2
  WHERE s.user_id = $1 AND s.deleted_at IS NULL AND (s.field_id = f.id OR s.factory_id = p.id
    OR s.well_id IN (SELECT id FROM wells WHERE field_id = f.id) OR s.machine_id IN (SELECT id FROM machines WHERE factory_id = p.id)))`;

/** Finds the name of a place. @throws ServerError NOT_FOUND for one that is not there, or that the right does not hold for */
export async function requirePlace(
  { $client }: TenantTransaction,
  access: Access,
  { place: { kind, id }, permission }: { place: CalendarPlace; permission: Permission },
): Promise<string> {
  const { rows } = await $client.query<{ name: string }>(
    `SELECT name FROM ${TABLES[kind]} AS place WHERE id = $3 AND deleted_at IS NULL AND ($4 OR EXISTS (
       SELECT FROM user_role_scopes s JOIN role_permissions r ON r.role_id = s.role_id AND r.permission_code = $2
       WHERE s.user_id = $1 AND s.deleted_at IS NULL AND s.${COLUMNS[kind]} = place.id))`,
    [access.userId, permission, id, !access.scoped.has(permission)],
  );
  if (rows.length === 0) throw new ServerError('NOT_FOUND', `there is no ${kind} ${id}`);
  return rows[0]!.name;
}

/** Refuses a change of what holds everywhere by somebody who has the right at some places only. @throws ServerError PERMISSION_MISSING */
export function requireWholeTenant(access: Access, permission: Permission): void {
  if (access.scoped.has(permission)) throw permissionMissing(permission);
}
