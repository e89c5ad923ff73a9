import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startSilentProxy } from '../../../../test/silent-proxy.ts';
import { connect, openApplicationPool, openPool } from '../../src/index.ts';
import { withTenant } from '../../src/connect/with-tenant.ts';
import { openDatabase, type TestDatabase } from '../support/database.ts';
import { RUNNABLE_ENGINES } from '../support/engines.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await openDatabase(RUNNABLE_ENGINES[0]!);
});
afterAll(async () => database?.[Symbol.asyncDispose]());

async function startProxied() {
  const url = new URL(database.connectionString);
  const proxy = await startSilentProxy(Number(url.port));
  url.host = `127.0.0.1:${proxy.port}`;
  return {
    proxy,
    connectionString: url.href,
    [Symbol.asyncDispose]: () => proxy[Symbol.asyncDispose](),
  };
}

const msSince = (start: number): number => performance.now() - start;
const STATEMENT_MS = 500;
// What a busy machine adds; what hangs takes for ever.
const SLACK_MS = 10_000;

test('a pool whose database falls silent under load fails every question in time, and works on new connections afterwards', async () => {
  await using proxied = await startProxied();
  const { proxy, connectionString } = proxied;
  const pool = openPool(connectionString, 'test', {
    maxConnections: 4,
    statementTimeoutMs: STATEMENT_MS,
  });
  await Promise.all(Array.from({ length: 12 }, () => pool.query('SELECT 1')));
  expect(pool.totalCount).toBe(4);
  proxy.fallSilent();
  const start = performance.now();
  const asked = await Promise.allSettled(Array.from({ length: 8 }, () => pool.query('SELECT 1')));
  expect(asked.map(({ status }) => status)).toEqual(Array(8).fill('rejected'));
  // A time-out of the answer for the first four, and of the connection that takes their place for the others.
  expect(msSince(start)).toBeLessThan(STATEMENT_MS + 2_000 + 10_000 + SLACK_MS);
  proxy.heal();
  const { rows } = await pool.query<{ one: number }>('SELECT 1 AS one');
  expect(rows).toEqual([{ one: 1 }]);
  await pool.end();
});

test('a transaction of a tenant on a silent connection ends, and its connection serves nobody else', async () => {
  await using proxied = await startProxied();
  const { proxy, connectionString } = proxied;
  const pool = openApplicationPool(connectionString, 'test', { statementTimeoutMs: STATEMENT_MS });
  const start = performance.now();
  await expect(
    withTenant(pool, database.acme, async ({ $client }) => {
      proxy.fallSilent();
      await $client.query('SELECT 1');
    }),
  ).rejects.toThrow('Query read timeout');
  // For the answer and the way back.
  expect(msSince(start)).toBeLessThan(STATEMENT_MS + 2_000 + 2_000 + 5_000);
  proxy.heal();
  expect(pool.totalCount).toBe(0);
  await withTenant(pool, database.acme, ({ $client }) => $client.query('SELECT 1'));
  await pool.end();
});

test('a connection is cut when nothing is heard for as long as it may be silent, and its end is not waited for', async () => {
  await using proxied = await startProxied();
  const { proxy, connectionString } = proxied;
  const client = await connect(connectionString, 'test', { silenceMs: 300 });
  proxy.fallSilent();
  await expect(client.query('SELECT 1')).rejects.toMatchObject({ code: 'ETIMEDOUT' });
  proxy.heal();
  const idle = await connect(connectionString, 'test');
  proxy.fallSilent();
  const start = performance.now();
  await idle.end();
  expect(msSince(start)).toBeLessThan(4_000);
});

test('a connection that works for longer than it may be silent goes on, as long as something comes', async () => {
  const client = await connect(database.connectionString, 'test', { silenceMs: 400 });
  for (let round = 0; round < 5; round++) {
    await client.query('SELECT pg_sleep(0.1)');
    await delay(50);
  }
  const { rows } = await client.query<{ one: number }>('SELECT 1 AS one');
  expect(rows).toEqual([{ one: 1 }]);
  await client.end();
});
