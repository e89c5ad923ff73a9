import { connect } from '@varve/db';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PASSWORD, startTestServer, type TestServer } from '../../support/start-test-server.ts';
import { logInProgram } from '../../support/test-client.ts';

const NEW_PASSWORD = 'nine lamps along the quay';

/** Lets whoever makes a refresh token wait, in its transaction, while the test holds the gate. */
const GATE = `
  CREATE TABLE gate ();
  CREATE FUNCTION wait_at_gate() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
  BEGIN
    LOCK TABLE public.gate IN SHARE MODE;
    RETURN NULL;
  END $$;
  CREATE TRIGGER gate AFTER INSERT ON refresh_tokens FOR EACH ROW EXECUTE FUNCTION wait_at_gate();`;

interface Tokens {
  readonly access_token: string;
  readonly refresh_token: string;
}

describe('a refresh and a change of the password at once', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
    await server.database.query(GATE);
  });
  afterAll(() => server?.[Symbol.asyncDispose]());

  /** Runs one up to the token that it makes, then the other until it waits for the first, then both to their ends. */
  const amid = async <First, Second>(
    first: () => Promise<First>,
    second: () => Promise<Second>,
  ): Promise<[First, Second]> => {
    const keeper = await connect(server.database.connectionString, 'test');
    try {
      await keeper.query('BEGIN; LOCK TABLE gate IN EXCLUSIVE MODE');
      const one = first();
      await waiting(1);
      const other = second();
      await waiting(2);
      await keeper.query('COMMIT');
      return await Promise.all([one, other]);
    } finally {
      await keeper.end();
    }
  };
  const waiting = (count: number) =>
    expect
      .poll(async () => {
        const rows = await server.database.query<{ count: number }>(
          `SELECT count(*)::integer AS count FROM pg_stat_activity
           WHERE datname = current_database() AND wait_event_type = 'Lock'`,
        );
        return rows[0]!.count;
      })
      .toBe(count);
  const refresh = (token: string): Promise<Response> =>
    server.post('/api/auth/refresh', { refresh_token: token });
  /** Statuses by which the tokens of an answer are answered: the one by a procedure, the other by a refresh. */
  const answersTo = async ({ access_token, refresh_token }: Tokens): Promise<number[]> => {
    const me = await fetch(`${server.address}/trpc/session.me`, {
      headers: { authorization: `Bearer ${access_token}` },
    });
    return [me.status, (await refresh(refresh_token)).status];
  };

  test('that comes last leave no token of before that lets anybody in', async () => {
    await server.makeUser('refreshes-first');
    const client = await logInProgram(server, 'refreshes-first');
    const [refreshed, changed] = await amid(
      () => refresh(client.refreshToken),
      () => client.call('session.changePassword', { current: PASSWORD, password: NEW_PASSWORD }),
    );
    expect([refreshed.status, changed.status]).toEqual([200, 200]);
    expect(await answersTo((await refreshed.json()) as Tokens)).toEqual([401, 401]);
    expect((await refresh(client.refreshToken)).status).toBe(401);
    expect(await answersTo((changed.data as { tokens: Tokens }).tokens)).toEqual([200, 200]);
  });

  test('that comes first refuse the token of before', async () => {
    await server.makeUser('changes-first');
    const client = await logInProgram(server, 'changes-first');
    const [changed, refreshed] = await amid(
      () => client.call('session.changePassword', { current: PASSWORD, password: NEW_PASSWORD }),
      () => refresh(client.refreshToken),
    );
    expect([changed.status, refreshed.status]).toEqual([200, 401]);
    expect(await answersTo((changed.data as { tokens: Tokens }).tokens)).toEqual([200, 200]);
  });
});
