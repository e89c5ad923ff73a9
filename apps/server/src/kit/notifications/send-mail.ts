import { isIP } from 'node:net';
import { createTransport } from 'nodemailer';
import type { OutboundGuard } from '../network/outbound-guard.ts';
import { ServerError } from '../server-error.ts';
import { oneLine, type MessageText } from './message-text.ts';

/** A mail server, as a channel describes it. */
export interface MailServer {
  readonly host: string;
  readonly port: number;
  readonly security: 'tls' | 'starttls' | 'none';
  /** Empty where it asks for none. */
  readonly username: string;
  readonly password: string | undefined;
  readonly from: string;
}

/** A mail to one recipient. */
export interface Mail {
  readonly to: { readonly name: string; readonly address: string };
  readonly text: MessageText;
  /** With its angle brackets. */
  readonly messageId: string;
  readonly attachments: readonly Attachment[];
}

/** A file that goes with a mail. */
export interface Attachment {
  /** Letters, digits and dashes. */
  readonly filename: string;
  readonly content: Buffer;
}

const CONNECT_TIMEOUT_MS = 10_000;
const SILENCE_TIMEOUT_MS = 20_000;
const SEND_TIMEOUT_MS = 45_000;

// More than one address, a name or a line in it would send the mail elsewhere.
const ADDRESS = /^[^\s"<>(),:;@[\]\\\p{Cc}]+@[^\s"<>(),:;@[\]\\\p{Cc}]+$/u;

/**
 * Hands a mail to a mail server, over TLS that is checked, or unencrypted to a listed network.
 *
 * @throws ServerError ADDRESS_REFUSED, HOST_UNKNOWN; MAIL_REFUSED with the answer of the server, or when it does not answer in time
 */
export async function sendMail(
  guard: OutboundGuard,
  server: MailServer,
  mail: Mail,
): Promise<void> {
  const { host, port, security, username, password, from } = server;
  if (!ADDRESS.test(mail.to.address))
    throw new ServerError(
      'MAIL_REFUSED',
      `expected one mail address, got ${oneLine(mail.to.address)}`,
    );
  const { addresses, isListed } = await guard.resolve(host);
  if (security === 'none' && !isListed)
    throw new ServerError(
      'ADDRESS_REFUSED',
      `${host}: unencrypted mail is for listed networks only`,
    );
  const transport = createTransport({
    // The guard has looked the name up: nobody asks again.
    host: addresses[0]!.address,
    port,
    secure: security === 'tls',
    requireTLS: security === 'starttls',
    ignoreTLS: security === 'none',
    ...(isIP(host) === 0 ? { tls: { servername: host } } : {}),
    ...(username === '' ? {} : { auth: { user: username, pass: password ?? '' } }),
    connectionTimeout: CONNECT_TIMEOUT_MS,
    greetingTimeout: CONNECT_TIMEOUT_MS,
    socketTimeout: SILENCE_TIMEOUT_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(
    () => reject(new Error(`no answer within ${SEND_TIMEOUT_MS / 1_000} s`)),
    SEND_TIMEOUT_MS,
  );
  try {
    const sent = transport.sendMail({
      envelope: { from, to: [mail.to.address] },
      from,
      to: { name: oneLine(mail.to.name), address: mail.to.address },
      subject: oneLine(mail.text.subject),
      text: mail.text.body,
      messageId: mail.messageId,
      attachments: [...mail.attachments],
      // No out-of-office answers.
      headers: { 'Auto-Submitted': 'auto-generated' },
    });
    sent.catch(() => undefined);
    await Promise.race([sent, late]);
  } catch (error) {
    const reason = oneLine((error as Error).message);
    throw new ServerError('MAIL_REFUSED', `${host}:${port}: ${reason}`, { cause: error });
  } finally {
    clearTimeout(timer);
    transport.close();
  }
}
