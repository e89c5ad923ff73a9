import { afterAll, beforeAll, expect, test } from 'vitest';
import { refusalBy, startPeopleServer, type PeopleServer } from '../../support/people-server.ts';

let server: PeopleServer;
beforeAll(async () => {
  server = await startPeopleServer();
});
afterAll(() => server?.[Symbol.asyncDispose]());

test('sessions are found by a part of the name of their user, whatever the case', async () => {
  const { api } = await server.callerAs('admin');
  await server.callerAs('viewer');
  const namesOf = async (search: string): Promise<string[]> => {
    const { sessions } = await api.sessions.list.query({ search });
    return [...new Set(sessions.map(({ username }) => username))];
  };
  expect(await namesOf('VIEW')).toEqual(['viewer']);
  expect((await namesOf('')).toSorted()).toEqual(['admin', 'viewer']);
  expect(await namesOf('nobody%')).toEqual([]);
});

test('all sessions of a user end at once, but the one in which is asked', async () => {
  const { api } = await server.callerAs('admin');
  const viewer = await server.callerAs('viewer');
  const { userId } = await viewer.api.session.me.query();
  const { ended } = await api.sessions.endAll.mutate({ userId });
  expect(ended).toBeGreaterThan(0);
  const isOut = (): Promise<boolean> =>
    viewer.api.session.me.query().then(
      () => false,
      () => true,
    );
  await expect.poll(isOut).toBe(true);
  expect(await refusalBy(viewer.api.session.me.query())).toMatchObject({
    reason: 'SESSION_EXPIRED',
  });
  expect(await api.sessions.endAll.mutate({ userId })).toEqual({ ended: 0 });
  const me = await api.session.me.query();
  await api.sessions.endAll.mutate({ userId: me.userId });
  const { sessions } = await api.sessions.list.query({ userId: me.userId });
  expect(sessions.map(({ id }) => id)).toEqual([me.sessionId]);
});

test('a user of another tenant is one without sessions', async () => {
  const { api } = await server.callerAs('admin');
  const [stranger] = await server.database.query<{ id: string; tenant_id: string }>(
    "SELECT id, tenant_id FROM users WHERE username = 'stranger'",
  );
  await server.database.query(
    `INSERT INTO sessions (tenant_id, user_id, kind, expires_at)
     VALUES ('${stranger!.tenant_id}', '${stranger!.id}', 'console', now() + interval '1 hour')`,
  );
  expect(await api.sessions.endAll.mutate({ userId: stranger!.id })).toEqual({ ended: 0 });
  expect(await api.sessions.list.query({ search: 'stranger' })).toMatchObject({ sessions: [] });
});
