import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { withTenant } from '../../src/connect/with-tenant.ts';
import { openDatabase, type TestDatabase } from '../support/database.ts';
import { RUNNABLE_ENGINES } from '../support/engines.ts';

describe.each(RUNNABLE_ENGINES)('the audit log on $name', (engine) => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await openDatabase(engine);
  });
  afterAll(async () => database?.[Symbol.asyncDispose]());

  const entries = async (
    where: string,
    values: unknown[] = [],
  ): Promise<Record<string, unknown>[]> =>
    (await database.pool.query(`SELECT * FROM audit_log WHERE ${where} ORDER BY id`, values)).rows;

  test('says who did what, when, from where, and what was before and after', async () => {
    const user = (
      await database.pool.query<{ id: string }>(
        "INSERT INTO users (tenant_id, username) VALUES ($1, 'ana') RETURNING id",
        [database.acme],
      )
    ).rows[0]!.id;
    const began = new Date();
    const context = { tenantId: database.acme, userId: user, clientAddress: '192.0.2.7' };
    await withTenant(database.pool, context, async ({ $client }) => {
      await $client.query("INSERT INTO fields (name) VALUES ('Aurora')");
      await $client.query("UPDATE fields SET basin = 'Llanos', region = 'Meta'");
      await $client.query('UPDATE fields SET basin = basin');
      await $client.query('DELETE FROM fields');
    });
    const log = await entries("resource_type = 'fields'");
    expect(log.map(({ action, changed_columns: columns }) => [action, columns])).toEqual([
      ['insert', []],
      ['update', ['basin', 'region']],
      ['delete', []],
    ]);
    expect(log[1]).toMatchObject({
      tenant_id: database.acme,
      actor_id: user,
      client_address: '192.0.2.7',
      before: { name: 'Aurora', basin: '' },
      after: { name: 'Aurora', basin: 'Llanos' },
    });
    expect(log[0]).toMatchObject({ before: null, after: { name: 'Aurora' } });
    expect(log[2]).toMatchObject({ before: { name: 'Aurora' }, after: null });
    for (const { occurred_at: at } of log) expect(at).toBeInstanceOf(Date);
    expect(Math.abs((log[0]!['occurred_at'] as Date).getTime() - began.getTime())).toBeLessThan(
      60_000,
    );
  });

  test('masks secrets, however deep', async () => {
    await database.pool.query(
      "UPDATE users SET password_hash = '$argon2id$v=19$abc' WHERE username = 'ana'",
    );
    await database.pool.query(
      `INSERT INTO data_sources (tenant_id, name, kind, settings) VALUES ($1, 'erp', 'api',
       '{"auth": [{"apiKey": "s3cret", "user": "x"}], "url": "https://bob:hunter2@erp.example/", "password": null}')`,
      [database.acme],
    );
    const log = await entries("resource_type IN ('users', 'data_sources')");
    expect(JSON.stringify(log)).not.toMatch(/s3cret|hunter2|argon2id/);
    expect(log.at(-1)).toMatchObject({
      after: {
        settings: {
          auth: [{ apiKey: '***', user: 'x' }],
          url: 'https://bob:***@erp.example/',
          password: null,
        },
      },
    });
  });

  test.each([
    ['["mqtt://a:hunter2@h1,mqtt://b:hunter2@h2"]', '["mqtt://a:***@h1,mqtt://b:***@h2"]'],
    ['"postgres://u:hun@hunter2@db/varve"', '"postgres://u:***@db/varve"'],
    ['"postgres://u:pa/hunter2@db/varve"', '"postgres://u:***@db/varve"'],
    ['"https://erp.example/?apikey=hunter2&page=3"', '"https://erp.example/?apikey=***&page=3"'],
    ['"host=db user=u password=\'hunter 2\' dbname=d"', '"host=db user=u password=*** dbname=d"'],
    [
      '{"x-api-key": "hunter2", "Authorization": "Basic hunter2"}',
      '{"x-api-key": "***", "Authorization": "***"}',
    ],
    ['{"pwd": ["hunter2"], "access_key": 42}', '{"pwd": "***", "access_key": "***"}'],
    [
      '{"url": "http://10.0.0.7:8080/a", "formula": "a = b", "note": "a@b.example", "on": true}',
      undefined,
    ],
  ])('masks what is secret in %s', async (given, masked = given) => {
    const { rows } = await database.pool.query<{ equal: boolean; text: string }>(
      'SELECT internal.mask_secrets($1) = $2::jsonb AS equal, internal.mask_secrets($1)::text AS text',
      [given, masked],
    );
    expect(rows[0]!.equal, rows[0]!.text).toBe(true);
  });

  test.each([
    "UPDATE audit_log SET action = 'none'",
    'DELETE FROM audit_log',
    'TRUNCATE audit_log',
    'TRUNCATE audit_log_default',
  ])('refuses its owner %j', async (command) => {
    const before = (await entries('true')).length;
    await expect(database.pool.query(command)).rejects.toMatchObject({
      code: '42501',
      message: expect.stringContaining('append-only'),
    });
    expect((await entries('true')).length).toBe(before);
  });

  test('is not for the application to write, but by events', async () => {
    const attempt = withTenant(database.pool, database.acme, ({ $client }) =>
      $client.query(
        "INSERT INTO audit_log (tenant_id, action, resource_type) VALUES (internal.current_tenant(), 'x', 'y')",
      ),
    );
    await expect(attempt).rejects.toMatchObject({ code: '42501' });
    await withTenant(database.pool, database.acme, ({ $client }) =>
      $client.query(`SELECT internal.record_event('login', 'users', 'ana', '{"token": "abc"}')`),
    );
    expect(await entries("action = 'login'")).toMatchObject([
      { tenant_id: database.acme, resource_id: 'ana', after: { token: '***' } },
    ]);
  });

  test('lies in a partition a month, and keeps what is outside of all of them', async () => {
    const { rows } = await database.pool.query<{ name: string }>(
      "SELECT inhrelid::regclass::text AS name FROM pg_inherits WHERE inhparent = 'audit_log'::regclass ORDER BY 1",
    );
    expect(rows.length).toBeGreaterThanOrEqual(4);
    expect(rows.map(({ name }) => name)).toContain('audit_log_default');
    await database.pool.query(
      "SELECT internal.ensure_audit_partitions('2031-01-15Z', '2031-02-15Z')",
    );
    await database.pool.query(
      "SELECT internal.ensure_audit_partitions('2031-01-15Z', '2031-02-15Z')",
    );
    expect(
      (await database.pool.query("SELECT to_regclass('audit_log_203102') AS found")).rows,
    ).toEqual([{ found: 'audit_log_203102' }]);
  });
});
