import { connect } from '@varve/db';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PASSWORD, startTestServer, type TestServer } from '../../support/start-test-server.ts';
import {
  browserHeaders,
  cookiesOf,
  logInBrowser,
  logInProgram,
} from '../../support/test-client.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
  await server.makeUser('ana');
  await server.makeUser('gone');
  await server.database.query("UPDATE users SET enabled = false WHERE username = 'gone'");
  await server.database.query("INSERT INTO users (tenant_id, username) VALUES ($1, 'invited')", [
    server.tenantId,
  ]);
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

describe('a login', () => {
  test('of a browser gives two cookies that no script reads, and no token', async () => {
    const answer = await attempt('ana', PASSWORD);
    expect([answer.status, await answer.json()]).toEqual([200, {}]);
    const set = answer.headers.getSetCookie();
    for (const name of ['access', 'refresh', 'device']) {
      const cookie = set.find((text) => text.startsWith(`__Host-varve-${name}=`))!;
      for (const flag of ['HttpOnly', 'Secure', 'SameSite=Strict', 'Path=/'])
        expect(cookie).toContain(flag);
      expect(cookie).not.toContain('Domain');
    }
    expect(set).toHaveLength(3);
  });

  test('of a program gives its tokens in the answer, and no cookie', async () => {
    const answer = await server.post('/api/auth/login', { username: 'ANA', password: PASSWORD });
    expect([answer.status, await answer.json(), answer.headers.getSetCookie()]).toEqual([
      200,
      {
        access_token: expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]+$/),
        refresh_token: expect.stringMatching(/^[\w-]{43}$/),
        token_type: 'Bearer',
        expires_in: 300,
      },
      [],
    ]);
  });

  test('is not kept from before: new cookies come with each', async () => {
    const before = await logInBrowser(server, 'ana');
    const answer = await attempt('ana', PASSWORD, newAddress(), browserHeaders(before.cookies));
    const cookies = cookiesOf(answer);
    expect(cookies.get('__Host-varve-refresh')).not.toBe(before.refreshToken);
  });

  test.each([
    ['of an unknown user', 'nobody', PASSWORD],
    ['by a wrong password', 'ana', 'another password'],
    ['of a user who is disabled', 'gone', PASSWORD],
    ['of a user who has no password', 'invited', PASSWORD],
  ])('%s is refused in the same words', async (_what, username, password) => {
    const answer = await attempt(username, password);
    const { requestId, ...body } = (await answer.json()) as Record<string, unknown>;
    expect(requestId).toEqual(expect.any(String));
    expect([answer.status, body, answer.headers.getSetCookie()]).toEqual([
      401,
      { error: 'user name or password is wrong', code: 'CREDENTIALS_WRONG', issues: [] },
      [],
    ]);
  });

  test('takes as long for an unknown user as for a wrong password', async () => {
    const tookMs = async (username: string): Promise<number> => {
      const startedAt = performance.now();
      await (await attempt(username, 'another password')).text();
      return performance.now() - startedAt;
    };
    // By turns: what else the machine does slows both down.
    const unknown: number[] = [];
    const known: number[] = [];
    for (let round = 0; round < 15; round++) {
      unknown.push(await tookMs(`nobody${round}`));
      known.push(await tookMs('ana'));
    }
    const middle = (values: number[]): number => values.toSorted((a, b) => a - b)[7]!;
    // Without the hash of a password it would be a tenth.
    expect(middle(unknown) / middle(known)).toBeGreaterThan(0.6);
    expect(middle(known) / middle(unknown)).toBeGreaterThan(0.6);
  });

  test.each([
    ['a zero in the name', { username: 'a\u0000', password: PASSWORD }],
    ['no password', { username: 'ana' }],
    ['a password that is too long', { username: 'ana', password: 'x'.repeat(257) }],
    ['a key that it does not know', { username: 'ana', password: PASSWORD, role: 'admin' }],
  ])('with %s is a bad request', async (_what, body) => {
    expect((await server.post('/api/session/login', body)).status).toBe(400);
  });

  test('by a password that is changed while it is verified does not come about', async () => {
    const id = await server.makeUser('racer');
    const client = await connect(server.database.connectionString, 'test');
    await client.query('BEGIN');
    await client.query('UPDATE users SET password_hash = password_hash WHERE id = $1', [id]);
    const answer = attempt('racer', PASSWORD);
    // The login waits for the row of the user by then.
    await expect
      .poll(() =>
        server.database.query(
          "SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'",
        ),
      )
      .toHaveLength(1);
    await client.query(
      "UPDATE users SET password_hash = '$argon2id$v=19$m=1,t=1,p=1$AAAA$AAAA' WHERE id = $1",
      [id],
    );
    await client.query('COMMIT');
    await client.end();
    expect((await answer).status).toBe(401);
    expect(
      await server.database.query('SELECT FROM sessions WHERE user_id = $1', [id]),
    ).toHaveLength(0);
  });

  test('beyond twenty sessions ends the one that was used least lately, also of many at once', async () => {
    const id = await server.makeUser('busy');
    await Promise.all(
      Array.from({ length: 22 }, () =>
        logInProgram(server, 'busy', { from: newAddress() }).catch(() => undefined),
      ),
    );
    const made = await server.database.query('SELECT FROM sessions WHERE user_id = $1', [id]);
    for (let rest = made.length; rest < 22; rest++)
      await logInProgram(server, 'busy', { from: newAddress() });
    const open = await server.database.query(
      'SELECT FROM sessions WHERE user_id = $1 AND ended_at IS NULL',
      [id],
    );
    expect(open).toHaveLength(20);
    const ended = (await server.entries('session_ended')).filter(
      (entry) => (entry['after'] as { reason: string }).reason === 'too_many',
    );
    expect(ended).toHaveLength(2);
    expect(ended[0]).toMatchObject({ actor_id: id });
  });
});

