import { rename, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { startJobRunner } from '../../../src/kit/jobs/job-runner.ts';
import { jobs } from '../../../src/jobs.ts';
import { startPeopleServer, type Caller, type PeopleServer } from '../../support/people-server.ts';

const started = new AsyncDisposableStack();
let server: PeopleServer;
let admin: Caller;
let runId: string;
beforeAll(async () => {
  server = started.use(await startPeopleServer());
  const { connectionString: database, directory } = server.database;
  const onFailed = (reason: string) => expect.unreachable(reason);
  started.use(await startJobRunner({ database, directory, jobs, onFailed }));
  admin = await server.callerAs('admin');
  const run = await admin.api.reports.runs.create.mutate({
    parameters: { kind: 'audit', period: { unit: 'fixed', fromMs: 0, toMs: 4e12 } },
    language: 'en',
    formats: ['csv', 'pdf'],
  });
  runId = run.id;
  const isDone = async (): Promise<void> => {
    const { state } = await admin.api.reports.runs.get.query({ id: runId });
    if (state !== 'done') throw new Error(`the run is ${state}`);
  };
  await vi.waitFor(isDone, { timeout: 60_000 });
});
afterAll(() => started.disposeAsync());

const download = (who: Caller | undefined, path: string): Promise<Response> =>
  fetch(`${server.address}/api/reports/runs/${path}`, { headers: { ...who?.headers } });
const reasonOf = async (answer: Response): Promise<unknown> => [
  answer.status,
  ((await answer.json()) as { code: string }).code,
];

test('a file is sent to who has the right to what it shows, and that is in the audit log', async () => {
  const answer = await download(admin, `${runId}/pdf`);
  expect(answer.status).toBe(200);
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    'content-type': 'application/pdf',
    'content-disposition': expect.stringMatching(
      /^attachment; filename="varve-audit-1970-01-01\.pdf"$/,
    ) as string,
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  });
  const bytes = Buffer.from(await answer.arrayBuffer());
  expect(bytes.subarray(0, 5).toString()).toBe('%PDF-');
  expect(bytes).toHaveLength(Number(answer.headers.get('content-length')));
  const { entries } = await admin.api.audit.list.query({ action: 'download' });
  expect(entries).toMatchObject([{ resourceId: runId, actor: 'admin', after: { format: 'pdf' } }]);
});

test('a file is sent to nobody else', async () => {
  expect(await reasonOf(await download(undefined, `${runId}/csv`))).toEqual([
    401,
    'UNAUTHENTICATED',
  ]);
  const viewer = await server.callerAs('viewer');
  expect(await reasonOf(await download(viewer, `${runId}/csv`))).toEqual([
    403,
    'PERMISSION_MISSING',
  ]);
  const { entries } = await admin.api.audit.list.query({ action: 'denied', actor: 'viewer' });
  expect(entries).toMatchObject([
    { resourceId: 'reports.download', after: { permission: 'audit.read' } },
  ]);
  const page = await viewer.api.reports.runs.list.query({});
  expect(page.runs).toMatchObject([{ id: runId, mayOpen: false }]);
});

test.each([
  ['xlsx', 404, 'NOT_FOUND'],
  ['exe', 400, 'INPUT_INVALID'],
  ['..%2f..%2fcsv', 400, 'INPUT_INVALID'],
])('a file %s that the run has not made is none: %i', async (format, status, reason) => {
  expect(await reasonOf(await download(admin, `${runId}/${format}`))).toEqual([status, reason]);
});

test('a link that leads elsewhere is not followed', async () => {
  const { directory } = server.database;
  const path = join(directory, 'reports', server.tenant.tenantId, `${runId}.csv`);
  const elsewhere = join(directory, 'secret.csv');
  await writeFile(elsewhere, 'secret');
  await rename(path, `${path}.kept`);
  await symlink(elsewhere, path);
  expect(await reasonOf(await download(admin, `${runId}/csv`))).toEqual([404, 'NOT_FOUND']);
});
