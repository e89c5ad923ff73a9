import { randomUUID } from 'node:crypto';
import { MAX_CHANNELS, type Channel, type CreateChannelInput } from '@varve/contract';
import type { TenantTransaction } from '@varve/db/tenant';
import { sealChannelSecret } from '../../kit/notifications/channel-secret.ts';
import { refuseTaken } from '../../kit/refuse-taken.ts';
import type { Keyring } from '../../kit/secrets/sealed-secret.ts';
import { conflict } from '../../kit/server-error.ts';
import { channelParts } from './channel-parts.ts';
import { CHANNEL_COLUMNS, channelOf, type ChannelRow } from './list-channels.ts';

/** Names of a channel that no other has, by their indexes. */
export const TAKEN = {
  notification_channels_name_in_tenant: { field: 'name', what: 'the name' },
};

/** Makes a channel; what is secret is sealed. @throws ServerError CONFLICT where the name is taken, or there are too many */
export async function createChannel(
  { $client }: TenantTransaction,
  keyring: Keyring,
  input: CreateChannelInput,
): Promise<Channel> {
  const id = randomUUID();
  const { settings, secret } = channelParts(input);
  const { rows } = await refuseTaken(TAKEN, () =>
    $client.query<ChannelRow>(
      `INSERT INTO notification_channels (id, kind, name, enabled, settings, secret)
       SELECT $1, $2, $3, $4, $5, $6 WHERE (SELECT count(*) FROM notification_channels WHERE deleted_at IS NULL) < ${MAX_CHANNELS}
       RETURNING ${CHANNEL_COLUMNS}`,
      [
        id,
        input.kind,
        input.name,
        input.enabled,
        JSON.stringify(settings),
        Object.keys(secret).length === 0 ? null : sealChannelSecret(keyring, id, secret),
      ],
    ),
  );
  if (rows.length === 0)
    throw conflict('too_many', `there are ${MAX_CHANNELS} channels: remove one first`);
  return channelOf(rows[0]!);
}
