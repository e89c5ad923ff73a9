import { readdir, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import type { ReportRun } from '@varve/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { keepWithinBytes } from '../../../src/features/reports/keep-within-bytes.ts';
import { bytesOfRuns } from '../../../src/kit/reports/report-path.ts';
import { clearReports, endOf, startReportRunner } from '../../support/report-house.ts';
import { startTwoTenants, type TwoTenants } from '../../support/two-tenants.ts';

const started = new AsyncDisposableStack();
let house: TwoTenants;
beforeAll(async () => {
  house = started.use(await startTwoTenants());
  await clearReports(house);
  started.use(await startReportRunner(house));
});
afterAll(() => started.disposeAsync());

const everything = { unit: 'fixed', fromMs: 0, toMs: Date.parse('2999-01-01') } as const;

test('a run loses its files where its tenant keeps too many, the oldest first, and says so', async () => {
  const make = async (tenant = house.acme) => {
    const parameters = { kind: 'sessions', period: everything } as const;
    const input = { parameters, language: 'en', formats: ['csv' as const] } as const;
    const { id } = await tenant.caller.reports.runs.create({ ...input, formats: ['csv'] });
    return endOf(tenant, id);
  };
  const [old, young, other] = [await make(), await make(), await make(house.globex)];
  const { acme } = house;
  const { tenantId } = acme;
  const { directory } = house.database;
  const fileOf = ({ id }: ReportRun, owner = tenantId) =>
    join(directory, 'reports', owner, `${id}.csv`);
  const aged = new Date(Date.now() - 3_600_000);
  await utimes(fileOf(old), aged, aged);
  await utimes(fileOf(other, house.globex.tenantId), aged, aged);
  const { size } = await stat(fileOf(young));
  const context = {
    tenantId,
    directory,
    transaction: acme.transaction.bind(acme),
  };
  const all = (await bytesOfRuns(directory, tenantId)).reduce((sum, { bytes }) => sum + bytes, 0);
  expect(await keepWithinBytes(context, all)).toBe(0);
  await keepWithinBytes(context, size);
  expect(await house.acme.caller.reports.runs.get({ id: old.id })).toMatchObject({
    state: 'done',
    files: [],
    message: '0 rows: csv; its files were removed to make room for newer ones',
  });
  expect(await house.acme.caller.reports.runs.get({ id: young.id })).toEqual(young);
  const left = await readdir(join(directory, 'reports'), { recursive: true });
  expect(left).not.toContain(`${tenantId}/${old.id}.csv`);
  expect(left).toContain(`${tenantId}/${young.id}.csv`);
  expect(left).toContain(`${house.globex.tenantId}/${other.id}.csv`);
});
