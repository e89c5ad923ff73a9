import type { NewFactor } from '@varve/contract';
import type { TenantTransaction } from '@varve/db/tenant';
import { requireFresh, type Access } from '../../kit/access/access.ts';
import { createTotpSecret, totpUri } from '../../kit/factors/totp-secret.ts';
import { SEALED_COLUMNS } from '../../kit/secrets/sealed-columns.ts';
import { sealSecret, type Keyring } from '../../kit/secrets/sealed-secret.ts';
import { ServerError } from '../../kit/server-error.ts';

/** Begins to set up a second factor, in the place of one that was never confirmed. @throws ServerError REAUTHENTICATE, CONFLICT */
export async function beginFactor(
  { $client }: TenantTransaction,
  keyring: Keyring,
  access: Access,
): Promise<NewFactor> {
  requireFresh(access);
  const secret = createTotpSecret();
  await $client.query('DELETE FROM totp_factors WHERE user_id = $1 AND confirmed_at IS NULL', [
    access.userId,
  ]);
  const id = crypto.randomUUID();
  const { rowCount } = await $client.query(
    `INSERT INTO totp_factors (id, user_id, sealed) VALUES ($1, $2, $3) ON CONFLICT (tenant_id, user_id) DO NOTHING`,
    [
      id,
      access.userId,
      sealSecret(keyring, { id, purpose: SEALED_COLUMNS.factor.purpose }, secret),
    ],
  );
  if (rowCount !== 1)
    throw new ServerError(
      'CONFLICT',
      'there is a second factor: remove it before you set up another',
    );
  const address = totpUri(secret, access.username);
  return { address, secret: new URL(address).searchParams.get('secret')! };
}
