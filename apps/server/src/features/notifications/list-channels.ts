import { MAX_CHANNELS, type Channel } from '@varve/contract';
import type { TenantTransaction } from '@varve/db/tenant';
import { channelSettings } from '../../kit/notifications/channel-settings.ts';
import { versionSql } from '../../kit/require-version.ts';
import { ServerError } from '../../kit/server-error.ts';

/** A channel as the database gives it. */
export interface ChannelRow {
  readonly id: string;
  readonly kind: 'mail' | 'webhook';
  readonly name: string;
  readonly enabled: boolean;
  readonly settings: unknown;
  readonly hasSecret: boolean;
  readonly version: string;
}

/** Columns of `ChannelRow`. */
export const CHANNEL_COLUMNS = `id, kind, name, enabled, settings, secret IS NOT NULL AS "hasSecret",
  ${versionSql('notification_channels')} AS version`;

/** Lists the channels of the tenant by name. */
export async function listChannels({ $client }: TenantTransaction): Promise<Channel[]> {
  const { rows } = await $client.query<ChannelRow>(
    `SELECT ${CHANNEL_COLUMNS} FROM notification_channels WHERE deleted_at IS NULL ORDER BY lower(name), id LIMIT ${MAX_CHANNELS}`,
  );
  return rows.map(channelOf);
}

/** Makes the refusal of a channel that is not there. */
export function noChannel(id: string): ServerError {
  return new ServerError('NOT_FOUND', `there is no channel ${id}`);
}

/** Tells of a channel as the contract has it: of a secret, whether it is there. */
export function channelOf(row: ChannelRow): Channel {
  const { id, kind, name, enabled, version } = row;
  const common = { id, name, enabled, version };
  if (kind === 'mail') {
    const settings = channelSettings.mail.parse(row.settings);
    return { ...common, kind, ...settings, hasPassword: row.hasSecret };
  }
  const { isSigned, ...settings } = channelSettings.webhook.parse(row.settings);
  return { ...common, kind, ...settings, hasSigningKey: isSigned };
}
