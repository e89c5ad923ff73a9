import type { TenantTransaction } from '@varve/db/tenant';
import { DELIVERY_CHANNEL } from './delivery-channel.ts';
import { dueTime } from './due-time.ts';
import type { NotificationEvent } from './notification-event.ts';

/** A rule that tells of an event. */
interface MatchingRule {
  readonly id: string;
  readonly channelId: string;
  /** Users, or null for the one recipient that a webhook has. */
  readonly recipientIds: readonly (string | null)[];
  readonly quietFrom: string | null;
  readonly quietTo: string | null;
  readonly digestMinutes: number | null;
  readonly timeZone: string;
}

const MS_PER_MINUTE = 60_000;
// A message with more events than this is read by nobody.
const MAX_DIGEST_EVENTS = 500;

const MATCHING_SQL = `
  SELECT r.id, r.channel_id AS "channelId", to_char(r.quiet_from, 'HH24:MI') AS "quietFrom",
    to_char(r.quiet_to, 'HH24:MI') AS "quietTo", r.digest_minutes AS "digestMinutes", t.time_zone AS "timeZone",
    CASE c.kind WHEN 'webhook' THEN ARRAY[NULL]::uuid[]
      ELSE ARRAY(SELECT u.id FROM users u WHERE u.id = ANY (r.recipient_ids) AND u.enabled AND u.deleted_at IS NULL) END AS "recipientIds"
  FROM notification_rules r
    JOIN notification_channels c ON c.id = r.channel_id AND c.enabled AND c.deleted_at IS NULL
    JOIN tenants t ON t.id = r.tenant_id
  WHERE r.enabled AND r.deleted_at IS NULL AND r.event_kind = $1 AND r.minimal_severity <= $2 AND (r.area IS NULL OR r.area = $3)
  ORDER BY r.created_at, r.id`;

const ONCE_SQL = `
  INSERT INTO deliveries (event_id, event_kind, channel_id, recipient_id, next_attempt_at, payload)
  VALUES ($1, $2, $3, $4, to_timestamp($5::double precision / 1000), $6)
  ON CONFLICT ON CONSTRAINT deliveries_once DO NOTHING`;

// A digest has an id of its own, the same for all events of a rule's span. One that has been sent, or is full, takes no more.
const DIGEST_SQL = `
  INSERT INTO deliveries AS d (event_id, event_kind, channel_id, recipient_id, next_attempt_at, payload)
  VALUES (md5($1)::uuid, $2, $3, $4, to_timestamp($5::double precision / 1000), $6)
  ON CONFLICT ON CONSTRAINT deliveries_once DO UPDATE SET payload = d.payload || excluded.payload
  WHERE d.state = 'pending' AND jsonb_array_length(d.payload) < ${MAX_DIGEST_EVENTS}
  RETURNING d.id`;

/**
 * Writes a delivery for each recipient whom a rule of the tenant tells of an event, in the transaction of what happened: it is sent when that
 * commits, and never when it does not. Nobody is told of an event twice over one channel.
 */
export async function notify(
  { $client }: TenantTransaction,
  event: NotificationEvent,
): Promise<void> {
  const { rows } = await $client.query<MatchingRule>(MATCHING_SQL, [
    event.kind,
    event.severity,
    event.area,
  ]);
  if (rows.length === 0) return;
  const nowMs = Date.now();
  const payload = JSON.stringify([event]);
  for (const rule of rows) {
    for (const recipientId of rule.recipientIds) {
      const to = [event.kind, rule.channelId, recipientId];
      if (rule.digestMinutes === null)
        await $client.query(ONCE_SQL, [event.id, ...to, dueTime(nowMs, rule), payload]);
      else await addToDigest($client, rule, { nowMs, to, payload });
    }
  }
  await $client.query("SELECT pg_notify($1, '')", [DELIVERY_CHANNEL]);
}

/** Adds an event to the digest that goes out next, or to the one after it. */
async function addToDigest(
  client: TenantTransaction['$client'],
  rule: MatchingRule,
  { nowMs, to, payload }: { nowMs: number; to: readonly (string | null)[]; payload: string },
): Promise<void> {
  const widthMs = rule.digestMinutes! * MS_PER_MINUTE;
  for (let readyMs = nowMs; ;) {
    const dueMs = dueTime((Math.floor(readyMs / widthMs) + 1) * widthMs, rule);
    const { rowCount } = await client.query(DIGEST_SQL, [
      `${rule.id} ${dueMs}`,
      ...to,
      dueMs,
      payload,
    ]);
    if (rowCount === 1) return;
    readyMs = dueMs;
  }
}
