import type { Permission } from '@varve/contract';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  refusalBy,
  startPeopleServer,
  type Caller,
  type PeopleServer,
} from '../../support/people-server.ts';

let server: PeopleServer;
let admin: Caller;
let fieldA: string;
let fieldB: string;
let wellA: string;
beforeAll(async () => {
  server = await startPeopleServer();
  admin = await server.callerAs('admin');
  [fieldA, fieldB] = [await makeField('A'), await makeField('B')];
  const wells = await server.database.query<{ id: string }>(
    "INSERT INTO wells (tenant_id, field_id, name) SELECT tenant_id, id, 'A-1' FROM fields WHERE id = $1 RETURNING id",
    [fieldA],
  );
  wellA = wells[0]!.id;
});
afterAll(async () => server?.[Symbol.asyncDispose]());

async function makeField(name: string): Promise<string> {
  const rows = await server.database.query<{ id: string }>(
    "INSERT INTO fields (tenant_id, name) SELECT id, $1 FROM tenants WHERE name = 'default' RETURNING id",
    [name],
  );
  return rows[0]!.id;
}

let made = 0;

/** Makes a user with an own role of these rights, at these places, and another of rights that hold everywhere. */
async function userWith(
  permissions: Permission[],
  { fields = [], everywhere = [] }: { fields?: string[]; everywhere?: Permission[] } = {},
) {
  const name = `user${++made}`;
  const role = await admin.api.roles.create.mutate({ name: `role of ${name}`, permissions });
  const scopes = fields.map((id) => ({ kind: 'field' as const, id }));
  const { userId, code } = await admin.api.users.create.mutate({
    username: name,
    roles: [{ roleId: role.id, scopes }, ...(await rolesFor(name, everywhere))],
  });
  return { userId, code, name, roleId: role.id, caller: await server.enter(name, code) };
}

async function rolesFor(name: string, permissions: Permission[]): Promise<{ roleId: string }[]> {
  if (permissions.length === 0) return [];
  const { id } = await admin.api.roles.create.mutate({ name: `${name} everywhere`, permissions });
  return [{ roleId: id }];
}

async function makeAdmin(): Promise<string> {
  const roles = [{ roleId: await server.roleId('admin') }];
  return (await admin.api.users.create.mutate({ username: `admin${++made}`, roles })).userId;
}

describe('who may write users and lacks other rights', () => {
  test('gives nobody a right that he lacks: not by a user, not by roles, not by a role', async () => {
    const { caller, userId, roleId } = await userWith(['users.read', 'users.write', 'tags.read']);
    const operator = [{ roleId: await server.roleId('operator') }];
    const { roles, users } = caller.api;
    const { version: expectedVersion } = await users.get.query({ userId });
    const role = (await roles.list.query()).roles.find(({ id }) => id === roleId)!;
    const denied = await Promise.all([
      refusalBy(users.create.mutate({ username: 'minion', roles: operator })),
      refusalBy(users.setRoles.mutate({ userId, expectedVersion, roles: operator })),
      refusalBy(roles.create.mutate({ name: 'more', permissions: ['ledger.post'] })),
      refusalBy(
        roles.update.mutate({
          roleId,
          expectedVersion: role.version,
          permissions: ['users.write', 'ledger.post'],
        }),
      ),
    ]);
    expect(denied.map(({ reason }) => reason)).toEqual(Array(4).fill('PERMISSION_MISSING'));
    expect(denied[3]).toMatchObject({
      permission: 'ledger.post',
      message: 'this needs the permission ledger.post',
    });
    expect((await users.list.query({ search: 'minion' })).users).toEqual([]);
    await users.create.mutate({ username: 'equal', roles: [{ roleId }] });
  });

  test('cannot touch a user who may do more: not his password, factor, address, roles or account', async () => {
    const { caller } = await userWith(['users.read', 'users.write']);
    const { users } = caller.api;
    const userId = await makeAdmin();
    const { version: expectedVersion } = await users.get.query({ userId });
    const denied = await Promise.all([
      refusalBy(users.resetPassword.mutate({ userId })),
      refusalBy(users.removeFactor.mutate({ userId })),
      refusalBy(users.update.mutate({ userId, expectedVersion, email: 'mine@example.com' })),
      refusalBy(users.update.mutate({ userId, expectedVersion, enabled: false })),
      refusalBy(users.setRoles.mutate({ userId, expectedVersion, roles: [] })),
      refusalBy(users.remove.mutate({ userId })),
    ]);
    expect(denied.map(({ reason }) => reason)).toEqual(Array(6).fill('PERMISSION_MISSING'));
    await admin.api.users.remove.mutate({ userId });
  });

  test('is written to the audit log as denied, with the right that he lacks', async () => {
    const { caller, userId } = await userWith(['users.read', 'users.write']);
    await refusalBy(
      caller.api.roles.create.mutate({ name: 'never', permissions: ['payroll.read'] }),
    );
    const rows = await server.database.query(
      "SELECT resource_id, after, outcome FROM audit_log WHERE actor_id = $1 AND action = 'denied'",
      [userId],
    );
    expect(rows).toEqual([
      { resource_id: 'roles.create', after: { permission: 'payroll.read' }, outcome: 'denied' },
    ]);
  });

  test('gives rights at his own places and below, and nowhere else', async () => {
    const { caller, roleId } = await userWith(['tags.read'], {
      fields: [fieldA],
      everywhere: ['users.read', 'users.write'],
    });
    const create = (username: string, scopes: { kind: 'field' | 'well'; id: string }[]) =>
      caller.api.users.create.mutate({ username, roles: [{ roleId, scopes }] });
    await create('within', [{ kind: 'field', id: fieldA }]);
    await create('below', [{ kind: 'well', id: wellA }]);
    for (const scopes of [[], [{ kind: 'field' as const, id: fieldB }]])
      expect(await refusalBy(create('beyond', scopes))).toMatchObject({
        reason: 'PERMISSION_MISSING',
        permission: 'tags.read',
      });
    expect(
      await refusalBy(
        caller.api.roles.create.mutate({ name: 'everywhere', permissions: ['tags.read'] }),
      ),
    ).toMatchObject({ reason: 'PERMISSION_MISSING' });
  });
});

