import { deliveryPage } from '@varve/contract';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { notify } from '../../../src/kit/notifications/notify.ts';
import { ruleInput, webhook } from '../../support/notification-inputs.ts';
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

describe('deliveries', () => {
  const tell = async (count: number): Promise<void> => {
    const hook = await asAcme().channels.create(webhook);
    await asAcme().rules.create(ruleInput({ channelId: hook.id }));
    for (let number = 0; number < count; number++) {
      await house.acme.transaction((opened) =>
        notify(opened, {
          id: `00000000-0000-4000-8000-00000000000${number}`,
          kind: 'jobs.failed',
          severity: 600,
          area: null,
          timeMs: Date.now(),
          job: 'x.y',
          reason: 'none',
        }),
      );
    }
  };

  test('are listed from the newest, a page at a time, by state too', async () => {
    await tell(5);
    const first = await asAcme().deliveries.list({ limit: 2 });
    expect(deliveryPage.parse(first)).toEqual(first);
    const second = await asAcme().deliveries.list({ limit: 2, cursor: first.nextCursor! });
    const third = await asAcme().deliveries.list({ limit: 2, cursor: second.nextCursor! });
    const all = [first, second, third].flatMap(({ deliveries }) => deliveries);
    expect(third.nextCursor).toBeNull();
    expect(new Set(all.map(({ id }) => id)).size).toBe(5);
    const times = all.map(({ createdAtMs }) => createdAtMs);
    expect(times).toEqual(times.toSorted((a, b) => b - a));
    expect((await asAcme().deliveries.list({ state: 'pending' })).deliveries).toHaveLength(5);
    expect((await asAcme().deliveries.list({ state: 'dead' })).deliveries).toEqual([]);
  });

  test('are sent again once they have failed or are dead, at once and with all retries', async () => {
    await tell(1);
    const [pending] = (await asAcme().deliveries.list({})).deliveries;
    expect(await refusalOf(asAcme().deliveries.resend({ id: pending!.id }))).toBe(
      'CONFLICT: the delivery is pending: only one that failed is sent again',
    );
    for (const state of ['failed', 'dead'] as const) {
      await house.database.query(
        "UPDATE deliveries SET state = $1, attempts = 13, last_error = 'no', next_attempt_at = now() + interval '1 day'",
        [state],
      );
      expect(await asAcme().deliveries.resend({ id: pending!.id })).toMatchObject({
        state: 'pending',
        attempts: 0,
        lastError: 'no',
      });
      const due = await house.database.query(
        'SELECT FROM deliveries WHERE next_attempt_at <= now()',
      );
      expect(due).toHaveLength(1);
    }
  });

  test('of one tenant are nothing to another', async () => {
    await tell(2);
    const { deliveries, nextCursor } = await asAcme().deliveries.list({ limit: 1 });
    const { id } = deliveries[0]!;
    await house.database.query("UPDATE deliveries SET state = 'dead'");
    expect(await asGlobex().deliveries.list({})).toEqual({ deliveries: [], nextCursor: null });
    expect(await asGlobex().deliveries.list({ cursor: nextCursor! })).toEqual({
      deliveries: [],
      nextCursor: null,
    });
    expect(await refusalOf(asGlobex().deliveries.resend({ id }))).toBe(
      `NOT_FOUND: there is no delivery ${id}`,
    );
    expect((await asAcme().deliveries.list({})).deliveries).toMatchObject([
      { state: 'dead' },
      { state: 'dead' },
    ]);
  });

  test.each([[{ limit: 0 }], [{ limit: 201 }], [{ cursor: 'x' }], [{ state: 'lost' }]])(
    'refuse the question %j',
    async (input) => {
      expect(await refusalOf(asAcme().deliveries.list(input as { limit: number }))).toMatch(
        /^(?:BAD_REQUEST|QUERY_INVALID): /,
      );
    },
  );
});
