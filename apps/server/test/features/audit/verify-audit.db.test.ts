import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { connect } from '@varve/db';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { HEADS_FILE, keepSealing, verifyAudit } from '../../../src/features/audit/index.ts';
import { openTenants } from '../../../src/kit/tenants.ts';
import { startTestDatabase, type TestDatabase } from '../../support/test-database.ts';

const DAY_MS = 24 * 3_600_000;

let database: TestDatabase;
let file: string;
beforeAll(async () => {
  database = await startTestDatabase();
  file = join(database.directory, HEADS_FILE);
  await database.query("SELECT internal.found_tenant('acme'), internal.found_tenant('globex')");
});
afterAll(async () => database?.[Symbol.asyncDispose]());

const verify = (tenant?: string, heads = file, needsHeads = false) =>
  verifyAudit({ database: database.connectionString, tenant, heads, needsHeads });
const headLines = async (): Promise<Record<string, unknown>[]> =>
  (await readFile(file, 'utf8').catch(() => ''))
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
/** Changes that only the owner of a database can make. */
const tamper = async (sql: string): Promise<void> => {
  const client = await connect(database.connectionString, 'test');
  await client.query("SET session_replication_role = 'replica'");
  await client.query(sql);
  await client.end();
};
const change = (): Promise<unknown> =>
  database.query("UPDATE tenants SET display_name = gen_random_uuid()::text WHERE name = 'acme'");

describe('the audit log while a server runs', () => {
  test('is sealed every little while, and its head is written once a day', async () => {
    await using tenants = await openTenants(database.connectionString, 'acme');
    const failures: string[] = [];
    let now = Date.parse('2026-03-01T10:00:00Z');
    const start = (): AsyncDisposable =>
      keepSealing({
        tenants: { all: () => Promise.resolve([tenants.home]) },
        directory: database.directory,
        intervalMs: 20,
        nowMs: () => now,
        onFailed: (reason) => failures.push(reason),
      });
    const allSealed = async (): Promise<void> =>
      expect((await verify('acme'))[0]).toMatchObject({ unsealedRowCount: 0, problem: null });
    {
      await using sealing = start();
      expect(sealing).toBeDefined();
      await vi.waitFor(allSealed, { timeout: 30_000 });
      await vi.waitFor(async () => expect(await headLines()).toHaveLength(1), { timeout: 30_000 });
      await change();
      await vi.waitFor(allSealed, { timeout: 30_000 });
      now += DAY_MS;
      await vi.waitFor(async () => expect(await headLines()).toHaveLength(2), { timeout: 30_000 });
    }
    {
      // Started again on the same day.
      await using sealing = start();
      expect(sealing).toBeDefined();
      await change();
      await vi.waitFor(allSealed, { timeout: 30_000 });
    }
    expect(await headLines()).toEqual([
      {
        at: '2026-03-01T10:00:00.000Z',
        tenant: tenants.home.tenantId,
        seal: 1,
        hash: expect.any(String),
      },
      {
        at: '2026-03-02T10:00:00.000Z',
        tenant: tenants.home.tenantId,
        seal: 2,
        hash: expect.any(String),
      },
    ]);
    expect(failures).toEqual([]);
  });
});

describe('the verification of the audit log', () => {
  test('covers every tenant, or the one that is named', async () => {
    expect((await verify()).map(({ tenant, headCount }) => [tenant, headCount])).toEqual([
      ['acme', 2],
      ['globex', 0],
    ]);
    expect(await verify('acme')).toHaveLength(1);
    await expect(verify('initech')).rejects.toMatchObject({ code: 'TENANT_UNKNOWN' });
    await expect(verify('acme', '/nowhere/heads', true)).rejects.toMatchObject({
      code: 'FILE_UNREADABLE',
    });
  });

  test('names the seal whose rows were changed', async () => {
    await tamper(
      'UPDATE audit_log SET actor_id = gen_random_uuid() WHERE id = (SELECT from_id FROM audit_seals WHERE number = 2)',
    );
    const [verdict] = await verify('acme');
    expect(verdict!.problem).toMatchObject({
      code: 'rows_changed',
      message: expect.stringMatching(/^seal 2, rows \d+ to \d+, sealed at 2/),
    });
    await tamper(
      'UPDATE audit_log SET actor_id = NULL WHERE id = (SELECT from_id FROM audit_seals WHERE number = 2)',
    );
    expect((await verify('acme'))[0]!.problem).toBeNull();
  });

  test('finds by the heads that the whole chain was made again', async () => {
    await tamper(
      `UPDATE audit_seals s SET hash = made.hash
       FROM (SELECT number, tenant_id, (internal.audit_seal_hash(tenant_id, number, row_ids, sealed_at + interval '1 second', previous_hash)).hash FROM audit_seals WHERE number = 3) AS made
       WHERE s.number = made.number AND s.tenant_id = made.tenant_id`,
    );
    await tamper(
      "UPDATE audit_seals SET sealed_at = sealed_at + interval '1 second' WHERE number = 3",
    );
    // Made again so that it matches: the database alone cannot tell.
    expect((await verify('acme'))[0]!.problem).toBeNull();
    await tamper('DELETE FROM audit_seals WHERE number >= 2');
    expect((await verify('acme'))[0]!.problem).toMatchObject({
      code: 'head_missing',
      message: expect.stringContaining('line 2 of the heads'),
    });
    const [first] = await headLines();
    await writeFile(file, `${JSON.stringify({ ...first, hash: 'ab'.repeat(32) })}\n`);
    expect((await verify('acme'))[0]!.problem).toMatchObject({
      code: 'head_differs',
      message: expect.stringContaining('seal 1'),
    });
    await writeFile(file, 'torn');
    expect((await verify('acme'))[0]!.problem).toMatchObject({ code: 'head_unreadable' });
  });
});

test('the audit log of every tenant is sealed, that of a closed one to its end', async () => {
  await using tenants = await openTenants(database.connectionString, 'acme');
  await database.query("SELECT internal.found_tenant('closed')");
  await database.query("UPDATE tenants SET deleted_at = now() WHERE name = 'closed'");
  await using sealing = keepSealing({
    tenants,
    directory: database.directory,
    intervalMs: 20,
    onFailed: () => undefined,
  });
  expect(sealing).toBeDefined();
  await vi.waitFor(
    async () =>
      expect((await verify()).map(({ tenant, sealCount }) => [tenant, sealCount > 0])).toEqual([
        ['acme', true],
        ['closed', true],
        ['globex', true],
      ]),
    { timeout: 30_000 },
  );
});
