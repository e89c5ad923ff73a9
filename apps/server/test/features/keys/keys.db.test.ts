import { keyPage, newKey } from '@varve/contract';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestServer, type CallerHeaders, type TestServer } from '../../support/test-server.ts';

let house: TestServer;
let admin: CallerHeaders;

beforeAll(async () => {
  house = await startTestServer([
    { name: 'line-a', protocol: 'program', tags: [{ name: 'pressure' }] },
  ]);
  admin = await house.headersOf('admin');
});
afterAll(() => house?.[Symbol.asyncDispose]());

interface Answer {
  readonly status: number;
  /** Why it was refused; undefined where it was not. */
  readonly reason: string | undefined;
  /** Paths of the fields that were refused. */
  readonly fields: readonly string[] | undefined;
  readonly permission: string | undefined;
  readonly data: unknown;
}

async function call(
  path: string,
  headers: Partial<CallerHeaders>,
  change?: Record<string, unknown>,
): Promise<Answer> {
  const response = await fetch(`${house.address}/trpc/${path}`, {
    ...(change === undefined ? {} : { method: 'POST', body: JSON.stringify(change) }),
    headers: { 'content-type': 'application/json', ...headers },
  });
  const body = (await response.json()) as {
    result?: { data: unknown };
    error?: {
      data: { reason: string; permission?: string; issues: { path: (string | number)[] }[] };
    };
  };
  const { error } = body;
  return {
    status: response.status,
    reason: error?.data.reason,
    fields: error?.data.issues.map(({ path: at }) => at.join('.')),
    permission: error?.data.permission,
    data: body.result?.data,
  };
}

const LIST = `tags.list?input=${encodeURIComponent('{}')}`;
const statusOf = async (headers: CallerHeaders): Promise<number> =>
  (await call(LIST, headers)).status;

/** Waits for a status, for as long as a change may take to be known. */
const becomes = (status: number, headers: CallerHeaders): Promise<void> =>
  expect.poll(() => statusOf(headers), { interval: 100 }).toBe(status);

describe('keys.create', () => {
  test('shows the secret once, and the database never has it', async () => {
    const { data } = await call('keys.create', admin, {
      name: 'pump house',
      permissions: ['tags.read'],
      sources: ['line-a'],
      networks: ['127.0.0.0/8', '10.1.2.3'],
    });
    const made = newKey.parse(data);
    expect(made.secret).toMatch(/^varve_[0-9A-Za-z]{11}_[0-9A-Za-z]{43}_[0-9a-f]{8}$/);
    const { data: page } = await call('keys.list?input=%7B%7D', admin);
    const listed = keyPage.parse(page).keys.find(({ id }) => id === made.id);
    expect(listed).toMatchObject({
      name: 'pump house',
      ownerName: 'admin',
      permissions: ['tags.read'],
      sources: ['line-a'],
      networks: ['127.0.0.0/8', '10.1.2.3/32'],
      lastUsedAtMs: null,
      revokedAtMs: null,
    });
    expect(made.secret.startsWith(`${listed!.prefix}_`)).toBe(true);
    const rows = await house.database.query(
      "SELECT row_to_json(k)::text || (SELECT string_agg(row_to_json(a)::text, '') FROM audit_log a) AS text FROM api_keys k",
    );
    expect(JSON.stringify(rows)).not.toContain(made.secret.split('_')[2]);
  });

  test('refuses a right that the caller lacks, by its name', async () => {
    await house.database.query(
      `INSERT INTO role_permissions (tenant_id, role_id, permission_code)
       SELECT tenant_id, id, 'keys.manage' FROM roles WHERE name = 'viewer'`,
    );
    const viewer = await house.headersOf('viewer');
    const input = { name: 'more', permissions: ['tags.read', 'samples.write'] };
    expect(await call('keys.create', viewer, input)).toMatchObject({
      status: 403,
      reason: 'PERMISSION_MISSING',
      permission: 'samples.write',
    });
  });

  test('wants the password again when it was shown long ago', async () => {
    await house.database.query(
      "UPDATE sessions SET authenticated_at = now() - interval '6 minutes'",
    );
    const input = { name: 'late', permissions: ['tags.read'] };
    await expect
      .poll(() => call('keys.create', admin, input))
      .toMatchObject({ reason: 'REAUTHENTICATE' });
    admin = await house.headersOf('admin');
  });

  test.each([
    [{ permissions: [] }, 'permissions'],
    [{ permissions: ['everything'] }, 'permissions.0'],
    [{ networks: ['10.0.0.1', '10.0.0.0/33'] }, 'networks.1'],
    [{ networks: ['a.example'] }, 'networks.0'],
    [{ networks: [] }, 'networks'],
    [{ expiresAtMs: 1 }, 'expiresAtMs'],
    [{ name: ' ' }, 'name'],
    [{ tenantId: 'b' }, ''],
  ])('refuses %j at the field %j', async (given, field) => {
    const input = { name: 'wrong', permissions: ['tags.read'], ...given };
    expect(await call('keys.create', admin, input)).toMatchObject({
      status: 400,
      reason: 'INPUT_INVALID',
      fields: [field],
    });
  });
});

