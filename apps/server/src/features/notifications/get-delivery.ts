import type { Delivery, RowRef } from '@varve/contract';
import type { TenantTransaction } from '@varve/db/tenant';
import { ServerError } from '../../kit/server-error.ts';
import { DELIVERY_SQL } from './list-deliveries.ts';

/** Gets one delivery. @throws ServerError NOT_FOUND */
export async function getDelivery(
  { $client }: TenantTransaction,
  { id }: RowRef,
): Promise<Delivery> {
  const { rows } = await $client.query<Delivery>(`${DELIVERY_SQL} WHERE d.id = $1`, [id]);
  if (rows.length === 0) throw new ServerError('NOT_FOUND', `there is no delivery ${id}`);
  return rows[0]!;
}
