import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createOutboundGuard } from '../../../src/kit/network/outbound-guard.ts';
import { sendMail, type Mail, type MailServer } from '../../../src/kit/notifications/send-mail.ts';
import { freePort } from '../../../../../test/free-port.ts';
import { startMailServer, type MailServer as Peer } from '../../support/mail-server.ts';

const guard = createOutboundGuard(['127.0.0.0/8']);

describe('a mail', () => {
  let peer: Peer;
  beforeEach(async () => {
    peer = await startMailServer();
  });
  afterEach(async () => peer[Symbol.asyncDispose]());

  const server = (more: Partial<MailServer> = {}): MailServer => ({
    host: '127.0.0.1',
    port: peer.port,
    security: 'none',
    username: '',
    password: undefined,
    from: 'varve@field.example',
    ...more,
  });
  const mail = (more: Partial<Mail> = {}): Mail => ({
    to: { name: 'Lucía Restrepo', address: 'lucia@field.example' },
    text: { subject: 'La tarea falló', body: 'Motivo: disco lleno\n' },
    messageId: '<d1@field.example>',
    attachments: [],
    ...more,
  });
  const header = (name: string): string[] =>
    peer.mails[0]!.headers.filter(([key]) => key === name).map(([, value]) => value);

  test('arrives with its Message-ID, at its recipient alone', async () => {
    await sendMail(guard, server(), mail());
    expect(peer.mails).toHaveLength(1);
    expect(peer.mails[0]!.to).toEqual(['lucia@field.example']);
    expect(header('message-id')).toEqual(['<d1@field.example>']);
    expect(header('auto-submitted')).toEqual(['auto-generated']);
    expect(header('from')).toEqual(['varve@field.example']);
  });

  test.each(['\r\n', '\r', '\n', '\n\n', '\u2028', '\0\r\n'])(
    'gets no header of a text with %j in subject or name',
    async (breaks) => {
      const evil = `x${breaks}Bcc: evil@evil.example${breaks}X-Evil: yes`;
      await sendMail(
        guard,
        server(),
        mail({
          to: { name: evil, address: 'lucia@field.example' },
          text: { subject: evil, body: `${evil}\n` },
        }),
      );
      expect(peer.mails[0]!.to).toEqual(['lucia@field.example']);
      expect(new Set(peer.mails[0]!.headers.map(([name]) => name))).toEqual(
        new Set([
          'from',
          'to',
          'subject',
          'message-id',
          'auto-submitted',
          'date',
          'mime-version',
          'content-type',
          'content-transfer-encoding',
        ]),
      );
    },
  );

  test.each([
    'lucia@field.example, evil@evil.example',
    'lucia@field.example\r\nBcc: evil@evil.example',
    '<lucia@field.example>',
    'lucia',
    '"x y"@field.example',
    'group:lucia@field.example;',
  ])('is not sent to %j, which is not one address', async (address) => {
    const sending = sendMail(guard, server(), mail({ to: { name: 'Lucía', address } }));
    await expect(sending).rejects.toMatchObject({ code: 'MAIL_REFUSED' });
    expect(peer.mails).toEqual([]);
  });

  test('carries neither a file nor an address that its text names', async () => {
    await sendMail(
      guard,
      server(),
      mail({ text: { subject: 's', body: 'file:///etc/passwd http://127.0.0.1/\n' } }),
    );
    expect(peer.mails[0]!.raw).toContain('file:///etc/passwd http://127.0.0.1/');
  });

  test('tells the answer of a server that refuses it', async () => {
    peer.behaviour = 'refuse';
    await expect(sendMail(guard, server(), mail())).rejects.toMatchObject({
      code: 'MAIL_REFUSED',
      message: expect.stringMatching(/^127\.0\.0\.1:\d+: .*mailbox full/),
    });
  });

  test('is not sent where the server offers no encryption that was asked for', async () => {
    await using plain = await startMailServer({ hideSTARTTLS: true });
    const sending = sendMail(guard, server({ port: plain.port, security: 'starttls' }), mail());
    await expect(sending).rejects.toMatchObject({ code: 'MAIL_REFUSED' });
    expect(plain.mails).toEqual([]);
  });

  test('is not sent to a server whose certificate nobody vouches for', async () => {
    const sending = sendMail(guard, server({ security: 'starttls' }), mail());
    await expect(sending).rejects.toMatchObject({ code: 'MAIL_REFUSED' });
    expect(peer.mails).toEqual([]);
  });

  test('goes to nothing that the guard refuses', async () => {
    const strict = createOutboundGuard([]);
    for (const host of ['127.0.0.1', 'localhost', '2130706433']) {
      await expect(sendMail(strict, server({ host }), mail())).rejects.toMatchObject({
        code: 'ADDRESS_REFUSED',
      });
    }
    await expect(sendMail(guard, server({ host: '8.8.8.8' }), mail())).rejects.toMatchObject({
      code: 'ADDRESS_REFUSED',
      message: '8.8.8.8: unencrypted mail is for listed networks only',
    });
    expect(peer.mails).toEqual([]);
  });

  test('says where nobody listens', async () => {
    const port = await freePort();
    await expect(sendMail(guard, server({ port }), mail())).rejects.toMatchObject({
      code: 'MAIL_REFUSED',
      message: expect.stringContaining(`127.0.0.1:${port}`),
    });
  });
});

test('a mail server that asks for a password gets it', async () => {
  const seen: string[] = [];
  await using peer = await startMailServer({
    allowInsecureAuth: true,
    onAuth: ({ username, password }, _session, callback) => {
      seen.push(`${username} ${password}`);
      callback(null, { user: username });
    },
  });
  await sendMail(
    guard,
    {
      host: '127.0.0.1',
      port: peer.port,
      security: 'none',
      username: 'varve',
      password: 's3cret',
      from: 'varve@field.example',
    },
    {
      to: { name: 'Lucía', address: 'lucia@field.example' },
      text: { subject: 's', body: 'b\n' },
      messageId: '<d2@field.example>',
      attachments: [],
    },
  );
  expect(seen).toEqual(['varve s3cret']);
  expect(peer.mails).toHaveLength(1);
});
