import { createHmac } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PASSWORD, startTestServer, type TestServer } from '../../support/start-test-server.ts';
import { browserHeaders, cookiesOf, logInProgram } from '../../support/test-client.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
  await server.makeUser('ana');
});
afterAll(async () => server?.[Symbol.asyncDispose]());

let lastAddress = 0;
/** An address that nobody has tried from. */
const newAddress = (): string => {
  lastAddress += 1;
  return `198.51.${Math.floor(lastAddress / 250)}.${(lastAddress % 250) + 1}`;
};
const attempt = (
  username: string,
  password: string,
  from = newAddress(),
  headers: Record<string, string> = {},
): Promise<Response> =>
  server.post(
    '/api/session/login',
    { username, password },
    { 'x-forwarded-for': from, ...headers },
  );

/** A token of the server's own form, signed by its key or another. */
function tokenOf(
  claims: Record<string, unknown>,
  header: Record<string, unknown>,
  key: Uint8Array,
): string {
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const signed = `${part(header)}.${part(claims)}`;
  const signature = createHmac('sha256', key).update(signed).digest('base64url');
  return `${signed}.${header['alg'] === 'none' ? '' : signature}`;
}

describe('a token that is not right', () => {
  const ROUTES = [
    '/trpc/session.me',
    '/trpc/status.health',
    '/api/health',
    '/api/session/entrance',
    '/api/audit/export',
    '/metrics',
  ];
  const NOW_S = Math.floor(Date.now() / 1_000);

  const forge = async (
    given: Record<string, unknown>,
    headerGiven: Record<string, unknown> = {},
  ): Promise<string> => {
    const { accessToken } = await logInProgram(server, 'ana', { from: newAddress() });
    const [header, claims] = accessToken
      .split('.')
      .slice(0, 2)
      .map((part) => JSON.parse(Buffer.from(part, 'base64url').toString()) as object);
    const file = join(server.database.directory, 'keys', 'access-tokens.json');
    const { keys } = JSON.parse(await readFile(file, 'utf8')) as {
      readonly keys: readonly { readonly secret: string }[];
    };
    const key = Buffer.from(keys[0]!.secret, 'base64url');
    return tokenOf({ ...claims, ...given }, { ...header, ...headerGiven }, key);
  };

  test('is one that the key of the server does not make right', async () => {
    const whole = await forge({});
    const answer = await fetch(`${server.address}/trpc/session.me`, {
      headers: { authorization: `Bearer ${whole}` },
    });
    expect(answer.status).toBe(200);
  });

  test.each<[string, Record<string, unknown>, Record<string, unknown>]>([
    ['without a signature', {}, { alg: 'none' }],
    ['for another audience', { aud: 'other' }, {}],
    ['of another type', {}, { typ: 'JWT' }],
    ['that is over', { exp: NOW_S - 60, iat: NOW_S - 360 }, {}],
    ['by an unknown key', {}, { kid: 'odd' }],
    ['of another tenant', { tid: '00000000-0000-4000-8000-000000000009' }, {}],
    ['of another user than its session', { sub: '00000000-0000-4000-8000-000000000009' }, {}],
    ['of no session', { sid: '00000000-0000-4000-8000-000000000009' }, {}],
  ])('is refused on every route: %s', async (_what, claims, header) => {
    const token = await forge(claims, header);
    for (const route of ROUTES) {
      const answer = await fetch(`${server.address}${route}`, {
        headers: { authorization: `Bearer ${token}` },
      });
      expect([route, answer.status]).toEqual([route, 401]);
    }
  });

  test.each(['Basic YTpi', 'Bearer', 'Bearer a b', 'nonsense'])(
    'is refused as %s',
    async (authorization) => {
      const answer = await fetch(`${server.address}/api/health`, { headers: { authorization } });
      expect(answer.status).toBe(401);
    },
  );

  test('is taken back where it came as a cookie, and bars nobody from logging in', async () => {
    const bad = new Map([['__Host-varve-access', 'a.b.c']]);
    const headers = browserHeaders(bad);
    const refused = await fetch(`${server.address}/trpc/session.me`, { headers });
    expect(refused.status).toBe(401);
    expect(cookiesOf(refused).get('__Host-varve-access')).toBe('');
    expect((await attempt('ana', PASSWORD, newAddress(), headers)).status).toBe(200);
  });

  test('that is only too old is refused a hundred times, and slows nobody down', async () => {
    const old = await forge({ exp: NOW_S - 60, iat: NOW_S - 360 });
    for (let call = 0; call < 100; call++) {
      const answer = await fetch(`${server.address}/trpc/session.me`, {
        headers: { authorization: `Bearer ${old}` },
      });
      expect(answer.status).toBe(401);
      await answer.arrayBuffer();
    }
    expect((await attempt('ana', PASSWORD)).status).toBe(200);
  });
});

describe('a token that is not right, at an address that is written in another way', () => {
  // A route is judged, and not how somebody wrote its address.
  test.each([
    '/%74rpc/session.me',
    '/api/%68ealth',
    '/api/audit%2Fexport',
    '/%6detrics',
    '/trpc/session.me?/api/session/login',
    '/api/audit/export?x=/api/session/login',
  ])('is refused at %s, or nothing is there', async (path) => {
    const answer = await fetch(server.address + path, {
      headers: { authorization: 'Bearer not.a.token' },
    });
    expect([401, 404]).toContain(answer.status);
  });

  test.each(['/api/session/login?x=1', '/api/session/%6Cogin', '/api/session/login?'])(
    'lets a browser log in again at %s',
    async (path) => {
      const headers = {
        ...browserHeaders(new Map([['__Host-varve-access', 'not.a.token']])),
        'x-forwarded-for': newAddress(),
      };
      const answer = await server.post(path, { username: 'ana', password: PASSWORD }, headers);
      expect(answer.status).toBe(200);
    },
  );

  test.each(['//api/session/login', '/api//session/login', '/api/session/login/'])(
    'finds nothing at %s',
    async (path) => {
      const answer = await fetch(server.address + path, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ username: 'ana', password: PASSWORD }),
      });
      expect(answer.status).toBe(404);
    },
  );
});
