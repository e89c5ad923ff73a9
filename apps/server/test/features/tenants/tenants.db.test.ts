import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PASSWORD, startTestServer, type TestServer } from '../../support/start-test-server.ts';

const PERSON = { username: 'ada', password: PASSWORD };

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
  await server.makeUser('ada', 'admin');
});
afterAll(async () => server?.[Symbol.asyncDispose]());

interface Answer {
  readonly status: number;
  readonly data: Record<string, unknown>;
  readonly reason: string | undefined;
}

const logIn = async (input: Record<string, unknown> = {}): Promise<Response> =>
  server.post('/api/auth/login', { ...PERSON, ...input });
const tokenOf = async (input: Record<string, unknown> = {}): Promise<string> => {
  const { access_token: token } = (await (await logIn(input)).json()) as { access_token: string };
  return token;
};
const call = async (token: string, path: string, input?: unknown): Promise<Answer> => {
  const authorization = `Bearer ${token}`;
  const response = await (input === undefined
    ? fetch(`${server.address}/trpc/${path}`, { headers: { authorization } })
    : server.post(`/trpc/${path}`, input, { authorization }));
  const body = (await response.json()) as {
    result?: { data: Record<string, unknown> };
    error?: { data: { reason?: string } };
  };
  return {
    status: response.status,
    data: body.result?.data ?? {},
    reason: body.error?.data.reason,
  };
};

