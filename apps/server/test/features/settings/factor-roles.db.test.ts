import { afterAll, beforeAll, expect, test } from 'vitest';
import { refusalBy, startPeopleServer, type PeopleServer } from '../../support/people-server.ts';

let server: PeopleServer;
beforeAll(async () => {
  server = await startPeopleServer();
});
afterAll(async () => server?.[Symbol.asyncDispose]());

test('a role that needs a second factor from now on binds the sessions that are open', async () => {
  const admin = await server.callerAs('admin');
  const engineer = await server.callerAs('engineer');
  const viewer = await server.callerAs('viewer');
  expect((await engineer.api.session.me.query()).due).toBeNull();
  const { version: expectedVersion } = await admin.api.settings.get.query();
  await admin.api.settings.update.mutate({ expectedVersion, factorRoles: ['engineer'] });
  await expect.poll(async () => (await engineer.api.session.me.query()).due).toBe('factor');
  expect((await refusalBy(engineer.api.tags.list.query({}))).reason).toBe('SECURITY_DUE');
  expect((await viewer.api.session.me.query()).due).toBeNull();
});
