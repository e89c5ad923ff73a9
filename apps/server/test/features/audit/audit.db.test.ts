import { URI, type TOTP } from 'otpauth';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PASSWORD, startTestServer, type TestServer } from '../../support/start-test-server.ts';
import { logInBrowser, logInProgram, type TestClient } from '../../support/test-client.ts';

let server: TestServer;
let other: TestServer;
let admin: TestClient;
let adminId: string;
let anaId: string;
/** Everything that nobody may find in the log. */
const secrets: string[] = [PASSWORD];

beforeAll(async () => {
  server = await startTestServer();
  other = await startTestServer({ database: server.database, tenant: 'globex' });
  adminId = await server.makeUser('boss', 'admin');
  anaId = await server.makeUser('ana');
  await other.makeUser('spy', 'admin');
  admin = await logInProgram(server, 'boss', { from: '192.0.2.7' });
  secrets.push(admin.accessToken, admin.refreshToken);
});
afterAll(async () => {
  await other?.[Symbol.asyncDispose]();
  await server?.[Symbol.asyncDispose]();
});

const listOf = async (client: TestClient, filter: object): Promise<Record<string, unknown>[]> =>
  (await client.ask('audit.list', filter)).data['entries'] as Record<string, unknown>[];

describe('the audit log of a server', () => {
  test('has who logged in, from where, in which session and by which request', async () => {
    const [entry] = await listOf(admin, { action: 'login', actor: 'BOSS' });
    expect(entry).toMatchObject({
      actor: 'boss',
      actorId: adminId,
      resourceType: 'users',
      resourceId: adminId,
      resourceName: 'boss',
      clientAddress: '192.0.2.7',
      outcome: 'done',
      sessionId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      requestId: expect.stringMatching(/./),
    });
  });

  test('has failed logins, and not what was typed for a name', async () => {
    const typed = 'a password in the wrong field';
    secrets.push('wrong guess of ana', typed);
    await server.post('/api/auth/login', { username: 'ana', password: 'wrong guess of ana' });
    await server.post('/api/auth/login', { username: typed, password: 'x' });
    const entries = await listOf(admin, { action: 'login_failed' });
    expect(entries.map(({ resourceId }) => resourceId).slice(0, 2)).toEqual([null, anaId]);
    expect(entries[0]).toMatchObject({
      outcome: 'failed',
      clientAddress: '127.0.0.1',
      requestId: expect.stringMatching(/./),
    });
  });

  test('has a denial, which says what was missing', async () => {
    const ana = await logInBrowser(server, 'ana');
    secrets.push(ana.accessToken, ana.refreshToken);
    const refusal = await ana.ask('audit.list');
    expect([refusal.status, refusal.reason]).toEqual([403, 'PERMISSION_MISSING']);
    const download = await ana.send('/api/audit/export');
    expect(download.status).toBe(403);
    const entries = await listOf(admin, { action: 'denied', actor: 'ana' });
    expect(entries.map(({ resourceId }) => resourceId)).toEqual(['audit.export', 'audit.list']);
    expect(entries[1]).toMatchObject({
      outcome: 'denied',
      after: { permission: 'audit.read' },
      actorId: anaId,
      sessionId: expect.any(String),
      requestId: expect.any(String),
      clientAddress: '127.0.0.1',
    });
  });

  test('has sessions that were ended, changed passwords and second factors, each with its actor', async () => {
    const first = await logInProgram(server, 'ana');
    const newPassword = 'the herons came back early';
    secrets.push(first.accessToken, first.refreshToken, newPassword);
    const changed = await first.call('session.changePassword', {
      current: PASSWORD,
      password: newPassword,
    });
    expect(changed.status).toBe(200);
    const second = await logInProgram(server, 'ana', { password: newPassword });
    const begun = await second.call('session.beginFactor');
    const uri = URI.parse(String(begun.data['address'])) as TOTP;
    const code = uri.generate();
    const confirmed = await second.call('session.confirmFactor', { code });
    expect(confirmed.status).toBe(200);
    secrets.push(String(begun.data['secret']), code, ...(confirmed.data['codes'] as string[]));
    for (const action of ['session_ended', 'password_changed', 'factor_set_up'])
      expect((await listOf(admin, { action, actor: 'ana' }))[0], action).toMatchObject({
        actorId: anaId,
        clientAddress: '127.0.0.1',
        sessionId: expect.any(String),
        requestId: expect.any(String),
        outcome: 'done',
      });
    const [row] = await listOf(admin, { action: 'update', resourceType: 'users', actor: 'ana' });
    expect(row).toMatchObject({
      resourceName: 'ana',
      changedColumns: expect.arrayContaining(['password_hash']),
      after: { password_hash: '***' },
    });
  });

  test('has exports of itself, with their filters', async () => {
    const answer = await admin.send(`/api/audit/export?actor=ana&outcome=denied`);
    expect(answer.status).toBe(200);
    await answer.text();
    const [entry] = await listOf(admin, { action: 'export' });
    expect(entry).toMatchObject({
      actor: 'boss',
      resourceType: 'audit_log',
      after: { filter: { actor: 'ana', outcome: 'denied' }, count: 2 },
    });
  });

  test('is refused a change by the database, whoever asks', async () => {
    for (const sql of ["UPDATE audit_log SET action = 'x'", 'DELETE FROM audit_log'])
      await expect(server.database.query(sql)).rejects.toMatchObject({ code: '42501' });
  });

  test('shows nothing of another tenant', async () => {
    const spy = await logInProgram(other, 'spy');
    const seen = await listOf(spy, { limit: 200 });
    expect(seen.length).toBeGreaterThan(0);
    const ids = new Set(seen.map(({ id }) => id));
    const own = await server.database.query<{ id: string }>(
      'SELECT id FROM audit_log WHERE tenant_id = $1',
      [server.tenantId],
    );
    expect(own.filter(({ id }) => ids.has(Number(id)))).toEqual([]);
    expect(await listOf(spy, { resourceId: anaId })).toEqual([]);
    expect(await listOf(spy, { actor: 'boss' })).toEqual([]);
    const file = await (await spy.send('/api/audit/export')).text();
    expect(file).not.toContain(anaId);
  });

  test('has no secret in any row, and neither has what the server logs', async () => {
    const rows = await server.database.query<{ text: string }>(
      'SELECT l::text AS text FROM audit_log l',
    );
    const written = rows.map(({ text }) => text).join('\n') + server.log();
    expect(written.length).toBeGreaterThan(1_000);
    expect(secrets.length).toBeGreaterThan(15);
    // Hashes are nobody's business either.
    expect(written).not.toMatch(/\$argon2|\\\\x[0-9a-f]{64}/);
    // A code of six digits may stand in an id by chance.
    for (const secret of secrets.filter(({ length }) => length > 6))
      expect(written.includes(secret), secret).toBe(false);
  });
});

