import type { RowRef } from '@varve/contract';
import type { TenantTransaction } from '@varve/db/tenant';
import { readProvider } from './read-provider.ts';

/** Removes a provider and its secret. Links of users stay: they name the issuer, which may be set up again. @throws ServerError NOT_FOUND */
export async function removeProvider(
  transaction: TenantTransaction,
  { id }: RowRef,
): Promise<RowRef> {
  await readProvider(transaction, id);
  await transaction.$client.query(
    'UPDATE identity_providers SET deleted_at = now(), enabled = false, client_secret = NULL WHERE id = $1',
    [id],
  );
  return { id };
}
