import { MAX_PROVIDERS, type CreateProviderInput, type IdentityProvider } from '@varve/contract';
import type { TenantTransaction } from '@varve/db/tenant';
import type { Keyring } from '../../kit/secrets/sealed-secret.ts';
import { refuseTaken } from '../../kit/refuse-taken.ts';
import { ServerError } from '../../kit/server-error.ts';
import { PROVIDER_COLUMNS, TAKEN, type ProviderRow } from './provider-row.ts';
import { sealProviderSecret } from './provider-secret.ts';

/** Makes a provider; its secret is sealed. @throws ServerError CONFLICT where the name is taken, or there are too many */
export async function createProvider(
  { $client }: TenantTransaction,
  keyring: Keyring,
  { name, issuer, clientId, clientSecret, enabled }: CreateProviderInput,
): Promise<IdentityProvider> {
  const id = crypto.randomUUID();
  const sealed = clientSecret === undefined ? null : sealProviderSecret(keyring, id, clientSecret);
  const { rows } = await refuseTaken(TAKEN, () =>
    $client.query<ProviderRow>(
      `INSERT INTO identity_providers AS p (id, name, issuer, client_id, client_secret, enabled)
       SELECT $1, $2, $3, $4, $5, $6 WHERE (SELECT count(*) FROM identity_providers WHERE deleted_at IS NULL) < ${MAX_PROVIDERS}
       RETURNING ${PROVIDER_COLUMNS}`,
      [id, name, issuer, clientId, sealed, enabled],
    ),
  );
  const made = rows[0];
  if (made === undefined)
    throw new ServerError('CONFLICT', `there are ${MAX_PROVIDERS} providers: remove one first`);
  return made;
}
