import { X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { get, request } from 'node:https';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeUser } from '../../../../test/log-in-as.ts';
import { startVarve, type VarveProcess } from '../../../../test/varve-process.ts';
import { startTestDatabase, type TestDatabase } from '../support/test-database.ts';

const STREAMS = 5;

describe('varve serve beyond loopback', () => {
  let database: TestDatabase;
  const started: VarveProcess[] = [];
  beforeAll(async () => {
    database = await startTestDatabase();
  });
  afterAll(async () => {
    for (const { child, ended } of started) {
      child.kill('SIGKILL');
      await ended;
    }
    await database?.[Symbol.asyncDispose]();
  });

  const serve = (...options: readonly string[]): VarveProcess => {
    const server = startVarve(
      'serve',
      `--database=${database.connectionString}`,
      `--directory=${join(database.directory, 'server')}`,
      '--host=0.0.0.0',
      ...options,
    );
    started.push(server);
    return server;
  };

  test('is encrypted, names its authority, and ends in time with 0 while streams are open', async () => {
    const server = serve();
    const [, printed] = await server.printed(/SHA-256 ([0-9A-F:]+)/);
    const [, port] = await server.printed(/https:\/\/0\.0\.0\.0:(\d+)/);
    const ca = await readFile(join(database.directory, 'server/tls/ca.pem'), 'utf8');
    expect(new X509Certificate(ca).fingerprint256).toBe(printed);
    const secured = { host: '127.0.0.1', port, ca, agent: false };
    const ask = async (path: string, headers = {}): Promise<IncomingMessage> => {
      const asked = get({ ...secured, path, headers });
      const [answer] = (await once(asked, 'response')) as [IncomingMessage];
      return answer;
    };
    expect(await text(await ask('/ca.pem'))).toBe(ca);
    const login = request({
      ...secured,
      path: '/api/auth/login',
      method: 'POST',
      headers: { 'content-type': 'application/json' },
    });
    login.end(JSON.stringify(await makeUser(database)));
    const [entered] = (await once(login, 'response')) as [IncomingMessage];
    const { access_token } = JSON.parse(await text(entered)) as { access_token: string };
    const authorization = `Bearer ${access_token}`;
    const streams = await Promise.all(
      Array.from({ length: STREAMS }, () => ask('/trpc/live.follow?input={}', { authorization })),
    );
    expect(streams.map(({ statusCode }) => statusCode)).toEqual(Array(STREAMS).fill(200));
    const startedAt = performance.now();
    server.child.kill('SIGTERM');
    await Promise.all(streams.map((stream) => text(stream)));
    expect((await server.ended).code).toBe(0);
    expect(performance.now() - startedAt).toBeLessThan(10_000);
  });

  test('is plain where the user says so, who is warned', async () => {
    const server = serve('--insecure-http');
    await server.printed(/warning: plain HTTP on 0\.0\.0\.0/);
    const [, port] = await server.printed(/ (?:at )http:\/\/0\.0\.0\.0:(\d+)/);
    expect((await fetch(`http://127.0.0.1:${port}/live`)).status).toBe(200);
    server.child.kill('SIGTERM');
    expect((await server.ended).code).toBe(0);
  });

  test.each([
    [['--certificate=none.pem'], 'expected --certificate and --key'],
    [['--certificate=none.pem', '--key=none.key'], 'cannot read none.pem: ENOENT'],
    [['--certificate=a', '--key=b', '--insecure-http'], 'got both'],
  ])('is refused with %j, by the exit code 2', async (options, words) => {
    const end = await serve(...options).ended;
    expect(end.code).toBe(2);
    expect(end.stderr).toContain(words);
    expect(end.stderr).not.toMatch(/\n +at /);
  });
});
