import { createTRPCClient, httpLink } from '@trpc/client';
import { createHistorian } from '@varve/historian';
import pino from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startSilentProxy, type SilentProxy } from '../../../../test/silent-proxy.ts';
import type { AppRouter } from '../../src/router.ts';
import { createServer } from '../../src/http/create-server.ts';
import { logInAs } from '../../../../test/log-in-as.ts';
import { openSecurity } from '../../src/kit/access/security.ts';
import { historianParts } from '../support/historian-parts.ts';
import { openTenants } from '../../src/kit/tenants.ts';
import { startTestDatabase } from '../support/test-database.ts';

const TRENDS = 12;
const DEADLINE_MS = 25_000;

const resources = new AsyncDisposableStack();
let proxy: SilentProxy;
let address: string;
let tagIds: number[];
let headers: { readonly authorization: string };

beforeAll(async () => {
  const database = resources.use(await startTestDatabase());
  await database.query("SELECT internal.found_tenant('default')");
  const url = new URL(database.connectionString);
  proxy = resources.use(await startSilentProxy(Number(url.port)));
  url.host = `127.0.0.1:${proxy.port}`;
  const historian = resources.use(
    await createHistorian({
      database: url.href,
      sources: [{ name: 'program', protocol: 'program', tags: [{ name: 't' }] }],
      directory: database.directory,
      databaseSilenceMs: 2_000,
    }),
  );
  tagIds = historian.tags.map(({ id }) => id);
  const tenants = resources.use(await openTenants(url.href, 'default'));
  const security = resources.use(
    await openSecurity({ directory: database.directory, database: url.href, tenants }),
  );
  const server = await createServer(historianParts(historian, tenants, security), {
    logger: pino({ level: 'silent' }),
    anonymousCallsPerMinute: 100_000,
  });
  resources.defer(() => server.close());
  address = await server.listen({ host: '127.0.0.1', port: 0 });
  headers = await logInAs({ connectionString: database.connectionString, address });
});
afterAll(() => resources.disposeAsync());

const trend = (): Promise<unknown> =>
  createTRPCClient<AppRouter>({
    links: [httpLink({ url: `${address}/trpc`, headers })],
  }).trends.read.query({
    tagIds,
    fromMs: Date.now() - 3_600_000,
    toMs: Date.now(),
    widthPixels: 100,
  });
const trends = (): Promise<PromiseSettledResult<unknown>[]> =>
  Promise.allSettled(Array.from({ length: TRENDS }, trend));
const health = async (): Promise<{ readonly status: string; readonly database: string }> =>
  (await fetch(`${address}/api/health`)).json() as Promise<{ status: string; database: string }>;
const readiness = async (): Promise<number> => (await fetch(`${address}/ready`)).status;

test(
  'while the database is silent every question ends in time and health tells the truth, and then everything works again',
  { timeout: 120_000 },
  async () => {
    expect((await trends()).map(({ status }) => status)).toEqual(Array(TRENDS).fill('fulfilled'));
    expect((await health()).database).toBe('connected');
    proxy.fallSilent();
    const start = performance.now();
    const asked = trends();
    expect((await health()).database).toBe('disconnected');
    expect(performance.now() - start).toBeLessThan(10_000);
    expect((await asked).map(({ status }) => status)).toEqual(Array(TRENDS).fill('rejected'));
    expect(performance.now() - start).toBeLessThan(DEADLINE_MS);
    expect((await health()).status).toBe('unhealthy');
    expect((await fetch(`${address}/api/health`)).status).toBe(503);
    expect(await readiness()).toBe(503);
    expect((await fetch(`${address}/live`)).status).toBe(200);
    proxy.heal();
    await expect.poll(readiness).toBe(200);
    await expect.poll(async () => (await health()).database).toBe('connected');
    expect((await trends()).map(({ status }) => status)).toEqual(Array(TRENDS).fill('fulfilled'));
  },
);
