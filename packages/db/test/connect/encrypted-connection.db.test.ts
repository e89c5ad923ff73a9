import { execFileSync } from 'node:child_process';
import { chownSync, statSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { connect, openPool } from '../../src/index.ts';
import { ENGINES, type TestServer } from '../support/engines.ts';

let server: TestServer;
let folder: string;
let certificate: string;
let wrongAuthority: string;

/** Whether the session that an address leads to is encrypted. */
async function encryption(query: string): Promise<boolean> {
  const client = await connect(`${server.superuser}?${query}`, 'test');
  const { rows } = await client.query<{ ssl: boolean }>(
    'SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()',
  );
  await client.end();
  return rows[0]!.ssl;
}

async function reconfigure(...commands: readonly string[]): Promise<void> {
  const client = await connect(`${server.superuser}?sslmode=allow`, 'test');
  for (const command of commands) await client.query(command);
  await client.query('SELECT pg_reload_conf()');
  await client.end();
}

/** A key, and a certificate that it signs itself. */
function selfSigned(name: string, host: string): { readonly key: string; readonly cert: string } {
  const key = join(folder, `${name}.key`);
  const cert = join(folder, `${name}.crt`);
  const subject = ['-subj', `/CN=${host}`, '-addext', `subjectAltName=DNS:${host}`];
  const made = ['-newkey', 'rsa:2048', '-nodes', '-keyout', key, '-out', cert, '-days', '2'];
  execFileSync('openssl', ['req', '-x509', ...made, ...subject], { stdio: 'ignore' });
  return { key, cert };
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'varve-tls-'));
  server = await ENGINES[0]!.start();
  const { key, cert } = selfSigned('server', 'db.example');
  certificate = cert;
  wrongAuthority = selfSigned('other', 'other.example').cert;
  const client = await connect(server.superuser, 'test');
  const { rows } = await client.query<{ folder: string }>(
    "SELECT current_setting('data_directory') AS folder",
  );
  await client.end();
  const data = rows[0]!.folder;
  execFileSync('cp', [key, join(data, 'server.key')]);
  execFileSync('cp', [cert, join(data, 'server.crt')]);
  execFileSync('chmod', ['600', join(data, 'server.key')]);
  const { uid, gid } = statSync(data);
  for (const file of ['server.key', 'server.crt']) chownSync(join(data, file), uid, gid);
});
afterAll(async () => {
  await server?.[Symbol.asyncDispose]();
  await rm(folder, { recursive: true, force: true });
});

describe('a server that cannot encrypt', () => {
  test.each(['', 'sslmode=prefer', 'sslmode=allow', 'sslmode=disable'])(
    'is reached with "%s"',
    async (query) => {
      expect(await encryption(query)).toBe(false);
    },
  );

  test('is not reached with sslmode=require, and the message says why', async () => {
    await expect(encryption('sslmode=require')).rejects.toMatchObject({
      code: 'DATABASE_UNREACHABLE',
      message: expect.stringContaining('does not support SSL connections') as string,
    });
  });
});

describe('a server with a certificate that it has signed itself', () => {
  beforeAll(() => reconfigure('ALTER SYSTEM SET ssl = on'));

  test.each([
    ['', true],
    ['sslmode=prefer', true],
    ['sslmode=require', true],
    ['sslmode=no-verify', true],
    ['uselibpqcompat=true&sslmode=require', true],
    ['ssl=true', true],
    ['sslmode=allow', false],
    ['sslmode=disable', false],
  ])('is reached with "%s", encrypted: %s', async (query, isEncrypted) => {
    await expect.poll(() => encryption(query)).toBe(isEncrypted);
  });

  test('is checked with verify-ca and verify-full, the name in it with verify-full only', async () => {
    const root = `sslrootcert=${certificate}`;
    expect(await encryption(`sslmode=verify-ca&${root}`)).toBe(true);
    expect(await encryption(`sslmode=require&${root}`)).toBe(true);
    const wrong = `sslrootcert=${wrongAuthority}`;
    for (const query of [
      `sslmode=verify-full&${root}`,
      'sslmode=verify-full',
      `sslmode=verify-ca&${wrong}`,
      `sslmode=require&${wrong}`,
    ])
      await expect(encryption(query), query).rejects.toMatchObject({
        code: 'DATABASE_UNREACHABLE',
      });
  });

  test('says nothing on standard error that a library would like to be known', async () => {
    const warnings: string[] = [];
    const take = (warning: Error): number => warnings.push(warning.message);
    process.on('warning', take);
    await encryption('sslmode=prefer');
    await encryption('sslmode=require');
    process.off('warning', take);
    expect(warnings).toEqual([]);
  });

  test('serves the connections of a pool encrypted, and still when it encrypts no more', async () => {
    const settings = { maxConnections: 2, statementTimeoutMs: 5_000 };
    const pool = openPool(`${server.superuser}?sslmode=prefer`, 'test', settings);
    const isEncrypted = async (): Promise<boolean> => {
      const { rows } = await pool.query<{ ssl: boolean }>(
        'SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()',
      );
      return rows[0]!.ssl;
    };
    expect(await isEncrypted()).toBe(true);
    await reconfigure('ALTER SYSTEM SET ssl = off');
    await pool.query('SELECT pg_terminate_backend(pg_backend_pid())').catch(() => undefined);
    await expect.poll(() => isEncrypted().catch(() => undefined)).toBe(false);
    await pool.end();
    await reconfigure('ALTER SYSTEM SET ssl = on');
  });
});
