import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { clearReports, reportInput, startReportRunner } from '../../support/report-house.ts';
import { startTwoTenants, type TwoTenants } from '../../support/two-tenants.ts';

const PROGRAM = fileURLToPath(new URL('../../support/report-server.child.ts', import.meta.url));

let house: TwoTenants;
beforeAll(async () => {
  house = await startTwoTenants();
  await clearReports(house);
});
afterAll(async () => house?.[Symbol.asyncDispose]());

test('a server that is killed amid a report leaves no half file: the next one makes it anew, whole', async () => {
  const { acme, database } = house;
  const files = (): Promise<string[]> =>
    readdir(join(database.directory, 'reports', acme.tenantId)).catch(() => []);
  const { id } = await acme.caller.reports.create(reportInput({ formats: ['csv', 'pdf'] }));
  const child = spawn(
    process.execPath,
    ['-C', '@varve/source', PROGRAM, database.connectionString, database.directory],
    { stdio: ['ignore', 'inherit', 'inherit'] },
  );
  const ended = once(child, 'close');
  const run = await acme.caller.reports.run({ id });
  await expect
    .poll(async () => (await acme.caller.reports.runs.get({ id: run.id })).message)
    .toBe('1000 rows read');
  expect(await files()).toEqual([expect.stringMatching(/\.csv\.[0-9a-f-]+\.part$/)]);
  child.kill('SIGKILL');
  await ended;
  expect(await acme.caller.reports.runs.get({ id: run.id })).toMatchObject({ files: [] });

  await using started = new AsyncDisposableStack();
  started.use(await startReportRunner(house));
  await expect
    .poll(() => acme.caller.reports.runs.get({ id: run.id }), { timeout: 120_000 })
    .toMatchObject({ state: 'done' });
  expect((await files()).toSorted()).toEqual([`${run.id}.csv`, `${run.id}.pdf`]);
}, 300_000);
