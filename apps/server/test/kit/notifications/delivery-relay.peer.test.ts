import { createHmac } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { retryDelayMs } from '../../../src/kit/notifications/mark-delivery.ts';
import {
  failedJob,
  hookChannel,
  mailChannel,
  ruleFor,
  SIGNING_KEY,
  startHookServer,
  startRelay,
  tell,
  type HookServer,
} from '../../support/delivery-house.ts';
import { startMailServer, type MailServer } from '../../support/mail-server.ts';
import { startTwoTenants, type TwoTenants } from '../../support/two-tenants.ts';

interface Row {
  readonly state: string;
  readonly attempts: number;
  readonly lastError: string | null;
  readonly messageId: string | null;
  readonly waitMs: number;
}

let house: TwoTenants;
let mails: MailServer;
let hooks: HookServer;
const relays: AsyncDisposable[] = [];

beforeAll(async () => {
  house = await startTwoTenants();
});
afterAll(async () => house?.[Symbol.asyncDispose]());
beforeEach(async () => {
  await house.database.query(
    'DELETE FROM deliveries; DELETE FROM notification_rules; DELETE FROM notification_channels; UPDATE users SET enabled = true',
  );
  mails = await startMailServer();
  hooks = await startHookServer();
});
afterEach(async () => {
  for (const relay of relays.splice(0)) await relay[Symbol.asyncDispose]();
  await mails[Symbol.asyncDispose]();
  await hooks[Symbol.asyncDispose]();
});

const relay = (networks?: readonly string[]) => relays.push(startRelay(house, networks));
const deliveries = (): Promise<Row[]> =>
  house.database.query<Row>(
    `SELECT state, attempts, last_error AS "lastError", message_id AS "messageId",
       (extract(epoch FROM next_attempt_at - clock_timestamp()) * 1000)::float8 AS "waitMs" FROM deliveries ORDER BY created_at, id`,
  );
const states = async (): Promise<string[]> => (await deliveries()).map(({ state }) => state);

