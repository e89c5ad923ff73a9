import type { SessionInfo } from '@varve/contract';
import type { TenantTransaction } from '@varve/db/tenant';

interface SessionRow {
  readonly id: string;
  readonly user_id: string;
  readonly username: string;
  readonly kind: SessionInfo['kind'];
  readonly name: string;
  readonly user_agent: string;
  readonly client_address: string | null;
  readonly created_at: Date;
  readonly last_used_at: Date;
  readonly expires_at: Date;
}

/** Which sessions to list. */
interface SessionQuery {
  /** Only those of this user. */
  readonly userId?: string | undefined;
  /** Only those of users whose user name or full name has this in it. */
  readonly search?: string | undefined;
  /** Only those of this kind. */
  readonly kind?: SessionInfo['kind'] | undefined;
  /** Only those after this place in the order, `lastUsedAtMs` and id of the last one before. */
  readonly after?: { readonly lastUsedAtMs: number; readonly id: string } | undefined;
  readonly limit: number;
  /** The caller's. */
  readonly currentId: string | null;
}

/** Lists sessions that go on, those used last first. */
export async function listSessions(
  { $client }: TenantTransaction,
  { userId, search = '', kind, after, limit, currentId }: SessionQuery,
): Promise<SessionInfo[]> {
  const { rows } = await $client.query<SessionRow>(
    `SELECT s.id, s.user_id, u.username, s.kind, s.name, s.user_agent, host(s.client_address) AS client_address, s.created_at, s.last_used_at, s.expires_at
     FROM sessions s JOIN users u ON u.id = s.user_id
     WHERE s.ended_at IS NULL AND s.expires_at > now() AND ($1::uuid IS NULL OR s.user_id = $1)
       AND ($5 = '' OR strpos(lower(concat_ws(' ', u.username, u.full_name)), lower($5)) > 0)
       AND ($6::text IS NULL OR s.kind = $6)
       AND ($2::bigint IS NULL OR (date_trunc('milliseconds', s.last_used_at), s.id) < (to_timestamp($2::bigint / 1000.0), $3::uuid))
     ORDER BY date_trunc('milliseconds', s.last_used_at) DESC, s.id DESC LIMIT $4`,
    [userId ?? null, after?.lastUsedAtMs ?? null, after?.id ?? null, limit, search, kind ?? null],
  );
  return rows.map((row) => ({
    id: row.id,
    userId: row.user_id,
    username: row.username,
    kind: row.kind,
    name: row.name,
    userAgent: row.user_agent,
    clientAddress: row.client_address,
    startedAtMs: row.created_at.getTime(),
    lastUsedAtMs: row.last_used_at.getTime(),
    expiresAtMs: row.expires_at.getTime(),
    isCurrent: row.id === currentId,
  }));
}