describe('wrong passwords', () => {
  test('are refused from the sixth of a user and an address in a minute on, and not on his own device', async () => {
    await server.makeUser('watched');
    const device = await logInBrowser(server, 'watched');
    const from = newAddress();
    for (let number = 1; number <= 5; number++)
      expect((await attempt('watched', 'wrong', from)).status).toBe(401);
    const sixth = await attempt('watched', PASSWORD, from);
    expect([sixth.status, ((await sixth.json()) as { code: string }).code]).toEqual([
      429,
      'THROTTLED',
    ]);
    const waitS = Number(sixth.headers.get('retry-after'));
    expect(waitS).toBeGreaterThan(20);
    expect(waitS).toBeLessThanOrEqual(30);
    const mark = new Map([['__Host-varve-device', device.cookies.get('__Host-varve-device')!]]);
    const known = await attempt('watched', PASSWORD, from, browserHeaders(mark));
    expect(known.status).toBe(200);
    expect((await attempt('watched', PASSWORD, newAddress())).status).toBe(200);
    expect(await server.entries('login_throttled')).toMatchObject([
      { outcome: 'denied', client_address: from },
    ]);
  });

  test('hold twice as long after each that comes when a hold is over, up to a quarter of an hour', async () => {
    let nowMs = 0;
    await using timed = await startTestServer({ database: server.database, nowMs: () => nowMs });
    await timed.makeUser('patient');
    const from = { 'x-forwarded-for': newAddress() };
    const enter = (password: string) =>
      timed.post('/api/auth/login', { username: 'patient', password }, from);
    for (let number = 1; number <= 5; number++) expect((await enter('wrong')).status).toBe(401);
    const waits: number[] = [];
    for (let round = 1; round <= 7; round++) {
      const held = await enter(PASSWORD);
      expect(held.status).toBe(429);
      waits.push(Number(held.headers.get('retry-after')));
      nowMs += waits.at(-1)! * 1_000;
      expect((await enter('wrong')).status).toBe(401);
    }
    expect(waits).toEqual([30, 60, 120, 240, 480, 900, 900]);
    nowMs += 900_000;
    expect((await enter(PASSWORD)).status).toBe(200);
  });

  test('many at once gain nothing', async () => {
    await server.makeUser('rushed');
    const from = newAddress();
    const answers = await Promise.all(
      Array.from({ length: 15 }, () => attempt('rushed', 'wrong', from)),
    );
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(5);
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(10);
  });

  test('of an unknown user are counted alike', async () => {
    const from = newAddress();
    for (let number = 1; number <= 5; number++) await attempt('nobody at all', 'wrong', from);
    expect((await attempt('nobody at all', 'wrong', from)).status).toBe(429);
  });
});
