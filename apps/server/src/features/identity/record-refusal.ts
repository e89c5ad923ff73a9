import type { OidcRefusal } from '@varve/contract';
import type { TenantTransactions } from '../../kit/tenant-database.ts';

const MAX_PROBLEM = 500;

/** Writes to the audit log that a log-in by a provider did not come about, and why. */
export async function recordRefusal(
  tenant: TenantTransactions,
  entry: {
    readonly providerId: string;
    readonly refusal: OidcRefusal;
    readonly problem: string;
  },
): Promise<void> {
  const { providerId, refusal, problem } = entry;
  await tenant.transaction(({ $client }) =>
    $client.query(
      "SELECT internal.record_event('login_failed', 'identity_providers', $1, $2, 'failed')",
      [providerId, { by: 'oidc', reason: refusal, problem: problem.slice(0, MAX_PROBLEM) }],
    ),
  );
}
