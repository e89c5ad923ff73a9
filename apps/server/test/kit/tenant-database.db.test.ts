import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTenantDatabase } from '../../src/kit/tenant-database.ts';
import { startTestDatabase, type TestDatabase } from '../support/test-database.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await startTestDatabase();
});
afterAll(async () => database?.[Symbol.asyncDispose]());

test('the server reads as the application, which sees nothing outside of a tenant', async () => {
  await database.query("SELECT internal.found_tenant('acme')");
  await using acme = await openTenantDatabase(database.connectionString, 'acme');
  const seen = await acme.transaction(async ({ $client }) => {
    const { rows } = await $client.query<{ role: string; tenants: string[] }>(
      'SELECT current_user AS role, ARRAY(SELECT name FROM tenants) AS tenants',
    );
    return rows[0];
  });
  expect(seen).toEqual({ role: 'varve_app', tenants: ['acme'] });
  await expect(openTenantDatabase(database.connectionString, 'nobody')).rejects.toMatchObject({
    code: 'TENANT_UNKNOWN',
    message: 'there is no tenant nobody',
  });
});
