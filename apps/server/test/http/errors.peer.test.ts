import { describe, expect, test } from 'vitest';
import { ServerError } from '../../src/kit/server-error.ts';
import { testAccess } from '../support/test-access.ts';
import { asSomebody, collectorThatTold, partsOf, startGateway } from '../support/test-gateway.ts';

const TENANT = '00000000-0000-4000-8000-000000000000';

const SECRET = 'SELECT salary FROM people at /var/lib/varve/x.ts:1:2';
const failing = (): never => {
  throw new Error(SECRET);
};

/** A server on which everything fails in words that are nobody's business. */
const startBroken = () =>
  startGateway(
    {
      parts: partsOf({
        collector: {
          ...collectorThatTold(() => []),
          tags: failing,
          health: failing,
          // oxlint-disable-next-line require-yield -- it fails before its first message.
          async *follow() {
            failing();
          },
        },
      }),
      anonymousCallsPerMinute: 1_000,
    },
    (server) => {
      server.get('/api/broken', failing);
      server.get('/api/rejected', () => Promise.reject(new Error(SECRET)));
      server.get('/api/odd', () =>
        Promise.reject(Object.assign(new Error(SECRET), { statusCode: 599 })),
      );
      server.get('/api/late', () => Promise.reject(new ServerError('ANSWER_LATE', 'too late')));
      server.post('/api/take', async () => ({ taken: true }));
      asSomebody(server);
    },
  );

const FOLLOW = 'trpc/live.follow?input={}';

describe('an error of the server', () => {
  test.each(['api/broken', 'api/rejected', 'api/odd', 'api/health'])(
    'is told by its id only at %s, and the log has the rest',
    async (path) => {
      await using gateway = await startBroken();
      const answer = await fetch(`${gateway.address}/${path}`);
      const requestId = answer.headers.get('x-request-id');
      expect(answer.status).toBe(500);
      expect(await answer.json()).toEqual({
        error: 'internal error',
        code: 'INTERNAL',
        issues: [],
        requestId,
      });
      expect(gateway.log).toContainEqual(
        expect.objectContaining({
          level: 50,
          requestId,
          err: expect.objectContaining({ message: SECRET, stack: expect.any(String) }),
        }),
      );
    },
  );

  test.each(['trpc/status.health', 'trpc/status.health,tags.list?batch=1&input={}'])(
    'is told by its id only at %s',
    async (path) => {
      await using gateway = await startBroken();
      const answer = await fetch(`${gateway.address}/${path}`);
      const requestId = answer.headers.get('x-request-id');
      const text = await answer.text();
      // A batch whose answers differ is a "multi-status".
      expect([500, 207]).toContain(answer.status);
      expect(text).not.toMatch(/SELECT|\.ts|stack|\/var/);
      const [first] = [JSON.parse(text) as unknown].flat();
      expect(first).toMatchObject({
        error: {
          message: 'internal error',
          data: { code: 'INTERNAL_SERVER_ERROR', reason: null, requestId },
        },
      });
      expect(gateway.log).toContainEqual(expect.objectContaining({ level: 50, requestId }));
    },
  );

  test('is told by its id only within a stream', async () => {
    await using gateway = await startBroken();
    const answer = await fetch(`${gateway.address}/${FOLLOW}`);
    const requestId = answer.headers.get('x-request-id');
    let text = '';
    for await (const chunk of answer.body!.pipeThrough(new TextDecoderStream())) {
      text += chunk;
      if (text.includes('serialized-error')) break;
    }
    expect(text).toContain('internal error');
    expect(text).toContain(requestId);
    expect(text).not.toMatch(/SELECT|stack|\/var/);
  });
});

describe('a refusal', () => {
  test('carries the id where the body is no JSON at all', async () => {
    await using gateway = await startBroken();
    for (const path of ['trpc/live.latest', 'api/take']) {
      const answer = await fetch(`${gateway.address}/${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: '{"a":',
      });
      expect(answer.status).toBe(400);
      expect(await answer.text()).toContain(answer.headers.get('x-request-id'));
    }
  });

  test('by a code of the contract has its status in any route', async () => {
    await using gateway = await startBroken();
    const answer = await fetch(`${gateway.address}/api/late`);
    expect(answer.status).toBe(408);
    expect(await answer.json()).toMatchObject({ error: 'too late', code: 'ANSWER_LATE' });
  });
});

test('an id that the caller has made up is not taken', async () => {
  await using gateway = await startBroken();
  const given = 'made-up-by-me';
  const headers = { 'x-request-id': given, 'request-id': given };
  const ids = new Set<string | null>();
  for (let count = 0; count < 20; count++) {
    ids.add((await fetch(`${gateway.address}/live`, { headers })).headers.get('x-request-id'));
  }
  expect(ids.size).toBe(20);
  expect(JSON.stringify([...ids, gateway.log])).not.toContain(given);
});

test('the log has a line for each answer, without what stands in the address, and without cookies and keys', async () => {
  await using gateway = await startGateway({}, (server) => {
    server.get('/api/link/:token', async () => 'linked');
    server.addHook('onRequest', async (request) => {
      if (request.headers['x-test'] === undefined) return;
      request.access = testAccess(TENANT, { sessionId: 'session-7' });
    });
  });
  const headers = { 'x-test': 'x', cookie: 'sid=S3cret-cookie' };
  const answer = await fetch(`${gateway.address}/trpc/status.health?input={}&key=S3cret-key`, {
    headers,
  });
  const authorization = 'Bearer S3cret-bearer';
  await fetch(`${gateway.address}/trpc/status.health`, { headers: { authorization } });
  await fetch(`${gateway.address}/api/link/S3cret-token?code=S3cret-code`);
  await fetch(`${gateway.address}/S3cret-path`);
  await expect.poll(() => gateway.log.filter(({ msg }) => msg === 'answered').length).toBe(4);
  const [call, ...others] = gateway.log.filter(({ msg }) => msg === 'answered');
  expect(call).toMatchObject({
    requestId: answer.headers.get('x-request-id'),
    method: 'GET',
    route: '/trpc/status.health',
    status: 200,
    ms: expect.any(Number),
    sessionId: 'session-7',
    keyId: null,
    clientAddress: '127.0.0.1',
  });
  expect(others).toMatchObject([
    { route: '/trpc/status.health', status: 401, sessionId: null },
    { route: '/api/link/:token', status: 200, sessionId: null },
    { route: null, status: 404 },
  ]);
  expect(JSON.stringify(gateway.log)).not.toContain('S3cret');
});
