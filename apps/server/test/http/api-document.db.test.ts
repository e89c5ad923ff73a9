import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { startTestServer, type TestServer } from '../support/test-server.ts';

const run = promisify(execFile);
const DOCUMENT = await readFile(new URL('../../../../docs/api.md', import.meta.url), 'utf8');
const EXAMPLES = Array.from(DOCUMENT.matchAll(/```sh\n(.*?)```/gs), ([, script]) => script!);

let house: TestServer;
let key: string;

beforeAll(async () => {
  house = await startTestServer([
    { name: 'line-a', protocol: 'program', tags: [{ name: 'pressure', unit: 'psi' }] },
  ]);
  const made = await house.makeKey({ permissions: ['audit.read', 'samples.write', 'tags.read'] });
  key = made.authorization.replace('Bearer ', '');
});
afterAll(() => house?.[Symbol.asyncDispose]());

test('every example of the document works, and its samples are stored', async () => {
  expect(EXAMPLES).toHaveLength(7);
  for (const script of EXAMPLES) {
    const { stdout } = await run('bash', ['-ec', script], {
      cwd: house.database.directory,
      env: { ...process.env, VARVE: house.address, KEY: key },
    });
    // A file goes to the disk, anything else is answered as JSON.
    if (stdout === '') continue;
    const answer = JSON.parse(stdout) as { accepted?: number; rejectedCount?: number };
    expect(answer.rejectedCount ?? 0).toBe(0);
  }
  const file = await readFile(join(house.database.directory, 'audit.csv'), 'utf8');
  expect(file).toContain('"action"');
  await vi.waitFor(
    async () => {
      const rows = await house.database.query(
        'SELECT value FROM timeseries.samples WHERE value IS NOT NULL ORDER BY time',
      );
      expect(rows.map((row) => (row as { value: number }).value)).toEqual([
        101.5, 101.6, 101.7, 101.8, 101.9, 102,
      ]);
    },
    { timeout: 30_000, interval: 100 },
  );
});

test('a server without a collector in its process says where samples go', async () => {
  await using apart = await startTestServer(
    [{ name: 'line-a', protocol: 'program', tags: [{ name: 'pressure' }] }],
    (parts) => ({ ...parts, writer: null }),
  );
  const { authorization } = await apart.makeKey({ permissions: ['samples.write'] });
  const response = await fetch(`${apart.address}/api/v1/samples`, {
    method: 'POST',
    headers: { authorization, 'content-type': 'application/json' },
    body: '[]',
  });
  expect(response.status).toBe(503);
  expect(await response.json()).toMatchObject({ code: 'COLLECTOR_APART' });
});
