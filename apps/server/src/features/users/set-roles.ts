import type { Changed, GivenRoles, PlaceKind, SetRolesInput } from '@varve/contract';
import type { TenantTransaction } from '@varve/db/tenant';
import { requireVersion } from '../../kit/require-version.ts';
import { PLACE_TABLES } from '../../kit/place-tables.ts';
import { ServerError } from '../../kit/server-error.ts';
import { changeRights, type Governor } from './change-rights.ts';
import { readUser } from './read-user.ts';

/**
 * Gives a user these roles, and takes all others from him.
 *
 * @throws ServerError NOT_FOUND, PERMISSION_MISSING; CONFLICT for the last admin, and, with the user as he is now, where he was changed
 * meanwhile
 */
export async function setRoles(
  transaction: TenantTransaction,
  governor: Governor,
  { userId, expectedVersion, roles }: SetRolesInput,
): Promise<Changed> {
  await changeRights(transaction, { governor, userId }, async () => {
    // Nobody else changes the row between the reading and the writing.
    await transaction.$client.query('SELECT FROM users WHERE id = $1 FOR UPDATE', [userId]);
    requireVersion(await readUser(transaction, userId), expectedVersion);
    await replaceRoles(transaction, userId, roles);
    // Its version changes with the roles.
    await transaction.$client.query('UPDATE users SET updated_at = now() WHERE id = $1', [userId]);
  });
  return { version: (await readUser(transaction, userId)).version };
}

/** Writes the roles of a user and their places. Rows that stay are not touched. @throws ServerError NOT_FOUND for a role or a place */
export async function replaceRoles(
  transaction: TenantTransaction,
  userId: string,
  roles: GivenRoles,
): Promise<void> {
  const { $client } = transaction;
  const roleIds = roles.map(({ roleId }) => roleId);
  await requireRoles(transaction, roleIds);
  await $client.query('DELETE FROM user_roles WHERE user_id = $1 AND role_id <> ALL ($2)', [
    userId,
    roleIds,
  ]);
  await $client.query(
    'INSERT INTO user_roles (user_id, role_id) SELECT $1, unnest($2::uuid[]) ON CONFLICT (user_id, role_id) DO NOTHING',
    [userId, roleIds],
  );
  await replaceScopes(transaction, userId, roles);
}

async function replaceScopes(
  transaction: TenantTransaction,
  userId: string,
  roles: GivenRoles,
): Promise<void> {
  const given = roles.flatMap(({ roleId, scopes }) => scopes.map((at) => ({ roleId, ...at })));
  await transaction.$client.query(
    `DELETE FROM user_role_scopes s WHERE s.user_id = $1 AND NOT EXISTS (
       SELECT FROM unnest($2::uuid[], $3::uuid[]) AS kept (role_id, place_id)
       WHERE kept.role_id = s.role_id AND s.deleted_at IS NULL
         AND kept.place_id = coalesce(s.field_id, s.well_id, s.factory_id, s.machine_id, s.equipment_id))`,
    [userId, given.map(({ roleId }) => roleId), given.map(({ id }) => id)],
  );
  for (const kind of Object.keys(PLACE_TABLES) as PlaceKind[]) {
    const ofKind = given.filter((at) => at.kind === kind);
    if (ofKind.length === 0) continue;
    const ids = ofKind.map(({ id }) => id);
    await requirePlaces(transaction, kind, ids);
    await transaction.$client.query(
      `INSERT INTO user_role_scopes (user_id, role_id, ${kind}_id)
       SELECT $1, given.role_id, given.place_id FROM unnest($2::uuid[], $3::uuid[]) AS given (role_id, place_id)
       WHERE NOT EXISTS (SELECT FROM user_role_scopes s WHERE s.user_id = $1 AND s.role_id = given.role_id AND s.${kind}_id = given.place_id)`,
      [userId, ofKind.map(({ roleId }) => roleId), ids],
    );
  }
}

async function requireRoles(
  { $client }: TenantTransaction,
  roleIds: readonly string[],
): Promise<void> {
  const { rows } = await $client.query<{ id: string }>(
    'SELECT id FROM roles WHERE id = ANY ($1) AND deleted_at IS NULL',
    [roleIds],
  );
  const found = new Set(rows.map(({ id }) => id));
  const missing = roleIds.find((id) => !found.has(id.toLowerCase()));
  if (missing !== undefined) throw new ServerError('NOT_FOUND', `there is no role ${missing}`);
}

async function requirePlaces(
  { $client }: TenantTransaction,
  kind: PlaceKind,
  ids: readonly string[],
): Promise<void> {
  const { rows } = await $client.query<{ id: string }>(
    `SELECT id FROM ${PLACE_TABLES[kind]} WHERE id = ANY ($1) AND deleted_at IS NULL`,
    [ids],
  );
  const found = new Set(rows.map(({ id }) => id));
  const missing = ids.find((id) => !found.has(id.toLowerCase()));
  if (missing !== undefined) throw new ServerError('NOT_FOUND', `there is no ${kind} ${missing}`);
}
