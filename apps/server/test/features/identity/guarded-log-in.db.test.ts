import { TOTP } from 'otpauth';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CLIENT } from '../../support/oidc-provider.ts';
import { NOTE, startProviderHouse, type ProviderHouse } from '../../support/provider-house.ts';
import { cookiesOf, logInBrowser } from '../../support/test-client.ts';

let house: ProviderHouse;
let server: ProviderHouse['server'];
let provider: ProviderHouse['provider'];
let admin: ProviderHouse['admin'];
let providerId: string;
beforeAll(async () => {
  house = await startProviderHouse();
  ({ server, provider, admin, providerId } = house);
});
afterAll(async () => house?.[Symbol.asyncDispose]());

describe('a stranger', () => {
  test('writes nothing to the audit log before he was at the provider', async () => {
    const before = (await server.entries('login_failed')).length;
    const back = `${server.address}/api/session/oidc/callback?code=x&state=y`;
    expect((await house.comeBack(back, 'no note')).headers.get('location')).toMatch(
      /refused=expired/,
    );
    const unknown = `/api/session/oidc/${crypto.randomUUID()}`;
    const answer = await fetch(new URL(unknown, server.address), { redirect: 'manual' });
    expect(answer.headers.get('location')).toBe('../../../login?refused=denied');
    expect(await server.entries('login_failed')).toHaveLength(before);
  });

  test('makes the server ask a provider once in some minutes, and again when it was changed', async () => {
    await house.makeLinked('ana');
    await house.logIn('ana');
    const before = provider.timesAsked;
    await house.logIn('ana');
    for (let time = 0; time < 5; time++) await house.begin();
    expect(provider.timesAsked).toBe(before);
    const { data } = await admin.ask('identity.providers.list');
    const [{ version }] = data['providers'] as [{ version: string }];
    const change = { id: providerId, expectedVersion: version, name: 'Plant', enabled: true };
    const changed = await admin.call('identity.providers.update', {
      ...change,
      ...CLIENT,
    });
    expect(changed.status).toBe(200);
    await house.begin();
    expect(provider.timesAsked).toBe(before + 1);
  });

  test('asks sixty times a minute at most, from all addresses of his network together', async () => {
    const ask = (host: number): Promise<Response> =>
      fetch(`${server.address}/api/session/oidc/${providerId}`, {
        redirect: 'manual',
        headers: { 'x-forwarded-for': `2001:4860:1:2::${host.toString(16)}` },
      });
    for (let host = 1; host <= 60; host++) expect((await ask(host)).status).toBe(302);
    const refused = await ask(61);
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await house.begin()).to).toContain(provider.issuer);
  });
});

/** Secret of the user who has a second factor. */
let secret: string;

describe('the code of a second factor', () => {
  test.each([
    ['the user', "UPDATE users SET enabled = false WHERE username = 'max'"],
    [
      'his link',
      "UPDATE user_identities SET deleted_at = now() WHERE subject = 'max' AND deleted_at IS NULL",
    ],
    ['the provider', 'UPDATE identity_providers SET enabled = false'],
  ])('lets nobody in where %s was taken away meanwhile', async (_what, sql) => {
    const [known] = await server.database.query<{ id: string }>(
      "SELECT id FROM users WHERE username = 'max'",
    );
    if (known === undefined) {
      await house.makeLinked('max');
      const client = await logInBrowser(server, 'max');
      const { data } = await client.call('session.beginFactor');
      secret = data['secret'] as string;
      const code = new TOTP({ secret }).generate();
      await client.call('session.confirmFactor', { code });
    }
    const answer = await house.logIn('max');
    expect(answer.headers.get('location')).toContain('factor=oidc');
    const cookie = `${NOTE}=${cookiesOf(answer).get(NOTE)}`;
    await server.database.query(sql);
    const code = new TOTP({ secret }).generate({ timestamp: Date.now() + 30_000 });
    const shown = await server.post(
      '/api/session/oidc/factor',
      { code },
      { cookie, 'sec-fetch-site': 'same-origin' },
    );
    await server.database.query("UPDATE users SET enabled = true WHERE username = 'max'");
    await server.database.query('UPDATE identity_providers SET enabled = true');
    await server.database.query(
      "UPDATE user_identities SET deleted_at = NULL WHERE subject = 'max'",
    );
    expect(shown.status).toBe(401);
    expect(await shown.text()).toContain('begin again');
  });
});