describe('a place that a role is bound to', () => {
  test('is kept with the role, and named', async () => {
    const { userId, roleId } = await userWith(['tags.read'], { fields: [fieldA] });
    const scopes = [
      { kind: 'well' as const, id: wellA },
      { kind: 'field' as const, id: fieldB.toUpperCase() },
    ];
    const { version: expectedVersion } = await admin.api.users.get.query({ userId });
    await admin.api.users.setRoles.mutate({
      userId,
      expectedVersion,
      roles: [{ roleId, scopes }],
    });
    const { roles } = await admin.api.users.get.query({ userId });
    expect(roles[0]!.scopes).toEqual([
      { kind: 'well', id: wellA, name: 'A-1' },
      { kind: 'field', id: fieldB, name: 'B' },
    ]);
  });

  test('has to be there, and of its kind', async () => {
    const { userId, roleId } = await userWith(['tags.read']);
    const roles = [{ roleId, scopes: [{ kind: 'well' as const, id: fieldA }] }];
    const { version: expectedVersion } = await admin.api.users.get.query({ userId });
    const answer = admin.api.users.setRoles.mutate({ userId, expectedVersion, roles });
    expect(await refusalBy(answer)).toMatchObject({
      reason: 'NOT_FOUND',
      message: `there is no well ${fieldA}`,
    });
  });
});

describe('the last admin', () => {
  test('cannot be demoted, bound to a place, disabled or removed, by himself or another', async () => {
    const { userId } = await admin.api.session.me.query();
    const { version: expectedVersion } = await admin.api.users.get.query({ userId });
    const roleId = await server.roleId('admin');
    const scopes = [{ kind: 'field' as const, id: fieldA }];
    const { users } = admin.api;
    const refused = [
      await refusalBy(users.setRoles.mutate({ userId, expectedVersion, roles: [] })),
      await refusalBy(
        users.setRoles.mutate({ userId, expectedVersion, roles: [{ roleId, scopes }] }),
      ),
      await refusalBy(users.update.mutate({ userId, expectedVersion, enabled: false })),
      await refusalBy(users.remove.mutate({ userId })),
    ];
    expect(refused.map(({ reason }) => reason)).toEqual(Array(4).fill('CONFLICT'));
    expect(refused[0]!.message).toBe('this is the last admin: make another one first');
    expect((await admin.api.users.get.query({ userId })).roles[0]).toMatchObject({ scopes: [] });
  });

  test('is left when all of them are demoted, disabled and removed at once', async () => {
    const { users } = admin.api;
    const { userId: own } = await admin.api.session.me.query();
    const others = [await makeAdmin(), await makeAdmin(), await makeAdmin()];
    const [demoted, disabled] = await Promise.all(
      others.slice(0, 2).map((userId) => users.get.query({ userId })),
    );
    await Promise.allSettled([
      users.setRoles.mutate({ userId: others[0]!, expectedVersion: demoted!.version, roles: [] }),
      users.update.mutate({
        userId: others[1]!,
        expectedVersion: disabled!.version,
        enabled: false,
      }),
      users.remove.mutate({ userId: others[2]! }),
      users.remove.mutate({ userId: own }),
    ]);
    const left = await server.database.query(
      `SELECT u.username FROM users u JOIN user_roles ur ON ur.user_id = u.id JOIN roles r ON r.id = ur.role_id
       WHERE r.name = 'admin' AND u.enabled AND u.deleted_at IS NULL`,
    );
    expect(left).toHaveLength(1);
  });
});

test('places are listed by kind and name', async () => {
  const { places, isCut } = await (await server.callerAs('supervisor')).api.users.places.query();
  expect(places.map(({ kind, name }) => [kind, name])).toEqual([
    ['field', 'A'],
    ['field', 'B'],
    ['well', 'A-1'],
  ]);
  expect(isCut).toBe(false);
});
