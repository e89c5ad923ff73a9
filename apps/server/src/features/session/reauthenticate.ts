import type { ReauthenticateInput } from '@varve/contract';
import type { Access } from '../../kit/access/access.ts';
import type { Security } from '../../kit/access/security.ts';
import type { TenantTransactions } from '../../kit/tenant-database.ts';
import { verifyOwnPassword } from './verify-own-password.ts';

/** Makes the caller's session fresh by his password. @throws ServerError CREDENTIALS_WRONG, THROTTLED */
export async function reauthenticate(
  security: Pick<Security, 'hashes' | 'throttle'>,
  tenant: TenantTransactions,
  access: Access,
  { password }: ReauthenticateInput,
): Promise<void> {
  await verifyOwnPassword(security, tenant, access, password);
  await tenant.transaction(({ $client }) =>
    $client.query('UPDATE sessions SET authenticated_at = now() WHERE id = $1', [access.sessionId]),
  );
}
