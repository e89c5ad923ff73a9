import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { reportRunPage, type ReportRun } from '@varve/contract';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { planReports } from '../../../src/features/reports/index.ts';
import { clearReports, endOf, reportInput, startReportRunner } from '../../support/report-house.ts';
import { refusalOf, startTwoTenants, type TwoTenants } from '../../support/two-tenants.ts';
import { openPool } from '@varve/db';
import type { Pool } from 'pg';

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
beforeEach(async () => {
  await clearReports(house);
  await house.database.query("UPDATE tenants SET time_zone = 'Europe/Madrid'");
});

const asAcme = () => house.acme.caller.reports;
const filesOf = async (): Promise<string[]> =>
  (await readdir(join(house.database.directory, 'reports'), { recursive: true }).catch(() => []))
    .filter((name) => name.includes('.'))
    .toSorted();
const everything = { unit: 'fixed', fromMs: 0, toMs: Date.parse('2999-01-01') } as const;

describe('a run', () => {
  let runner: AsyncDisposable;
  beforeEach(async () => {
    runner = await startReportRunner(house);
  });
  afterEach(() => runner[Symbol.asyncDispose]());

  test('makes its files, tells what is in them, and is in the audit log as an export', async () => {
    const { id } = await asAcme().create(
      reportInput({ parameters: { kind: 'audit', period: everything } }),
    );
    const begun = await asAcme().run({ id });
    const run = await endOf(house.acme, begun.id);
    expect(run).toMatchObject({ state: 'done', error: null, mayOpen: true, definitionId: id });
    expect(run.files.map(({ format, rows }) => [format, rows])).toEqual(
      ['pdf', 'xlsx', 'csv'].map((format) => [format, run.rowCount]),
    );
    const names = ['csv', 'pdf', 'xlsx'].map(
      (format) => `${house.acme.tenantId}/${run.id}.${format}`,
    );
    expect(await filesOf()).toEqual(names);
    const csv = await readFile(join(house.database.directory, 'reports', names[0]!), 'utf8');
    expect(csv.trim().split('\r\n')).toHaveLength(run.rowCount! + 1);
    expect(csv).toContain('"Time (Europe/Madrid)","User","Action"');
    const { entries } = await house.acme.caller.audit.list({ action: 'export' });
    expect(entries[0]).toMatchObject({
      actor: 'boss',
      resourceType: 'report_runs',
      resourceId: run.id,
      after: { name: 'Daily audit', rows: run.rowCount },
    });
    const page = await asAcme().runs.list({});
    expect(reportRunPage.parse(page)).toEqual(page);
    expect((await asAcme().list()).reports[0]!.lastRun).toEqual(run);
  });

  test('works with the rights that its definer has then, and says which is gone', async () => {
    const { id } = await asAcme().create(reportInput());
    await house.database.query(
      `CREATE TABLE kept AS SELECT * FROM role_permissions WHERE permission_code = 'audit.read';
       DELETE FROM role_permissions WHERE permission_code = 'audit.read'`,
    );
    const run = await endOf(house.acme, (await asAcme().run({ id })).id);
    await house.database.query('INSERT INTO role_permissions SELECT * FROM kept; DROP TABLE kept');
    expect(run).toMatchObject({ state: 'failed', files: [], rowCount: null });
    expect(run.error).toBe(
      'Boss of acme, who defined it, has not the right audit.read any more, at all places: somebody who has it saves the report anew',
    );
    expect(await filesOf()).not.toContainEqual(expect.stringContaining(run.id));
  });

  test('that somebody else asks for works with the rights of the definer', async () => {
    const { id } = await asAcme().create(reportInput());
    const [user] = await house.database.query<{ id: string }>(
      "INSERT INTO users (tenant_id, username) VALUES ($1, 'asker') RETURNING id",
      [house.acme.tenantId],
    );
    const asker = house.acme.callerWith({
      userId: user!.id,
      permissions: new Set(['reports.read', 'reports.write'] as const),
    });
    const asked = await asker.reports.run({ id });
    expect(asked).toMatchObject({ definedById: house.acme.userId, mayOpen: false });
    expect(await endOf(house.acme, asked.id)).toMatchObject({ state: 'done', mayOpen: true });
  });

  test('of a report that is asked for once has the rights of who asks', async () => {
    const run = await asAcme().runs.create({
      parameters: { kind: 'sessions', period: everything },
      language: 'es',
      formats: ['csv'],
    });
    expect(run).toMatchObject({ definitionId: null, name: 'Sesiones y accesos' });
    expect(await endOf(house.acme, run.id)).toMatchObject({ state: 'done', rowCount: 0 });
  });

  test('over a shift fails where the calendar has none, and says so', async () => {
    const run = await asAcme().runs.create({
      parameters: { kind: 'audit', period: { unit: 'shift' } },
      language: 'en',
      formats: ['csv'],
    });
    expect(await endOf(house.acme, run.id)).toMatchObject({
      state: 'failed',
      error: 'the calendar has no shift that is over: add shifts to it, or ask for a day',
    });
  });

  test('is removed after 90 days, with its files, and so are files that nobody knows', async () => {
    const once = {
      parameters: { kind: 'sessions', period: everything },
      language: 'en',
      formats: ['csv'],
    } as const;
    const old = await endOf(
      house.acme,
      (await asAcme().runs.create({ ...once, formats: ['csv'] })).id,
    );
    const young = await endOf(
      house.acme,
      (await asAcme().runs.create({ ...once, formats: ['csv'] })).id,
    );
    const other = await endOf(
      house.globex,
      (await house.globex.caller.reports.runs.create({ ...once, formats: ['csv'] })).id,
    );
    await house.database.query(
      "UPDATE report_runs SET created_at = now() - interval '91 days' WHERE id = ANY ($1)",
      [[old.id, other.id]],
    );
    const { id } = await house.acme.caller.jobs.run({ name: 'reports.clean' });
    await expect.poll(() => house.acme.caller.jobs.get({ id })).toMatchObject({ state: 'done' });
    const left = await filesOf();
    expect(left).toContain(`${house.acme.tenantId}/${young.id}.csv`);
    expect(left).toContain(`${house.globex.tenantId}/${other.id}.csv`);
    expect(left).not.toContain(`${house.acme.tenantId}/${old.id}.csv`);
    expect((await asAcme().runs.list({})).runs.map((run: ReportRun) => run.id)).toEqual([young.id]);
  });
});