describe('a key', () => {
  test('may do what it was given, and nothing that only its owner may', async () => {
    const key = await house.makeKey({ permissions: ['tags.read'] });
    expect(await statusOf(key)).toBe(200);
    expect(await call('sessions.list?input=%7B%7D', key)).toMatchObject({
      status: 403,
      reason: 'PERMISSION_MISSING',
      permission: 'sessions.manage',
    });
  });

  test('may neither read nor change anything of its owner, nor make another key', async () => {
    const key = await house.makeKey({ permissions: ['tags.read', 'keys.manage'] });
    const refused = { status: 403, reason: 'SESSION_REQUIRED' };
    expect(await call('session.me?input=%7B%7D', key)).toMatchObject(refused);
    expect(await call('session.endOthers', key, {})).toMatchObject(refused);
    const input = { name: 'child', permissions: ['tags.read'] };
    expect(await call('keys.create', key, input)).toMatchObject({ reason: 'REAUTHENTICATE' });
  });

  test('lets nobody log in: neither as a password nor as a cookie', async () => {
    const { authorization } = await house.makeKey({ permissions: ['tags.read'] });
    const secret = authorization.replace('Bearer ', '');
    const login = await fetch(`${house.address}/api/session/login`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ username: 'admin', password: secret }),
    });
    expect(login.status).toBe(401);
    const cookie = `__Host-varve-access=${secret}`;
    const asked = await fetch(`${house.address}/trpc/${LIST}`, { headers: { cookie } });
    expect(asked.status).toBe(401);
  });

  test('is not looked for in an address', async () => {
    const { authorization } = await house.makeKey({ permissions: ['tags.read'] });
    const secret = authorization.replace('Bearer ', '');
    for (const name of ['key', 'token', 'api_key', 'access_token', 'authorization'])
      expect((await call(`${LIST}&${name}=${secret}`, {})).status).toBe(401);
  });

  test('is refused within a second of being revoked, and cannot be revoked twice', async () => {
    const key = await house.makeKey({ permissions: ['tags.read'] });
    expect(await statusOf(key)).toBe(200);
    expect(await call('keys.revoke', admin, { keyId: key.id })).toMatchObject({ status: 200 });
    await becomes(401, key);
    expect(await call('keys.revoke', admin, { keyId: key.id })).toMatchObject({ status: 404 });
  });

  test('is refused once it has expired', async () => {
    const key = await house.makeKey({
      permissions: ['tags.read'],
      expiresAtMs: Date.now() + 3_600_000,
    });
    expect(await statusOf(key)).toBe(200);
    await house.database.query(
      `UPDATE api_keys SET expires_at = now() + interval '1 second' WHERE id = '${key.id}'`,
    );
    await becomes(401, key);
  });

  test('is refused from an address that is not in its networks', async () => {
    const permissions = ['tags.read'];
    const foreign = await house.makeKey({ permissions, networks: ['192.0.2.0/24', 'fd00::/8'] });
    expect(await call(LIST, foreign)).toMatchObject({ status: 403, reason: 'ADDRESS_FORBIDDEN' });
    const own = await house.makeKey({ permissions, networks: ['127.0.0.1'] });
    expect(await statusOf(own)).toBe(200);
  });

  test('loses a right when its owner does, and ends with its owner', async () => {
    const viewer = await house.headersOf('viewer');
    const { data } = await call('keys.create', viewer, {
      name: 'display',
      permissions: ['tags.read'],
    });
    const key = { authorization: `Bearer ${newKey.parse(data).secret}` };
    expect(await statusOf(key)).toBe(200);
    const rows = await house.database.query<Record<string, string>>(
      `DELETE FROM user_roles WHERE user_id = (SELECT id FROM users WHERE username = 'viewer') RETURNING tenant_id, user_id, role_id`,
    );
    await becomes(403, key);
    const { tenant_id, user_id, role_id } = rows[0]!;
    await house.database.query(
      `INSERT INTO user_roles (tenant_id, user_id, role_id) VALUES ('${tenant_id}', '${user_id}', '${role_id}')`,
    );
    await becomes(200, key);
    await house.database.query("UPDATE users SET enabled = false WHERE username = 'viewer'");
    await becomes(401, key);
  });

  test('is refused when one character of it is another', async () => {
    const { authorization } = await house.makeKey({ permissions: ['tags.read'] });
    const at = authorization.length - 12;
    const other = authorization[at] === 'a' ? 'b' : 'a';
    const wrong = authorization.slice(0, at) + other + authorization.slice(at + 1);
    expect(await call(LIST, { authorization: wrong })).toMatchObject({
      status: 401,
      reason: 'UNAUTHENTICATED',
    });
  });

  test('tells when and from where it was last used, and writes that once a minute', async () => {
    const key = await house.makeKey({ permissions: ['tags.read'] });
    await statusOf(key);
    const uses = (): Promise<readonly unknown[]> =>
      house.database.query(
        `SELECT last_used_at, host(last_address) AS address FROM api_key_uses WHERE key_id = '${key.id}'`,
      );
    await expect.poll(uses).toMatchObject([{ address: '127.0.0.1' }]);
    const before = await uses();
    await statusOf(key);
    const { data } = await call('keys.list?input=%7B%7D', admin);
    expect(keyPage.parse(data).keys.find(({ id }) => id === key.id)!.lastUsedAtMs).not.toBeNull();
    expect(await uses()).toEqual(before);
  });
});
