import type { Permission } from '@varve/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
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
afterAll(() => server?.[Symbol.asyncDispose]());

test('who may read and write users at some places only sees and makes none, and is offered none of it', async () => {
  const permissions: Permission[] = ['users.read', 'users.write', 'tags.read'];
  const { id: roleId } = await admin.api.roles.create.mutate({ name: 'of a field', permissions });
  const fields = await server.database.query<{ id: string }>(
    "INSERT INTO fields (tenant_id, name) SELECT id, 'A' FROM tenants WHERE name = 'default' RETURNING id",
  );
  const { userId, code } = await admin.api.users.create.mutate({
    username: 'bound',
    roles: [{ roleId, scopes: [{ kind: 'field', id: fields[0]!.id }] }],
  });
  const { api } = await server.enter('bound', code);
  const refused = await Promise.all([
    refusalBy(api.users.list.query({})),
    refusalBy(api.users.get.query({ userId })),
    refusalBy(api.users.places.query()),
    refusalBy(api.roles.list.query()),
    refusalBy(api.permissions.list.query()),
    refusalBy(api.users.create.mutate({ username: 'unseen' })),
    refusalBy(api.users.remove.mutate({ userId })),
  ]);
  expect(refused.map(({ permission }) => permission)).toEqual([
    ...Array(5).fill('users.read'),
    ...Array(2).fill('users.write'),
  ]);
  expect((await api.session.me.query()).permissions).toEqual(['tags.read']);
});

test('roles are not given over a change that was not seen', async () => {
  const { api } = admin;
  const { userId } = await api.users.create.mutate({ username: 'ana' });
  const roles = [{ roleId: await server.roleId('viewer') }];
  const { version: expectedVersion } = await api.users.get.query({ userId });
  const { version } = await api.users.setRoles.mutate({ userId, expectedVersion, roles });
  const late = api.users.setRoles.mutate({ userId, expectedVersion, roles: [] });
  expect(await refusalBy(late)).toMatchObject({
    reason: 'CONFLICT',
    current: { id: userId, version, roles: [{ name: 'viewer' }] },
  });
  await api.users.setRoles.mutate({ userId, expectedVersion: version, roles: [] });
});
