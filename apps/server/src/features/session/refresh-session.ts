import type { Security } from '../../kit/access/security.ts';
import { ServerError } from '../../kit/server-error.ts';
import type { Tenants } from '../../kit/tenants.ts';
import type { TenantTransactions } from '../../kit/tenant-database.ts';
import { addRefreshToken, tokenHash, type Asking } from './open-session.ts';
import type { NewSession } from '../../kit/access/new-session.ts';

interface TokenRow {
  readonly session_id: string;
  readonly user_id: string;
  readonly remembered: boolean;
  readonly generation: number;
}

/**
 * Exchanges a refresh token for its successor.
 *
 * A token that was exchanged less than 20 seconds ago gives the same successor again. Later it is in two hands: its session ends.
 *
 * @throws ServerError SESSION_EXPIRED
 */
export async function refreshSession(
  { sessions, successors }: Pick<Security, 'sessions' | 'successors'>,
  tenants: Pick<Tenants, 'ofRefreshToken'>,
  { token, client }: { readonly token: string; readonly client: Asking },
): Promise<NewSession> {
  const hash = tokenHash(token);
  const database = await tenants.ofRefreshToken(hash);
  if (database === undefined) throw over();
  const { tenantId } = database;
  const tenant = database.actingFor(client);
  const exchanged = await tenant.transaction(async ({ $client }) => {
    // A change of the password, which takes all tokens away, comes before this or after it, never amid.
    await $client.query(
      'SELECT FROM sessions WHERE id = (SELECT session_id FROM refresh_tokens WHERE token_hash = $1) FOR NO KEY UPDATE',
      [hash],
    );
    const { rows } = await $client.query<TokenRow>(
      `UPDATE refresh_tokens t SET used_at = now() FROM sessions s
       WHERE t.token_hash = $1 AND t.used_at IS NULL AND s.id = t.session_id AND s.ended_at IS NULL AND s.expires_at > now()
       RETURNING t.session_id, s.user_id, s.remembered, s.generation`,
      [hash],
    );
    const row = rows[0];
    if (row === undefined) return undefined;
    const successor = await addRefreshToken($client, row.session_id);
    // Kept before it is committed: who asks by the same token waits for that, and then finds it.
    successors.keep(hash, successor);
    return { ...row, successor };
  });
  const row = exchanged ?? (await repeated(tenant, hash, successors));
  // Whether its user may still log in, and whether it was used of late.
  if (row === undefined) throw over();
  const { session_id: sessionId } = row;
  if ((await sessions.find({ tenantId, sessionId })) === undefined) throw over();
  return {
    tenantId,
    sessionId,
    userId: row.user_id,
    refreshToken: row.successor,
    isRemembered: row.remembered,
    generation: row.generation,
  };
}

function over(): ServerError {
  return new ServerError('SESSION_EXPIRED', 'the session is over: log in again');
}

async function repeated(
  tenant: TenantTransactions,
  hash: Buffer,
  successors: Security['successors'],
): Promise<(TokenRow & { readonly successor: string }) | undefined> {
  return tenant.transaction(async ({ $client }) => {
    const { rows } = await $client.query<TokenRow>(
      `SELECT t.session_id, s.user_id, s.remembered, s.generation FROM refresh_tokens t JOIN sessions s ON s.id = t.session_id
       WHERE t.token_hash = $1 AND t.used_at IS NOT NULL AND s.ended_at IS NULL`,
      [hash],
    );
    const row = rows[0];
    if (row === undefined) return undefined;
    const successor = successors.find(hash);
    if (successor !== undefined) return { ...row, successor };
    const { rowCount } = await $client.query(
      "UPDATE sessions SET ended_at = now(), end_reason = 'token_reuse' WHERE id = $1 AND ended_at IS NULL",
      [row.session_id],
    );
    if (rowCount === 1)
      await $client.query(
        "SELECT internal.record_event('token_reuse', 'sessions', $1, $2, 'denied')",
        [row.session_id, { user: row.user_id }],
      );
    return undefined;
  });
}
