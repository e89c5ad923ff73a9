import { describe, expect, test, vi } from 'vitest';
import type { JobContext } from '../../../src/kit/jobs/job.ts';
import { aborted, testJob, useJobHouse } from '../../support/job-house.ts';
import type { TestTenant } from '../../support/two-tenants.ts';

const used = useJobHouse();

describe('a job', () => {
  test.each([
    ['enabled = false', 'boss, who asked for it, is disabled or was removed'],
    ['deleted_at = now()', 'boss, who asked for it, is disabled or was removed'],
  ])('does not run for a user with %s', async (change, error) => {
    used.work = async () => 'ran';
    await used.runner[Symbol.asyncDispose]();
    const id = await used.request(used.house.acme);
    await used.house.database.query(`UPDATE users SET ${change} WHERE id = $1`, [
      used.house.acme.userId,
    ]);
    used.runner = await used.startRunner();
    await expect.poll(() => used.runOf(id)).toMatchObject({ state: 'failed', error, attempts: 1 });
  });

  test('does not run for a user who has lost the right since he asked', async () => {
    used.work = async () => 'ran';
    await used.runner[Symbol.asyncDispose]();
    const id = await used.request(used.house.acme);
    const rights = await used.house.database.query<{ roleId: string }>(
      'DELETE FROM user_roles WHERE user_id = $1 RETURNING role_id AS "roleId"',
      [used.house.acme.userId],
    );
    used.runner = await used.startRunner();
    await expect
      .poll(() => used.runOf(id))
      .toMatchObject({
        state: 'failed',
        error: 'boss, who asked for it, has not the right system.manage',
      });
    for (const { roleId } of rights) {
      await used.house.database.query(
        'INSERT INTO user_roles (tenant_id, user_id, role_id) VALUES ($1, $2, $3)',
        [used.house.acme.tenantId, used.house.acme.userId, roleId],
      );
    }
  });

  test('is told when its server stops, and runs again elsewhere', async () => {
    const begun = vi.fn<() => void>();
    used.work = (context) => {
      if (begun.mock.calls.length > 0) return Promise.resolve('the second server did it');
      begun();
      return aborted(context);
    };
    const id = await used.request(used.house.acme);
    await vi.waitFor(() => expect(begun).toHaveBeenCalled(), { timeout: 60_000 });
    const before = performance.now();
    await used.runner[Symbol.asyncDispose]();
    expect(performance.now() - before).toBeLessThan(9_500);
    expect(await used.runOf(id)).toMatchObject({ state: 'queued', error: null });
    used.runner = await used.startRunner();
    await expect
      .poll(() => used.runOf(id))
      .toMatchObject({ state: 'done', attempts: 2, message: 'the second server did it' });
  });

  test('that heeds no signal holds up a stop for eight seconds', async () => {
    const { promise: ending, resolve: end } = Promise.withResolvers<void>();
    const begun = vi.fn<() => void>();
    used.work = async () => {
      begun();
      await ending;
      return '';
    };
    const id = await used.request(used.house.acme);
    await vi.waitFor(() => expect(begun).toHaveBeenCalled(), { timeout: 60_000 });
    const before = performance.now();
    await used.runner[Symbol.asyncDispose]();
    const tookMs = performance.now() - before;
    expect(tookMs).toBeGreaterThan(7_000);
    expect(tookMs).toBeLessThan(15_000);
    end();
    used.work = async () => 'again';
    used.runner = await used.startRunner();
    await expect.poll(() => used.runOf(id), { timeout: 120_000 }).toMatchObject({ state: 'done' });
  });

  test('runs once, however many servers there are', async () => {
    const ran: number[] = [];
    used.work = async () => {
      ran.push(1);
      return '';
    };
    await using started = new AsyncDisposableStack();
    started.use(await used.startRunner());
    const ids = await Promise.all(Array.from({ length: 10 }, () => used.request(used.house.acme)));
    await expect
      .poll(async () =>
        (await Promise.all(ids.map((id) => used.runOf(id)))).map(({ state }) => state),
      )
      .toEqual(ids.map(() => 'done'));
    expect(ran).toHaveLength(10);
  });
});

test('a schedule is kept for each tenant by its own clock, and follows it', async () => {
  const schedules = () =>
    used.house.database.query(
      "SELECT key, timezone, cron FROM jobs.schedule WHERE name = 'tests.nightly' ORDER BY key = $1 DESC",
      [used.house.acme.tenantId],
    );
  const row = (tenant: TestTenant, timezone: string) => ({
    key: tenant.tenantId,
    timezone,
    cron: '30 2 * * *',
  });
  await expect
    .poll(schedules)
    .toEqual([row(used.house.acme, 'UTC'), row(used.house.globex, 'UTC')]);
  await used.house.database.query("UPDATE tenants SET time_zone = 'America/Bogota' WHERE id = $1", [
    used.house.acme.tenantId,
  ]);
  await used.house.database.query('NOTIFY varve_jobs');
  await expect
    .poll(schedules)
    .toEqual([row(used.house.acme, 'America/Bogota'), row(used.house.globex, 'UTC')]);
});

test('a job whose time has come runs for each tenant, for no user', async () => {
  const named = async ({ transaction }: JobContext): Promise<string> => {
    const { rows } = await transaction(({ $client }) =>
      $client.query<{ name: string }>('SELECT name FROM tenants'),
    );
    return rows.map(({ name }) => name).join();
  };
  await using started = new AsyncDisposableStack();
  started.use(
    await used.startRunner([
      { ...testJob, name: 'tests.minutely', schedule: '* * * * *', run: named },
    ]),
  );
  for (const [tenant, message] of [
    [used.house.acme, 'acme'],
    [used.house.globex, 'globex'],
  ] as const) {
    await expect
      .poll(async () => (await tenant.caller.jobs.list({})).jobs.at(-1), { timeout: 150_000 })
      .toMatchObject({ name: 'tests.minutely', state: 'done', message, requestedBy: null });
  }
});
