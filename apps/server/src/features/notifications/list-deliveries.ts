import type { Delivery, DeliveryPage, ListDeliveriesInput } from '@varve/contract';
import type { TenantTransaction } from '@varve/db/tenant';
import { z } from 'zod';
import { cutPage, decodeCursor } from '../../kit/cursor.ts';

const place = z.strictObject({ id: z.guid() });

/** Rows in the form of the contract. */
export const DELIVERY_SQL = `
  SELECT d.id, d.event_kind AS "eventKind", d.channel_id AS "channelId", c.name AS "channelName",
    d.recipient_id AS "recipientId", coalesce(nullif(u.full_name, ''), u.username) AS "recipientName",
    d.state, d.attempts, d.last_error AS "lastError",
    CASE WHEN d.state IN ('pending', 'failed') THEN (extract(epoch FROM d.next_attempt_at) * 1000)::float8 END AS "nextAttemptAtMs",
    (extract(epoch FROM d.created_at) * 1000)::float8 AS "createdAtMs",
    (extract(epoch FROM d.sent_at) * 1000)::float8 AS "sentAtMs"
  FROM deliveries d JOIN notification_channels c ON c.id = d.channel_id LEFT JOIN users u ON u.id = d.recipient_id`;

/** Lists a page of deliveries, the newest first. @throws ServerError QUERY_INVALID for a cursor that is none */
export async function listDeliveries(
  { $client }: TenantTransaction,
  { state, cursor, limit }: ListDeliveriesInput,
): Promise<DeliveryPage> {
  const after = cursor === undefined ? undefined : decodeCursor(place, cursor);
  const { rows } = await $client.query<Delivery>(
    `${DELIVERY_SQL}
     WHERE ($1::text IS NULL OR d.state = $1)
       AND ($2::uuid IS NULL OR (d.created_at, d.id) < (SELECT created_at, id FROM deliveries WHERE id = $2))
     ORDER BY d.created_at DESC, d.id DESC LIMIT $3`,
    [state ?? null, after?.id ?? null, limit + 1],
  );
  const { rows: deliveries, nextCursor } = cutPage(place, rows, limit);
  return { deliveries, nextCursor };
}
