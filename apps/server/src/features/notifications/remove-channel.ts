import type { RowRef } from '@varve/contract';
import type { TenantTransaction } from '@varve/db/tenant';
import { conflict } from '../../kit/server-error.ts';
import { noChannel } from './list-channels.ts';

/** Removes a channel and its secret; deliveries keep its name. @throws ServerError NOT_FOUND; CONFLICT while rules use it */
export async function removeChannel(
  { $client }: TenantTransaction,
  { id }: RowRef,
): Promise<RowRef> {
  const { rowCount } = await $client.query(
    'UPDATE notification_channels SET deleted_at = now(), secret = NULL WHERE id = $1 AND deleted_at IS NULL',
    [id],
  );
  if (rowCount === 0) throw noChannel(id);
  const { rows } = await $client.query<{ name: string }>(
    'SELECT name FROM notification_rules WHERE channel_id = $1 AND deleted_at IS NULL ORDER BY name LIMIT 3',
    [id],
  );
  if (rows.length > 0) {
    const names = rows.map(({ name }) => name).join(', ');
    throw conflict('channel_used', `rules use the channel: ${names}`);
  }
  return { id };
}