describe('pages of the audit log', () => {
  test('follow each other without a gap or a repetition, the newest entry first', async () => {
    const all = await listOf(admin, { resourceType: 'users', limit: 200 });
    const paged: unknown[] = [];
    let cursor: unknown;
    do {
      const { data } = await admin.ask('audit.list', {
        resourceType: 'users',
        limit: 2,
        ...(cursor === undefined ? {} : { cursor }),
      });
      paged.push(...(data['entries'] as unknown[]));
      cursor = data['nextCursor'] ?? undefined;
    } while (cursor !== undefined);
    expect(paged).toEqual(all);
    const times = all.map(({ timeMs }) => timeMs as number);
    expect(times).toEqual(times.toSorted((a, b) => b - a));
  });

  test('keep to a range of time and to one request', async () => {
    const [newest] = await listOf(admin, { action: 'export' });
    const timeMs = newest!['timeMs'] as number;
    expect(await listOf(admin, { action: 'export', fromMs: timeMs + 1 })).toEqual([]);
    expect(await listOf(admin, { action: 'export', toMs: timeMs })).toEqual([]);
    const found = await listOf(admin, { fromMs: timeMs, toMs: timeMs + 1, action: 'export' });
    expect(found).toEqual([newest]);
    expect(await listOf(admin, { requestId: newest!['requestId'] })).toContainEqual(newest);
  });

  test.each([
    [{ fromMs: 2, toMs: 1 }],
    [{ limit: 201 }],
    [{ outcome: 'perhaps' }],
    [{ cursor: 'nonsense' }],
    [{ action: 'a\u0000b' }],
    [{ tenantId: 'x' }],
  ])('are refused for %j', async (filter) => {
    expect((await admin.ask('audit.list', filter)).status).toBe(400);
  });
});
