import type { CreateRunInput } from '@varve/contract';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openPool } from '@varve/db';
import type { Pool } from 'pg';
import { planReports } from '../../../src/features/reports/index.ts';
import { clearReports, reportInput } from '../../support/report-house.ts';
import { startTwoTenants, type TwoTenants } from '../../support/two-tenants.ts';

let house: TwoTenants;
let pool: Pool;
const started = new AsyncDisposableStack();
beforeAll(async () => {
  house = started.use(await startTwoTenants());
  pool = openPool(house.database.connectionString, 'jobs', {
    maxConnections: 4,
    statementTimeoutMs: 20_000,
  });
  started.defer(() => pool.end());
});
afterAll(() => started.disposeAsync());
beforeEach(() => clearReports(house));

const once: CreateRunInput = {
  parameters: { kind: 'audit', period: { unit: 'day' } },
  language: 'en',
  formats: ['csv'],
};
const refused = { cause: { code: 'CONFLICT', issues: [{ code: 'runs_waiting' }] } };
/** Lets runs wait that other users of a tenant asked for. */
const waitOthers = (tenantId: string, count: number) =>
  house.database.query(
    `WITH jobs AS (INSERT INTO job_runs (tenant_id, name) SELECT $1, 'reports.run' FROM generate_series(1, $2) RETURNING id)
     INSERT INTO report_runs (tenant_id, job_run_id, name, parameters, language, formats, defined_by)
     SELECT $1, id, 'Audit', '{"kind": "audit", "period": {"unit": "day"}}', 'en', '{csv}', (SELECT id FROM users WHERE tenant_id = $1 LIMIT 1) FROM jobs`,
    [tenantId, count],
  );

describe('runs that wait', () => {
  test('are five of a user at most, until one is made or cancelled', async () => {
    const { reports } = house.acme.caller;
    const { id } = await reports.create(reportInput());
    const first = await reports.run({ id });
    for (let count = 0; count < 4; count++) await reports.runs.create(once);
    await expect(reports.runs.create(once)).rejects.toMatchObject(refused);
    await expect(reports.run({ id })).rejects.toMatchObject(refused);
    await house.globex.caller.reports.runs.create(once);
    await reports.runs.cancel({ id: first.id });
    await reports.runs.create(once);
  });

  test('are as many at most where their user asks for them all at once', async () => {
    const asked = Array.from({ length: 12 }, () => house.acme.caller.reports.runs.create(once));
    const done = (await Promise.allSettled(asked)).filter(({ status }) => status === 'fulfilled');
    expect(done).toHaveLength(5);
  });

  test('are fifty of a tenant at most, and the next tenant has fifty of its own', async () => {
    await waitOthers(house.acme.tenantId, 50);
    await expect(house.acme.caller.reports.runs.create(once)).rejects.toMatchObject(refused);
    await house.globex.caller.reports.runs.create(once);
  });

  test('of schedules leave ten places to people, and begin when there is room', async () => {
    const schedule = { kind: 'daily', time: '07:00' } as const;
    const { id } = await house.acme.caller.reports.create(reportInput({ schedule }));
    await house.database.query(
      `ALTER TABLE report_definitions DISABLE TRIGGER touch; UPDATE report_definitions SET updated_at = now() - interval '2 days';
       ALTER TABLE report_definitions ENABLE TRIGGER touch`,
    );
    await waitOthers(house.acme.tenantId, 40);
    const ofReport = async () =>
      (await house.acme.caller.reports.runs.list({ definitionId: id })).runs;
    await planReports(pool);
    expect(await ofReport()).toEqual([]);
    await house.database.query(
      "UPDATE job_runs SET state = 'done', ended_at = now() WHERE id = (SELECT id FROM job_runs LIMIT 1)",
    );
    await planReports(pool);
    expect(await ofReport()).toHaveLength(1);
  });
});

const changedAt = (time: string) =>
  house.database.query(
    `ALTER TABLE report_definitions DISABLE TRIGGER touch; UPDATE report_definitions SET updated_at = '${time}';
     ALTER TABLE report_definitions ENABLE TRIGGER touch`,
  );

test('a schedule that cannot be followed is told of by its tenant, and holds no other tenant up', async () => {
  const schedule = { kind: 'daily', time: '07:00' } as const;
  await house.acme.caller.reports.create(reportInput({ schedule }));
  await house.globex.caller.reports.create(reportInput({ schedule }));
  await changedAt('2026-06-01T12:00:00Z');
  for (const [broken, whole] of [
    [house.acme, house.globex],
    [house.globex, house.acme],
  ] as const) {
    const set = (time: string | null) =>
      house.database.query(
        "UPDATE report_definitions SET schedule = jsonb_set(schedule, '{time}', $2) WHERE tenant_id = $1",
        [broken.tenantId, JSON.stringify(time)],
      );
    await set(null);
    await changedAt('2026-06-01T12:00:00Z');
    const name = broken === house.acme ? 'acme' : 'globex';
    await expect(planReports(pool, Date.parse('2026-06-05T12:00:00Z'))).rejects.toThrow(
      new RegExp(`^reports are not run by their schedules: ${name}: `),
    );
    expect((await whole.caller.reports.runs.list({})).runs).toHaveLength(1);
    await set('07:00');
    await house.database.query('DELETE FROM report_runs');
  }
});
