import type { ChangePasswordInput } from '@varve/contract';
import type { TenantTransaction } from '@varve/db/tenant';
import type { Access } from '../../kit/access/access.ts';
import type { Security } from '../../kit/access/security.ts';
import { passwordProblem } from '../../kit/passwords/password-problem.ts';
import { ServerError } from '../../kit/server-error.ts';
import type { TenantTransactions } from '../../kit/tenant-database.ts';
import type { NewSession } from '../../kit/access/new-session.ts';
import { endSessions } from './end-sessions.ts';
import { withdrawLinks } from './make-login-link.ts';
import { addRefreshToken } from './open-session.ts';
import { passwordWeak } from './password-weak.ts';
import { verifyOwnPassword } from './verify-own-password.ts';

/**
 * Changes the caller's password, and ends his other sessions. His own goes on by new tokens: whoever has the old ones is out.
 *
 * @throws ServerError CREDENTIALS_WRONG, PASSWORD_WEAK, THROTTLED, CONFLICT
 */
export async function changePassword(
  security: Pick<Security, 'hashes' | 'throttle'>,
  tenant: TenantTransactions,
  access: Access,
  { current, password }: ChangePasswordInput,
): Promise<NewSession> {
  const user = await verifyOwnPassword(security, tenant, access, current);
  const problem = await passwordProblem(password, user);
  if (problem !== null) throw passwordWeak(problem);
  const hash = await security.hashes.hash(password);
  return tenant.transaction(async (transaction) => {
    const { rowCount } = await transaction.$client.query(
      `UPDATE users SET password_hash = $2, password_changed_at = now()
       WHERE id = $1 AND password_hash = $3`,
      [access.userId, hash, user.passwordHash],
    );
    if (rowCount !== 1)
      throw new ServerError('CONFLICT', 'the password was changed by another request just now');
    await transaction.$client.query(
      "SELECT internal.record_event('password_changed', 'users', $1)",
      [access.userId],
    );
    await withdrawLinks(transaction, access.userId);
    await endSessions(transaction, {
      reason: 'password_changed',
      userId: access.userId,
      except: access.sessionId,
    });
    return replaceTokens(transaction, access);
  });
}

async function replaceTokens(
  { $client }: TenantTransaction,
  { tenantId, userId, sessionId }: Access,
): Promise<NewSession> {
  const { rows } = await $client.query<{ generation: number; remembered: boolean }>(
    `UPDATE sessions SET generation = generation + 1, authenticated_at = now() WHERE id = $1 AND ended_at IS NULL
     RETURNING generation, remembered`,
    [sessionId],
  );
  const session = rows[0];
  if (session === undefined)
    throw new ServerError('SESSION_EXPIRED', 'the session is over: log in again');
  // Removed, not used: an old one that is shown is a stranger's, and ends nothing.
  await $client.query('DELETE FROM refresh_tokens WHERE session_id = $1', [sessionId]);
  const refreshToken = await addRefreshToken($client, sessionId!);
  const { generation, remembered: isRemembered } = session;
  return { tenantId, sessionId: sessionId!, userId, refreshToken, isRemembered, generation };
}
