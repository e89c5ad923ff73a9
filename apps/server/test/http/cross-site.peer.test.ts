import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startGateway, type TestGateway } from '../support/test-gateway.ts';

const FRIEND = 'https://friend.example';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway(
    {
      allowedHosts: ['plant.example'],
      allowedOrigins: [FRIEND],
      anonymousCallsPerMinute: 10_000,
    },
    (server) => {
      server.post('/api/change', async () => ({ done: true }));
      server.get('/api/read', async () => ({ read: true }));
      server.get('/page', async () => 'page');
    },
  );
});
afterAll(() => gateway?.[Symbol.asyncDispose]());

type Headers = Readonly<Record<string, string>>;

/** Sends a request by hand: `fetch` sets some of these headers itself. */
async function statusOf(
  method: string,
  path: string,
  headers: Headers,
  host = `127.0.0.1:${gateway.port}`,
): Promise<number> {
  const body = method === 'POST' ? '{}' : '';
  const all = { host, connection: 'close', 'content-length': String(body.length), ...headers };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}`);
  const answer = await gateway.exchange(
    `${method} ${path} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n${body}`,
  );
  return Number(/^HTTP\/1\.1 (\d+)/.exec(answer)?.[1]);
}

const JSON_TYPE = { 'content-type': 'application/json' };
const COOKIE = { cookie: '__Host-sid=1' };
const ownOrigin = (): Headers => ({ origin: `http://127.0.0.1:${gateway.port}` });

describe('a change with cookies', () => {
  const change = (headers: Headers, host?: string): Promise<number> =>
    statusOf('POST', '/api/change', { ...COOKIE, ...JSON_TYPE, ...headers }, host);

  test('is taken from a page of this server', async () => {
    expect(await change({ 'sec-fetch-site': 'same-origin' })).toBe(200);
    expect(await change({ 'sec-fetch-site': 'same-origin', ...ownOrigin() })).toBe(200);
    expect(await change(ownOrigin())).toBe(200);
  });

  test('is taken from behind a proxy that puts another name in the place of ours', async () => {
    expect(await change({ origin: 'https://plant.example' })).toBe(200);
  });

  test.each([
    { 'sec-fetch-site': 'same-site' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'none' },
    { 'sec-fetch-site': 'Same-Origin' },
    { 'sec-fetch-site': '' },
    { 'sec-fetch-site': 'cross-site', origin: FRIEND },
    { origin: 'http://127.0.0.1:9' },
    { origin: 'http://127.0.0.1' },
    { origin: 'null' },
    { origin: FRIEND },
    { origin: 'https://evil.example' },
    { origin: 'https://plant.example:9' },
    { referer: 'http://127.0.0.1/' },
    { 'x-forwarded-host': 'evil.example', origin: 'https://evil.example' },
  ] as Headers[])('is refused from elsewhere, or from nowhere: %j', async (headers) => {
    expect(await change(headers)).toBe(403);
  });

  test('is refused from another port of the name that the browser asked', async () => {
    const host = 'plant.example:8443';
    expect(await change({ origin: 'https://plant.example:8443' }, host)).toBe(200);
    expect(await change({ origin: 'https://plant.example' }, host)).toBe(403);
    expect(await change({ origin: 'https://plant.example:9' }, host)).toBe(403);
  });

  test('is refused as well where it names its caller by a header too', async () => {
    expect(await change({ authorization: 'Bearer x', 'sec-fetch-site': 'cross-site' })).toBe(403);
  });

  test.each([
    'text/plain',
    'multipart/form-data; boundary=x',
    'application/octet-stream',
    'application/x-www-form-urlencoded',
    'application/jsonx',
    'text/plain; application/json',
  ])('is refused with a body of %s', async (type) => {
    expect(await change({ 'sec-fetch-site': 'same-origin', 'content-type': type })).toBe(415);
  });
});

describe('a change without cookies', () => {
  test('is taken from a program, which says nothing of sites', async () => {
    expect(await statusOf('POST', '/api/change', JSON_TYPE)).toBe(200);
  });

  test('is not held to the site where it names its caller', async () => {
    const headers = { ...JSON_TYPE, authorization: 'Bearer x', 'sec-fetch-site': 'cross-site' };
    // The token is none.
    expect(await statusOf('POST', '/api/change', headers)).toBe(401);
  });

  test('is taken from a page of an origin that is listed', async () => {
    expect(await statusOf('POST', '/api/change', { ...JSON_TYPE, origin: FRIEND })).toBe(200);
  });

  test.each([{ origin: 'https://evil.example' }, { 'sec-fetch-site': 'cross-site' }] as Headers[])(
    'is refused from a page elsewhere, which could log its reader in as somebody else: %j',
    async (headers) => {
      expect(await statusOf('POST', '/api/change', { ...JSON_TYPE, ...headers })).toBe(403);
    },
  );
});

