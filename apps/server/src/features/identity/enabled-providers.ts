import { MAX_PROVIDERS, type Entrance } from '@varve/contract';
import type { TenantTransaction } from '@varve/db/tenant';

/** Lists the providers by which one may log in, by name: all that somebody learns who is not logged in. */
export async function enabledProviders({
  $client,
}: TenantTransaction): Promise<Entrance['providers']> {
  const { rows } = await $client.query<Entrance['providers'][number]>(
    `SELECT id, name FROM identity_providers WHERE enabled AND deleted_at IS NULL ORDER BY lower(name), id LIMIT ${MAX_PROVIDERS}`,
  );
  return rows;
}
