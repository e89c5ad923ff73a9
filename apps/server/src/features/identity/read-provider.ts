import type { TenantTransaction } from '@varve/db/tenant';
import { ServerError } from '../../kit/server-error.ts';
import { PROVIDER_COLUMNS, type ProviderRow } from './provider-row.ts';

/** A provider with its sealed secret. */
interface KnownProvider extends ProviderRow {
  readonly sealed: Buffer | null;
}

/** Reads a provider. @throws ServerError NOT_FOUND */
export async function readProvider(
  { $client }: TenantTransaction,
  id: string,
): Promise<KnownProvider> {
  const { rows } = await $client.query<KnownProvider>(
    `SELECT ${PROVIDER_COLUMNS}, p.client_secret AS sealed FROM identity_providers p WHERE p.id = $1 AND p.deleted_at IS NULL`,
    [id],
  );
  const provider = rows[0];
  if (provider === undefined) throw new ServerError('NOT_FOUND', `there is no provider ${id}`);
  return provider;
}
