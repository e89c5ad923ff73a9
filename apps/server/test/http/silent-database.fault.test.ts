import { createTRPCClient, httpLink } from '@trpc/client';
import { createHistorian } from '@varve/historian';
import pino from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startSilentProxy, type SilentProxy } from '../../../../test/silent-proxy.ts';
import type { AppRouter } from '../../src/router.ts';
import { createServer } from '../../src/http/create-server.ts';
import { historianContext } from '../support/historian-context.ts';
import { openTenantDatabase } from '../../src/kit/tenant-database.ts';
import type { Health } from '@varve/contract';
import { startTestDatabase } from '../support/test-database.ts';

const TRENDS = 12;
const DEADLINE_MS = 25_000;

const resources = new AsyncDisposableStack();
let proxy: SilentProxy;
let address: string;
let tagIds: number[];

beforeAll(async () => {
  const database = resources.use(await startTestDatabase());
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
  const tenant = resources.use(await openTenantDatabase(url.href, 'default'));
  const context = historianContext(historian, tenant);
  const server = await createServer(context, { logger: pino({ level: 'silent' }) });
  resources.defer(() => server.close());
  address = await server.listen({ host: '127.0.0.1', port: 0 });
});
afterAll(() => resources.disposeAsync());

const trend = (): Promise<unknown> =>
  createTRPCClient<AppRouter>({
    links: [httpLink({ url: `${address}/trpc` })],
  }).trends.read.query({
    tagIds,
    fromMs: Date.now() - 3_600_000,
    toMs: Date.now(),
    widthPixels: 100,
  });
const trends = (): Promise<PromiseSettledResult<unknown>[]> =>
  Promise.allSettled(Array.from({ length: TRENDS }, trend));
const health = async (): Promise<Health> =>
  (await (await fetch(`${address}/api/health`)).json()) as Health;

test(
  'while the database is silent every question ends in time and health tells the truth, and then everything works again',
  { timeout: 120_000 },
  async () => {
    expect((await trends()).map(({ status }) => status)).toEqual(Array(TRENDS).fill('fulfilled'));
    expect((await health()).database.state).toBe('connected');
    proxy.fallSilent();
    const start = performance.now();
    const asked = trends();
    expect((await health()).database.state).toBe('disconnected');
    expect(performance.now() - start).toBeLessThan(10_000);
    expect((await asked).map(({ status }) => status)).toEqual(Array(TRENDS).fill('rejected'));
    expect(performance.now() - start).toBeLessThan(DEADLINE_MS);
    expect((await health()).status).toBe('unhealthy');
    proxy.heal();
    await expect.poll(async () => (await health()).database.state).toBe('connected');
    expect((await trends()).map(({ status }) => status)).toEqual(Array(TRENDS).fill('fulfilled'));
  },
);
