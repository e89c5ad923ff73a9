import { randomUUID } from 'node:crypto';
import type { Delivery, RowRef } from '@varve/contract';
import type { TenantTransaction } from '@varve/db/tenant';
import { DELIVERY_CHANNEL } from '../../kit/notifications/delivery-channel.ts';
import type { NotificationEvent } from '../../kit/notifications/notification-event.ts';
import { conflict, ServerError } from '../../kit/server-error.ts';
import { getDelivery } from './get-delivery.ts';
import { noChannel } from './list-channels.ts';

/**
 * Sends a message over a channel, to the user who asks where it is a mail. It takes the way of every other message: what becomes of it is read
 * from its delivery.
 *
 * @throws ServerError NOT_FOUND; CONFLICT where the channel is off; QUERY_INVALID for a mail that nobody would get
 */
export async function testChannel(
  transaction: TenantTransaction,
  { id }: RowRef,
): Promise<Delivery> {
  const { $client } = transaction;
  const { rows } = await $client.query<{
    name: string;
    kind: string;
    enabled: boolean;
    actor: string | null;
  }>(
    `SELECT name, kind, enabled, internal.current_actor() AS actor FROM notification_channels WHERE id = $1 AND deleted_at IS NULL`,
    [id],
  );
  const [found] = rows;
  if (found === undefined) throw noChannel(id);
  const { name, kind, enabled, actor } = found;
  if (!enabled) throw conflict('channel_off', `the channel ${name} is switched off`);
  if (kind === 'mail' && actor === null)
    throw new ServerError('QUERY_INVALID', 'a test mail goes to the user who asks for it');
  const event: NotificationEvent = {
    id: randomUUID(),
    kind: 'notifications.test',
    severity: 1,
    area: null,
    timeMs: Date.now(),
    channel: name,
  };
  const { rows: written } = await $client.query<RowRef>(
    `INSERT INTO deliveries (event_id, event_kind, channel_id, recipient_id, payload) VALUES ($1, $2, $3, $4, $5) RETURNING id`,
    [event.id, event.kind, id, kind === 'mail' ? actor : null, JSON.stringify([event])],
  );
  await $client.query(
    "SELECT internal.record_event('channel_tested', 'notification_channels', $1)",
    [id],
  );
  await $client.query("SELECT pg_notify($1, '')", [DELIVERY_CHANNEL]);
  return getDelivery(transaction, written[0]!);
}
