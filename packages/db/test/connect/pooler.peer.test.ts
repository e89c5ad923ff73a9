import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freePort } from '../../../../test/free-port.ts';
import { needs, PGBOUNCER, pgbouncer } from '../../../../test/requirement.ts';
import { connect, migrate } from '../../src/index.ts';
import { ENGINES, type TestServer } from '../support/engines.ts';

const IGNORING = 'ignore_startup_parameters = statement_timeout, options';

describe('a database behind PgBouncer', needs(pgbouncer), () => {
  let server: TestServer;
  let folder: string;
  beforeAll(async () => {
    server = await ENGINES[0]!.start();
    folder = await mkdtemp(join(tmpdir(), 'varve-pgbouncer-'));
    await chmod(folder, 0o755);
  });
  afterAll(async () => {
    await server?.[Symbol.asyncDispose]();
    await rm(folder, { recursive: true, force: true });
  });

  /** Starts a pooler before the server. */
  async function startPooler(mode: string, setting = '') {
    const port = await freePort();
    const url = new URL(server.superuser);
    const file = join(folder, `${port}.ini`);
    const users = join(folder, 'users.txt');
    await writeFile(users, `"${url.username}" "${decodeURIComponent(url.password)}"\n`);
    await writeFile(
      file,
      `[databases]
* = host=127.0.0.1 port=${url.port}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${port}
unix_socket_dir =
auth_type = plain
auth_file = ${users}
pool_mode = ${mode}
${setting}
`,
    );
    // It does not run as root.
    const user = process.getuid?.() === 0 ? ['-u', 'nobody'] : [];
    const child = spawn(PGBOUNCER, [...user, file], { stdio: ['ignore', 'ignore', 'pipe'] });
    const ended = once(child, 'close');
    for await (const chunk of child.stderr) if (String(chunk).includes('process up')) break;
    url.port = String(port);
    return {
      connectionString: url.href,
      async [Symbol.asyncDispose]() {
        child.kill('SIGKILL');
        await ended;
      },
    };
  }

  test.each([
    ['transaction', ''],
    ['transaction', IGNORING],
    ['statement', IGNORING],
  ])('is refused with the reason in the mode %s (%s), by every way in', async (mode, setting) => {
    await using pooler = await startPooler(mode, setting);
    const refusal = {
      code: 'DATABASE_POOLED',
      message: expect.stringContaining('give the address of PostgreSQL itself') as string,
    };
    await expect(connect(pooler.connectionString, 'test')).rejects.toMatchObject(refusal);
    await expect(migrate(pooler.connectionString)).rejects.toMatchObject(refusal);
  });

  test('is taken where each client has a session of its own', async () => {
    await using pooler = await startPooler('session', IGNORING);
    const client = await connect(pooler.connectionString, 'test');
    const { rows } = await client.query<{ one: number }>('SELECT 1 AS one');
    expect(rows).toEqual([{ one: 1 }]);
    await client.end();
  });
});
