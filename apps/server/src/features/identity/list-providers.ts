import { MAX_PROVIDERS, type IdentityProviders } from '@varve/contract';
import type { TenantTransaction } from '@varve/db/tenant';
import { PROVIDER_COLUMNS, type ProviderRow } from './provider-row.ts';

/** Lists the providers of the tenant by name. */
export async function listProviders({ $client }: TenantTransaction): Promise<IdentityProviders> {
  const { rows } = await $client.query<ProviderRow>(
    `SELECT ${PROVIDER_COLUMNS} FROM identity_providers p WHERE p.deleted_at IS NULL ORDER BY lower(p.name), p.id LIMIT ${MAX_PROVIDERS}`,
  );
  return { providers: rows };
}
