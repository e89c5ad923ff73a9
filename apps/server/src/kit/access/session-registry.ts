import type { Tenants } from '../tenants.ts';
import type { AccessFeed } from './access-feed.ts';
import { keepAccess } from './keep-access.ts';
import { readSession, type OpenSession } from './read-session.ts';

/** A session that goes on: by its rights, until its signal. */
interface FoundSession extends Omit<OpenSession, 'roleIds' | 'lastUsedAtMs'> {
  /** Aborts when the session ends or its rights change. */
  readonly signal: AbortSignal;
}

/** Sessions by their ids, as they are now: a session that is ended anywhere is gone here within a second. */
export interface SessionRegistry {
  /** Finds a session and counts it as used; undefined where it is over. */
  find(named: NamedSession): Promise<FoundSession | undefined>;
  /** Reads the sessions of a user anew: this server has just changed something of him, and need not wait to hear of it. */
  forget(user: { readonly tenantId: string; readonly userId: string }): void;
}

/** A session, and whose it is. */
interface NamedSession {
  readonly tenantId: string;
  readonly sessionId: string;
}

/** A session that nobody uses for so long is over, unless it is remembered. */
const IDLE_MS = 60 * 60_000;
const WRITE_USE_MS = 60_000;

interface CachedSession extends OpenSession {
  readonly tenantId: string;
  usedAtMs: number;
  writtenAtMs: number;
}

/** Makes the search for sessions. */
export function createSessionRegistry(feed: AccessFeed, tenants: Tenants): SessionRegistry {
  const find = keepAccess<CachedSession, NamedSession>(feed, {
    idOf: ({ sessionId }) => sessionId,
    read: async ({ tenantId, sessionId }) => {
      const session = await tenants
        .of(tenantId)
        .transaction((transaction) => readSession(transaction, sessionId));
      if (session === undefined) return undefined;
      const { userId, roleIds, expiresAtMs, lastUsedAtMs } = session;
      const value = { ...session, tenantId, usedAtMs: lastUsedAtMs, writtenAtMs: lastUsedAtMs };
      return { tenantId, userId, roleIds, expiresAtMs, value };
    },
  });
  const use = (session: CachedSession, signal: AbortSignal): FoundSession | undefined => {
    const nowMs = Date.now();
    const isIdle = !session.isRemembered && nowMs - session.usedAtMs > IDLE_MS;
    if (nowMs > session.expiresAtMs || isIdle) {
      end(session, isIdle ? 'idle' : 'expired');
      return undefined;
    }
    session.usedAtMs = nowMs;
    if (nowMs - session.writtenAtMs > WRITE_USE_MS) {
      session.writtenAtMs = nowMs;
      inBackground(
        'UPDATE sessions SET last_used_at = now() WHERE id = $1 AND ended_at IS NULL',
        session,
      );
    }
    return { ...session, signal };
  };
  const end = (session: CachedSession, reason: 'idle' | 'expired'): void =>
    inBackground(
      `WITH ended AS (
         UPDATE sessions SET ended_at = now(), end_reason = '${reason}' WHERE id = $1 AND ended_at IS NULL RETURNING id)
       SELECT internal.record_event('session_ended', 'sessions', id::text, '{"reason": "${reason}"}') FROM ended`,
      session,
    );
  const inBackground = (sql: string, { tenantId, id }: CachedSession): void => {
    const write = tenants.of(tenantId).transaction(({ $client }) => $client.query(sql, [id]));
    // The next use writes it again.
    write.catch(() => undefined);
  };
  return {
    async find(named) {
      const found = await find(named);
      // A session is found by its id alone: that of another tenant is none.
      return found?.value.tenantId !== named.tenantId ? undefined : use(found.value, found.signal);
    },
    forget: ({ tenantId, userId }) => feed.take({ tenant: tenantId, user: userId }),
  };
}
