import { createHash, randomBytes } from 'node:crypto';
import { MAX_SESSIONS } from '@varve/contract';
import type { TenantTransaction } from '@varve/db/tenant';
import type { NewSession } from '../../kit/access/new-session.ts';

/** Browser, program or screen that logs in. */
export interface Client {
  readonly kind: 'console' | 'program' | 'display';
  readonly address: string | null;
  /** Name that it gave itself. */
  readonly userAgent: string;
}

/** A request of somebody who is not known yet. */
export interface Asking {
  readonly clientAddress: string | null;
  readonly requestId: string;
}

/** Options of `openSession`. */
interface SessionOptions {
  readonly userId: string;
  readonly client: Client;
  readonly isRemembered: boolean;
  /** By what its user came in: a word for the audit log. */
  readonly by: 'password' | 'link' | 'set-up' | 'oidc' | 'pairing';
  readonly hasShownFactor: boolean;
  /** By which people know it. @default none */
  readonly name?: string;
  /** When he last showed a password, elsewhere. @default now */
  readonly authenticatedAtMs?: number;
}

/** A session lasts so long, however much it is used. */
const SESSION_HOURS = 12;
/** A session that is remembered lasts so long. */
const REMEMBERED_DAYS = 30;
/** A screen on a wall has nobody who would log it in again. */
const DISPLAY_DAYS = 90;
const MAX_USER_AGENT = 300;

/** Makes a session and its first refresh token, and ends the least lately used ones where the user has too many. */
export async function openSession(
  { $client }: TenantTransaction,
  options: SessionOptions,
): Promise<NewSession> {
  const {
    userId,
    client,
    isRemembered,
    by,
    hasShownFactor,
    authenticatedAtMs,
    name = '',
  } = options;
  await $client.query("SELECT set_config('varve.user_id', $1, true)", [userId]);
  // Two logins at once count the sessions one after the other.
  await $client.query('SELECT FROM users WHERE id = $1 FOR NO KEY UPDATE', [userId]);
  const { rows } = await $client.query<{ id: string; tenantId: string }>(
    `INSERT INTO sessions (user_id, kind, client_address, user_agent, remembered, factor_at, expires_at, authenticated_at, name)
     VALUES ($1, $2, $3, $4, $5, CASE WHEN $6 THEN now() END, now() + make_interval(hours => $7), coalesce(to_timestamp($8::float8 / 1000), now()), $9)
     RETURNING id, tenant_id AS "tenantId"`,
    [
      userId,
      client.kind,
      client.address,
      client.userAgent.slice(0, MAX_USER_AGENT),
      isRemembered,
      hasShownFactor,
      hoursOf(client, isRemembered),
      authenticatedAtMs ?? null,
      name,
    ],
  );
  const { id: sessionId, tenantId } = rows[0]!;
  await $client.query("SELECT set_config('varve.session_id', $1, true)", [sessionId]);
  const refreshToken = await addRefreshToken($client, sessionId);
  await $client.query(
    `WITH ended AS (
       UPDATE sessions SET ended_at = now(), end_reason = 'too_many' WHERE id IN (
         SELECT id FROM sessions WHERE user_id = $1 AND ended_at IS NULL AND expires_at > now()
         ORDER BY id = $3 DESC, last_used_at DESC, id OFFSET $2) RETURNING id)
     SELECT internal.record_event('session_ended', 'sessions', id::text, '{"reason": "too_many"}') FROM ended`,
    [userId, MAX_SESSIONS, sessionId],
  );
  await $client.query('UPDATE users SET last_login_at = now() WHERE id = $1', [userId]);
  await $client.query("SELECT internal.record_event('login', 'users', $1, $2)", [
    userId,
    { by, session: sessionId, kind: client.kind },
  ]);
  return { tenantId, sessionId, userId, refreshToken, isRemembered, generation: 0 };
}

function hoursOf({ kind }: Client, isRemembered: boolean): number {
  if (kind === 'display') return DISPLAY_DAYS * 24;
  return isRemembered ? REMEMBERED_DAYS * 24 : SESSION_HOURS;
}

/** Makes a refresh token of a session. @returns the token, whose hash alone is stored */
export async function addRefreshToken(
  client: TenantTransaction['$client'],
  sessionId: string,
): Promise<string> {
  const token = randomBytes(32).toString('base64url');
  await client.query('INSERT INTO refresh_tokens (session_id, token_hash) VALUES ($1, $2)', [
    sessionId,
    tokenHash(token),
  ]);
  return token;
}

export function tokenHash(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
