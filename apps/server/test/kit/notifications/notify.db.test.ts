import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { notify } from '../../../src/kit/notifications/notify.ts';
import {
  failedJob,
  hookChannel,
  mailChannel,
  ruleFor,
  tell,
} from '../../support/delivery-house.ts';
import { startTwoTenants, type TwoTenants } from '../../support/two-tenants.ts';

interface Row {
  readonly tenantId: string;
  readonly recipientId: string | null;
  readonly count: number;
  readonly waitMs: number;
}

let house: TwoTenants;
beforeAll(async () => {
  house = await startTwoTenants();
});
afterAll(async () => house?.[Symbol.asyncDispose]());
beforeEach(async () => {
  await house.database.query(
    "DELETE FROM deliveries; DELETE FROM notification_rules; DELETE FROM notification_channels; UPDATE tenants SET time_zone = 'UTC'",
  );
});

const rows = (): Promise<Row[]> =>
  house.database.query<Row>(
    `SELECT tenant_id AS "tenantId", recipient_id AS "recipientId", jsonb_array_length(payload) AS count,
       (extract(epoch FROM next_attempt_at - clock_timestamp()) * 1000)::float8 AS "waitMs" FROM deliveries ORDER BY created_at, id`,
  );

describe('an event', () => {
  test('is told when what happened commits, and never when it does not', async () => {
    await ruleFor(house.acme, await hookChannel(house.acme, 'https://hooks.example/'));
    const undone = house.acme.transaction(async (opened) => {
      await notify(opened, failedJob());
      throw new Error('undone');
    });
    await expect(undone).rejects.toThrow('undone');
    expect(await rows()).toEqual([]);
    await tell(house.acme);
    expect(await rows()).toMatchObject([{ tenantId: house.acme.tenantId, recipientId: null }]);
  });

  test('is told to the rules of its own tenant', async () => {
    await ruleFor(house.acme, await hookChannel(house.acme, 'https://hooks.example/'));
    await ruleFor(house.globex, await hookChannel(house.globex, 'https://hooks.example/'));
    await tell(house.globex);
    expect(await rows()).toMatchObject([{ tenantId: house.globex.tenantId }]);
  });

  test('is told once to a recipient, however many rules of a channel name him', async () => {
    const post = await mailChannel(house.acme, 25);
    const recipientIds = [house.acme.userId];
    await ruleFor(house.acme, post, { recipientIds });
    await ruleFor(house.acme, post, { recipientIds, name: 'Again' });
    const event = failedJob();
    await tell(house.acme, event);
    await tell(house.acme, event);
    expect(await rows()).toMatchObject([{ recipientId: house.acme.userId }]);
  });

  test.each([
    ['is less severe than the rule asks', { minimalSeverity: 601 }, {}],
    ['is of another part of the plant', { area: 'Aurora' }, { area: 'Boreal' }],
    ['is of no part of the plant', { area: 'Aurora' }, {}],
    ['meets a rule that is off', { enabled: false }, {}],
  ])('is not told where it %s', async (_what, rule, event) => {
    await ruleFor(house.acme, await hookChannel(house.acme, 'https://hooks.example/'), rule);
    await tell(house.acme, failedJob(event));
    expect(await rows()).toEqual([]);
  });

  test('is told where severity and part of the plant are those of the rule', async () => {
    const hook = await hookChannel(house.acme, 'https://hooks.example/');
    await ruleFor(house.acme, hook, { minimalSeverity: 600, area: 'Aurora' });
    await tell(house.acme, failedJob({ area: 'Aurora' }));
    expect(await rows()).toHaveLength(1);
  });

  test('is not told to a user who is disabled', async () => {
    await ruleFor(house.acme, await mailChannel(house.acme, 25), {
      recipientIds: [house.acme.userId],
    });
    await house.database.query('UPDATE users SET enabled = false WHERE id = $1', [
      house.acme.userId,
    ]);
    await tell(house.acme);
    await house.database.query('UPDATE users SET enabled = true');
    expect(await rows()).toEqual([]);
  });

  test('waits for the end of the quiet hours, by the clock of the tenant', async () => {
    const zone = 'America/Bogota';
    await house.database.query('UPDATE tenants SET time_zone = $1', [zone]);
    const now = Temporal.Now.zonedDateTimeISO(zone);
    const at = (hours: number): string =>
      now.add({ hours }).toPlainTime().toString({ smallestUnit: 'minute' });
    await ruleFor(house.acme, await hookChannel(house.acme, 'https://hooks.example/'), {
      quietFrom: at(-1),
      quietTo: at(2),
    });
    await tell(house.acme);
    const [{ waitMs }] = (await rows()) as [Row];
    expect(waitMs / 60_000).toBeGreaterThan(118);
    expect(waitMs / 60_000).toBeLessThanOrEqual(120);
  });

  test('goes out with others of the same span in a digest, which is full at 500', async () => {
    await ruleFor(house.acme, await hookChannel(house.acme, 'https://hooks.example/'), {
      digestMinutes: 1_440,
    });
    await house.acme.transaction(async (opened) => {
      for (let number = 0; number < 501; number++) await notify(opened, failedJob());
    });
    const [first, second] = (await rows()).toSorted((a, b) => a.waitMs - b.waitMs);
    expect([first!.count, second!.count]).toEqual([500, 1]);
    expect(Math.round((second!.waitMs - first!.waitMs) / 60_000)).toBe(1_440);
  });

  test('goes into the next digest where the one before is being sent', async () => {
    await ruleFor(house.acme, await hookChannel(house.acme, 'https://hooks.example/'), {
      digestMinutes: 1_440,
    });
    await tell(house.acme);
    await house.database.query("UPDATE deliveries SET state = 'sending'");
    await tell(house.acme);
    expect((await rows()).map(({ count }) => count)).toEqual([1, 1]);
  });
});
