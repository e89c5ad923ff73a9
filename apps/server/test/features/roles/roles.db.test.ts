import { permission } from '@varve/contract';
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

test('the roles are listed with their rights and users, the built-in ones first', async () => {
  const { roles } = await admin.api.roles.list.query();
  expect(roles.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['admin', 'engineer', 'operator', 'scada', 'supervisor', 'viewer']),
  );
  const role = roles.find(({ name }) => name === 'admin')!;
  expect(role.isBuiltIn).toBe(true);
  expect(role.permissions.toSorted()).toEqual(permission.options.toSorted());
  expect(role.userCount).toBe(1);
});

test('the rights that a role may have are those of the contract', async () => {
  const { permissions } = await admin.api.permissions.list.query();
  expect(permissions).toEqual(permission.options.toSorted());
});

describe('a role of the tenant', () => {
  test('is made, changed and removed', async () => {
    const { api } = admin;
    const made = await api.roles.create.mutate({
      name: 'shift lead',
      description: 'Leads a shift',
      permissions: ['tags.read', 'alarms.acknowledge'],
    });
    expect(made).toMatchObject({ isBuiltIn: false, userCount: 0 });
    const changed = await api.roles.update.mutate({
      roleId: made.id,
      expectedVersion: made.version,
      permissions: ['tags.read', 'trends.read'],
    });
    expect(changed).toMatchObject({
      name: 'shift lead',
      description: 'Leads a shift',
      permissions: ['tags.read', 'trends.read'],
    });
    const late = { roleId: made.id, expectedVersion: made.version, name: 'late' };
    expect(await refusalBy(api.roles.update.mutate(late))).toMatchObject({
      reason: 'CONFLICT',
      current: { permissions: ['tags.read', 'trends.read'] },
    });
    await api.roles.remove.mutate({ roleId: made.id });
    expect((await refusalBy(api.roles.remove.mutate({ roleId: made.id }))).reason).toBe(
      'NOT_FOUND',
    );
    await api.roles.create.mutate({ name: 'shift lead', permissions: [] });
  });

  test('cannot have the name of another', async () => {
    const input = { name: 'viewer', permissions: [] };
    expect(await refusalBy(admin.api.roles.create.mutate(input))).toMatchObject({
      reason: 'CONFLICT',
      issues: [{ path: ['name'], message: 'the name is taken', code: 'taken' }],
    });
  });

  test('is not removed while somebody has it, and says how many do', async () => {
    const { api } = admin;
    const { id: roleId } = await api.roles.create.mutate({ name: 'worn', permissions: [] });
    const users = [];
    for (const username of ['ana', 'bea'])
      users.push(await api.users.create.mutate({ username, roles: [{ roleId }] }));
    expect(await refusalBy(api.roles.remove.mutate({ roleId }))).toMatchObject({
      reason: 'CONFLICT',
      message: '2 users have the role worn: give them another first',
    });
    for (const { userId } of users) await api.users.remove.mutate({ userId });
    await api.roles.remove.mutate({ roleId });
  });

  test('is refused rights that are none, and keys that it does not know', async () => {
    for (const given of [{ permissions: ['root.all'] }, { builtIn: true }, { tenantId: RANDOM }]) {
      const input = { name: 'odd', permissions: [], ...given } as { name: string; permissions: [] };
      expect((await refusalBy(admin.api.roles.create.mutate(input))).reason).toBe('INPUT_INVALID');
    }
  });
});

test('a built-in role is neither changed nor removed', async () => {
  const { roles } = await admin.api.roles.list.query();
  const { id: roleId, version: expectedVersion } = roles.find(({ name }) => name === 'viewer')!;
  for (const refused of [
    admin.api.roles.update.mutate({ roleId, expectedVersion, permissions: [] }),
    admin.api.roles.remove.mutate({ roleId }),
  ])
    expect(await refusalBy(refused)).toMatchObject({
      reason: 'CONFLICT',
      message: 'the role viewer is built in: copy it to one of your own',
    });
});

test('a role of another tenant is as one that is nowhere', async () => {
  const [foreign] = await server.database.query<{ id: string }>(
    "SELECT r.id FROM roles r JOIN tenants t ON t.id = r.tenant_id WHERE t.name = 'other' AND r.name = 'viewer'",
  );
  for (const roleId of [foreign!.id, RANDOM]) {
    const refused = [
      await refusalBy(admin.api.roles.update.mutate({ roleId, expectedVersion: '' })),
      await refusalBy(admin.api.roles.remove.mutate({ roleId })),
      await refusalBy(admin.api.users.create.mutate({ username: 'x', roles: [{ roleId }] })),
    ];
    expect(refused.map(({ reason }) => reason)).toEqual(Array(3).fill('NOT_FOUND'));
  }
});

test('changes of rights need a password that was just shown', async () => {
  await using other = await startPeopleServer();
  const { api } = await other.callerAs('admin');
  await other.database.query(
    "UPDATE sessions SET authenticated_at = now() - interval '6 minutes', created_at = now() - interval '1 hour'",
  );
  const roleId = await other.roleId('viewer');
  const { userId } = await api.session.me.query();
  const expectedVersion = '';
  const refused = await Promise.all(
    [
      api.roles.create.mutate({ name: 'x', permissions: [] }),
      api.roles.update.mutate({ roleId, expectedVersion }),
      api.roles.remove.mutate({ roleId }),
      api.users.create.mutate({ username: 'x' }),
      api.users.setRoles.mutate({ userId, expectedVersion, roles: [] }),
      api.users.update.mutate({ userId, expectedVersion, enabled: false }),
      api.users.update.mutate({ userId, expectedVersion, email: null }),
      api.users.resetPassword.mutate({ userId }),
      api.users.removeFactor.mutate({ userId }),
      api.users.remove.mutate({ userId }),
    ].map(refusalBy),
  );
  expect(refused.map(({ reason }) => reason)).toEqual(Array(10).fill('REAUTHENTICATE'));
});
