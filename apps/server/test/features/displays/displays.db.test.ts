import { DISPLAY_CODE_LETTERS } from '@varve/contract';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../../support/start-test-server.ts';
import {
  browserHeaders,
  cookiesOf,
  logInBrowser,
  type TestClient,
} from '../../support/test-client.ts';

let server: TestServer;
let other: TestServer;
let admin: TestClient;
beforeAll(async () => {
  server = await startTestServer();
  other = await startTestServer({ database: server.database, tenant: 'other' });
  await server.makeUser('root', 'admin');
  await other.makeUser('root', 'admin');
  admin = await logInBrowser(server, 'root');
});
afterAll(async () => {
  await other?.[Symbol.asyncDispose]();
  await server?.[Symbol.asyncDispose]();
});

/** A screen that shows a code. */
interface Screen {
  readonly code: string;
  readonly cookies: Map<string, string>;
  /** Asks what became of it. */
  claim(): Promise<{ readonly state: string; readonly cookies: Map<string, string> }>;
}

let lastAddress = 0;
async function startScreen(from = `198.51.100.${(lastAddress += 1)}`): Promise<Screen> {
  const headers = { 'x-forwarded-for': from };
  const answer = await server.post('/api/display/code', {}, headers);
  const { code } = (await answer.json()) as { code: string };
  const cookies = cookiesOf(answer);
  return {
    code,
    cookies,
    async claim() {
      const given = { ...headers, ...browserHeaders(cookies) };
      const claimed = await server.post('/api/display/claim', {}, given);
      const { state } = (await claimed.json()) as { state: string };
      return { state, cookies: cookiesOf(claimed) };
    },
  };
}

async function roleId(name: string, tenantId = server.tenantId): Promise<string> {
  const rows = await server.database.query<{ id: string }>(
    'SELECT id FROM roles WHERE tenant_id = $1 AND name = $2',
    [tenantId, name],
  );
  return rows[0]!.id;
}

async function pair(code: string, given: object = {}, by = admin) {
  const roles = [{ roleId: await roleId('viewer') }];
  const landingPath = '/trend?tags=1';
  return by.call('displays.pair', {
    code,
    name: 'Control room',
    roles,
    landingPath,
    ...given,
  });
}

const me = (cookies: Map<string, string>): Promise<Response> =>
  fetch(`${server.address}/trpc/session.me`, { headers: browserHeaders(cookies) });

describe('a screen on a wall', () => {
  test('shows a code of eight letters, and is let in once who may has typed it', async () => {
    const screen = await startScreen();
    expect(screen.code).toMatch(new RegExp(`^[${DISPLAY_CODE_LETTERS}]{8}$`));
    expect((await screen.claim()).state).toBe('waiting');
    const typed = `${screen.code.slice(0, 4)}-${screen.code.slice(4)}`.toLowerCase();
    expect((await pair(typed)).status).toBe(200);
    const { state, cookies } = await screen.claim();
    expect(state).toBe('in');
    expect((await screen.claim()).state).toBe('over');
    const { result } = (await (await me(cookies)).json()) as {
      result: { data: { permissions: string[] } };
    };
    expect(result.data).toMatchObject({
      fullName: 'Control room',
      displayPath: '/trend?tags=1',
      due: null,
    });
    expect(result.data.permissions).toContain('trends.read');
    expect(result.data.permissions.filter((code) => !code.endsWith('.read'))).toEqual([]);
    const { data } = await admin.ask('sessions.list', { kind: 'display' });
    const [listed] = data['sessions'] as {
      name: string;
      startedAtMs: number;
      expiresAtMs: number;
    }[];
    expect(listed!.name).toBe('Control room');
    expect(listed!.expiresAtMs - listed!.startedAtMs).toBe(90 * 24 * 3_600_000);
    const [entry] = (await server.entries('login')).slice(-1);
    expect(entry!['after']).toMatchObject({ by: 'pairing', kind: 'display' });
  });

  test('goes dark when its session is ended, and renews its tokens until then', async () => {
    const screen = await startScreen();
    await pair(screen.code);
    const { cookies } = await screen.claim();
    const renewed = await server.post('/api/session/refresh', {}, browserHeaders(cookies));
    expect(renewed.status).toBe(200);
    const now = cookiesOf(renewed);
    const [session] = await server.database.query<{ id: string }>(
      "SELECT id FROM sessions WHERE kind = 'display' AND ended_at IS NULL ORDER BY created_at DESC LIMIT 1",
    );
    await admin.call('sessions.end', { sessionId: session!.id });
    await expect.poll(async () => (await me(now)).status).toBe(401);
    const late = await server.post('/api/session/refresh', {}, browserHeaders(now));
    expect(late.status).toBe(401);
  });

  test('reads only, though its role is given more later', async () => {
    const { data: role } = await admin.call('roles.create', {
      name: 'wall',
      permissions: ['trends.read'],
    });
    const screen = await startScreen();
    await pair(screen.code, { roles: [{ roleId: role['id'] }] });
    const { cookies } = await screen.claim();
    await server.database.query(
      "INSERT INTO role_permissions (tenant_id, role_id, permission_code) VALUES ($1, $2, 'samples.write'), ($1, $2, 'tags.read')",
      [server.tenantId, role['id']],
    );
    await expect.poll(async () => (await me(cookies)).text()).toContain('tags.read');
    expect(await (await me(cookies)).text()).not.toContain('samples.write');
  });

  test('can do nothing that needs a password', async () => {
    const screen = await startScreen();
    await pair(screen.code);
    const { cookies } = await screen.claim();
    const answer = await server.post('/trpc/session.beginFactor', {}, browserHeaders(cookies));
    expect(await answer.text()).toContain('REAUTHENTICATE');
  });
});