describe('the relay', () => {
  test('sends what was written before it started, and what is written while it runs', async () => {
    await ruleFor(house.acme, await hookChannel(house.acme, hooks.url));
    await tell(house.acme);
    relay();
    await expect.poll(() => hooks.calls.length).toBe(1);
    const before = performance.now();
    await tell(house.acme);
    await expect.poll(() => hooks.calls.length).toBe(2);
    // By word of the database, and not by the next sweep.
    expect(performance.now() - before).toBeLessThan(20_000);
    await expect.poll(states).toEqual(['sent', 'sent']);
  });

  test('sends a mail in the language of its recipient', async () => {
    for (const tenant of [house.acme, house.globex]) {
      await ruleFor(tenant, await mailChannel(tenant, mails.port), {
        recipientIds: [tenant.userId],
      });
      await tell(tenant);
    }
    relay();
    await expect.poll(states).toEqual(['sent', 'sent']);
    const subjects = mails.mails.map(({ to, headers }) => [
      to.join(),
      headers.find(([name]) => name === 'subject')![1],
    ]);
    expect(Object.fromEntries(subjects)).toMatchObject({
      'boss@acme.example': 'The job reports.monthly failed',
      'boss@globex.example': expect.stringMatching(
        /^=\?UTF-8\?Q\?La_tarea_reports(?:\.|=2E)monthly_fall=C3=B3\?=$/i,
      ),
    });
  });

  test('signs a webhook, and gives the delivery the same name at each attempt', async () => {
    hooks.status = 500;
    await ruleFor(house.acme, await hookChannel(house.acme, hooks.url));
    await tell(house.acme);
    relay();
    await expect.poll(states).toEqual(['failed']);
    hooks.status = 204;
    await house.database.query('UPDATE deliveries SET next_attempt_at = now()');
    await tell(house.acme);
    await expect.poll(states).toEqual(['sent', 'sent']);
    const [first] = hooks.calls;
    const repeated = hooks.calls.filter(
      ({ headers }) => headers['varve-delivery'] === first!.headers['varve-delivery'],
    );
    expect(repeated).toHaveLength(2);
    for (const { headers, body } of hooks.calls) {
      const [, seconds, mac] = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(
        String(headers['varve-signature']),
      )!;
      const expected = createHmac('sha256', SIGNING_KEY).update(`${seconds}.${body}`).digest('hex');
      expect(mac).toBe(expected);
      expect(Math.abs(Date.now() / 1_000 - Number(seconds))).toBeLessThan(60);
      expect(JSON.parse(body)).toMatchObject({
        id: headers['varve-delivery'],
        events: [{ kind: 'jobs.failed', job: 'reports.monthly' }],
      });
    }
  });

  test('tries twelve times again, from ten seconds to six hours later, and then no more', async () => {
    const delays = Array.from({ length: 12 }, (_, index) => retryDelayMs(index + 1)!);
    expect([delays[0], delays.at(-1), retryDelayMs(13)]).toEqual([10_000, 21_600_000, undefined]);
    for (let at = 1; at < 12; at++) expect(delays[at]! / delays[at - 1]!).toBeCloseTo(2, 1);

    hooks.status = 503;
    await ruleFor(house.acme, await hookChannel(house.acme, hooks.url));
    await tell(house.acme);
    relay();
    for (let attempt = 1; attempt <= 12; attempt++) {
      await expect.poll(deliveries).toMatchObject([{ state: 'failed', attempts: attempt }]);
      const [{ waitMs, lastError }] = (await deliveries()) as [Row];
      expect(waitMs).toBeLessThanOrEqual(delays[attempt - 1]!);
      expect(waitMs).toBeGreaterThan(delays[attempt - 1]! - 10_000);
      expect(lastError).toMatch(/^127\.0\.0\.1:\d+ answered 503: as told$/);
      await house.database.query(
        'UPDATE deliveries SET next_attempt_at = now(); NOTIFY varve_deliveries',
      );
    }
    await expect.poll(deliveries).toMatchObject([{ state: 'dead', attempts: 13 }]);

    hooks.status = 200;
    const [dead] = (await house.acme.caller.notifications.deliveries.list({})).deliveries;
    expect(dead).toMatchObject({ state: 'dead', nextAttemptAtMs: null });
    await house.acme.caller.notifications.deliveries.resend({ id: dead!.id });
    await expect.poll(deliveries).toMatchObject([{ state: 'sent', lastError: null }]);
    expect(hooks.calls).toHaveLength(14);
  });

  test('takes a redirect for a failure, and does not follow it', async () => {
    hooks.status = 302;
    await ruleFor(house.acme, await hookChannel(house.acme, hooks.url));
    await tell(house.acme);
    relay();
    await expect.poll(states).toEqual(['failed']);
    expect(hooks.calls.map(({ url }) => url)).toEqual(['/hook']);
  });

  test('sends to nothing in a private network that nobody listed, and names the setting', async () => {
    await ruleFor(house.acme, await hookChannel(house.acme, hooks.url));
    await ruleFor(house.acme, await hookChannel(house.acme, 'http://169.254.169.254/latest/'));
    await ruleFor(house.acme, await mailChannel(house.acme, mails.port), {
      recipientIds: [house.acme.userId],
    });
    await tell(house.acme);
    relay([]);
    await expect.poll(states).toEqual(['dead', 'dead', 'dead']);
    const errors = (await deliveries()).map(({ lastError }) => String(lastError)).toSorted();
    expect(errors).toEqual([
      expect.stringContaining('outboundNetworks'),
      expect.stringContaining('outboundNetworks'),
      '169.254.169.254 is an address that nothing is sent to',
    ]);
    expect([hooks.calls, mails.mails]).toEqual([[], []]);
  });

  test('gives up at once what no attempt can bring to anybody', async () => {
    const post = await mailChannel(house.acme, mails.port);
    await ruleFor(house.acme, post, { recipientIds: [house.acme.userId] });
    await tell(house.acme);
    await house.database.query('UPDATE users SET enabled = false');
    relay();
    await expect
      .poll(deliveries)
      .toMatchObject([{ state: 'dead', lastError: 'the user is disabled, or was removed' }]);
    expect(mails.mails).toEqual([]);
  });

  test('says which secret cannot be opened, where the key is another', async () => {
    await ruleFor(house.acme, await hookChannel(house.acme, hooks.url));
    await tell(house.acme);
    relays.push(startRelay({ ...house, keyring: { current: Buffer.alloc(32, 7), previous: [] } }));
    await expect
      .poll(deliveries)
      .toMatchObject([
        { state: 'failed', lastError: expect.stringContaining('notification channel') },
      ]);
  });

  test('shares the work with others: nothing is sent twice', async () => {
    await ruleFor(house.acme, await hookChannel(house.acme, hooks.url));
    await house.acme.transaction(async () => undefined);
    for (let number = 0; number < 40; number++) await tell(house.acme);
    relay();
    relay();
    relay();
    await expect.poll(states).toEqual(Array.from({ length: 40 }, () => 'sent'));
    const ids = hooks.calls.map(({ headers }) => headers['varve-delivery']);
    expect(new Set(ids).size).toBe(40);
    expect(ids).toHaveLength(40);
  });

  test('sends again, with the same Message-ID, what a server was sending that is gone', async () => {
    mails.behaviour = 'hang';
    await ruleFor(house.acme, await mailChannel(house.acme, mails.port), {
      recipientIds: [house.acme.userId],
    });
    await tell(house.acme, failedJob());
    relay();
    await expect.poll(() => mails.mails.length).toBe(1);
    const [{ state, messageId, waitMs }] = (await deliveries()) as [Row];
    expect(state).toBe('sending');
    // Another server takes it for abandoned a minute after it was begun.
    expect(waitMs).toBeLessThanOrEqual(60_000);
    mails.behaviour = 'take';
    await house.database.query('UPDATE deliveries SET next_attempt_at = now()');
    relay();
    await expect.poll(states).toEqual(['sent']);
    const ids = mails.mails.map(
      ({ headers }) => headers.find(([name]) => name === 'message-id')![1],
    );
    expect(ids).toEqual([messageId, messageId]);
  });
});
