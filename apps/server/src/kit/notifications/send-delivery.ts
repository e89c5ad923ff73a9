import { guardedFetch } from '../network/guarded-fetch.ts';
import type { OutboundGuard } from '../network/outbound-guard.ts';
import type { Keyring } from '../secrets/sealed-secret.ts';
import { ServerError } from '../server-error.ts';
import { openChannelSecret } from './channel-secret.ts';
import { channelSettings } from './channel-settings.ts';
import type { ClaimedDelivery } from './claim-delivery.ts';
import { leftFilesText } from './left-files-text.ts';
import { UndeliverableError } from './mark-delivery.ts';
import { messageText, oneLine } from './message-text.ts';
import { readAttachments } from './read-attachments.ts';
import { sendMail } from './send-mail.ts';
import { webhookBody } from './webhook-body.ts';
import { webhookSignature } from './webhook-signature.ts';

/** Things that sending needs. */
export interface SendParts {
  readonly guard: OutboundGuard;
  /** Opens the secrets of channels. */
  readonly keyring: Keyring;
  /** Varve's own folder: files of reports that go with a mail lie in it. */
  readonly directory: string;
}

const MAX_ANSWER_LENGTH = 200;

/**
 * Sends a delivery by its channel, once.
 *
 * @throws UndeliverableError when no attempt can succeed: the channel or its recipient is off
 * @throws ServerError when this attempt failed
 */
export async function sendDelivery(parts: SendParts, delivery: ClaimedDelivery): Promise<void> {
  if (delivery.channel.isOff)
    throw new UndeliverableError('the channel is switched off, or was removed');
  if (delivery.channel.kind === 'mail') await sendAsMail(parts, delivery);
  else await sendToWebhook(parts, delivery);
}

async function sendAsMail(
  { guard, keyring, directory }: SendParts,
  { channel, recipient, messageId, events, language, timeZone }: ClaimedDelivery,
): Promise<void> {
  if (recipient === null || recipient.isOff)
    throw new UndeliverableError('the user is disabled, or was removed');
  if (recipient.address === null)
    throw new UndeliverableError(`${recipient.name} has no mail address`);
  const settings = channelSettings.mail.parse(channel.settings);
  const { password } = openChannelSecret(keyring, channel.id, channel.secret);
  const to = { name: recipient.name, address: recipient.address };
  const { subject, body } = messageText(events, { language, timeZone });
  const { attachments, left } = await readAttachments(directory, events);
  const text = { subject, body: body + leftFilesText(left, language) };
  await sendMail(
    guard,
    { ...settings, password },
    { to, text, messageId: messageId!, attachments },
  );
}

async function sendToWebhook(
  { guard, keyring }: SendParts,
  { id, channel, events, language, timeZone }: ClaimedDelivery,
): Promise<void> {
  const { template, chat } = channelSettings.webhook.parse(channel.settings);
  const { url, signingKey } = openChannelSecret(keyring, channel.id, channel.secret);
  if (url === undefined) throw new UndeliverableError('the channel has no address');
  const text = messageText(events, { language, timeZone });
  const body = webhookBody(template, { deliveryId: id, text, events, chat });
  const signature =
    signingKey === undefined
      ? {}
      : { 'varve-signature': webhookSignature(signingKey, body, Date.now()) };
  const { status, body: answer } = await guardedFetch(guard, {
    url,
    body,
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'user-agent': 'Varve',
      // The same at each attempt: a receiver knows what it has.
      'varve-delivery': id,
      ...signature,
    },
  });
  if (status >= 200 && status < 300) return;
  const said = oneLine(answer).slice(0, MAX_ANSWER_LENGTH);
  throw new ServerError(
    'PEER_FAILED',
    `${new URL(url).host} answered ${status}${said === '' ? '' : `: ${said}`}`,
  );
}
