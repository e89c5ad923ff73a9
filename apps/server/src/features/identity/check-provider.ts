import type { ProviderCheck, RowRef } from '@varve/contract';
import type { OutboundGuard } from '../../kit/network/outbound-guard.ts';
import type { Keyring } from '../../kit/secrets/sealed-secret.ts';
import { ServerError } from '../../kit/server-error.ts';
import type { TenantTransactions } from '../../kit/tenant-database.ts';
import { askForClient } from './oidc-client.ts';
import { readProvider } from './read-provider.ts';

/** Asks a provider for its configuration, as each log-in does. @throws ServerError NOT_FOUND, SECRET_UNREADABLE */
export async function checkProvider(
  tenant: TenantTransactions,
  parts: { readonly keyring: Keyring; readonly guard: OutboundGuard },
  { id }: RowRef,
): Promise<ProviderCheck> {
  const provider = await tenant.transaction((tx) => readProvider(tx, id));
  try {
    await askForClient(parts, provider);
    return { problem: null };
  } catch (error) {
    if (error instanceof ServerError && error.code === 'PROVIDER_FAILED')
      return { problem: error.message };
    throw error;
  }
}
