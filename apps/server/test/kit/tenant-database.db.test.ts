import { afterAll, beforeAll, expect, test } from 'vitest';
import { openApplicationPool } from '@varve/db';
import { withTenant } from '@varve/db/tenant';
import { openTenants } from '../../src/kit/tenants.ts';
import { startTestDatabase, type TestDatabase } from '../support/test-database.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await startTestDatabase();
});
afterAll(async () => database?.[Symbol.asyncDispose]());

test('a thousand calls of two tenants by turns, on two connections, see their own tenant each', async () => {
  await database.query("SELECT internal.found_tenant('acme'), internal.found_tenant('globex')");
  const tenants = await database.query<{ id: string; name: string }>(
    "SELECT id, name FROM tenants WHERE name IN ('acme', 'globex')",
  );
  await database.query(
    `INSERT INTO users (tenant_id, username) SELECT id, name || '-user' FROM tenants WHERE name IN ('acme', 'globex')`,
  );
  const pool = openApplicationPool(database.connectionString, 'server', { maxConnections: 2 });
  const backends = new Set<number>();
  const calledOff = new Error('called off');
  const ask = async ({ id, name }: { id: string; name: string }, number: number): Promise<void> => {
    const seen = withTenant(pool, id, async ({ $client }) => {
      const { rows } = await $client.query<{ names: string[]; users: string[]; pid: number }>(
        'SELECT ARRAY(SELECT name FROM tenants) AS names, ARRAY(SELECT username FROM users) AS users, pg_backend_pid() AS pid',
      );
      // A call that fails leaves nothing of its tenant on the connection.
      if (number % 7 === 0) throw calledOff;
      return rows[0]!;
    });
    const answer = await seen.catch((error: unknown) => {
      if (error !== calledOff) throw error;
      return { names: [name], users: [`${name}-user`], pid: undefined };
    });
    if (answer.pid !== undefined) backends.add(answer.pid);
    expect([answer.names, answer.users]).toEqual([[name], [`${name}-user`]]);
  };
  for (let first = 0; first < 1_000; first += 10) {
    const numbers = Array.from({ length: 10 }, (_, index) => first + index);
    await Promise.all(numbers.map((number) => ask(tenants[number % 2]!, number)));
  }
  const outside = await pool.query('SELECT FROM users');
  await pool.end();
  expect(outside.rows).toEqual([]);
  expect(backends.size).toBe(2);
});

test('the server reads as the application, which sees nothing outside of a tenant', async () => {
  await database.query("SELECT internal.found_tenant('acme')");
  await using acme = await openTenants(database.connectionString, 'acme');
  const seen = await acme.home.transaction(async ({ $client }) => {
    const { rows } = await $client.query<{ role: string; tenants: string[] }>(
      'SELECT current_user AS role, ARRAY(SELECT name FROM tenants) AS tenants',
    );
    return rows[0];
  });
  expect(seen).toEqual({ role: 'varve_app', tenants: ['acme'] });
  await expect(openTenants(database.connectionString, 'nobody')).rejects.toMatchObject({
    code: 'TENANT_UNKNOWN',
    message: 'there is no tenant nobody',
  });
});
