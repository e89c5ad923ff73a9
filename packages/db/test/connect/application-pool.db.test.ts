import { randomBytes } from 'node:crypto';
import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openApplicationPool } from '../../src/index.ts';
import { withTenant } from '../../src/connect/with-tenant.ts';
import { fields } from '../../src/schema/index.gen.ts';
import { openDatabase, type TestDatabase } from '../support/database.ts';
import { RUNNABLE_ENGINES } from '../support/engines.ts';

describe.each(RUNNABLE_ENGINES)('a pool of the application on $name', (engine) => {
  let database: TestDatabase;
  let pool: pg.Pool;
  beforeAll(async () => {
    database = await openDatabase(engine);
    await database.pool.query(
      "INSERT INTO fields (tenant_id, name) SELECT id, name FROM tenants WHERE name IN ('acme', 'globex')",
    );
    pool = openApplicationPool(database.connectionString, 'test');
  });
  afterAll(async () => {
    await pool?.end();
    await database?.[Symbol.asyncDispose]();
  });

  test('shows nothing to a query without a tenant, on every connection', async () => {
    const answers = await Promise.all(
      Array.from({ length: 8 }, () =>
        pool.query<{ role: string; fields: number; tags: number }>(
          'SELECT current_user AS role, (SELECT count(*)::int FROM fields) AS fields, (SELECT count(*)::int FROM timeseries.tags) AS tags',
        ),
      ),
    );
    for (const { rows } of answers)
      expect(rows).toEqual([{ role: 'varve_app', fields: 0, tags: 0 }]);
  });

  test('shows a tenant its own, and nothing again when the transaction has ended', async () => {
    const names = await withTenant(pool, database.acme, (transaction) =>
      transaction.select({ name: fields.name }).from(fields),
    );
    expect(names).toEqual([{ name: 'acme' }]);
    expect((await pool.query('SELECT FROM fields')).rowCount).toBe(0);
  });

  test('writes nothing without a tenant, and no series at all', async () => {
    for (const command of [
      "INSERT INTO fields (tenant_id, name) SELECT gen_random_uuid(), 'x'",
      `INSERT INTO timeseries.tags (tenant_id, name, data_type, interpolation) VALUES ('${database.acme}', 'x', 'analog', 'linear')`,
      'INSERT INTO timeseries.energy_readings (time, machine_id) VALUES (now(), gen_random_uuid())',
      "SELECT internal.found_tenant('x')",
    ])
      await expect(pool.query(command), command).rejects.toMatchObject({ code: '42501' });
  });

  test('cancels what takes too long', async () => {
    const hasty = openApplicationPool(database.connectionString, 'test', {
      statementTimeoutMs: 500,
    });
    await expect(hasty.query('SELECT pg_sleep(5)')).rejects.toMatchObject({ code: '57014' });
    await hasty.end();
  });

  test('gives no connection to a login that may not become the application', async () => {
    const stranger = `stranger_${randomBytes(4).toString('hex')}`;
    await database.pool.query(`CREATE ROLE ${stranger} LOGIN PASSWORD 'secret'`);
    const url = new URL(database.connectionString);
    url.username = stranger;
    url.password = 'secret';
    const refused = openApplicationPool(url.href, 'test');
    await expect(refused.query('SELECT 1')).rejects.toMatchObject({ code: '42501' });
    await refused.end();
    await database.pool.query(`DROP ROLE ${stranger}`);
  });
});
