import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readCatalogue, type RelationInfo } from '../../src/catalogue/read-catalogue.ts';
import { connect } from '../../src/index.ts';
import { withTenant } from '../../src/connect/with-tenant.ts';
import { wells } from '../../src/schema/index.gen.ts';
import type { TestDatabase } from '../support/database.ts';
import { RUNNABLE_ENGINES } from '../support/engines.ts';
import { openSeededDatabase } from '../support/seeded-database.ts';

const nameOf = ({ schema, name }: RelationInfo): string => `${schema}.${name}`;

describe.each(RUNNABLE_ENGINES)('tenants on $name', (engine) => {
  let database: TestDatabase;
  let relations: RelationInfo[];
  /** Tables with rows of tenants, `tenants` itself left out. */
  let tenantTables: RelationInfo[];

  beforeAll(async () => {
    database = await openSeededDatabase(engine);
    const client = await connect(database.connectionString, 'test');
    relations = await readCatalogue(client);
    await client.end();
    tenantTables = relations.filter(
      ({ kind, appPrivileges, columns }) =>
        kind === 'table' &&
        appPrivileges.length > 0 &&
        columns.some(({ name }) => name === 'tenant_id'),
    );
  });
  afterAll(async () => database?.[Symbol.asyncDispose]());

  const one = async <Row>(text: string, values: unknown[] = []): Promise<Row> =>
    (await database.pool.query(text, values)).rows[0] as Row;
  const asAcme = <Result>(
    work: (
      run: (
        text: string,
        values?: unknown[],
      ) => Promise<{ rowCount: number | null; rows: unknown[] }>,
    ) => Promise<Result>,
  ): Promise<Result> =>
    withTenant(database.pool, database.acme, (transaction) =>
      work((text, values) => transaction.$client.query(text, values)),
    );

  test('the seed leaves no table of a tenant empty', async () => {
    expect(tenantTables.length).toBeGreaterThan(60);
    for (const table of tenantTables) {
      const { count } = await one<{ count: number }>(
        `SELECT count(*)::int AS count FROM ${nameOf(table)} WHERE tenant_id = $1`,
        [database.globex],
      );
      expect(count, nameOf(table)).toBeGreaterThan(0);
    }
  });

  test('nobody reads a row of another tenant in any table or view', async () => {
    // A reading that comes late is noted until the next maintenance: without one there are no notes to be seen.
    await database.pool.query(
      `INSERT INTO timeseries.energy_readings (time, machine_id, power_kw)
       SELECT now() - interval '90 minutes', (array_agg(id ORDER BY id))[1], 1 FROM machines GROUP BY tenant_id`,
    );
    const readable = relations.filter(({ appPrivileges }) => appPrivileges.includes('SELECT'));
    expect(readable.length).toBeGreaterThan(90);
    for (const relation of readable) {
      const name = nameOf(relation);
      if (name === 'public.permissions') continue;
      const all = await one<{ count: number }>(`SELECT count(*)::int AS count FROM ${name}`);
      const counts = [];
      for (const tenant of [database.acme, database.globex]) {
        counts.push(
          await withTenant(database.pool, tenant, async ({ $client }) => {
            const tenantColumn =
              name === 'public.tenants'
                ? 'id'
                : relation.columns.find((column) => column.name === 'tenant_id')?.name;
            const foreign =
              tenantColumn === undefined
                ? '0'
                : `count(*) FILTER (WHERE ${tenantColumn} <> '${tenant}')`;
            const { rows } = await $client.query<{ own: number; foreign: number }>(
              `SELECT count(*)::int AS own, (${foreign})::int AS foreign FROM ${name}`,
            );
            return rows[0]!;
          }),
        );
      }
      expect(
        counts.map((count) => count.foreign),
        name,
      ).toEqual([0, 0]);
      expect(counts[0]!.own + counts[1]!.own, name).toBe(all.count);
      expect(counts[0]!.own, name).toBeGreaterThan(0);
    }
  });

  test('nobody changes or removes a row of another tenant in any table', async () => {
    for (const table of tenantTables) {
      for (const command of [
        `UPDATE ${nameOf(table)} SET tenant_id = tenant_id WHERE tenant_id = $1`,
        `DELETE FROM ${nameOf(table)} WHERE tenant_id = $1`,
      ]) {
        const attempt = asAcme(async (run) => (await run(command, [database.globex])).rowCount);
        // audit_log is not for the application to write at all.
        await expect(
          attempt.catch((error: { code: string }) => error.code),
          command,
        ).resolves.toSatisfy((result) => result === 0 || result === '42501');
      }
    }
  });

  test('nobody writes a row of another tenant into any table', async () => {
    for (const table of tenantTables) {
      const columns = table.columns
        .filter(({ generated }) => !generated)
        .map(({ name }) => `"${name}"`)
        .join(', ');
      const row = await one<{ row: object }>(
        `SELECT to_jsonb(t) AS row FROM ${nameOf(table)} t WHERE tenant_id = $1 LIMIT 1`,
        [database.globex],
      );
      const attempt = asAcme((run) =>
        run(
          `INSERT INTO ${nameOf(table)} (${columns}) OVERRIDING SYSTEM VALUE SELECT ${columns} FROM jsonb_populate_record(NULL::${nameOf(table)}, $1)`,
          [JSON.stringify(row.row)],
        ),
      );
      await expect(attempt, nameOf(table)).rejects.toMatchObject({ code: '42501' });
    }
  });

  test('nobody points at a row of another tenant by any foreign key', async () => {
    let tried = 0;
    for (const table of tenantTables) {
      for (const key of table.foreignKeys) {
        if (key.columns[0] !== 'tenant_id' || key.columns.length < 2) continue;
        const column = key.columns[1]!;
        const target = await one<{ id: unknown } | undefined>(
          `SELECT ${key.foreignColumns[1]} AS id FROM ${key.schema}.${key.table} WHERE tenant_id = $1 LIMIT 1`,
          [database.globex],
        );
        const attempt = asAcme(async (run) => {
          await run('SET CONSTRAINTS ALL IMMEDIATE');
          return run(`UPDATE ${nameOf(table)} SET ${column} = $1`, [target!.id]);
        });
        await expect(attempt, `${nameOf(table)}.${key.name}`).rejects.toMatchObject({
          code: expect.stringMatching(/^(23503|23505|23514|42501)$/),
        });
        tried++;
      }
    }
    expect(tried).toBeGreaterThan(180);
  });

  test('without a tenant the application sees nothing', async () => {
    const client = await connect(database.connectionString, 'test');
    await client.query('BEGIN; SET LOCAL ROLE varve_app');
    for (const name of [
      'tenants',
      'wells',
      'timeseries.tags',
      'samples',
      'energy_readings',
      'audit_log',
    ]) {
      const { rows } = await client.query<{ count: number }>(
        `SELECT count(*)::int AS count FROM ${name}`,
      );
      expect(rows[0]!.count, name).toBe(0);
    }
    await client.end();
  });

  test('the application may not touch a series but through its view', async () => {
    for (const name of [
      'timeseries.samples',
      'timeseries.energy_readings',
      'timeseries.energy_readings_1hour',
    ]) {
      await expect(
        asAcme((run) => run(`SELECT count(*) FROM ${name}`)),
        name,
      ).rejects.toMatchObject({ code: '42501' });
    }
  });

  test('a security barrier keeps a spying function away from the rows of others', async () => {
    const seen = await asAcme(async (run) => {
      await run(`CREATE FUNCTION pg_temp.spy(value double precision, tag integer) RETURNS boolean LANGUAGE plpgsql COST 0.0000001 AS
        $$ BEGIN RAISE NOTICE '%', tag; PERFORM set_config('test.seen', concat(current_setting('test.seen', true), tag, ','), true); RETURN true; END $$`);
      await run('SELECT count(*) FROM samples WHERE pg_temp.spy(value, tag_id)');
      return (
        await run(
          "SELECT DISTINCT unnest(string_to_array(rtrim(current_setting('test.seen'), ','), ','))::int AS tag",
        )
      ).rows as { tag: number }[];
    });
    const foreign = await one<{ count: number }>(
      'SELECT count(*)::int AS count FROM timeseries.tags WHERE tenant_id <> $1 AND id = ANY ($2)',
      [database.acme, seen.map(({ tag }) => tag)],
    );
    expect(seen.length).toBeGreaterThan(0);
    expect(foreign.count).toBe(0);
  });

  test('role and tenant end with the transaction, also when it fails', async () => {
    const client = await connect(database.connectionString, 'test');
    await client.end();
    await expect(asAcme(async (run) => run('SELECT 1 / 0'))).rejects.toMatchObject({
      code: '22012',
    });
    for (let turn = 0; turn < 8; turn++) {
      const { role, tenant } = await one<{ role: string; tenant: string | null }>(
        'SELECT current_user AS role, internal.current_tenant() AS tenant',
      );
      expect({ role, tenant }).toEqual({
        role: new URL(database.connectionString).username,
        tenant: null,
      });
    }
  });

  test('what fails leaves nothing behind', async () => {
    const attempt = withTenant(database.pool, database.acme, async (transaction) => {
      await transaction.execute(sql`INSERT INTO fields (name) VALUES ('Ghost')`);
      throw new Error('no');
    });
    await expect(attempt).rejects.toThrow('no');
    expect(await one("SELECT count(*)::int AS count FROM fields WHERE name = 'Ghost'")).toEqual({
      count: 0,
    });
  });

  test('what a transaction writes is of its tenant and its user, without being said', async () => {
    const { id: userId } = await one<{ id: string }>(
      'SELECT id FROM users WHERE tenant_id = $1 LIMIT 1',
      [database.acme],
    );
    const rows = await withTenant(
      database.pool,
      { tenantId: database.acme, userId },
      async (transaction) => {
        const [well] = await transaction.select().from(wells).limit(1);
        await transaction.insert(wells).values({ fieldId: well!.fieldId, name: 'AUR-77' });
        return transaction
          .update(wells)
          .set({ status: 'shut_in' })
          .where(sql`name = 'AUR-77'`)
          .returning();
      },
    );
    expect(rows).toMatchObject([
      { tenantId: database.acme, createdBy: userId, updatedBy: userId, status: 'shut_in' },
    ]);
  });

  test.each(['', 'x', "'; DROP TABLE wells; --", '00000000-0000-0000-0000-00000000000'])(
    '%j is no tenant',
    async (tenant) => {
      await expect(withTenant(database.pool, tenant, async () => 1)).rejects.toMatchObject({
        code: 'TENANT_INVALID',
      });
    },
  );
});
