import { afterAll, beforeAll, expect, test } from 'vitest';
import { startJobRunner } from '../../../src/kit/jobs/job-runner.ts';
import { jobs } from '../../../src/jobs.ts';
import { hookChannel, ruleFor, tell } from '../../support/delivery-house.ts';
import { startTwoTenants, type TwoTenants } from '../../support/two-tenants.ts';

let house: TwoTenants;
beforeAll(async () => {
  house = await startTwoTenants();
});
afterAll(async () => house?.[Symbol.asyncDispose]());

test('runs and deliveries that were over 90 days ago are removed, those of the tenant alone', async () => {
  for (const tenant of [house.acme, house.globex]) {
    await ruleFor(tenant, await hookChannel(tenant, 'https://hooks.example/'));
    for (let number = 0; number < 4; number++) await tell(tenant);
    await tenant.transaction(({ $client }) =>
      $client.query(
        `INSERT INTO job_runs (name, state, error, ended_at) SELECT 'x.y', 'failed', 'no', now() - days * interval '1 day' FROM unnest(ARRAY[1, 89, 91]) AS days`,
      ),
    );
  }
  // What waits is kept, however old it is. The trigger would stamp the rows anew.
  await house.database.query(`
    ALTER TABLE deliveries DISABLE TRIGGER touch;
    UPDATE deliveries d SET updated_at = now() - interval '91 days', state = (ARRAY['sent', 'dead', 'failed', 'pending'])[n], sent_at = CASE n WHEN 1 THEN now() END
    FROM (SELECT id, row_number() OVER (PARTITION BY tenant_id ORDER BY created_at) AS n FROM deliveries) AS numbered WHERE numbered.id = d.id;
    ALTER TABLE deliveries ENABLE TRIGGER touch`);

  await using started = new AsyncDisposableStack();
  started.use(
    await startJobRunner({
      database: house.database.connectionString,
      directory: house.database.directory,
      jobs,
      onFailed: (reason) => expect.unreachable(reason),
    }),
  );
  const messages = ['1 runs removed', '2 deliveries removed'];
  for (const [index, name] of ['jobs.clean', 'notifications.clean'].entries()) {
    const { id } = await house.acme.caller.jobs.run({ name });
    await expect
      .poll(() => house.acme.caller.jobs.get({ id }))
      .toMatchObject({ state: 'done', message: messages[index] });
  }
  const left = (table: string) =>
    house.database.query<{ name: string; count: number }>(
      `SELECT t.name, count(*)::int AS count FROM ${table} JOIN tenants t ON t.id = tenant_id GROUP BY 1 ORDER BY 1`,
    );
  expect(await left('deliveries')).toEqual([
    { name: 'acme', count: 2 },
    { name: 'globex', count: 4 },
  ]);
  // The two runs of acme's own cleaning are among them.
  expect(await left('job_runs')).toEqual([
    { name: 'acme', count: 4 },
    { name: 'globex', count: 3 },
  ]);
});
