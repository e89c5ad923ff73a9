import { expect, test } from 'vitest';
import {
  hookChannel,
  ruleFor,
  startHookServer,
  startRelay,
  tell,
} from '../../support/delivery-house.ts';
import { startTwoTenants } from '../../support/two-tenants.ts';

test('one message of a channel is sent at a time, and those of others meanwhile', async () => {
  await using house = await startTwoTenants();
  await using hooks = await startHookServer();
  const rows = () => house.database.query<{ state: string }>('SELECT state FROM deliveries');
  hooks.isHanging = true;
  const slow = await Promise.all(
    [1, 2, 3, 4].map(() => hookChannel(house.acme, `${hooks.url}/slow`)),
  );
  for (const channel of slow) await ruleFor(house.acme, channel);
  for (let number = 0; number < 5; number++) await tell(house.acme);
  await using started = new AsyncDisposableStack();
  started.use(startRelay(house));
  // Three channels of the tenant are under way, and the peer holds them; the fourth waits, and so does what is behind them.
  await expect.poll(() => hooks.calls.length).toBe(3);
  await ruleFor(house.globex, await hookChannel(house.globex, `${hooks.url}/quick`));
  await tell(house.globex);
  await expect
    .poll(() => hooks.calls.map(({ url }) => url).filter((url) => url.endsWith('quick')))
    .toHaveLength(1);
  const sending = await house.database.query<{ count: number }>(
    "SELECT count(*)::int AS count FROM deliveries WHERE state = 'sending' AND tenant_id = $1 GROUP BY channel_id",
    [house.acme.tenantId],
  );
  expect(sending).toEqual([{ count: 1 }, { count: 1 }, { count: 1 }]);
  hooks.isHanging = false;
  await expect
    .poll(async () => (await rows()).map(({ state }) => state))
    .toEqual(Array.from({ length: 21 }, () => 'sent'));
});