describe('tenants of one server', () => {
  let operator: string;
  let globex: string;
  let globexId: string;

  test('are made by the operator, with an administrator who sets his own password', async () => {
    operator = await tokenOf();
    const made = await call(operator, 'tenants.create', {
      name: 'globex',
      displayName: 'Globex',
      timeZone: 'Asia/Kolkata',
      language: 'en',
      username: 'ada',
    });
    expect(made.status).toBe(200);
    globexId = made.data['tenantId'] as string;
    const entered = await server.post('/api/session/link', {
      code: made.data['code'],
      password: 'another tide is coming',
    });
    expect(await entered.json()).toEqual({ isLoggedIn: true });
    globex = await tokenOf({ tenant: 'globex', password: 'another tide is coming' });
    expect((await call(globex, 'session.me')).data).toMatchObject({
      username: 'ada',
      tenant: 'Globex',
      timeZone: 'Asia/Kolkata',
      roles: ['admin'],
    });
    // Its administrators need a second factor, until the tenant says otherwise: sessions that go on hear of it.
    expect((await call(globex, 'users.list?input={}')).reason).toBe('SECURITY_DUE');
    await server.database.query("UPDATE tenants SET factor_roles = '{}' WHERE name = 'globex'");
    await expect.poll(async () => (await call(globex, 'users.list?input={}')).status).toBe(200);
    expect((await call(operator, 'tenants.list')).data['tenants']).toMatchObject([
      { name: 'default', isOperator: true, userCount: 1 },
      { name: 'globex', isOperator: false, userCount: 1, tagCount: 0, closedAtMs: null },
    ]);
    const entrance = await fetch(`${server.address}/api/session/entrance`);
    expect(await entrance.json()).toEqual({
      isSetUp: true,
      hasTenants: true,
      hasTokens: false,
      providers: [],
    });
    expect(await server.entries('tenant_created')).toMatchObject([{ resource_id: globexId }]);
    expect(await server.entries('administrator_invited')).toHaveLength(1);
  });

  test('see their own users only, by the same addresses', async () => {
    const idOf = async (token: string) => {
      const { users } = (await call(token, 'users.list?input={}')).data as {
        users: { id: string }[];
      };
      expect(users).toMatchObject([{ username: 'ada' }]);
      return users[0]!.id;
    };
    const [own, foreign] = [await idOf(operator), await idOf(globex)];
    expect(own).not.toBe(foreign);
    const input = encodeURIComponent(JSON.stringify({ userId: own }));
    expect(await call(globex, `users.get?input=${input}`)).toMatchObject({
      status: 404,
      reason: 'NOT_FOUND',
    });
  });

  test('are told apart from no tenant by nothing', async () => {
    const answers = await Promise.all(
      [{ tenant: 'initech' }, { tenant: 'globex' }, { password: 'wrong all the same' }].map(
        async (input) => {
          const response = await logIn(input);
          const { requestId, ...body } = (await response.json()) as Record<string, unknown>;
          expect(requestId).toEqual(expect.any(String));
          return [response.status, body];
        },
      ),
    );
    expect(answers[0]).toEqual([401, expect.objectContaining({ code: 'CREDENTIALS_WRONG' })]);
    expect(answers[1]).toEqual(answers[0]);
    expect(answers[2]).toEqual(answers[0]);
  });

  test('keep sessions, keys and refresh tokens apart', async () => {
    const program = (await (
      await logIn({ tenant: 'globex', password: 'another tide is coming' })
    ).json()) as { refresh_token: string };
    const refreshed = await server.post('/api/auth/refresh', {
      refresh_token: program.refresh_token,
    });
    const { access_token: next } = (await refreshed.json()) as { access_token: string };
    expect((await call(next, 'session.me')).data['tenant']).toBe('Globex');
    const key = await call(globex, 'keys.create', {
      name: 'a device',
      permissions: ['samples.write', 'users.read', 'metrics.read'],
    });
    const secret = key.data['secret'] as string;
    expect((await call(secret, 'users.list?input={}')).data['users']).toHaveLength(1);
    const samples = await server.post('/api/v1/samples', [], { authorization: `Bearer ${secret}` });
    expect([samples.status, await samples.json()]).toEqual([
      503,
      expect.objectContaining({ code: 'COLLECTOR_APART' }),
    ]);
    const metrics = await fetch(`${server.address}/metrics`, {
      headers: { authorization: `Bearer ${secret}` },
    });
    expect(metrics.status).toBe(403);
  });

  test('are managed by the operator alone', async () => {
    for (const [path, input] of [
      ['tenants.list', undefined],
      ['tenants.close', { tenantId: globexId }],
      ['tenants.invite', { tenantId: globexId, username: 'eve' }],
    ] as const)
      expect(await call(globex, path, input)).toMatchObject({
        status: 403,
        reason: 'PERMISSION_MISSING',
      });
    await expect(
      server.database.query(
        `SELECT set_config('varve.tenant_id', '${globexId}', false), internal.require_operator()`,
      ),
    ).rejects.toMatchObject({ code: '42501' });
  });

  test('refuse a second one of the same name, and names that nobody could type', async () => {
    const made = { name: 'globex', timeZone: 'UTC', language: 'es', username: 'eve' };
    expect(await call(operator, 'tenants.create', made)).toMatchObject({
      status: 409,
      reason: 'CONFLICT',
    });
    for (const wrong of [
      { ...made, name: 'Globex Inc' },
      { ...made, name: 'initech', timeZone: 'Mars/Olympus' },
      { ...made, name: 'initech', timeZone: '+05:30' },
    ])
      expect(await call(operator, 'tenants.create', wrong)).toMatchObject({ status: 400 });
  });

  test('let nobody in while they are closed, at once, and keep what they have', async () => {
    const invited = await call(operator, 'tenants.invite', {
      tenantId: globexId,
      username: 'grace',
    });
    expect(invited.status).toBe(200);
    const told = await server.database.query(
      "SELECT FROM audit_log WHERE tenant_id = $1 AND action = 'administrator_invited'",
      [globexId],
    );
    expect(told).toHaveLength(2);
    expect((await call(operator, 'tenants.close', { tenantId: globexId })).status).toBe(200);
    await expect
      .poll(async () => (await call(globex, 'session.me')).reason)
      .toBe('SESSION_EXPIRED');
    const closed = await logIn({ tenant: 'globex', password: 'another tide is coming' });
    expect(closed.status).toBe(401);
    const again = await server.post('/api/session/link', {
      code: invited.data['code'],
      password: 'a third tide is coming',
    });
    expect(again.status).toBe(404);
    expect((await call(operator, 'tenants.reopen', { tenantId: globexId })).status).toBe(200);
    globex = await tokenOf({ tenant: 'globex', password: 'another tide is coming' });
    expect((await call(globex, 'users.list?input={}')).data['users']).toHaveLength(2);
    const [own] = (await call(operator, 'tenants.list')).data['tenants'] as { id: string }[];
    expect(
      await call(operator, 'tenants.invite', { tenantId: own!.id, username: 'eve' }),
    ).toMatchObject({ status: 404, reason: 'NOT_FOUND' });
    expect(await call(operator, 'tenants.close', { tenantId: own!.id })).toMatchObject({
      status: 404,
      reason: 'NOT_FOUND',
    });
  });
});
