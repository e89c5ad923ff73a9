import type { Pool } from 'pg';
import type { NotificationEvent } from './notification-event.ts';
import type { Language } from './message-text.ts';

/** A delivery that this server sends, and no other for a while. */
export interface ClaimedDelivery {
  readonly id: string;
  /** Counts this attempt; another attempt has another number. */
  readonly attempts: number;
  readonly messageId: string | null;
  readonly events: readonly NotificationEvent[];
  readonly channel: {
    readonly id: string;
    readonly kind: 'mail' | 'webhook';
    readonly settings: unknown;
    readonly secret: Buffer | null;
    readonly isOff: boolean;
  };
  /** Null for a webhook. */
  readonly recipient: {
    readonly name: string;
    readonly address: string | null;
    readonly isOff: boolean;
  } | null;
  readonly language: Language;
  readonly timeZone: string;
}

/** Longer than any attempt takes. A server that was killed holds a delivery up for so long. */
const LEASE_S = 60;

/** Deliveries of a tenant under way at a time: its slow peers leave room for those of the others. */
const TENANT_AT_ONCE = 3;

// A channel has one delivery under way, so a slow peer delays nobody else's. Two servers that claim at the same moment may make it two.
// The Message-ID is there before the first attempt: whoever gets the mail twice can tell.
const CLAIM_SQL = `
  WITH busy AS (
    SELECT tenant_id, channel_id FROM deliveries WHERE state = 'sending' AND next_attempt_at > now()
  ), due AS (
    SELECT d.id FROM deliveries d JOIN tenants t ON t.id = d.tenant_id AND t.deleted_at IS NULL
    CROSS JOIN LATERAL (SELECT count(*) AS of_tenant FROM busy b WHERE b.tenant_id = d.tenant_id) AS b
    WHERE d.state IN ('pending', 'sending', 'failed') AND d.next_attempt_at <= now() AND b.of_tenant < ${TENANT_AT_ONCE}
      AND d.channel_id NOT IN (SELECT channel_id FROM busy)
    ORDER BY b.of_tenant, d.next_attempt_at LIMIT 1 FOR UPDATE OF d SKIP LOCKED
  ), claimed AS (
    UPDATE deliveries d SET state = 'sending', attempts = d.attempts + 1, next_attempt_at = now() + interval '${LEASE_S} seconds',
      message_id = coalesce(d.message_id, CASE c.kind WHEN 'mail' THEN '<' || d.id || '@' || split_part(c.settings ->> 'from', '@', 2) || '>' END)
    FROM due, notification_channels c WHERE d.id = due.id AND c.id = d.channel_id
    RETURNING d.*
  )
  SELECT d.id, d.attempts, d.message_id AS "messageId", d.payload AS events,
    json_build_object('id', c.id, 'kind', c.kind, 'settings', c.settings, 'isOff', NOT c.enabled OR c.deleted_at IS NOT NULL) AS channel,
    c.secret, CASE WHEN d.recipient_id IS NOT NULL THEN json_build_object('name', coalesce(nullif(u.full_name, ''), u.username), 'address', u.email,
      'isOff', NOT u.enabled OR u.deleted_at IS NOT NULL) END AS recipient,
    coalesce(u.language, t.language, 'es') AS language, t.time_zone AS "timeZone"
  FROM claimed d JOIN notification_channels c ON c.id = d.channel_id JOIN tenants t ON t.id = d.tenant_id LEFT JOIN users u ON u.id = d.recipient_id`;

/**
 * Claims the next delivery that is due, one of all tenants and of servers that did not come back: of the tenant with the fewest under way,
 * the oldest first. Undefined where none may be sent now.
 */
export async function claimDelivery(pool: Pool): Promise<ClaimedDelivery | undefined> {
  const { rows } = await pool.query<ClaimedDelivery & { readonly secret: Buffer | null }>(
    CLAIM_SQL,
  );
  const [claimed] = rows.map(({ secret, ...row }) => ({
    ...row,
    channel: { ...row.channel, secret },
  }));
  return claimed;
}

/** Finds how long it is until another delivery becomes due, in milliseconds; undefined where none will. */
export async function nextDueMs(pool: Pool): Promise<number | undefined> {
  const { rows } = await pool.query<{ dueMs: number | null }>(
    `SELECT (extract(epoch FROM min(next_attempt_at) - now()) * 1000)::float8 AS "dueMs"
     FROM deliveries d JOIN tenants t ON t.id = d.tenant_id AND t.deleted_at IS NULL
     WHERE d.state IN ('pending', 'sending', 'failed') AND d.next_attempt_at > now()`,
  );
  return rows[0]!.dueMs ?? undefined;
}
