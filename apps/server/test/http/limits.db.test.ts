import { createTRPCClient, httpBatchLink, type TRPCClientError } from '@trpc/client';
import { createHistorian, type Historian } from '@varve/historian';
import pino from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { AppRouter } from '../../src/router.ts';
import { createServer } from '../../src/http/create-server.ts';
import { logInAs } from '../../../../test/log-in-as.ts';
import { openSecurity } from '../../src/kit/access/security.ts';
import { historianParts } from '../support/historian-parts.ts';
import { openTenants } from '../../src/kit/tenants.ts';
import { startTestDatabase } from '../support/test-database.ts';

const TAG_COUNT = 10_000;

let address: string;
let historian: Historian;
let ids: readonly number[];
let headers: { readonly authorization: string };
const resources = new AsyncDisposableStack();

beforeAll(async () => {
  const database = resources.use(await startTestDatabase());
  await database.query("SELECT internal.found_tenant('default')");
  const tags = Array.from({ length: TAG_COUNT }, (_, place) => ({ name: `t${place}` }));
  historian = resources.use(
    await createHistorian({
      database: database.connectionString,
      sources: [{ name: 'program', protocol: 'program', tags }],
      directory: database.directory,
    }),
  );
  ids = historian.tags.map(({ id }) => id);
  const tenants = resources.use(await openTenants(database.connectionString, 'default'));
  const { connectionString, directory } = database;
  const security = resources.use(
    await openSecurity({ directory, database: connectionString, tenants }),
  );
  const parts = historianParts(historian, tenants, security);
  const server = await createServer(parts, { logger: pino({ level: 'silent' }) });
  resources.defer(() => server.close());
  address = await server.listen({ host: '127.0.0.1', port: 0 });
  headers = await logInAs({ connectionString, address });
});
afterAll(() => resources.disposeAsync());

const clientOf = (methodOverride?: 'POST') =>
  createTRPCClient<AppRouter>({
    links: [
      httpBatchLink({
        url: `${address}/trpc`,
        headers,
        ...(methodOverride === undefined ? {} : { methodOverride }),
      }),
    ],
  });
const failureOf = async (answer: Promise<unknown>): Promise<TRPCClientError<AppRouter>> =>
  answer.then(
    () => expect.unreachable('it was answered'),
    (error: unknown) => error as TRPCClientError<AppRouter>,
  );

describe('as many tags as the schema allows', () => {
  test.each([undefined, 'POST'] as const)('are asked for in one question (%s)', async (method) => {
    expect(await clientOf(method).live.latest.query({ tagIds: [...ids] })).toEqual([]);
  });

  test('are followed over one address', async () => {
    const input = encodeURIComponent(JSON.stringify({ tagIds: ids }));
    const aborting = new AbortController();
    const answer = await fetch(`${address}/trpc/live.follow?input=${input}`, {
      signal: aborting.signal,
      headers,
    });
    expect(answer.status).toBe(200);
    aborting.abort();
  });

  test('are one less than those that are refused, with the path', async () => {
    const failure = await failureOf(clientOf().live.latest.query({ tagIds: [...ids, ids[0]!] }));
    expect(failure.data?.code).toBe('BAD_REQUEST');
    expect(failure.message).toContain('tagIds');
  });
});

describe('a question that cannot be answered', () => {
  const range = { fromMs: 0, toMs: 1, widthPixels: 10 };
  const unknown = 2_000_000_000;

  test.each([
    ['latest', () => clientOf().live.latest.query({ tagIds: [unknown] })],
    ['trend', () => clientOf().trends.read.query({ ...range, tagIds: [ids[0]!, unknown] })],
  ])('is NOT_FOUND by %s when it names a tag that is not there', async (_name, ask) => {
    const failure = await failureOf(ask());
    expect(failure.data).toMatchObject({
      code: 'NOT_FOUND',
      httpStatus: 404,
      reason: 'TAG_UNKNOWN',
      issues: [],
    });
    expect(failure.message).toBe(`there is no tag ${unknown}`);
  });

  test('says so in a stream too', async () => {
    const input = encodeURIComponent(JSON.stringify({ tagIds: [unknown] }));
    const answer = await fetch(`${address}/trpc/live.follow?input=${input}`, { headers });
    const text = await answer.text();
    expect(text).toContain(`there is no tag ${unknown}`);
    expect(text).toContain('NOT_FOUND');
    expect(text).toContain('TAG_UNKNOWN');
  });

  test.each([
    ['toMs', { ...range, toMs: 1e300 }],
    ['fromMs', { ...range, fromMs: -1e300 }],
    ['fromMs', { ...range, fromMs: -8.64e15 }],
    ['toMs', { ...range, fromMs: 2 }],
    ['widthPixels', { ...range, widthPixels: 1e9 }],
    ['tagIds', { ...range, tagIds: [2 ** 31] }],
    ['tagIds', { ...range, tagIds: [1.5] }],
  ])('is a BAD_REQUEST that names %s: %j', async (path, given) => {
    const failure = await failureOf(clientOf().trends.read.query({ tagIds: [ids[0]!], ...given }));
    expect(failure.data).toMatchObject({ code: 'BAD_REQUEST', reason: 'INPUT_INVALID' });
    expect(failure.data?.issues[0]?.path[0]).toBe(path);
    expect(failure.message).toContain(path);
  });

  test.each([
    ['trpc/live.latest?input=nonsense'],
    ['trpc/live.nothing'],
    [`trpc/live.latest?input=${encodeURIComponent(`{"tagIds":[${unknown}]}`)}`],
    ['api/nothing'],
    ['%zz'],
  ])('carries no stack and no path of this machine: %s', async (path) => {
    const text = await (await fetch(`${address}/${path}`, { headers })).text();
    expect(text).not.toMatch(/\bat .*:\d+:\d+|node_modules|\/src\//);
  });
});
