import type { Delivery, RowRef } from '@varve/contract';
import type { TenantTransaction } from '@varve/db/tenant';
import { DELIVERY_CHANNEL } from '../../kit/notifications/delivery-channel.ts';
import { conflict } from '../../kit/server-error.ts';
import { getDelivery } from './get-delivery.ts';

/** Sends a delivery again that failed or is dead: at once, and with all its retries. @throws ServerError NOT_FOUND; CONFLICT for any other */
export async function resendDelivery(
  transaction: TenantTransaction,
  ref: RowRef,
): Promise<Delivery> {
  const { $client } = transaction;
  const { rowCount } = await $client.query(
    `UPDATE deliveries SET state = 'pending', attempts = 0, next_attempt_at = now() WHERE id = $1 AND state IN ('failed', 'dead')`,
    [ref.id],
  );
  const delivery = await getDelivery(transaction, ref);
  if (rowCount === 0)
    throw conflict(
      'delivery_settled',
      `the delivery is ${delivery.state}: only one that failed is sent again`,
    );
  await $client.query("SELECT internal.record_event('delivery_resent', 'deliveries', $1)", [
    ref.id,
  ]);
  await $client.query("SELECT pg_notify($1, '')", [DELIVERY_CHANNEL]);
  return delivery;
}