describe('a run that waits', () => {
  test('is cancelled at once, by its definer or by who may define reports, and by nobody else', async () => {
    const { id } = await asAcme().create(reportInput());
    const run = await asAcme().run({ id });
    const permissions = new Set(['reports.read'] as const);
    const reader = house.acme.callerWith({
      userId: '00000000-0000-4000-8000-000000000009',
      permissions,
    });
    const mayCancel = async ({ reports }: Pick<typeof reader, 'reports'>): Promise<boolean> =>
      (await reports.runs.get({ id: run.id })).mayCancel;
    expect(await mayCancel(reader)).toBe(false);
    const definer = house.acme.callerWith({ userId: house.acme.userId, permissions });
    expect(await mayCancel(definer)).toBe(true);
    expect(await mayCancel(house.acme.caller)).toBe(true);
    expect(await refusalOf(reader.reports.runs.cancel({ id: run.id }))).toBe(
      'PERMISSION_MISSING: this needs the permission reports.write',
    );
    expect(await asAcme().runs.cancel({ id: run.id })).toMatchObject({ state: 'cancelled' });
    expect(await refusalOf(asAcme().runs.cancel({ id: run.id }))).toBe(
      'CONFLICT: the run of Daily audit is over: cancelled',
    );
  });
});

describe('a schedule', () => {
  const dueOf = async (): Promise<(string | null)[]> =>
    (await asAcme().runs.list({})).runs.map(({ dueAtMs }) =>
      dueAtMs === null ? null : new Date(dueAtMs).toISOString(),
    );
  const changedAt = (time: string) =>
    house.database.query(
      `ALTER TABLE report_definitions DISABLE TRIGGER touch; UPDATE report_definitions SET updated_at = '${time}';
       ALTER TABLE report_definitions ENABLE TRIGGER touch`,
    );

  test('begins a run when its time has come, once, over the change of the clock too', async () => {
    await asAcme().create(reportInput({ schedule: { kind: 'daily', time: '02:30' } }));
    await changedAt('2026-03-28T12:00:00Z');
    await planReports(pool, Date.parse('2026-03-29T00:59:00Z'));
    expect(await dueOf()).toEqual([]);
    // The clock passes 02:30 over at 01:00 UTC.
    await planReports(pool, Date.parse('2026-03-29T01:00:30Z'));
    await planReports(pool, Date.parse('2026-03-29T01:01:00Z'));
    expect(await dueOf()).toEqual(['2026-03-29T01:00:00.000Z']);
    await planReports(pool, Date.parse('2026-03-30T00:30:00Z'));
    expect(await dueOf()).toEqual(['2026-03-30T00:30:00.000Z', '2026-03-29T01:00:00.000Z']);
  });

  test('makes up for the last time that passed while no server ran, and for no earlier', async () => {
    await asAcme().create(reportInput({ schedule: { kind: 'daily', time: '07:00' } }));
    await changedAt('2026-06-01T12:00:00Z');
    await planReports(pool, Date.parse('2026-06-05T12:00:00Z'));
    expect(await dueOf()).toEqual(['2026-06-05T05:00:00.000Z']);
  });

  test('that rests, or whose report is removed, begins nothing', async () => {
    const { id, version } = await asAcme().create(
      reportInput({ enabled: false, schedule: { kind: 'daily', time: '07:00' } }),
    );
    await planReports(pool, Date.now() + 3 * 86_400_000);
    const { version: expectedVersion } = await asAcme().update({
      ...reportInput({ schedule: { kind: 'daily', time: '07:00' } }),
      id,
      expectedVersion: version,
    });
    await asAcme().remove({ id, expectedVersion });
    await planReports(pool, Date.now() + 3 * 86_400_000);
    expect(await dueOf()).toEqual([]);
  });

  test('is followed by two servers at a time as by one', async () => {
    await asAcme().create(reportInput({ schedule: { kind: 'daily', time: '07:00' } }));
    await changedAt('2026-06-01T12:00:00Z');
    const nowMs = Date.parse('2026-06-02T12:00:00Z');
    await Promise.all([1, 2, 3, 4].map(() => planReports(pool, nowMs)));
    expect(await dueOf()).toEqual(['2026-06-02T05:00:00.000Z']);
    const runs = await house.database.query("SELECT FROM job_runs WHERE name = 'reports.run'");
    expect(runs).toHaveLength(1);
  });
});
