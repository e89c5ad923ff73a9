import type { RevokeKeyInput } from '@varve/contract';
import type { TenantTransaction } from '@varve/db/tenant';
import { ServerError } from '../../kit/server-error.ts';

/** Takes an API key back, at once on every server. @throws ServerError NOT_FOUND for one that was revoked before */
export async function revokeKey(
  { $client }: TenantTransaction,
  { keyId }: RevokeKeyInput,
): Promise<void> {
  const { rowCount } = await $client.query(
    'UPDATE api_keys SET revoked_at = now() WHERE id = $1 AND revoked_at IS NULL AND deleted_at IS NULL',
    [keyId],
  );
  if (rowCount === 0) throw new ServerError('NOT_FOUND', `there is no key ${keyId} in use`);
}
