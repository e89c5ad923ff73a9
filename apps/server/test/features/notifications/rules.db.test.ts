import { recipients, rules, type CreateRuleInput } from '@varve/contract';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { mail, NOBODY, ruleInput, webhook } from '../../support/notification-inputs.ts';
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

describe('rules', () => {
  test('are made, changed, listed and removed', async () => {
    const post = await asAcme().channels.create(mail);
    const recipientIds = [house.acme.userId];
    const made = await asAcme().rules.create(
      ruleInput({ channelId: post.id, recipientIds, quietFrom: '22:00', quietTo: '06:30' }),
    );
    const { id, version, ...rest } = made;
    const changed = await asAcme().rules.update({
      ...rest,
      id,
      expectedVersion: version,
      digestMinutes: 15,
    });
    expect(await asAcme().rules.list()).toEqual([changed]);
    expect(rules.parse([changed])).toEqual([changed]);
    expect(changed).toMatchObject({ quietFrom: '22:00', quietTo: '06:30', digestMinutes: 15 });
    const late = asAcme().rules.update({ ...rest, id, expectedVersion: version });
    expect(await refusalOf(late)).toBe(
      'CONFLICT: somebody else has changed it since you read it: look at it again',
    );
    await asAcme().rules.remove({ id });
    expect(await asAcme().rules.list()).toEqual([]);
  });

  test('reach somebody: a mail has users of the tenant, a webhook has none', async () => {
    const post = await asAcme().channels.create(mail);
    const hook = await asAcme().channels.create(webhook);
    const make = (more: Partial<CreateRuleInput>) =>
      refusalOf(asAcme().rules.create(ruleInput(more)));
    expect(await make({ channelId: post.id })).toBe(
      'QUERY_INVALID: a rule that sends mails names users',
    );
    expect(await make({ channelId: hook.id, recipientIds: [house.acme.userId] })).toBe(
      'QUERY_INVALID: a rule that calls a webhook names no user',
    );
    expect(await make({ channelId: post.id, recipientIds: [house.globex.userId] })).toBe(
      `NOT_FOUND: there is no user ${house.globex.userId}`,
    );
    expect(await make({ channelId: NOBODY })).toBe(`NOT_FOUND: there is no channel ${NOBODY}`);
  });

  test('of one tenant are nothing to another', async () => {
    const hook = await asAcme().channels.create(webhook);
    const made = await asAcme().rules.create(ruleInput({ channelId: hook.id }));
    const { id, version, ...rest } = made;
    const own = await asGlobex().channels.create(webhook);
    expect(await asGlobex().rules.list()).toEqual([]);
    expect(await refusalOf(asGlobex().rules.remove({ id }))).toBe(
      `NOT_FOUND: there is no rule ${id}`,
    );
    const input = { ...rest, id, expectedVersion: version };
    expect(await refusalOf(asGlobex().rules.update(input))).toBe(
      `NOT_FOUND: there is no rule ${id}`,
    );
    expect(await refusalOf(asGlobex().rules.update({ ...input, channelId: own.id }))).toBe(
      `NOT_FOUND: there is no rule ${id}`,
    );
    const foreign = asAcme().rules.update({ ...input, channelId: own.id });
    expect(await refusalOf(foreign)).toBe(`NOT_FOUND: there is no channel ${own.id}`);
    expect(await asAcme().rules.list()).toEqual([made]);
  });

  test('are offered the users of the tenant who can log in as recipients', async () => {
    const offered = await asAcme().recipients();
    expect(recipients.parse(offered)).toEqual(offered);
    expect(offered).toEqual({
      recipients: [{ id: house.acme.userId, name: 'Boss of acme', email: 'boss@acme.example' }],
      isCut: false,
    });
  });

  test.each([
    [{ quietFrom: '22:00' }],
    [{ quietFrom: '22:00', quietTo: '22:00' }],
    [{ quietFrom: '24:00', quietTo: '06:00' }],
    [{ minimalSeverity: 0 }],
    [{ minimalSeverity: 1_001 }],
    [{ digestMinutes: 0 }],
    [{ eventKind: 'users.deleted' }],
    [{ recipientIds: Array.from({ length: 101 }, () => NOBODY) }],
    [{ builtIn: true }],
  ])('are refused with %j', async (more) => {
    const input = ruleInput(more as Partial<CreateRuleInput>);
    expect(await refusalOf(asAcme().rules.create(input))).toMatch(/^BAD_REQUEST: /);
  });
});
