import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../../support/start-test-server.ts';
import { logInProgram, type TestClient } from '../../support/test-client.ts';

let server: TestServer;
let admin: TestClient;
beforeAll(async () => {
  server = await startTestServer();
  await server.makeUser('boss', 'admin');
  admin = await logInProgram(server, 'boss');
});
afterAll(async () => server?.[Symbol.asyncDispose]());

describe('the exported file', () => {
  test('is CSV with a line for each entry, in which no cell is a formula', async () => {
    await server.database.query(
      `SELECT set_config('varve.tenant_id', $1, false), internal.record_event('=HYPERLINK("x")', '@SUM(1)', E'\\t+1', '{"note": "say \\"hi\\", twice"}')`,
      [server.tenantId],
    );
    const answer = await admin.send('/api/audit/export?resourceType=%40SUM(1)');
    expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(answer.headers.get('content-disposition')).toMatch(
      /^attachment; filename="varve-audit-/,
    );
    const [header, line, end] = (await answer.text()).split('\r\n');
    expect(header).toContain('"id","time_utc","actor"');
    expect(line).toContain(`"'=HYPERLINK(""x"")","done","'@SUM(1)","'\t+1"`);
    expect(line).toContain('"{""note"":""say \\""hi\\"", twice""}"');
    expect(end).toBe('');
  });

  test.each(['?fromMs=x', '?fromMs=2&toMs=1', '?outcome=perhaps', '?tenant=1'])(
    'is refused for %s',
    async (query) => {
      const answer = await admin.send(`/api/audit/export${query}`);
      expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([
        400,
        'INPUT_INVALID',
      ]);
    },
  );

  test('is not for who is not logged in', async () => {
    expect((await fetch(`${server.address}/api/audit/export`)).status).toBe(401);
  });

  test('is refused above 100,000 entries, and gives as many', async () => {
    await server.database.query(
      `SELECT set_config('varve.tenant_id', $1, false), count(internal.record_event('flood', 'test', n::text))
       FROM generate_series(1, 100000) AS n`,
      [server.tenantId],
    );
    const whole = await admin.send('/api/audit/export?action=flood');
    const lines = (await whole.text()).split('\r\n');
    expect(lines).toHaveLength(100_002);
    expect(new Set(lines).size).toBe(100_002);
    await server.database.query("SELECT internal.record_event('flood', 'test', 'one more')");
    const refused = await admin.send('/api/audit/export?action=flood');
    expect([refused.status, await refused.json()]).toEqual([
      400,
      expect.objectContaining({
        code: 'RANGE_TOO_LARGE',
        error: expect.stringContaining('100000'),
      }),
    ]);
  });
});