describe('a code', () => {
  test('of another tenant, an old one and a used one let no screen in', async () => {
    const stranger = await logInBrowser(other, 'root');
    const screen = await startScreen();
    const theirs = [{ roleId: await roleId('viewer', other.tenantId) }];
    expect((await pair(screen.code, { roles: theirs }, stranger)).reason).toBe('NOT_FOUND');
    expect((await pair(screen.code)).status).toBe(200);
    expect((await pair(screen.code)).reason).toBe('NOT_FOUND');
    const old = await startScreen();
    await server.database.query(
      "UPDATE displays SET expires_at = now() - interval '1 second' WHERE user_id IS NULL",
    );
    expect((await pair(old.code)).reason).toBe('NOT_FOUND');
    expect((await old.claim()).state).toBe('over');
  });

  test('is taken with roles that only read and need no second factor', async () => {
    const { code } = await startScreen();
    const operator = await pair(code, { roles: [{ roleId: await roleId('operator') }] });
    expect(operator.reason).toBe('INPUT_INVALID');
    expect(operator.text).toContain('the role operator does more than read: alarms.acknowledge');
    await server.database.query("UPDATE tenants SET factor_roles = '{viewer}' WHERE id = $1", [
      server.tenantId,
    ]);
    const viewer = await pair(code);
    await server.database.query("UPDATE tenants SET factor_roles = '{}'");
    expect(viewer.text).toContain('the role viewer needs a second factor');
    expect((await pair(code, { roles: [] })).status).toBe(400);
    expect((await pair(code, { landingPath: '//evil.example' })).status).toBe(400);
  });

  test('is taken by who manages sessions, may all of it himself, and showed his password', async () => {
    const { code } = await startScreen();
    await server.makeUser('vic');
    const viewer = await logInBrowser(server, 'vic');
    expect((await pair(code, {}, viewer)).reason).toBe('PERMISSION_MISSING');
    const { data: role } = await admin.call('roles.create', {
      name: 'keeper of sessions',
      permissions: ['sessions.manage'],
    });
    await server.makeUser('kim', 'keeper of sessions');
    const keeper = await logInBrowser(server, 'kim');
    expect(role['id']).toBeDefined();
    expect((await pair(code, {}, keeper)).reason).toBe('PERMISSION_MISSING');
    const stale = await logInBrowser(server, 'root');
    await server.database.query("UPDATE sessions SET authenticated_at = 'epoch'");
    await expect.poll(async () => (await pair(code, {}, stale)).reason).toBe('REAUTHENTICATE');
    await server.database.query('UPDATE sessions SET authenticated_at = now()');
  });

  test('is given to ten screens of a network at a time, whatever their addresses', async () => {
    const answers = [];
    for (let screen = 1; screen <= 11; screen++) {
      const address = `2001:4860:7:7::${screen.toString(16)}`;
      answers.push(await server.post('/api/display/code', {}, { 'x-forwarded-for': address }));
    }
    expect(answers.map(({ status }) => status)).toEqual([...Array(10).fill(200), 429]);
    for (const address of ['2001:4860:7:8::1', '203.0.113.9', '203.0.113.10'])
      expect((await startScreen(address)).code).toHaveLength(8);
  });

  test('is given to a screen, and stays, though strangers of ten networks take every place', async () => {
    const alone = await startScreen('192.0.2.77');
    for (let network = 1; network <= 11; network++)
      for (let screen = 1; screen <= 10; screen++)
        await startScreen(`2001:4860:9:${network.toString(16)}::${screen}`);
    const late = await startScreen('192.0.2.78');
    expect((await alone.claim()).state).toBe('waiting');
    expect((await late.claim()).state).toBe('waiting');
    const [{ count }] = (await server.database.query<{ count: number }>(
      'SELECT count(*)::int AS count FROM displays WHERE user_id IS NULL AND tenant_id = $1',
      [server.tenantId],
    )) as [{ count: number }];
    expect(count).toBe(100);
    expect((await pair(late.code)).status).toBe(200);
  });
});
