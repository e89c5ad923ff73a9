import { Validator } from '@seriousme/openapi-schema-validator';
import { appendSample, createSampleBatch, StatusCode } from '@varve/protocols';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { restPathOf } from '../../../src/http/rest/rest-path.ts';
import { router } from '../../../src/router.ts';
import { listProcedures } from '../../../src/trpc/list-procedures.ts';
import { startTestServer, type CallerHeaders, type TestServer } from '../../support/test-server.ts';

const START_MS = Date.parse('2026-01-01T00:00:00Z');
const NOBODY = '00000000-0000-4000-8000-000000000000';

let house: TestServer;
let admin: CallerHeaders;
let tagId: number;

beforeAll(async () => {
  house = await startTestServer([
    { name: 'line-a', protocol: 'program', tags: [{ name: 'pressure' }, { name: 'level' }] },
  ]);
  admin = await house.headersOf('admin');
  tagId = house.historian.tags[0]!.id;
  const batch = createSampleBatch(1);
  appendSample(batch, 0, START_MS * 1_000, 7, StatusCode.good);
  await house.historian.write(batch);
});
afterAll(() => house?.[Symbol.asyncDispose]());

interface Answer {
  readonly status: number;
  readonly body: Record<string, unknown>;
}

async function ask(
  path: string,
  headers: Partial<CallerHeaders>,
  { method = 'GET', body }: { method?: string; body?: unknown } = {},
): Promise<Answer> {
  const response = await fetch(`${house.address}${path}`, {
    method,
    headers: { ...headers, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: response.status, body: (await response.json()) as Answer['body'] };
}

/** Asks the same over tRPC, and gives the answer the form that REST has. */
async function askTrpc(
  name: string,
  headers: Partial<CallerHeaders>,
  input: unknown,
): Promise<Answer> {
  const isChange = listProcedures(router).find((one) => one.name === name)!.type === 'mutation';
  const address = `/trpc/${name}`;
  const question = `?input=${encodeURIComponent(JSON.stringify(input))}`;
  const { status, body } = isChange
    ? await ask(address, headers, { method: 'POST', body: input })
    : await ask(address + question, headers);
  const { result, error } = body as {
    result?: { data: Answer['body'] };
    error?: { message: string; data: { reason: string; issues: unknown } };
  };
  return result === undefined
    ? { status, body: { code: error!.data.reason, issues: error!.data.issues } }
    : { status, body: result.data };
}

const RANGE = { fromMs: START_MS, toMs: START_MS + 60_000, widthPixels: 10 };
const RANGE_TEXT = `fromMs=${RANGE.fromMs}&toMs=${RANGE.toMs}&widthPixels=10`;

describe('REST and tRPC give the same answer', () => {
  test.each([
    ['tags.list', '/api/v1/tags', () => ({})],
    ['tags.list', '/api/v1/tags?limit=1', () => ({ limit: 1 })],
    ['tags.list', '/api/v1/tags?limit=0', () => ({ limit: 0 })],
    ['tags.list', '/api/v1/tags?limit=one', () => ({ limit: 'one' })],
    ['tags.list', '/api/v1/tags?page=1', () => ({ page: '1' })],
    ['live.latest', '/api/v1/live/latest?tagIds=ID', () => ({ tagIds: [tagId] })],
    ['live.latest', '/api/v1/live/latest?tagIds=', () => ({ tagIds: [] })],
    ['live.latest', '/api/v1/live/latest?tagIds=ID,2000000000', () => ({ tagIds: [tagId, 2e9] })],
    ['live.latest', '/api/v1/live/latest', () => ({})],
    [
      'trends.read',
      `/api/v1/trends/read?tagIds=ID&${RANGE_TEXT}`,
      () => ({ tagIds: [tagId], ...RANGE }),
    ],
    ['sessions.end', `DELETE /api/v1/sessions/${NOBODY}`, () => ({ sessionId: NOBODY })],
    ['sessions.end', 'DELETE /api/v1/sessions/7', () => ({ sessionId: '7' })],
    ['sessions.list', '/api/v1/sessions?cursor=x', () => ({ cursor: 'x' })],
    ['keys.revoke', `DELETE /api/v1/keys/${NOBODY}`, () => ({ keyId: NOBODY })],
    ['keys.create', 'POST /api/v1/keys', () => ({ name: 'x', permissions: [] })],
    ['session.updateProfile', 'POST /api/v1/session/update-profile', () => ({ language: 'fr' })],
  ])('of %s at %s', async (name, place, input) => {
    const [path, method = 'GET'] = place.replace('ID', String(tagId)).split(' ').toReversed();
    const body = method === 'POST' ? { body: input() } : {};
    const overRest = await ask(path!, admin, { method, ...body });
    const overTrpc = await askTrpc(name, admin, input());
    expect(overRest.status).toBe(overTrpc.status);
    const ofRest = { error: expect.any(String), requestId: expect.any(String) };
    expect(overRest.body).toEqual(
      overTrpc.status === 200 ? overTrpc.body : { ...ofRest, ...overTrpc.body },
    );
  });

  const procedures = listProcedures(router).flatMap((procedure) => {
    const place = restPathOf(procedure);
    return place === undefined ? [] : [{ name: procedure.name, ...place }];
  });

  // One login for all: a user's oldest session ends with the twenty-first.
  let bare: CallerHeaders | undefined;

  test.each(procedures)('to nobody, and to a key without rights: $name', async (procedure) => {
    const { name, method, path } = procedure;
    const address = path.replaceAll(/:\w+/g, NOBODY);
    const body = method === 'POST' || method === 'PATCH' ? { body: {} } : {};
    bare ??= await house.makeKey({ permissions: ['metrics.read'] });
    for (const headers of [{}, { authorization: bare.authorization }]) {
      const overRest = await ask(address, headers, { method, ...body });
      const overTrpc = await askTrpc(name, headers, {});
      expect([overRest.status, overRest.body['code']]).toEqual([
        overTrpc.status,
        overTrpc.body['code'],
      ]);
      expect([401, 403]).toContain(overRest.status);
    }
  });
});

test('a key is made, used and revoked over REST', async () => {
  const input = { name: 'by REST', permissions: ['tags.read'] };
  const made = await ask('/api/v1/keys', admin, { method: 'POST', body: input });
  expect(made.status).toBe(200);
  const key = { authorization: `Bearer ${String(made.body['secret'])}` };
  expect((await ask('/api/v1/tags', key)).status).toBe(200);
  const revoked = await ask(`/api/v1/keys/${String(made.body['id'])}`, admin, { method: 'DELETE' });
  expect(revoked).toEqual({ status: 200, body: {} });
});

test('a parameter that comes twice is refused', async () => {
  expect(await ask('/api/v1/tags?limit=1&limit=2', admin)).toMatchObject({
    status: 400,
    body: { code: 'PARAMETER_REPEATED' },
  });
});

test.each([
  ['text/plain', '{}'],
  ['multipart/form-data; boundary=x', '--x--'],
  ['application/octet-stream', '{}'],
])('a body of %s is refused', async (type, body) => {
  const response = await fetch(`${house.address}/api/v1/keys`, {
    method: 'POST',
    headers: { ...admin, 'content-type': type },
    body,
  });
  expect(response.status).toBe(415);
});

describe('/api/openapi.json', () => {
  test('is for those who are known', async () => {
    expect(await ask('/api/openapi.json', {})).toMatchObject({ status: 401 });
  });

  test('is valid by OpenAPI 3.1, and lists every address', async () => {
    const { status, body } = await ask('/api/openapi.json', admin);
    expect(status).toBe(200);
    const validator = new Validator();
    const { valid, errors } = await validator.validate(structuredClone(body));
    expect([valid, errors]).toEqual([true, undefined]);
    expect(validator.version).toBe('3.1');
    const paths = Object.keys(body['paths'] as object);
    const places = listProcedures(router).flatMap((procedure) => restPathOf(procedure) ?? []);
    expect(paths).toEqual(
      expect.arrayContaining(places.map(({ path }) => path.replaceAll(/:(\w+)/g, '{$1}'))),
    );
    expect(paths).toContain('/api/v1/samples');
  });
});
