import { URI, type TOTP } from 'otpauth';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeLink } from '../../../src/features/session/index.ts';
import { openTenants } from '../../../src/kit/tenants.ts';
import { PASSWORD, startTestServer, type TestServer } from '../../support/start-test-server.ts';
import {
  browserHeaders,
  cookiesOf,
  logInBrowser,
  logInProgram,
  type TestClient,
} from '../../support/test-client.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(async () => server?.[Symbol.asyncDispose]());

const linkFor = async (userId: string, kind: 'invitation' | 'reset' | 'login'): Promise<string> => {
  await using tenants = await openTenants(server.database.connectionString, 'default');
  // Awaited here: the database is closed when this function returns.
  return await tenants.home.transaction((transaction) => makeLink(transaction, { userId, kind }));
};
const follow = (code: string, password?: string): Promise<Response> =>
  server.post('/api/session/link', { code, ...(password === undefined ? {} : { password }) });
const factorOf = (address: unknown): TOTP => URI.parse(String(address)) as TOTP;

/** Sets a factor up. @returns its generator and the recovery codes */
async function setUpFactor(
  client: TestClient,
): Promise<{ readonly factor: TOTP; readonly codes: readonly string[]; readonly first: string }> {
  const begun = await client.call('session.beginFactor');
  const factor = factorOf(begun.data['address']);
  // The step before leaves that of now and the next to the test.
  const first = factor.generate({ timestamp: Date.now() - 30_000 });
  const confirmed = await client.call('session.confirmFactor', { code: first });
  expect(confirmed.status).toBe(200);
  return { factor, codes: confirmed.data['codes'] as string[], first };
}

describe('a changed password', () => {
  test('wants the old one, and ends the other sessions of its user', async () => {
    const id = await server.makeUser('changer');
    const [here, there] = [
      await logInProgram(server, 'changer'),
      await logInProgram(server, 'changer'),
    ];
    const reset = await linkFor(id, 'reset');
    const password = 'nine lamps along the quay';
    const wrong = await here.call('session.changePassword', { current: 'not it', password });
    expect([wrong.status, wrong.reason]).toEqual([401, 'CREDENTIALS_WRONG']);
    expect(await server.entries('password_refused')).toMatchObject([
      { actor_id: id, outcome: 'failed' },
    ]);
    const right = await here.call('session.changePassword', { current: PASSWORD, password });
    expect(right.status).toBe(200);
    expect((await here.ask('session.me')).reason).toBe('UNAUTHENTICATED');
    const { tokens } = right.data as { tokens: Record<'access_token' | 'refresh_token', string> };
    const goesOn = await here.send('/trpc/session.me', {
      headers: { authorization: `Bearer ${tokens.access_token}` },
    });
    expect(goesOn.status).toBe(200);
    const refresh = (token: string): Promise<Response> =>
      server.post('/api/auth/refresh', { refresh_token: token });
    expect((await refresh(here.refreshToken)).status).toBe(401);
    expect((await refresh(tokens.refresh_token)).status).toBe(200);
    await expect.poll(async () => (await there.ask('session.me')).status).toBe(401);
    await logInProgram(server, 'changer', { password });
    await expect(logInProgram(server, 'changer')).rejects.toThrow('CREDENTIALS_WRONG');
    // Whoever has an old link must not set another.
    expect((await follow(reset, 'a password of somebody else')).status).toBe(404);
  });

  test('gives a browser the cookies by which its session goes on, and the old ones hold no longer', async () => {
    await server.makeUser('browses');
    const client = await logInBrowser(server, 'browses');
    const password = 'nine lamps along the quay';
    const changed = await client.send('/trpc/session.changePassword', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ current: PASSWORD, password }),
    });
    expect(await changed.json()).toEqual({ result: { data: { tokens: null } } });
    const cookies = cookiesOf(changed);
    expect((await client.ask('session.me')).status).toBe(401);
    const goesOn = await fetch(`${server.address}/trpc/session.me`, {
      headers: browserHeaders(cookies),
    });
    expect(goesOn.status).toBe(200);
    const old = await server.post('/api/session/refresh', {}, browserHeaders(client.cookies));
    expect(old.status).toBe(401);
    const own = await server.post('/api/session/refresh', {}, browserHeaders(cookies));
    expect(own.status).toBe(200);
  });

  test('is one of two that come at once', async () => {
    await server.makeUser('twice');
    const client = await logInProgram(server, 'twice');
    const answers = await Promise.all(
      ['seven boats under one lamp', 'eleven gulls over the pier'].map((password) =>
        client.call('session.changePassword', { current: PASSWORD, password }),
      ),
    );
    const statuses = answers.map(({ status }) => status).toSorted((a, b) => a - b);
    expect(statuses[0]).toBe(200);
    expect([401, 409]).toContain(statuses[1]);
  });

  test.each([
    ['thirteen characters', 'thirteen char', 400],
    ['one of the well-known', 'passwordpassword', 400],
    ['the name of its user', 'ruled-and-more', 400],
    ['the name of the product', 'varvevarvevarve', 400],
    ['257 characters', 'ñ'.repeat(257), 400],
    [
      'sixty-four characters with spaces and ñ',
      '  cada mañana un niño pinta ocho barcos azules junto al viejo muell'.slice(0, 64),
      200,
    ],
  ])('of %s gives its verdict', async (_what, password, status) => {
    await server.database.query("UPDATE users SET deleted_at = now() WHERE username = 'ruled-and'");
    await server.makeUser('ruled-and');
    const client = await logInProgram(server, 'ruled-and');
    const answer = await client.call('session.changePassword', { current: PASSWORD, password });
    expect(answer.status).toBe(status);
    // Spaces are kept, at the ends too.
    if (status === 200) await logInProgram(server, 'ruled-and', { password });
  });

  test('may have eight characters where there is a second factor', async () => {
    await server.makeUser('short');
    const client = await logInProgram(server, 'short');
    const password = 'kq7 vzt1';
    const change = { current: PASSWORD, password };
    expect((await client.call('session.changePassword', change)).reason).toBe('PASSWORD_WEAK');
    await setUpFactor(client);
    expect((await client.call('session.changePassword', change)).status).toBe(200);
  });
});

