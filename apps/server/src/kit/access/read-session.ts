import type { TenantTransaction } from '@varve/db/tenant';
import { readRights, type Rights } from './read-rights.ts';

/** A session that goes on, as it was read. */
export interface OpenSession extends Rights {
  readonly roleIds: readonly string[];
  readonly id: string;
  readonly userId: string;
  readonly username: string;
  readonly isRemembered: boolean;
  readonly lastUsedAtMs: number;
  readonly expiresAtMs: number;
  readonly authenticatedAtMs: number;
  readonly due: 'factor' | null;
  /** Which tokens of it hold. */
  readonly generation: number;
}

interface SessionRow {
  readonly user_id: string;
  readonly kind: 'console' | 'program' | 'display';
  readonly username: string;
  readonly remembered: boolean;
  readonly last_used_at: Date;
  readonly expires_at: Date;
  readonly authenticated_at: Date;
  readonly generation: number;
  readonly has_factor: boolean;
  readonly factor_roles: string[];
}

/** Reads a session with the present rights of its user; undefined where it has ended, or its user may not log in. */
export async function readSession(
  transaction: TenantTransaction,
  sessionId: string,
): Promise<OpenSession | undefined> {
  const { rows } = await transaction.$client.query<SessionRow>(
    `SELECT s.user_id, s.kind, u.username, s.remembered, s.last_used_at, s.expires_at, s.authenticated_at, s.generation,
       EXISTS (SELECT FROM totp_factors f WHERE f.user_id = u.id AND f.confirmed_at IS NOT NULL) AS has_factor, t.factor_roles
     FROM sessions s JOIN users u ON u.id = s.user_id JOIN tenants t ON t.id = s.tenant_id
     WHERE s.id = $1 AND s.ended_at IS NULL AND u.enabled AND u.deleted_at IS NULL AND t.deleted_at IS NULL`,
    [sessionId],
  );
  const row = rows[0];
  if (row === undefined) return undefined;
  const rights = await readRights(transaction, row.user_id);
  return {
    ...(row.kind === 'display' ? readingOf(rights) : rights),
    id: sessionId,
    userId: row.user_id,
    username: row.username,
    isRemembered: row.remembered,
    lastUsedAtMs: row.last_used_at.getTime(),
    expiresAtMs: row.expires_at.getTime(),
    authenticatedAtMs: row.authenticated_at.getTime(),
    generation: row.generation,
    due: dueOf(row, rights.roles),
  };
}

/** A screen on a wall only reads, whatever its roles have been given since. */
function readingOf<Given extends Rights>(rights: Given): Given {
  const reading = (code: string): boolean => code.endsWith('.read');
  return {
    ...rights,
    permissions: new Set([...rights.permissions].filter(reading)),
    scoped: new Set([...rights.scoped].filter(reading)),
  };
}

function dueOf(row: SessionRow, roles: readonly string[]): 'factor' | null {
  const needsFactor = roles.some((role) => row.factor_roles.includes(role));
  return needsFactor && !row.has_factor ? 'factor' : null;
}
