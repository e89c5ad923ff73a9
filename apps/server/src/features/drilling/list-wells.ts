import { MAX_LISTED_WELLS, type WellList } from '@varve/contract';
import type { TenantTransaction } from '@varve/db/tenant';
import type { Access } from '../../kit/access/access.ts';

/** Lists the wells that somebody may write programs for, by name. */
export async function listWells({ $client }: TenantTransaction, access: Access): Promise<WellList> {
  const { rows } = await $client.query<{ id: string; name: string }>(
    `SELECT id, name FROM wells WHERE deleted_at IS NULL
       AND ($1::uuid IS NULL OR id IN (SELECT internal.wells_in_scope($1, 'engineering.write')))
     ORDER BY lower(name), id LIMIT $2`,
    [access.scoped.has('engineering.write') ? access.userId : null, MAX_LISTED_WELLS + 1],
  );
  return { wells: rows.slice(0, MAX_LISTED_WELLS), isCut: rows.length > MAX_LISTED_WELLS };
}
