import { MAX_LISTED_PLACES, type Place, type PlaceList } from '@varve/contract';
import type { TenantTransaction } from '@varve/db/tenant';

/** Lists fields, wells, factories and machines, by kind and name. */
export async function listPlaces({ $client }: TenantTransaction): Promise<PlaceList> {
  const { rows } = await $client.query<Place>(
    `SELECT kind, id, name FROM (
       SELECT 1 AS place, 'field' AS kind, id, name FROM fields WHERE deleted_at IS NULL
       UNION ALL SELECT 2, 'factory', id, name FROM factories WHERE deleted_at IS NULL
       UNION ALL SELECT 3, 'well', id, name FROM wells WHERE deleted_at IS NULL
       UNION ALL SELECT 4, 'machine', id, name FROM machines WHERE deleted_at IS NULL) AS places
     ORDER BY place, lower(name), id LIMIT $1`,
    [MAX_LISTED_PLACES + 1],
  );
  return { places: rows.slice(0, MAX_LISTED_PLACES), isCut: rows.length > MAX_LISTED_PLACES };
}
