import { TOTP } from 'otpauth';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { NOTE, startProviderHouse, type ProviderHouse } from '../../support/provider-house.ts';
import { cookiesOf, logInBrowser } from '../../support/test-client.ts';

let house: ProviderHouse;
let server: ProviderHouse['server'];
let provider: ProviderHouse['provider'];
let providerId: string;
beforeAll(async () => {
  house = await startProviderHouse();
  ({ server, provider, providerId } = house);
});
afterAll(async () => house?.[Symbol.asyncDispose]());

function meOf(answer: Response): Promise<Response> {
  const token = cookiesOf(answer).get('__Host-varve-access');
  const headers = { authorization: `Bearer ${token}` };
  return fetch(`${server.address}/trpc/session.me`, { headers });
}

describe('a log-in by a provider', () => {
  test('lets in whoever is linked, and leads to the page that was asked for', async () => {
    await house.makeLinked('ana');
    const answer = await house.logIn('ana', '?next=/trend');
    expect(answer.headers.get('location')).toBe('../../../trend');
    const { result } = (await (await meOf(answer)).json()) as { result: { data: object } };
    expect(result.data).toMatchObject({ username: 'ana', due: null });
    const [entry] = (await server.entries('login')).slice(-1);
    expect(entry!['after']).toMatchObject({ by: 'oidc', kind: 'console' });
  });

  test('asks for code, PKCE, state and nonce', async () => {
    const { to } = await house.begin();
    const asked = new URL(to).searchParams;
    expect(asked.get('response_type')).toBe('code');
    expect(asked.get('code_challenge_method')).toBe('S256');
    expect(asked.get('state')).toMatch(/^[\w-]{43}$/);
    expect(asked.get('nonce')).toMatch(/^[\w-]{43}$/);
  });

  test('makes nobody a user, and matches nobody by name', async () => {
    await server.makeUser('bob');
    const answer = await house.logIn('bob');
    expect(answer.headers.get('location')).toBe('../../../login?refused=unlinked');
    expect(cookiesOf(answer).get('__Host-varve-access')).toBeUndefined();
    const [entry] = (await server.entries('login_failed')).slice(-1);
    expect(entry!['after']).toMatchObject({ by: 'oidc', reason: 'unlinked' });
  });

  test('refuses a user who is disabled', async () => {
    const userId = await house.makeLinked('cleo');
    await server.database.query('UPDATE users SET enabled = false WHERE id = $1', [userId]);
    const answer = await house.logIn('cleo');
    expect(answer.headers.get('location')).toBe('../../../login?refused=unlinked');
  });

  test('refuses an answer that another browser had asked for, and one that comes again', async () => {
    await house.makeLinked('dora');
    const mine = await house.begin();
    const theirs = await house.begin();
    const back = await provider.logIn(theirs.to, 'dora');
    expect((await house.comeBack(back, mine.note)).headers.get('location')).toMatch(
      /refused=failed/,
    );
    expect((await house.comeBack(back, '')).headers.get('location')).toMatch(/refused=expired/);
    expect((await house.comeBack(back, theirs.note)).headers.get('location')).toBe('../../../');
    expect((await house.comeBack(back, theirs.note)).headers.get('location')).toMatch(
      /refused=failed/,
    );
  });

  test('is refused where the provider does not say when it saw the password', async () => {
    await house.makeLinked('ivy');
    const { to, note } = await house.begin();
    const address = new URL(to);
    expect(address.searchParams.get('max_age')).toBe('43200');
    address.searchParams.delete('max_age');
    const answer = await house.comeBack(await provider.logIn(address.href, 'ivy'), note);
    expect(answer.headers.get('location')).toBe('../../../login?refused=undated');
    const [entry] = (await server.entries('login_failed')).slice(-1);
    const { reason, problem } = entry!['after'] as Record<string, string>;
    expect([reason, problem]).toEqual([
      'undated',
      expect.stringContaining('has to send auth_time'),
    ]);
  });

  test('says that it was cancelled', async () => {
    const { to, note } = await house.begin();
    const answer = await house.comeBack(await provider.cancel(to), note);
    expect(answer.headers.get('location')).toBe('../../../login?refused=denied');
  });

  test.each(['//evil.example', '/\\evil.example', '/\t/evil.example', 'https://evil.example'])(
    'leads to no other host: next=%j',
    async (next) => {
      const path = `/api/session/oidc/${providerId}?next=${encodeURIComponent(next)}`;
      const answer = await fetch(new URL(path, server.address), { redirect: 'manual' });
      expect(answer.status).toBe(400);
    },
  );

  test('asks for the second factor of a user who has one, and counts his wrong codes', async () => {
    const userId = await house.makeLinked('eva');
    const client = await logInBrowser(server, 'eva');
    const { data } = await client.call('session.beginFactor');
    const totp = new TOTP({ secret: data['secret'] as string });
    await client.call('session.confirmFactor', { code: totp.generate() });
    const answer = await house.logIn('eva', '?next=/trend');
    expect(answer.headers.get('location')).toBe('../../../login?factor=oidc&next=%2Ftrend');
    expect(cookiesOf(answer).get('__Host-varve-access')).toBeUndefined();
    const cookie = `${NOTE}=${cookiesOf(answer).get(NOTE)}`;
    const show = (code: string): Promise<Response> =>
      server.post(
        '/api/session/oidc/factor',
        { code },
        { cookie, 'sec-fetch-site': 'same-origin' },
      );
    expect((await show('000000')).status).toBe(401);
    const next = totp.generate({ timestamp: Date.now() + 30_000 });
    const shown = await show(next);
    expect(shown.status).toBe(200);
    expect((await meOf(shown)).status).toBe(200);
    for (let wrong = 0; wrong < 5; wrong++) await show('000000');
    expect((await show('000000')).status).toBe(429);
    const failures = await server.entries('login_failed');
    expect(failures.filter((entry) => entry['resource_id'] === userId)).toHaveLength(6);
  });
});

