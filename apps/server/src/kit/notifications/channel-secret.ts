import { z } from 'zod';
import { SEALED_COLUMNS } from '../secrets/sealed-columns.ts';
import { openSealedSecret, sealSecret, type Keyring } from '../secrets/sealed-secret.ts';

const { purpose } = SEALED_COLUMNS.channel;

/** Things that a channel keeps sealed. */
const channelSecret = z.strictObject({
  /** Password of a mail server. */
  password: z.string().optional(),
  /** Whole address of a webhook: its path is often the only thing that keeps strangers out. */
  url: z.string().optional(),
  /** Key that a webhook's messages are signed with. */
  signingKey: z.string().optional(),
});
export type ChannelSecret = z.infer<typeof channelSecret>;

/** Seals what is secret of a channel; it opens for this channel only. */
export function sealChannelSecret(
  keyring: Keyring,
  channelId: string,
  secret: ChannelSecret,
): Buffer {
  const place = { id: channelId, purpose };
  return sealSecret(keyring, place, Buffer.from(JSON.stringify(secret)));
}

/** Opens what is secret of a channel; a channel without has nothing. @throws ServerError SECRET_UNREADABLE */
export function openChannelSecret(
  keyring: Keyring,
  channelId: string,
  sealed: Buffer | null,
): ChannelSecret {
  if (sealed === null) return {};
  const opened = openSealedSecret(keyring, { id: channelId, purpose }, sealed);
  return channelSecret.parse(JSON.parse(opened.toString('utf8')));
}
