import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runVarve } from '../../../test/varve-process.ts';

test('a database that does not answer is told by its address, and the exit code is 1', async () => {
  const closed = createServer().listen(0, '127.0.0.1');
  await once(closed, 'listening');
  const { port } = closed.address() as AddressInfo;
  closed.close();
  await once(closed, 'close');
  const end = await runVarve('migrate', '--database', `postgres://u:S3cret@127.0.0.1:${port}/d`);
  expect(end).toMatchObject({ code: 1, stdout: '' });
  expect(end.stderr).toMatch(
    new RegExp(`^varve: no connection to .*127\\.0\\.0\\.1:${port}.*\\n$`),
  );
  expect(end.stderr).not.toContain('S3cret');
});

test('an option that is wrong ends the process with the exit code 2, before anything is made', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'varve-test-'));
  try {
    const end = await runVarve('migrate', '--directory', join(folder, 'new'), '--database', 'x');
    expect(end).toMatchObject({ code: 2, stdout: '' });
    expect(end.stderr).toContain('--database: ');
  } finally {
    await rm(folder, { recursive: true });
  }
});