describe('a user who is logged in', () => {
  test('links himself, logs in by it, and does not take away his last way in', async () => {
    const userId = await server.makeUser('fay');
    const client = await logInBrowser(server, 'fay');
    const { to, note } = await house.begin('?purpose=link', client);
    const answer = await house.comeBack(await provider.logIn(to, 'fay at work'), note);
    expect(answer.headers.get('location')).toBe('../../../profile');
    const { text } = await client.ask('session.identities');
    expect(text).toContain('fay at work');
    expect((await house.logIn('fay at work')).headers.get('location')).toBe('../../../');
    const rows = await server.database.query<{ id: string }>(
      'SELECT id FROM user_identities WHERE user_id = $1',
      [userId],
    );
    await server.database.query('UPDATE users SET password_hash = NULL WHERE id = $1', [userId]);
    const removed = await client.call('session.removeIdentity', { id: rows[0]!.id });
    expect(removed.reason).toBe('CONFLICT');
  });

  test('does not become somebody who is another user', async () => {
    await house.makeLinked('gus');
    await server.makeUser('hal');
    const { to, note } = await house.begin('?purpose=link', await logInBrowser(server, 'hal'));
    const answer = await house.comeBack(await provider.logIn(to, 'gus'), note);
    expect(answer.headers.get('location')).toBe('../../../profile?refused=taken');
  });

  test('links nothing without a password that was just shown, nor from a page elsewhere', async () => {
    const userId = await server.makeUser('ida');
    const client = await logInBrowser(server, 'ida');
    await server.database.query(
      "UPDATE sessions SET authenticated_at = now() - interval '1 hour' WHERE user_id = $1",
      [userId],
    );
    await expect
      .poll(async () => (await house.begin('?purpose=link', client)).to)
      .toBe('../../../profile?refused=stale');
    const path = `/api/session/oidc/${providerId}?purpose=link`;
    const led = await client.send(path, { headers: { 'sec-fetch-site': 'cross-site' } });
    expect(led.status).toBe(403);
  });

  test('is fresh after he has shown himself to the provider again, and only as himself', async () => {
    const userId = await house.makeLinked('jan');
    const client = await logInBrowser(server, 'jan');
    await server.database.query(
      "UPDATE sessions SET authenticated_at = now() - interval '1 hour' WHERE user_id = $1",
      [userId],
    );
    await expect
      .poll(async () => (await client.call('session.beginFactor')).reason)
      .toBe('REAUTHENTICATE');
    const other = await house.begin('?purpose=fresh&next=/security', client);
    const refused = await house.comeBack(await provider.logIn(other.to, 'somebody'), other.note);
    expect(refused.headers.get('location')).toBe('../../../profile?refused=unlinked');
    expect((await client.call('session.beginFactor')).reason).toBe('REAUTHENTICATE');
    const own = await house.begin('?purpose=fresh&next=/security', client);
    const answer = await house.comeBack(await provider.logIn(own.to, 'jan'), own.note);
    expect(answer.headers.get('location')).toBe('../../../security');
    expect((await client.call('session.beginFactor')).status).toBe(200);
  });
});
