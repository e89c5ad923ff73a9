import type { Permission } from '@varve/contract';
import type { TenantTransaction } from '@varve/db/tenant';
import { permissionMissing, type Access } from './access.ts';

/** Rights that a role gives at places; null: everywhere. */
export interface Grant {
  readonly permissions: readonly Permission[];
  readonly placeIds: readonly string[] | null;
}

/** Refuses to let somebody give, or govern, what he may not do himself. @throws ServerError PERMISSION_MISSING, which names the first right */
export async function requireRights(
  transaction: TenantTransaction,
  access: Access,
  grants: readonly Grant[],
): Promise<void> {
  for (const { permissions } of grants)
    for (const code of permissions)
      if (!access.permissions.has(code)) throw permissionMissing(code);
  // Most callers have all of their rights everywhere.
  const bound = grants.flatMap(({ permissions, placeIds }) =>
    permissions.filter((code) => access.scoped.has(code)).map((code) => ({ code, placeIds })),
  );
  if (bound.length === 0) return;
  const held = await readHeldPlaces(transaction, access.userId);
  const around = await readPlacesAround(transaction, [
    ...new Set(bound.flatMap(({ placeIds }) => placeIds ?? [])),
  ]);
  for (const { code, placeIds } of bound) {
    const places = held.get(code) ?? new Set();
    const isHeld = (id: string): boolean => (around.get(id) ?? []).some((at) => places.has(at));
    if (placeIds === null || !placeIds.every(isHeld)) throw permissionMissing(code);
  }
}

/** Refuses somebody who lacks a right, or has it at some places only. @throws ServerError PERMISSION_MISSING */
export async function requireEverywhere(
  transaction: TenantTransaction,
  access: Access,
  permissions: readonly Permission[],
): Promise<void> {
  await requireRights(transaction, access, [{ permissions, placeIds: null }]);
}

/** Ids of the places at which somebody has each right that his roles bind. */
async function readHeldPlaces(
  { $client }: TenantTransaction,
  userId: string,
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const { rows } = await $client.query<{ code: string; place_ids: string[] }>(
    `SELECT p.permission_code AS code,
       array_agg(coalesce(s.field_id, s.well_id, s.factory_id, s.machine_id, s.equipment_id)::text) AS place_ids
     FROM user_role_scopes s JOIN roles r ON r.id = s.role_id AND r.deleted_at IS NULL
       JOIN role_permissions p ON p.role_id = s.role_id
     WHERE s.user_id = $1 AND s.deleted_at IS NULL GROUP BY p.permission_code`,
    [userId],
  );
  return new Map(rows.map(({ code, place_ids }) => [code, new Set(place_ids)]));
}

/** Each place with those that it lies in, itself first: a well with its field, a piece of equipment with its well and factory. */
async function readPlacesAround(
  { $client }: TenantTransaction,
  placeIds: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const { rows } = await $client.query<{ id: string; around: string[] }>(
    `WITH RECURSIVE around (id, at) AS (
       SELECT asked, asked FROM unnest($1::uuid[]) AS asked
       UNION
       SELECT a.id, outer_.at FROM around a CROSS JOIN LATERAL (
         SELECT w.field_id FROM wells w WHERE w.id = a.at
         UNION ALL SELECT m.factory_id FROM machines m WHERE m.id = a.at
         UNION ALL SELECT place FROM equipment e CROSS JOIN unnest(ARRAY[e.part_of_id, e.well_id, e.factory_id]) AS place
           WHERE e.id = a.at AND place IS NOT NULL) AS outer_ (at))
     SELECT id::text, array_agg(at::text) AS around FROM around GROUP BY id`,
    [placeIds],
  );
  return new Map(rows.map(({ id, around }) => [id, around]));
}