describe('a second factor', () => {
  test('is asked for after the right password only, and takes each code once', async () => {
    await server.makeUser('careful');
    const { factor, codes, first } = await setUpFactor(await logInProgram(server, 'careful'));
    expect(codes.length).toBeGreaterThanOrEqual(8);
    const tryIt = async (given: object): Promise<[number, string | undefined]> => {
      const answer = await server.post('/api/auth/login', {
        username: 'careful',
        password: PASSWORD,
        ...given,
      });
      return [answer.status, ((await answer.json()) as { code?: string }).code];
    };
    expect(await tryIt({ password: 'wrong' })).toEqual([401, 'CREDENTIALS_WRONG']);
    expect(await tryIt({})).toEqual([401, 'FACTOR_REQUIRED']);
    expect(await tryIt({ factor: first })).toEqual([401, 'CREDENTIALS_WRONG']);
    const code = factor.generate();
    expect((await tryIt({ factor: code }))[0]).toBe(200);
    expect(await tryIt({ factor: code })).toEqual([401, 'CREDENTIALS_WRONG']);
    expect((await tryIt({ factor: factor.generate({ timestamp: Date.now() + 30_000 }) }))[0]).toBe(
      200,
    );
    expect((await tryIt({ factor: codes[0] }))[0]).toBe(200);
    expect(await tryIt({ factor: codes[0] })).toEqual([401, 'CREDENTIALS_WRONG']);
    expect((await server.entries('factor_asked')).length).toBe(1);
  });

  test('needs the password again after five minutes', async () => {
    const id = await server.makeUser('stale');
    const client = await logInProgram(server, 'stale');
    await server.database.query(
      "UPDATE sessions SET authenticated_at = now() - interval '6 minutes' WHERE user_id = $1",
      [id],
    );
    await expect
      .poll(async () => (await client.call('session.beginFactor')).reason)
      .toBe('REAUTHENTICATE');
    expect((await client.call('session.reauthenticate', { password: 'wrong' })).status).toBe(401);
    expect((await client.call('session.reauthenticate', { password: PASSWORD })).status).toBe(200);
    expect((await client.call('session.beginFactor')).status).toBe(200);
  });

  test('that holds says to nobody whether a code is right', async () => {
    await server.makeUser('oracle');
    const client = await logInProgram(server, 'oracle');
    const { factor } = await setUpFactor(client);
    for (const code of [factor.generate(), '000000'])
      expect((await client.call('session.confirmFactor', { code })).reason).toBe('CONFLICT');
    expect((await client.call('session.beginFactor')).reason).toBe('CONFLICT');
    expect((await client.call('session.removeFactor')).status).toBe(200);
    expect((await client.call('session.removeFactor')).reason).toBe('CONFLICT');
    expect(await server.entries('factor_removed')).toHaveLength(1);
  });
});

describe('a link', () => {
  test('sets a password once, and lets its user in', async () => {
    const id = await server.makeUser('invitee');
    const code = await linkFor(id, 'invitation');
    expect((await follow(code)).status).toBe(400);
    expect((await follow(code, 'short')).status).toBe(400);
    const password = 'twelve ropes on the deck';
    const answers = await Promise.all([follow(code, password), follow(code, password)]);
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 404]);
    expect((await follow(code, password)).status).toBe(404);
    await logInProgram(server, 'invitee', { password });
    expect(await server.entries('password_changed')).toContainEqual(
      expect.objectContaining({ actor_id: id, after: { by: 'invitation' } }),
    );
    expect((await server.entries('link_refused')).length).toBeGreaterThanOrEqual(1);
  });

  test.each([
    ['of a user who was disabled since', 'UPDATE users SET enabled = false WHERE id = $1'],
    [
      'that is too old',
      "UPDATE one_time_links SET expires_at = now() - interval '1 second' WHERE user_id = $1",
    ],
  ])('%s lets nobody in', async (_what, sql) => {
    const id = await server.makeUser(`late${sql.length}`);
    const code = await linkFor(id, 'login');
    await server.database.query(sql, [id]);
    expect((await follow(code)).status).toBe(404);
  });

  test('is taken back by a newer one', async () => {
    const id = await server.makeUser('renewed');
    const [first, second] = [await linkFor(id, 'login'), await linkFor(id, 'login')];
    expect([(await follow(first)).status, (await follow(second)).status]).toEqual([404, 200]);
  });
});

describe('the name of a session', () => {
  test('is given by its user alone, and tells it from others', async () => {
    await server.makeUser('namer');
    await server.makeUser('meddler');
    const [own, other] = [
      await logInProgram(server, 'namer'),
      await logInProgram(server, 'meddler'),
    ];
    const { sessionId } = (await own.ask('session.me')).data;
    const renamed = await own.call('session.rename', { sessionId, name: '  Desk of the shift  ' });
    expect(renamed.status).toBe(200);
    expect((await own.ask('session.list')).text).toContain('"name":"Desk of the shift"');
    const foreign = await other.call('session.rename', { sessionId, name: 'mine' });
    expect(foreign.reason).toBe('NOT_FOUND');
    expect((await own.call('session.rename', { sessionId, name: 'a\nb' })).status).toBe(400);
  });
});
