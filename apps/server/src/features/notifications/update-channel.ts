import type { Channel, UpdateChannelInput } from '@varve/contract';
import type { TenantTransaction } from '@varve/db/tenant';
import {
  openChannelSecret,
  sealChannelSecret,
  type ChannelSecret,
} from '../../kit/notifications/channel-secret.ts';
import { refuseTaken } from '../../kit/refuse-taken.ts';
import { requireVersion } from '../../kit/require-version.ts';
import type { Keyring } from '../../kit/secrets/sealed-secret.ts';
import { conflict } from '../../kit/server-error.ts';
import { channelParts } from './channel-parts.ts';
import { TAKEN } from './create-channel.ts';
import { CHANNEL_COLUMNS, channelOf, noChannel, type ChannelRow } from './list-channels.ts';

/**
 * Changes a channel. Its kind stays. A password goes to no other server than the one it was given for.
 *
 * @throws ServerError NOT_FOUND; CONFLICT where somebody has changed it since, the name is taken, or the password is to be given again
 */
export async function updateChannel(
  { $client }: TenantTransaction,
  keyring: Keyring,
  input: UpdateChannelInput,
): Promise<Channel> {
  const { id, kind, name, enabled, expectedVersion } = input;
  const { rows: found } = await $client.query<ChannelRow & { secret: Buffer | null }>(
    `SELECT ${CHANNEL_COLUMNS}, secret FROM notification_channels WHERE id = $1 AND kind = $2 AND deleted_at IS NULL FOR UPDATE`,
    [id, kind],
  );
  const [old] = found;
  if (old === undefined) throw noChannel(id);
  const current = channelOf(old);
  requireVersion(current, expectedVersion);
  const known = openChannelSecret(keyring, id, old.secret);
  requirePasswordAnew(input, current, known);
  const { settings, secret } = channelParts(input, known);
  const { rows } = await refuseTaken(TAKEN, () =>
    $client.query<ChannelRow>(
      `UPDATE notification_channels SET name = $2, enabled = $3, settings = $4, secret = $5 WHERE id = $1 RETURNING ${CHANNEL_COLUMNS}`,
      [
        id,
        name,
        enabled,
        JSON.stringify(settings),
        Object.keys(secret).length === 0 ? null : sealChannelSecret(keyring, id, secret),
      ],
    ),
  );
  return channelOf(rows[0]!);
}

function requirePasswordAnew(
  input: UpdateChannelInput,
  old: Channel,
  { password }: ChannelSecret,
): void {
  if (input.kind !== 'mail' || old.kind !== 'mail') return;
  if (password === undefined || input.password !== undefined) return;
  const isSame =
    input.host === old.host &&
    input.port === old.port &&
    input.security === old.security &&
    input.username === old.username;
  if (!isSame)
    throw conflict('password_again', 'the mail server is another: give its password again', {
      path: ['password'],
    });
}