describe('reading', () => {
  const SITES = ['same-site', 'cross-site'];

  test.each(SITES)('the API is refused to a page that is %s', async (site) => {
    for (const path of ['/api/read', '/trpc/status.health', '/%74rpc/status.health', '/live']) {
      expect(await statusOf('GET', path, { 'sec-fetch-site': site })).toBe(403);
    }
  });

  test.each(SITES)('a page is opened from a page that is %s', async (site) => {
    expect(await statusOf('GET', '/page', { 'sec-fetch-site': site })).toBe(200);
  });

  test('the API is open to the console, to programs and to the address bar', async () => {
    for (const headers of [{ 'sec-fetch-site': 'same-origin' }, { 'sec-fetch-site': 'none' }, {}]) {
      expect(await statusOf('GET', '/api/read', headers as Headers)).toBe(200);
    }
  });

  test('the API is refused to an origin that is another one, where the site is not told', async () => {
    expect(await statusOf('GET', '/api/read', { origin: 'https://evil.example' })).toBe(403);
    expect(await statusOf('GET', '/api/read', ownOrigin())).toBe(200);
  });
});

describe('CORS', () => {
  const ask = (origin: string, method = 'GET'): Promise<Response> =>
    fetch(`${gateway.address}/api/read`, {
      method,
      headers: { origin, 'access-control-request-method': 'GET' },
    });

  test('lets a listed origin read, and says that the answer depends on the origin', async () => {
    const { status, headers } = await ask(FRIEND);
    expect(status).toBe(200);
    expect(headers.get('access-control-allow-origin')).toBe(FRIEND);
    expect(headers.get('access-control-allow-credentials')).toBeNull();
    expect(headers.get('vary')).toMatch(/origin/i);
  });

  test('answers a preflight of a listed origin', async () => {
    const { status, headers } = await ask(FRIEND, 'OPTIONS');
    expect(status).toBe(204);
    expect(headers.get('access-control-allow-headers')).toContain('authorization');
  });

  test.each([
    'https://friend.example.evil.example',
    'http://friend.example',
    'https://friend.example:8443',
    'null',
  ])('gives %s no header', async (origin) => {
    for (const method of ['GET', 'OPTIONS']) {
      const { status, headers } = await ask(origin, method);
      expect(status).toBe(403);
      expect(headers.get('access-control-allow-origin')).toBeNull();
    }
  });

  test('has no header at all where no origin is listed', async () => {
    await using closed = await startGateway();
    const { headers } = await fetch(`${closed.address}/live`);
    expect([...headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
  });
});

describe('a name that stands in a request twice', () => {
  test.each(['a=1; a=2', 'a=1;a=2', 'b=0; a; a=', '__Host-sid=1; x=2; __Host-sid=3'])(
    'is refused in the cookies %s',
    async (cookie) => {
      expect(await statusOf('GET', '/api/read', { cookie })).toBe(400);
    },
  );

  test('is refused in two lines of cookies', async () => {
    const answer = await gateway.exchange(
      `GET /api/read HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\ncookie: a=1\r\ncookie: a=2\r\n\r\n`,
    );
    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
    expect(answer).toContain('COOKIE_REPEATED');
  });

  test.each(['?a=1&a=2', '?a&a', '?input=1&in%70ut=2', '?a+b=1&a%20b=2'])(
    'is refused in the parameters %s',
    async (search) => {
      expect(await statusOf('GET', `/api/read${search}`, {})).toBe(400);
    },
  );

  test('is no fault where the names differ', async () => {
    expect(await statusOf('GET', '/api/read?a=1&A=2', { cookie: 'a=1; A=2; b=a=1' })).toBe(200);
  });
});

describe('a call of tRPC', () => {
  test.each(['multipart/form-data; boundary=x', 'application/octet-stream', 'text/plain', ''])(
    'is refused with a body of %j, in the form that its clients read',
    async (type) => {
      const answer = await fetch(`${gateway.address}/trpc/status.health`, {
        method: 'POST',
        headers: type === '' ? {} : { 'content-type': type },
        body: new Uint8Array(2),
      });
      expect(answer.status).toBe(415);
      expect(await answer.json()).toMatchObject({
        error: { data: { code: 'UNSUPPORTED_MEDIA_TYPE', reason: 'CONTENT_TYPE_UNSUPPORTED' } },
      });
    },
  );

  test.each(['PUT', 'PATCH', 'DELETE'])('is refused by %s', async (method) => {
    const answer = await fetch(`${gateway.address}/trpc/status.health`, { method });
    expect(answer.status).toBe(405);
  });
});
