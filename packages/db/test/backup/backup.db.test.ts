import { appendFile, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  backupDatabase,
  connect,
  migrate,
  readManifest,
  removeOldBackups,
  restoreDatabase,
  type BackupReport,
} from '../../src/index.ts';
import { atScale } from '../../../../test/scale.ts';
import { catalogueLines } from '../support/catalogue-lines.ts';
import type { TestDatabase } from '../support/database.ts';
import { RUNNABLE_ENGINES } from '../support/engines.ts';
import { openSeededDatabase } from '../support/seeded-database.ts';

// What does not differ between engines is shown on one of them.
const SHOWN_ON = atScale({ reduced: RUNNABLE_ENGINES.slice(0, 1), full: RUNNABLE_ENGINES });
// The one that stores in another way than the first.
const OTHER_ENGINES = RUNNABLE_ENGINES.slice(1);
const RESTORED_ON = atScale({ reduced: OTHER_ENGINES.slice(-1), full: OTHER_ENGINES });

const AT = (day: number): Date => new Date(Date.UTC(2026, 0, day, 3));

describe.each(RUNNABLE_ENGINES)('backup and restore on $name', (engine) => {
  let database: TestDatabase;
  let directory: string;
  let backup: BackupReport;
  const shown = SHOWN_ON.filter(({ name }) => name === engine.name);

  beforeAll(async () => {
    database = await openSeededDatabase(engine);
    directory = await mkdtemp(join(tmpdir(), 'varve-backup-'));
    backup = await backupDatabase(database.connectionString, {
      directory,
      format: 'copy',
      now: AT(1),
    });
  });
  afterAll(async () => {
    await rm(directory, { recursive: true, force: true });
    await database?.[Symbol.asyncDispose]();
  });

  test('every table comes back as it was, with the schema, its policies and its sequences', async () => {
    const target = await database.server.createDatabase();
    const progress: string[] = [];
    const report = await restoreDatabase(target, backup.folder, {
      onProgress: (table) => progress.push(table),
    });
    expect(report).toMatchObject({
      format: 'copy',
      tableCount: backup.tableCount,
      rowCount: backup.rowCount,
    });
    expect(backup.rowCount).toBeGreaterThan(5_000);
    expect(progress.length).toBe(backup.tableCount);
    expect(await catalogueLines(target)).toEqual(await catalogueLines(database.connectionString));
    const client = await connect(target, 'test');
    const next =
      "INSERT INTO timeseries.tags (tenant_id, name, data_type, interpolation) SELECT id, 'new', 'analog', 'linear' FROM tenants WHERE name = 'acme' RETURNING id";
    const made = [(await client.query(next)).rows[0], (await database.pool.query(next)).rows[0]];
    expect(made[0]).toEqual(made[1]);
    // History is kept again, and still cannot be changed.
    expect(
      (
        await client.query(
          "SELECT count(*)::int FROM audit_log WHERE resource_type = 'tags' AND after ->> 'name' = 'new'",
        )
      ).rows,
    ).toEqual([{ count: 1 }]);
    await expect(client.query('DELETE FROM audit_log')).rejects.toMatchObject({ code: '42501' });
    await client.end();
    await database.pool.query("DELETE FROM timeseries.tags WHERE name = 'new'");
  });

  test('partitions of another width come back as they were', async () => {
    const [source, target] = [
      await database.server.createDatabase(),
      await database.server.createDatabase(),
    ];
    await migrate(source);
    const client = await connect(source, 'test');
    await client.query(`
      UPDATE timeseries.sample_policies SET chunk_interval = '7 days';
      UPDATE timeseries.record_series SET chunk_interval = '10 days' WHERE series = 'energy_readings';
      SELECT timeseries.ensure_partitions('energy_readings', '2026-01-01Z', '2026-02-01Z');
      INSERT INTO timeseries.energy_readings (time, machine_id) SELECT '2026-01-01Z'::timestamptz + n * interval '1 day', gen_random_uuid() FROM generate_series(0, 30) AS n;
      INSERT INTO timeseries.tags (tenant_id, name, data_type, interpolation) SELECT internal.found_tenant('acme'), 'thp', 'analog', 'linear';
      SELECT timeseries.ensure_sample_partitions(now() - interval '30 days', now() + interval '30 days');
      INSERT INTO timeseries.sample_rows (time, value, tag_id, status) SELECT now() + n * interval '1 day', n, id, 0 FROM timeseries.tags, generate_series(-30, 30) AS n`);
    await client.end();
    const { folder, rowCount } = await backupDatabase(source, {
      directory: join(directory, 'widths'),
      format: 'copy',
    });
    expect(await restoreDatabase(target, folder)).toMatchObject({ rowCount });
    const partitions = async (connectionString: string): Promise<unknown[]> => {
      const reader = await connect(connectionString, 'test');
      const { rows } = await reader.query(
        `SELECT inhparent::regclass::text AS parent, c.relname AS name, pg_get_expr(c.relpartbound, c.oid) AS bounds
         FROM pg_inherits JOIN pg_class c ON c.oid = inhrelid WHERE c.relispartition AND c.relkind = 'r' ORDER BY 1, 2`,
      );
      await reader.end();
      return rows;
    };
    expect(await partitions(target)).toEqual(await partitions(source));
  });

  test.each(shown)('an owner who is no superuser can do both', async () => {
    const owner = 'backup_owner';
    await database.pool.query(
      `DO $$ BEGIN CREATE ROLE ${owner} LOGIN PASSWORD 'secret'; EXCEPTION WHEN duplicate_object THEN ALTER ROLE ${owner} PASSWORD 'secret'; END $$; GRANT varve_app, varve_system TO ${owner}`,
    );
    const asOwner = async (): Promise<string> => {
      const url = new URL(await database.server.createDatabase(owner));
      url.username = owner;
      url.password = 'secret';
      return url.href;
    };
    const [first, second] = [await asOwner(), await asOwner()];
    await migrate(first, undefined, { extensions: false });
    const client = await connect(first, 'test');
    await client.query(
      "INSERT INTO fields (tenant_id, name) SELECT internal.found_tenant('acme'), 'Aurora'",
    );
    await client.end();
    const own = await backupDatabase(first, {
      directory: join(directory, 'owner'),
      format: 'copy',
    });
    expect(await restoreDatabase(second, own.folder)).toMatchObject({ rowCount: own.rowCount });
  });

  test('refuses a database with tables in it, and leaves it alone', async () => {
    await expect(restoreDatabase(database.connectionString, backup.folder)).rejects.toMatchObject({
      code: 'RESTORE_TARGET_NOT_EMPTY',
    });
  });

  test.each(shown)('refuses a file that was changed, and leaves no row behind', async () => {
    const spoiled = await backupDatabase(database.connectionString, {
      directory,
      format: 'copy',
      now: AT(2),
    });
    await appendFile(join(spoiled.folder, 'tables/public.wells.copy.gz'), 'x');
    const target = await database.server.createDatabase();
    await expect(restoreDatabase(target, spoiled.folder)).rejects.toMatchObject({
      code: 'BACKUP_INVALID',
      message: expect.stringContaining('public.wells'),
    });
    const client = await connect(target, 'test');
    expect((await client.query('SELECT count(*)::int FROM tenants')).rows).toEqual([{ count: 0 }]);
    await client.end();
  });

  test('a backup that is cut short is none', async () => {
    await mkdir(join(directory, 'varve-20260103T030000Z.partial'));
    await expect(
      readManifest(join(directory, 'varve-20260103T030000Z.partial')),
    ).rejects.toMatchObject({ code: 'BACKUP_INVALID' });
  });

  test('keeps as many as are asked for, and touches nothing else', async () => {
    const other = await mkdtemp(join(tmpdir(), 'varve-retention-'));
    for (const name of [
      'varve-20260101T030000Z',
      'varve-20260102T030000Z',
      'varve-20260103T030000Z',
      'varve-20260102T040000Z.partial',
      'notes',
    ])
      await mkdir(join(other, name));
    await writeFile(join(other, 'varve.txt'), '');
    expect(await removeOldBackups(other, 2)).toEqual([
      'varve-20260101T030000Z',
      'varve-20260102T040000Z.partial',
    ]);
    expect(await readdir(other)).toEqual([
      'notes',
      'varve-20260102T030000Z',
      'varve-20260103T030000Z',
      'varve.txt',
    ]);
    expect(await removeOldBackups(other, 0)).toEqual(['varve-20260102T030000Z']);
    await rm(other, { recursive: true });
  });

  // Debian's pg_dump is of its own PostgreSQL: older than the others.
  test.each([engine].filter(({ name }) => name === 'PostgreSQL 15'))(
    'pg_dump is used where it is new enough',
    async () => {
      const report = await backupDatabase(database.connectionString, { directory, now: AT(4) });
      expect(report).toMatchObject({ format: 'pg_dump', reason: undefined });
      const target = await database.server.createDatabase();
      expect(await restoreDatabase(target, report.folder)).toMatchObject({
        format: 'pg_dump',
        rowCount: report.rowCount,
      });
      // A constraint that was spelled out and read again has lost parentheses that say nothing.
      const spelled = async (connectionString: string): Promise<string[]> =>
        (await catalogueLines(connectionString)).map((line) => line.replaceAll(/[()]/g, ''));
      expect(await spelled(target)).toEqual(await spelled(database.connectionString));
    },
  );

  test.each([engine].filter(({ name }) => name !== 'PostgreSQL 15'))(
    'says why pg_dump is not used',
    async () => {
      const report = await backupDatabase(database.connectionString, { directory, now: AT(4) });
      expect(report).toMatchObject({
        format: 'copy',
        reason: expect.stringMatching(/pg_dump is (of PostgreSQL|not there)/),
      });
      const asked = backupDatabase(database.connectionString, { directory, format: 'pg_dump' });
      await expect(asked).rejects.toMatchObject({ code: 'BACKUP_FAILED' });
    },
  );
});

describe.runIf(RUNNABLE_ENGINES.length > 1)('a backup of one engine', () => {
  test('comes back on another', async () => {
    await using database = await openSeededDatabase(RUNNABLE_ENGINES[0]!);
    const directory = await mkdtemp(join(tmpdir(), 'varve-backup-'));
    let { folder, rowCount } = await backupDatabase(database.connectionString, {
      directory,
      format: 'copy',
    });
    for (const engine of RESTORED_ON) {
      await using server = await engine.start();
      const target = await server.createDatabase();
      expect(await restoreDatabase(target, folder), engine.name).toMatchObject({ rowCount });
      // And from there to the first again.
      const there = await backupDatabase(target, {
        directory: join(directory, 'there'),
        format: 'copy',
      });
      expect(
        await restoreDatabase(await database.server.createDatabase(), there.folder),
      ).toMatchObject({ rowCount: there.rowCount });
    }
    await rm(directory, { recursive: true });
  });
});
