import type { TenantTransaction } from '@varve/db/tenant';
import type { Access } from '../../kit/access/access.ts';
import { ServerError } from '../../kit/server-error.ts';
import { tokenHash } from './open-session.ts';

/** Who ends a session, and why. */
type EndReason = 'logged_out' | 'ended_by_user' | 'ended_by_admin' | 'password_changed';

/** Options of `endSessions`. */
interface EndOptions {
  readonly reason: EndReason;
  /** Only this session. */
  readonly sessionId?: string;
  /** Only sessions of this user. */
  readonly userId?: string;
  /** All but this session. */
  readonly except?: string | null;
}

/** Ends sessions that go on, at once on every server. @returns how many */
export async function endSessions(
  { $client }: TenantTransaction,
  { reason, sessionId, userId, except = null }: EndOptions,
): Promise<number> {
  const { rows } = await $client.query<{ id: string }>(
    `UPDATE sessions SET ended_at = now(), end_reason = $1
     WHERE ended_at IS NULL AND ($2::uuid IS NULL OR id = $2) AND ($3::uuid IS NULL OR user_id = $3) AND id IS DISTINCT FROM $4::uuid
     RETURNING id`,
    [reason, sessionId ?? null, userId ?? null, except],
  );
  for (const { id } of rows)
    await $client.query("SELECT internal.record_event('session_ended', 'sessions', $1, $2)", [
      id,
      { reason },
    ]);
  return rows.length;
}

/** Ends the session that a refresh token continues: the caller may have nothing else any more. @returns its user, if there was one */
export async function endSessionOfToken(
  transaction: TenantTransaction,
  token: string,
): Promise<string | undefined> {
  const { $client } = transaction;
  const { rows } = await $client.query<{ session_id: string; user_id: string }>(
    `SELECT t.session_id, s.user_id FROM refresh_tokens t JOIN sessions s ON s.id = t.session_id
     WHERE t.token_hash = $1 AND t.used_at IS NULL`,
    [tokenHash(token)],
  );
  const session = rows[0];
  if (session === undefined) return undefined;
  await $client.query(
    "SELECT set_config('varve.user_id', $1, true), set_config('varve.session_id', $2, true)",
    [session.user_id, session.session_id],
  );
  await endSessions(transaction, { reason: 'logged_out', sessionId: session.session_id });
  return session.user_id;
}

/** Ends one of the caller's sessions. @throws ServerError NOT_FOUND for one that is over, or another's */
export async function endOwnSession(
  transaction: TenantTransaction,
  { userId }: Pick<Access, 'userId'>,
  sessionId: string,
): Promise<void> {
  const ended = await endSessions(transaction, { reason: 'ended_by_user', userId, sessionId });
  if (ended === 0) throw new ServerError('NOT_FOUND', `there is no session ${sessionId}`);
}
