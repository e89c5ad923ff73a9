import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  refusalBy,
  startPeopleServer,
  type Caller,
  type PeopleServer,
} from '../../support/people-server.ts';

let server: PeopleServer;
let admin: Caller;
beforeAll(async () => {
  server = await startPeopleServer();
  admin = await server.callerAs('admin');
});
afterAll(async () => server?.[Symbol.asyncDispose]());

const RANDOM = '7b0fe0f4-2b0e-4f2b-9d51-3c8f1ac6a7de';

async function invite(
  username: string,
  ...roles: string[]
): Promise<{ userId: string; code: string }> {
  const ids = await Promise.all(roles.map((name) => server.roleId(name)));
  return admin.api.users.create.mutate({
    username,
    fullName: `${username} Pérez`,
    roles: ids.map((roleId) => ({ roleId })),
  });
}

describe('a new user', () => {
  test('waits until he has set a password by his link, and then has the rights of his roles', async () => {
    const { userId, code } = await invite('ana', 'viewer');
    expect(await admin.api.users.get.query({ userId })).toMatchObject({
      username: 'ana',
      fullName: 'ana Pérez',
      state: 'waiting',
      roles: [{ name: 'viewer', scopes: [] }],
      hasFactor: false,
      lastLoginAtMs: null,
      sessionCount: 0,
    });
    const ana = await server.enter('ana', code);
    const { permissions } = await ana.api.session.me.query();
    expect(permissions).toContain('tags.read');
    expect(permissions).not.toContain('users.read');
    const detail = await admin.api.users.get.query({ userId });
    expect(detail.state).toBe('active');
    expect(detail.sessionCount).toBe(2);
    expect(detail.lastLoginAtMs).toBeGreaterThan(Date.now() - 60_000);
  });

  test('cannot have the name or the address of another, whatever the case', async () => {
    await admin.api.users.create.mutate({ username: 'berta', email: 'berta@example.com' });
    const named = await refusalBy(admin.api.users.create.mutate({ username: 'BERTA' }));
    expect(named).toMatchObject({
      reason: 'CONFLICT',
      issues: [{ path: ['username'], message: 'the user name is taken', code: 'taken' }],
    });
    const addressed = await refusalBy(
      admin.api.users.create.mutate({ username: 'b2', email: 'Berta@example.com' }),
    );
    expect(addressed).toMatchObject({
      reason: 'CONFLICT',
      issues: [{ path: ['email'], message: 'the e-mail address is taken', code: 'taken' }],
    });
  });

  test('may have the name of a user of another tenant, and of one who was removed', async () => {
    const { userId } = await admin.api.users.create.mutate({ username: 'stranger' });
    await admin.api.users.remove.mutate({ userId });
    const again = await admin.api.users.create.mutate({ username: 'stranger' });
    expect(again.userId).not.toBe(userId);
  });

  test.each([
    { tenantId: RANDOM },
    { builtIn: true },
    { passwordHash: 'x' },
    { kind: 'service' },
    { username: 'with space' },
    { username: 'with\u0000zero' },
    { fullName: 'with\u0000zero' },
    { email: 'nobody' },
    { roles: [{ roleId: 'admin' }] },
    { roles: [{ roleId: RANDOM }, { roleId: RANDOM.toUpperCase() }] },
    { language: 'fr' },
  ])('is refused with %j', async (given) => {
    const input = { username: 'carla', ...given } as { username: string };
    expect(await refusalBy(admin.api.users.create.mutate(input))).toMatchObject({
      reason: 'INPUT_INVALID',
    });
  });

  test('is not made where one of his roles is not there', async () => {
    const input = { username: 'dora', roles: [{ roleId: RANDOM }] };
    expect(await refusalBy(admin.api.users.create.mutate(input))).toMatchObject({
      reason: 'NOT_FOUND',
      message: `there is no role ${RANDOM}`,
    });
    expect((await admin.api.users.list.query({ search: 'dora' })).users).toEqual([]);
  });
});

describe('the list of users', () => {
  test('comes by name in pages that neither repeat nor lose anybody', async () => {
    for (const name of ['zoe', 'Álvaro', 'mia', 'Mia2']) await invite(name, 'viewer');
    const whole = (await admin.api.users.list.query({ limit: 200 })).users.map(({ id }) => id);
    const paged: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await admin.api.users.list.query({ limit: 2, ...(cursor && { cursor }) });
      paged.push(...page.users.map(({ id }) => id));
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    expect(paged).toEqual(whole);
    expect(new Set(whole).size).toBe(whole.length);
  });

  test('is searched by parts of names, in which % and _ mean themselves', async () => {
    const found = async (search: string) =>
      (await admin.api.users.list.query({ search })).users.map(({ username }) => username);
    expect(await found('MIA')).toEqual(['mia', 'Mia2']);
    expect(await found('%')).toEqual([]);
    expect(await found('a_a')).toEqual([]);
    expect(await found('@EXAMPLE')).toEqual(['berta']);
  });

  test('is narrowed by role and state', async () => {
    const roleId = await server.roleId('admin');
    const { users } = await admin.api.users.list.query({ roleId, state: 'active' });
    expect(users.map(({ username, roles }) => [username, roles])).toEqual([['admin', ['admin']]]);
  });

  test('refuses a cursor of another list', async () => {
    expect(await refusalBy(admin.api.users.list.query({ cursor: 'bm8' }))).toMatchObject({
      reason: 'QUERY_INVALID',
    });
  });
});

