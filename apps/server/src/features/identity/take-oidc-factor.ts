import type { TenantTransaction } from '@varve/db/tenant';
import type { Security } from '../../kit/access/security.ts';
import { ServerError } from '../../kit/server-error.ts';
import type { TenantTransactions } from '../../kit/tenant-database.ts';
import { openSession, takeFactor, type Client } from '../session/index.ts';
import type { NamedNote } from './oidc-note.ts';
import type { NewSession } from '../../kit/access/new-session.ts';

/** Options of `takeOidcFactor`. */
interface FactorOptions {
  readonly security: Pick<Security, 'keyring' | 'throttle'>;
  readonly tenant: TenantTransactions;
  readonly tenantId: string;
  readonly client: Client;
}

/**
 * Logs in the user whom a provider has named, by the code of his second factor.
 *
 * @throws ServerError CREDENTIALS_WRONG, THROTTLED; SESSION_EXPIRED where he, his link or the provider was taken away meanwhile
 */
export async function takeOidcFactor(
  { security, tenant, tenantId, client }: FactorOptions,
  note: NamedNote,
  code: string,
): Promise<NewSession> {
  const { throttle, keyring } = security;
  const { userId, authenticatedAtMs } = note;
  const username = await nameOf(tenant, userId);
  const address = client.address ?? '';
  const attempt = { tenant: tenantId, username, address, isKnownDevice: false };
  const delay = throttle.check(attempt);
  if (delay !== null)
    throw new ServerError(
      'THROTTLED',
      `too many wrong codes: try again in ${delay.retryAfterSeconds} s`,
      delay,
    );
  let outcome: 'failed' | 'succeeded' | 'dropped' = 'dropped';
  try {
    const session = await tenant.transaction(async (transaction) => {
      await requireStillNamed(transaction, note);
      if (!(await takeFactor(transaction, keyring, { userId, code }))) return undefined;
      const by = { by: 'oidc', hasShownFactor: true, isRemembered: false } as const;
      return openSession(transaction, { userId, client, authenticatedAtMs, ...by });
    });
    outcome = session === undefined ? 'failed' : 'succeeded';
    if (session === undefined)
      throw new ServerError('CREDENTIALS_WRONG', 'the code is wrong, or was used already');
    return session;
  } finally {
    throttle[outcome](attempt);
    if (outcome === 'failed')
      await tenant.transaction(({ $client }) =>
        $client.query("SELECT internal.record_event('login_failed', 'users', $1, $2, 'failed')", [
          userId,
          { by: 'oidc' },
        ]),
      );
  }
}

/** Things change while somebody looks for his code. @throws ServerError SESSION_EXPIRED */
async function requireStillNamed(
  { $client }: TenantTransaction,
  { userId, subject, providerId }: NamedNote,
): Promise<void> {
  const { rowCount } = await $client.query(
    `SELECT FROM users u JOIN user_identities i ON i.user_id = u.id AND i.subject = $2 AND i.deleted_at IS NULL
     JOIN identity_providers p ON p.id = $3 AND p.issuer = i.issuer AND p.enabled AND p.deleted_at IS NULL
     WHERE u.id = $1 AND u.kind = 'person' AND u.enabled AND u.deleted_at IS NULL FOR NO KEY UPDATE OF u`,
    [userId, subject, providerId],
  );
  if (rowCount === 1) return;
  throw new ServerError('SESSION_EXPIRED', 'the provider lets this user in no more: begin again');
}

/** Codes count with the passwords of the same user: both together are slowed down. */
async function nameOf(tenant: TenantTransactions, userId: string): Promise<string> {
  const { rows } = await tenant.transaction(({ $client }) =>
    $client.query<{ username: string }>('SELECT username FROM users WHERE id = $1', [userId]),
  );
  return rows[0]?.username ?? '';
}
