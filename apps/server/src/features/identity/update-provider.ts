import type { IdentityProvider, UpdateProviderInput } from '@varve/contract';
import type { TenantTransaction } from '@varve/db/tenant';
import type { Keyring } from '../../kit/secrets/sealed-secret.ts';
import { refuseTaken } from '../../kit/refuse-taken.ts';
import { requireVersion } from '../../kit/require-version.ts';
import { PROVIDER_COLUMNS, TAKEN, type ProviderRow } from './provider-row.ts';
import { sealProviderSecret } from './provider-secret.ts';
import { readProvider } from './read-provider.ts';

/** Changes a provider. @throws ServerError NOT_FOUND; CONFLICT where somebody has changed it since, or the name is taken */
export async function updateProvider(
  transaction: TenantTransaction,
  keyring: Keyring,
  { id, expectedVersion, name, clientId, clientSecret, enabled }: UpdateProviderInput,
): Promise<IdentityProvider> {
  const { $client } = transaction;
  await $client.query('SELECT FROM identity_providers WHERE id = $1 FOR UPDATE', [id]);
  const { sealed, ...current } = await readProvider(transaction, id);
  requireVersion(current, expectedVersion);
  const given =
    typeof clientSecret === 'string' ? sealProviderSecret(keyring, id, clientSecret) : null;
  const { rows } = await refuseTaken(TAKEN, () =>
    $client.query<ProviderRow>(
      `UPDATE identity_providers p SET name = $2, client_id = $3, client_secret = $4, enabled = $5 WHERE p.id = $1 RETURNING ${PROVIDER_COLUMNS}`,
      [id, name, clientId, clientSecret === undefined ? sealed : given, enabled],
    ),
  );
  return rows[0]!;
}