describe('a change of a user', () => {
  test('changes what it names, and gives the next version', async () => {
    const { userId } = await invite('eva', 'viewer');
    const { version } = await admin.api.users.get.query({ userId });
    expect(version).toMatch(/\.\d{6}Z$/);
    const next = await admin.api.users.update.mutate({
      userId,
      expectedVersion: version,
      language: 'es',
    });
    expect(await admin.api.users.get.query({ userId })).toMatchObject({
      fullName: 'eva Pérez',
      language: 'es',
      version: next.version,
    });
  });

  test('is refused with the newer row where somebody was faster', async () => {
    const { userId } = await invite('fany', 'viewer');
    const { version: expectedVersion } = await admin.api.users.get.query({ userId });
    const answers = await Promise.allSettled(
      ['one', 'two', 'three'].map((fullName) =>
        admin.api.users.update.mutate({ userId, expectedVersion, fullName }),
      ),
    );
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const { fullName } = await admin.api.users.get.query({ userId });
    const refused = await refusalBy(
      admin.api.users.update.mutate({ userId, expectedVersion, fullName: 'four' }),
    );
    expect(refused).toMatchObject({ reason: 'CONFLICT', current: { id: userId, fullName } });
  });

  test.each([{ tenantId: RANDOM }, { builtIn: true }, { username: 'root' }, { roles: [] }])(
    'is refused with %j, which it does not know',
    async (given) => {
      const input = { userId: RANDOM, expectedVersion: '', ...given };
      expect(await refusalBy(admin.api.users.update.mutate(input))).toMatchObject({
        reason: 'INPUT_INVALID',
      });
    },
  );
});

test('a user of another tenant is as one that is nowhere', async () => {
  const [stranger] = await server.database.query<{ id: string }>(
    "SELECT u.id FROM users u JOIN tenants t ON t.id = u.tenant_id WHERE t.name = 'other'",
  );
  const { users } = admin.api;
  const told = async (userId: string) => {
    const answers = await Promise.all([
      refusalBy(users.get.query({ userId })),
      refusalBy(users.update.mutate({ userId, expectedVersion: '', fullName: 'x' })),
      refusalBy(users.setRoles.mutate({ userId, expectedVersion: '', roles: [] })),
      refusalBy(users.resetPassword.mutate({ userId })),
      refusalBy(users.removeFactor.mutate({ userId })),
      refusalBy(users.remove.mutate({ userId })),
    ]);
    return answers.map(({ reason, message }) => `${reason} ${message.replace(userId, 'ID')}`);
  };
  const foreign = await told(stranger!.id);
  expect(foreign).toEqual(Array.from({ length: 6 }, () => 'NOT_FOUND there is no user ID'));
  expect(await told(RANDOM)).toEqual(foreign);
});

describe('a reset of a password', () => {
  test('ends password and sessions, keeps the second factor, and lets its user set another', async () => {
    const { userId, code } = await invite('gina', 'viewer');
    const gina = await server.enter('gina', code);
    await server.database.query(
      `INSERT INTO totp_factors (tenant_id, user_id, sealed, confirmed_at)
       SELECT tenant_id, id, '\\x00', now() FROM users WHERE id = $1`,
      [userId],
    );
    const link = await admin.api.users.resetPassword.mutate({ userId });
    expect((await refusalBy(gina.api.session.me.query())).reason).toBe('SESSION_EXPIRED');
    expect(await admin.api.users.get.query({ userId })).toMatchObject({
      state: 'waiting',
      hasFactor: true,
      sessionCount: 0,
    });
    await expect(server.enter('gina', code)).rejects.toThrow('LINK_INVALID');
    await expect(server.enter('gina', link.code)).rejects.toThrow('FACTOR_REQUIRED');
    await admin.api.users.removeFactor.mutate({ userId });
    const again = await admin.api.users.resetPassword.mutate({ userId });
    await server.enter('gina', again.code);
    const events = await server.database.query<{ action: string }>(
      "SELECT action FROM audit_log WHERE resource_id = $1 AND action IN ('password_reset', 'factor_removed') ORDER BY id",
      [userId],
    );
    expect(events.map(({ action }) => action)).toEqual([
      'password_reset',
      'factor_removed',
      'password_reset',
    ]);
  });

  test('leaves no code in the audit log', async () => {
    const { userId, code } = await invite('hilda');
    const reset = await admin.api.users.resetPassword.mutate({ userId });
    const rows = await server.database.query<{ text: string }>(
      'SELECT audit_log::text AS text FROM audit_log',
    );
    const log = rows.map(({ text }) => text).join('\n');
    expect(log).toContain('hilda');
    expect(log).not.toContain(code);
    expect(log).not.toContain(reset.code);
  });
});
