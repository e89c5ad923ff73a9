import type { Scope } from '@varve/contract';
import type { TenantTransaction } from '@varve/db/tenant';
import { PLACE_TABLES } from '../../kit/place-tables.ts';
import { ServerError } from '../../kit/server-error.ts';

/** Reads the ids of the tags that measure a place, or what belongs to it. @throws ServerError NOT_FOUND for a place that is not there */
export async function tagsAtPlace(
  { $client }: TenantTransaction,
  { kind, id }: Scope,
): Promise<ReadonlySet<number>> {
  const { rowCount } = await $client.query(
    `SELECT FROM ${PLACE_TABLES[kind]} WHERE id = $1 AND deleted_at IS NULL`,
    [id],
  );
  if (rowCount === 0) throw new ServerError('NOT_FOUND', `there is no ${kind} ${id}`);
  const { rows } = await $client.query<{ id: number }>(
    `WITH RECURSIVE at_wells AS MATERIALIZED (
       SELECT id FROM wells WHERE ($1 = 'field' AND field_id = $2) OR ($1 = 'well' AND id = $2)
     ), at_machines AS MATERIALIZED (
       SELECT id FROM machines WHERE ($1 = 'factory' AND factory_id = $2) OR ($1 = 'machine' AND id = $2)
     ), at_equipment AS (
       SELECT id FROM equipment
       WHERE ($1 = 'equipment' AND id = $2) OR ($1 = 'factory' AND factory_id = $2) OR well_id IN (SELECT id FROM at_wells)
       UNION
       SELECT e.id FROM equipment e JOIN at_equipment whole ON e.part_of_id = whole.id
     )
     SELECT id FROM timeseries.tags
     WHERE well_id IN (SELECT id FROM at_wells) OR machine_id IN (SELECT id FROM at_machines)
       OR equipment_id IN (SELECT id FROM at_equipment)`,
    [kind, id],
  );
  return new Set(rows.map((row) => row.id));
}
