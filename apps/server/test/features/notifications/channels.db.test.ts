import { channels, MAX_CHANNELS, type CreateChannelInput } from '@varve/contract';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  KEY,
  mail,
  NOBODY,
  PASSWORD,
  ruleInput,
  webhook,
} from '../../support/notification-inputs.ts';
import { refusalOf, startTwoTenants, type TwoTenants } from '../../support/two-tenants.ts';

let house: TwoTenants;
beforeAll(async () => {
  house = await startTwoTenants();
});
afterAll(async () => house?.[Symbol.asyncDispose]());
beforeEach(async () => {
  await house.database.query(
    'DELETE FROM deliveries; DELETE FROM notification_rules; DELETE FROM notification_channels',
  );
});

const asAcme = () => house.acme.caller.notifications;
const asGlobex = () => house.globex.caller.notifications;

describe('channels', () => {
  test('are listed by name, each with what is no secret', async () => {
    await asAcme().channels.create(mail);
    await asAcme().channels.create(webhook);
    const listed = await asAcme().channels.list();
    expect(channels.parse(listed)).toEqual(listed);
    expect(listed).toMatchObject([
      {
        kind: 'webhook',
        name: 'Hook',
        template: 'slack',
        host: 'hooks.example',
        hasSigningKey: true,
      },
      { kind: 'mail', name: 'Mail', host: 'mail.example', username: 'varve', hasPassword: true },
    ]);
  });

  test('give no secret back: not in an answer, a table, or the audit log', async () => {
    const made = [await asAcme().channels.create(mail), await asAcme().channels.create(webhook)];
    const told = [
      made,
      await asAcme().channels.list(),
      await house.database.query('SELECT c::text FROM notification_channels c'),
      await house.database.query(
        "SELECT * FROM audit_log WHERE resource_type = 'notification_channels'",
      ),
    ];
    expect(told[3]).not.toEqual([]);
    for (const secret of [PASSWORD, 'verysecretpath', KEY]) {
      expect(JSON.stringify(told)).not.toContain(secret);
      expect(JSON.stringify(told)).not.toContain(Buffer.from(secret).toString('hex'));
    }
  });

  test('keep a secret that is not given, replace one that is, and drop one that is null', async () => {
    const made = await asAcme().channels.create(mail);
    const { id, version } = made;
    const { password: _password, ...rest } = mail as typeof mail & { password: string };
    const renamed = await asAcme().channels.update({
      ...rest,
      id,
      expectedVersion: version,
      name: 'Post',
    });
    expect(renamed).toMatchObject({ name: 'Post', hasPassword: true });
    const without = await asAcme().channels.update({
      ...mail,
      id,
      expectedVersion: renamed.version,
      password: null,
    });
    expect(without).toMatchObject({ hasPassword: false });
  });

  test.each([
    { host: 'evil.example' },
    { port: 25 },
    { security: 'none' as const },
    { username: 'x' },
  ])('send a password to no other server: %j asks for it again', async (change) => {
    const { id, version } = await asAcme().channels.create(mail);
    const { password, ...rest } = mail as typeof mail & { password: string };
    const input = { ...rest, ...change, id, expectedVersion: version } as never;
    expect(await refusalOf(asAcme().channels.update(input))).toBe(
      'CONFLICT: the mail server is another: give its password again',
    );
    const again = { ...(input as object), password } as never;
    expect(await asAcme().channels.update(again)).toMatchObject({ ...change, hasPassword: true });
  });

  test('refuse a change of what somebody else has changed since', async () => {
    const { id, version } = await asAcme().channels.create(mail);
    await asAcme().channels.update({ ...mail, id, expectedVersion: version, name: 'First' });
    const late = asAcme().channels.update({
      ...mail,
      id,
      expectedVersion: version,
      name: 'Second',
    });
    expect(await refusalOf(late)).toBe(
      'CONFLICT: somebody else has changed it since you read it: look at it again',
    );
  });

  test('have a name each, whatever the case, which is free again once one is removed', async () => {
    const { id } = await asAcme().channels.create(mail);
    expect(await refusalOf(asAcme().channels.create({ ...mail, name: 'MAIL' }))).toBe(
      'CONFLICT: the name is taken',
    );
    expect(await asAcme().channels.remove({ id })).toEqual({ id });
    await asAcme().channels.create(mail);
    const rows = await house.database.query(
      'SELECT FROM notification_channels WHERE deleted_at IS NOT NULL AND secret IS NULL',
    );
    expect(rows).toHaveLength(1);
  });

  test('are not removed while a rule uses them', async () => {
    const { id } = await asAcme().channels.create(webhook);
    const made = await asAcme().rules.create(ruleInput({ channelId: id, name: 'Nights' }));
    expect(await refusalOf(asAcme().channels.remove({ id }))).toBe(
      'CONFLICT: rules use the channel: Nights',
    );
    await asAcme().rules.remove({ id: made.id });
    await asAcme().channels.remove({ id });
  });

  test('are so many and no more', async () => {
    await house.acme.transaction(({ $client }) =>
      $client.query(
        `INSERT INTO notification_channels (kind, name, settings) SELECT 'webhook', 'n' || n, '{"template": "json", "host": "h"}' FROM generate_series(1, ${MAX_CHANNELS}) AS n`,
      ),
    );
    expect(await refusalOf(asAcme().channels.create(mail))).toBe(
      `CONFLICT: there are ${MAX_CHANNELS} channels: remove one first`,
    );
    expect(await asAcme().channels.list()).toHaveLength(MAX_CHANNELS);
    await asGlobex().channels.create(mail);
  });

  test('of one tenant are nothing to another', async () => {
    const { id, version } = await asAcme().channels.create(mail);
    expect(await asGlobex().channels.list()).toEqual([]);
    for (const call of [
      () => asGlobex().channels.update({ ...mail, id, expectedVersion: version }),
      () => asGlobex().channels.remove({ id }),
      () => asGlobex().channels.test({ id }),
    ]) {
      expect(await refusalOf(call())).toBe(`NOT_FOUND: there is no channel ${id}`);
    }
    expect(await refusalOf(asGlobex().channels.remove({ id: NOBODY }))).toBe(
      `NOT_FOUND: there is no channel ${NOBODY}`,
    );
    expect(await asAcme().channels.list()).toMatchObject([{ id, version }]);
  });

  test('are tried by a message of their own, to whoever asks where it is a mail', async () => {
    const post = await asAcme().channels.create(mail);
    const hook = await asAcme().channels.create(webhook);
    expect(await asAcme().channels.test({ id: post.id })).toMatchObject({
      eventKind: 'notifications.test',
      channelName: 'Mail',
      recipientId: house.acme.userId,
      recipientName: 'Boss of acme',
      state: 'pending',
    });
    expect(await asAcme().channels.test({ id: hook.id })).toMatchObject({ recipientId: null });
    await asAcme().channels.update({
      ...webhook,
      id: hook.id,
      expectedVersion: hook.version,
      enabled: false,
    });
    expect(await refusalOf(asAcme().channels.test({ id: hook.id }))).toBe(
      'CONFLICT: the channel Hook is switched off',
    );
  });

  test.each([
    ['an address with a password', { ...webhook, url: 'https://user:pass@hooks.example/' }],
    ['an address that is none', { ...webhook, url: 'hooks.example' }],
    ['another scheme', { ...webhook, url: 'ftp://hooks.example/' }],
    ['a line break in an address', { ...webhook, url: 'https://hooks.example/\r\nX: y' }],
    ['a short signing key', { ...webhook, signingKey: 'short' }],
    ['a chat where there is none', { ...webhook, chat: '1' }],
    ['Telegram without a chat', { ...webhook, template: 'telegram' }],
    ['a line break in a name', { ...mail, name: 'Mail\nBcc: x' }],
    ['a line break in a sender', { ...mail, from: 'a@b.example\r\nBcc: c@d.example' }],
    ['a host with a path', { ...mail, host: 'mail.example/x' }],
    ['a port that is none', { ...mail, port: 0 }],
    ['a key that it does not know', { ...mail, tenantId: NOBODY }],
  ])('refuse %s', async (_what, input) => {
    expect(await refusalOf(asAcme().channels.create(input as CreateChannelInput))).toMatch(
      /^BAD_REQUEST: /,
    );
  });
});
