import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { withTenant } from '../../src/connect/with-tenant.ts';
import { openDatabase, type TestDatabase } from '../support/database.ts';
import { RUNNABLE_ENGINES } from '../support/engines.ts';

interface Seal {
  readonly number: string;
  readonly from_id: string;
  readonly to_id: string;
  readonly row_ids: string;
  readonly row_count: number;
  readonly settled_id: string;
  readonly sealed_us: string;
  readonly previous_hash: Buffer;
  readonly hash: Buffer;
}

describe.each(RUNNABLE_ENGINES)('the seals of the audit log on $name', (engine) => {
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
    (await run(
      `SELECT *, (extract(epoch FROM sealed_at) * 1000000)::bigint AS sealed_us
       FROM audit_seals WHERE tenant_id = $1 ORDER BY number`,
      [tenant],
    )) as unknown as Seal[];
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
  /** Runs work while a transaction that has written to the log goes on. @returns what the work gave */
  const besideWriter = async <Result>(work: () => Promise<Result>): Promise<Result> => {
    let result: Result | undefined;
    await withTenant(database.pool, database.acme, async ({ $client }) => {
      await $client.query("SELECT internal.record_event('slow', 'test', NULL)");
      result = await work();
    });
    return result!;
  };

  /** Waits: a transaction of any database of the server holds back what is settled, that of another test too. */
  const settle = (tenantId: string, throughId: string) =>
    vi.waitFor(
      async () => {
        await record(tenantId, 'later');
        await seal(tenantId);
        expect(Number((await seals(tenantId)).at(-1)!.settled_id)).toBeGreaterThanOrEqual(
          Number(throughId),
        );
      },
      { timeout: 60_000, interval: 100 },
    );

  beforeEach(async () => {
    await seal(database.acme);
    await seal(database.globex);
  });

  test('cover each row that was committed, once', async () => {
    await record(database.acme, 'first');
    await record(database.acme, 'second');
    expect(await seal(database.acme)).toBe(2);
    expect(await seal(database.acme)).toBe(0);
    const counts = await run(
      `SELECT (SELECT count(*) FROM audit_log WHERE tenant_id = $1) AS rows,
         (SELECT sum(row_count) FROM audit_seals WHERE tenant_id = $1) AS sealed`,
      [database.acme],
    );
    expect(counts[0]!['sealed']).toBe(counts[0]!['rows']);
    expect(await verdict(database.acme)).toBeUndefined();
  });

  test('are chained by SHA-256 over the rows, whatever the time zone of who seals', async () => {
    await record(database.acme, 'chained');
    await seal(database.acme);
    const [before, newest] = (await seals(database.acme)).slice(-2) as [Seal, Seal];
    const [row] = await run(
      `SELECT to_json(array[id::text, (extract(epoch FROM occurred_at) * 1000000)::bigint::text]) AS numbers,
         database_role, transaction_id::text AS transaction FROM audit_log WHERE id = $1`,
      [newest.from_id],
    );
    const [id, timeUs] = row!['numbers'] as [string, string];
    const text = `[${id}, "${database.acme}", ${timeUs}, null, "${String(row!['database_role'])}", "chained", "test", null, null, null, [], null, null, null, null, "done", "${String(row!['transaction'])}"]`;
    const rowHash = createHash('sha256').update(text).digest();
    const header = `["${database.acme}", ${newest.number}, "${newest.row_ids}", ${newest.sealed_us}]`;
    const hash = createHash('sha256').update(before.hash).update(header).update(rowHash).digest();
    expect(newest.previous_hash).toEqual(before.hash);
    expect(newest.hash).toEqual(hash);
    await run("SET TIME ZONE 'Asia/Kolkata'");
    expect(await verdict(database.acme)).toBeUndefined();
    await run('RESET TIME ZONE');
  });

  test('take a row whose transaction ends late into the next seal, and say so until then', async () => {
    const [, during] = await besideWriter(async () => {
      await record(database.acme, 'fast');
      await seal(database.acme);
      await record(database.acme, 'faster');
      await seal(database.acme);
      return seals(database.acme).then((all) => all.slice(-2));
    });
    expect(await seal(database.acme)).toBe(1);
    const newest = (await seals(database.acme)).at(-1)!;
    expect(Number(newest.to_id)).toBeLessThan(Number(during!.from_id));
    expect(Number(during!.settled_id)).toBeLessThan(Number(newest.from_id));
    expect(await verdict(database.acme)).toBeUndefined();
    await settle(database.acme, during!.to_id);
  });

  test('stop nobody who writes to the log', async () => {
    await withTenant(database.pool, database.acme, async ({ $client }) => {
      await $client.query('SELECT internal.seal_audit()');
      await record(database.acme, 'beside the sealing');
    });
    expect(await seal(database.acme)).toBe(1);
  });

  test('are made by one session at a time', async () => {
    await Promise.all([1, 2, 3, 4].map((number) => record(database.acme, `at once ${number}`)));
    const counts = await Promise.all([1, 2, 3, 4].map(() => seal(database.acme)));
    await seal(database.acme);
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(4);
    expect(await verdict(database.acme)).toBeUndefined();
  });

  test('cover many rows in several seals', async () => {
    await Promise.all([1, 2, 3, 4, 5].map((number) => record(database.acme, `many ${number}`)));
    expect([
      await seal(database.acme, 2),
      await seal(database.acme, 2),
      await seal(database.acme, 2),
      await seal(database.acme, 2),
    ]).toEqual([2, 2, 1, 0]);
    expect(await verdict(database.acme)).toBeUndefined();
  });

  test('go on in a database that was restored where fewer transactions were made', async () => {
    await record(database.acme, 'before the restore');
    await seal(database.acme);
    await tamper("UPDATE audit_seals SET transaction_id = '9000000000' WHERE tenant_id = $1", [
      database.acme,
    ]);
    const restored = (await seals(database.acme)).at(-1)!;
    await settle(database.acme, restored.to_id);
    expect(await verdict(database.acme)).toBeUndefined();
  });

  test('are not made in a transaction that has written, whose own row they would miss', async () => {
    const work = withTenant(database.pool, database.acme, async ({ $client }) => {
      await $client.query("SELECT internal.record_event('own', 'test', NULL)");
      await $client.query('SELECT internal.seal_audit()');
    });
    await expect(work).rejects.toMatchObject({ code: '25001' });
  });

  test('are a chain for each tenant, which the other does not see', async () => {
    await record(database.globex, 'elsewhere');
    expect(await seal(database.acme)).toBe(0);
    expect(await seal(database.globex)).toBe(1);
    const seen = await withTenant(database.pool, database.acme, ({ $client }) =>
      $client.query('SELECT DISTINCT tenant_id FROM audit_seals'),
    );
    expect(seen.rows).toEqual([{ tenant_id: database.acme }]);
    expect((await seals(database.globex))[0]).toMatchObject({
      number: '1',
      previous_hash: Buffer.alloc(32),
    });
  });

  test.each([
    'UPDATE audit_seals SET hash = previous_hash',
    'DELETE FROM audit_seals',
    'TRUNCATE audit_seals',
  ])('refuse %s, whoever asks', async (sql) => {
    await expect(run(sql)).rejects.toMatchObject({ code: '42501' });
  });

  test('are not for the application to write', async () => {
    const insert = withTenant(database.pool, database.acme, ({ $client }) =>
      $client.query(
        `INSERT INTO audit_seals SELECT tenant_id, 99, from_id, to_id, row_ids, row_count, settled_id, sealed_at, hash, hash
         FROM audit_seals LIMIT 1`,
      ),
    );
    await expect(insert).rejects.toMatchObject({ code: '42501' });
  });
});
