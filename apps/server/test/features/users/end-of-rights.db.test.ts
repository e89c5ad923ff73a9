import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeLink } from '../../../src/features/session/index.ts';
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

/** Opens a stream of live values, and gives what it says at its end and how long after a change that came. */
async function openStream({ headers }: Caller) {
  const input = encodeURIComponent('{}');
  const answer = await fetch(`${server.address}/trpc/live.follow?input=${input}`, { headers });
  expect(answer.status).toBe(200);
  const reader = answer.body!.pipeThrough(new TextDecoderStream()).getReader();
  expect((await reader.read()).value).toContain('event: connected');
  return async (): Promise<{ text: string; tookMs: number }> => {
    const since = performance.now();
    let text = '';
    for (;;) {
      const { done, value } = await reader.read();
      if (value !== undefined) text += value;
      // The browser would connect again: the server says why it must not.
      if (done || text.includes('serialized-error')) break;
    }
    await reader.cancel();
    return { text, tookMs: performance.now() - since };
  };
}

describe.each([
  [
    'disabled',
    'SESSION_EXPIRED',
    async (userId: string) => {
      const { version: expectedVersion } = await admin.api.users.get.query({ userId });
      await admin.api.users.update.mutate({ userId, expectedVersion, enabled: false });
    },
  ],
  ['removed', 'SESSION_EXPIRED', (userId: string) => admin.api.users.remove.mutate({ userId })],
  [
    'demoted',
    'PERMISSION_MISSING',
    async (userId: string) => {
      const { version: expectedVersion } = await admin.api.users.get.query({ userId });
      return admin.api.users.setRoles.mutate({ userId, expectedVersion, roles: [] });
    },
  ],
  [
    'left with a role that lost the right',
    'PERMISSION_MISSING',
    async (userId: string) => {
      const [held] = (await admin.api.users.get.query({ userId })).roles;
      const { roles } = await admin.api.roles.list.query();
      const { id: roleId, version: expectedVersion } = roles.find(({ id }) => id === held!.roleId)!;
      await admin.api.roles.update.mutate({ roleId, expectedVersion, permissions: ['tags.read'] });
    },
  ],
] as const)('a user who is %s', (what, reason, change) => {
  test(`is refused the next call as ${reason}, and his stream ends within 2 s`, async () => {
    const name = what.replaceAll(' ', '-');
    const role = await admin.api.roles.create.mutate({
      name,
      permissions: ['live.read', 'tags.read'],
    });
    const { userId, code } = await admin.api.users.create.mutate({
      username: name,
      roles: [{ roleId: role.id }],
    });
    const user = await server.enter(name, code);
    const untilEnd = await openStream(user);
    await change(userId);
    const { text, tookMs } = await untilEnd();
    expect(text).toContain('UNAUTHENTICATED');
    expect(tookMs).toBeLessThan(2_000);
    const refused = await refusalBy(user.api.live.latest.query({ tagIds: [1] }));
    expect(refused.reason).toBe(reason);
  });
});

describe('what a user was sent or given', () => {
  const madeUser = async (username: string) => {
    const { userId, code } = await admin.api.users.create.mutate({ username });
    const login = await server.tenant.transaction((tx) => makeLink(tx, { userId, kind: 'login' }));
    return { userId, codes: [code, login] };
  };
  const openLinks = async (userId: string): Promise<number> =>
    (
      await server.database.query(
        'SELECT FROM one_time_links WHERE user_id = $1 AND used_at IS NULL',
        [userId],
      )
    ).length;

  test('lets him in no longer when he is disabled, not even when he is enabled again', async () => {
    const { userId, codes } = await madeUser('dina');
    const { version } = await admin.api.users.get.query({ userId });
    const off = { userId, expectedVersion: version, enabled: false };
    const on = await admin.api.users.update.mutate(off);
    await admin.api.users.update.mutate({ ...off, expectedVersion: on.version, enabled: true });
    for (const code of codes)
      await expect(server.enter('dina', code)).rejects.toThrow('LINK_INVALID');
  });

  test('is taken back by a reset, but for the link of that', async () => {
    const { userId } = await madeUser('rita');
    await admin.api.users.resetPassword.mutate({ userId });
    expect(await openLinks(userId)).toBe(1);
  });

  test('is taken back when he is removed, with his keys', async () => {
    const { userId } = await madeUser('kate');
    await server.database.query(
      `INSERT INTO api_keys (tenant_id, key_id, key_hash, name, owner_id, permissions)
       SELECT tenant_id, 'abcdefgh', sha256('x'), 'pump', id, '{tags.read}' FROM users WHERE id = $1`,
      [userId],
    );
    await admin.api.users.remove.mutate({ userId });
    expect(await openLinks(userId)).toBe(0);
    const keys = await server.database.query(
      'SELECT FROM api_keys WHERE owner_id = $1 AND revoked_at IS NULL',
      [userId],
    );
    expect(keys).toEqual([]);
  });
});

test('roles that need a second factor bind sessions that go on, as soon as they are named', async () => {
  const viewer = await server.callerAs('viewer');
  expect((await viewer.api.session.me.query()).due).toBeNull();
  await server.database.query(
    "UPDATE tenants SET factor_roles = '{viewer}' WHERE name = 'default'",
  );
  await expect.poll(async () => (await viewer.api.session.me.query()).due).toBe('factor');
  expect((await refusalBy(viewer.api.tags.list.query({}))).reason).toBe('SECURITY_DUE');
  await server.database.query("UPDATE tenants SET factor_roles = '{}' WHERE name = 'default'");
  await expect.poll(async () => (await viewer.api.session.me.query()).due).toBeNull();
});
