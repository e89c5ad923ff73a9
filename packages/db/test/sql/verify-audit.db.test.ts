import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { withTenant } from '../../src/connect/with-tenant.ts';
import { openDatabase, type TestDatabase } from '../support/database.ts';
import { RUNNABLE_ENGINES } from '../support/engines.ts';

interface Seal {
  readonly number: string;
}

describe.each(RUNNABLE_ENGINES)('the verification of the audit log on $name', (engine) => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await openDatabase(engine);
  });
  afterAll(async () => database?.[Symbol.asyncDispose]());

  const run = async (sql: string, values: unknown[] = []): Promise<Record<string, unknown>[]> =>
    (await database.pool.query(sql, values)).rows;
  const seal = (tenant: string, maxRows = 10_000): Promise<number> =>
    withTenant(database.pool, tenant, async ({ $client }) => {
      const { rows } = await $client.query('SELECT internal.seal_audit($1) AS count', [maxRows]);
      return (rows[0] as { count: number }).count;
    });
  const record = (tenant: string, action: string): Promise<unknown> =>
    withTenant(database.pool, tenant, ({ $client }) =>
      $client.query('SELECT internal.record_event($1, $2, NULL)', [action, 'test']),
    );
  const seals = async (tenant: string): Promise<Seal[]> =>
    (await run('SELECT number FROM audit_seals WHERE tenant_id = $1 ORDER BY number', [
      tenant,
    ])) as unknown as Seal[];
  const verdict = async (tenant: string): Promise<unknown> =>
    (await run('SELECT * FROM internal.verify_audit($1)', [tenant]))[0];
  /** Changes rows as nobody but the owner of the database can. */
  const tamper = async (sql: string, values: unknown[] = []): Promise<void> => {
    const client = await database.pool.connect();
    try {
      await client.query("BEGIN; SET LOCAL session_replication_role = 'replica'");
      await client.query(sql, values);
      await client.query('COMMIT');
    } finally {
      client.release();
    }
  };
  beforeEach(async () => {
    await seal(database.acme);
  });

  describe('where the owner of the database rewrote the past', () => {
    let rows: { readonly id: string }[];
    let number: string;
    beforeEach(async () => {
      for (const action of ['one', 'two', 'three']) await record(database.acme, action);
      await seal(database.acme);
      number = (await seals(database.acme)).at(-1)!.number;
      await record(database.acme, 'four');
      await seal(database.acme);
      rows = (await run('SELECT * FROM audit_log WHERE tenant_id = $1 ORDER BY id DESC LIMIT 4', [
        database.acme,
      ])) as unknown as typeof rows;
    });

    test('names the seal of a row that was changed', async () => {
      expect(await verdict(database.acme)).toBeUndefined();
      await tamper("UPDATE audit_log SET action = 'another' WHERE id = $1", [rows[2]!.id]);
      expect(await verdict(database.acme)).toMatchObject({
        problem: 'rows_changed',
        seal_number: number,
        from_id: rows[3]!.id,
        to_id: rows[1]!.id,
      });
      await tamper("UPDATE audit_log SET action = 'two' WHERE id = $1", [rows[2]!.id]);
      expect(await verdict(database.acme)).toBeUndefined();
    });

    test('names the seal of a row that was removed, and a row that was slipped in', async () => {
      const columns =
        'tenant_id, occurred_at, actor_id, database_role, action, resource_type, resource_id, before, after, changed_columns, client_address, session_id, key_id, request_id, outcome, transaction_id';
      await tamper('CREATE TABLE taken AS SELECT * FROM audit_log WHERE id = $1', [rows[2]!.id]);
      await tamper('DELETE FROM audit_log WHERE id = $1', [rows[2]!.id]);
      expect(await verdict(database.acme)).toMatchObject({
        problem: 'rows_missing',
        seal_number: number,
      });
      await tamper(
        `INSERT INTO audit_log (id, ${columns}) OVERRIDING SYSTEM VALUE SELECT id, ${columns} FROM taken`,
      );
      expect(await verdict(database.acme)).toBeUndefined();
      await tamper(
        `INSERT INTO audit_log (id, ${columns}) OVERRIDING SYSTEM VALUE SELECT 0, ${columns} FROM taken`,
      );
      expect(await verdict(database.acme)).toMatchObject({
        problem: 'rows_added',
        seal_number: null,
        from_id: '0',
      });
      await tamper('DELETE FROM audit_log WHERE id = 0');
    });

    test('names a seal that is gone, and one that follows another than it says', async () => {
      await tamper(
        'UPDATE audit_seals SET number = number + 1000 WHERE number = $1 AND tenant_id = $2',
        [number, database.acme],
      );
      expect(await verdict(database.acme)).toMatchObject({
        problem: 'seal_missing',
        seal_number: number,
      });
      await tamper('UPDATE audit_seals SET number = number - 1000 WHERE number > 1000');
      await tamper(
        'UPDATE audit_seals SET previous_hash = sha256(previous_hash) WHERE number = $1 AND tenant_id = $2',
        [number, database.acme],
      );
      expect(await verdict(database.acme)).toMatchObject({
        problem: 'chain_broken',
        seal_number: number,
      });
    });
  });
});
