import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { atScale } from '../../../../test/scale.ts';
import type { TableChecksum } from '../../src/backup/backup-manifest.ts';
import {
  dataTables,
  nameOf,
  storedColumns,
  tableChecksum,
  TEXT_FORM_SQL,
} from '../../src/backup/table-checksum.ts';
import { readCatalogue } from '../../src/catalogue/read-catalogue.ts';
import { connect, migrate, migrationStates, rollback, seedDatabase } from '../../src/index.ts';
import { readMigrations } from '../../src/migrations/migrations-folder.ts';
import { catalogueLines } from '../support/catalogue-lines.ts';
import { RUNNABLE_ENGINES, type TestServer } from '../support/engines.ts';

/** Areas of the field are there, those of the business are not. */
const LAST_OF_FIELD = '0027_engineering_functions';
/** From here on there are functions and views, and tables that only running collectors fill. */
const FIRST_OF_FUNCTIONS = '0044_energy_pieces';
/** From here on there are tables with rows again. */
const FIRST_OF_PLATFORM = '0048_notifications';

// One by one is the same statements in another order, a hundred times: where the others differ, the way there and back shows it.
const EACH_ON = atScale({ reduced: RUNNABLE_ENGINES.slice(0, 1), full: RUNNABLE_ENGINES });

describe.each(RUNNABLE_ENGINES)('migrations on $name', (engine) => {
  let server: TestServer;
  beforeAll(async () => {
    server = await engine.start();
  });
  afterAll(async () => server?.[Symbol.asyncDispose]());

  test('up, down and up again leave the same schema, and down leaves nothing', async () => {
    const database = await server.createDatabase();
    const empty = await catalogueLines(database);
    const started = performance.now();
    await migrate(database);
    expect(performance.now() - started, 'ms from nothing').toBeLessThan(60_000);
    const first = await catalogueLines(database);
    await rollback(database, 1_000);
    // The extensions stay, with what is theirs.
    expect(await catalogueLines(database)).toEqual(empty);
    await migrate(database);
    expect(await catalogueLines(database)).toEqual(first);
    expect(first.length).toBeGreaterThan(1_000);
  });

  test.each(EACH_ON.filter(({ name }) => name === engine.name))(
    'every migration alone can be taken back and applied again',
    async () => {
      const database = await server.createDatabase();
      const { done } = await migrate(database);
      const whole = await catalogueLines(database);
      for (let number = done.length; number > 0; number--) {
        await rollback(database, 1);
        await migrate(database, undefined, { to: number });
        await rollback(database, 1);
      }
      await migrate(database);
      expect(await catalogueLines(database)).toEqual(whole);
    },
    240_000,
  );

  test('data of the version before survive a migration', async () => {
    const database = await server.createDatabase();
    const { done } = await migrate(database, undefined, { to: numberOf(LAST_OF_FIELD) });
    expect(done.at(-1)).toBe(LAST_OF_FIELD);
    const client = await connect(database, 'test');
    await client.query(`
      INSERT INTO fields (tenant_id, name) SELECT internal.found_tenant('acme'), 'Aurora';
      INSERT INTO wells (tenant_id, field_id, name) SELECT tenant_id, id, 'AUR-1' FROM fields;
      INSERT INTO timeseries.tags (tenant_id, name, data_type, interpolation) SELECT id, 'well-1/thp', 'analog', 'linear' FROM tenants;
      SELECT timeseries.ensure_sample_partitions('2026-01-01Z', '2026-01-02Z');
      INSERT INTO timeseries.sample_rows SELECT t, 1.5, id, 0 FROM timeseries.tags, generate_series('2026-01-01Z', '2026-01-02Z', interval '1 h') AS t;`);
    const before = await client.query(
      'SELECT time, value, tag_id, status FROM timeseries.samples ORDER BY time',
    );
    await migrate(database);
    const after = await client.query(
      'SELECT time, value, tag_id, status FROM samples ORDER BY time',
    );
    const wells = await client.query(
      'SELECT w.name FROM wells w JOIN fields f ON f.id = w.field_id',
    );
    await client.end();
    expect(after.rows).toEqual(before.rows);
    expect(after.rows.length).toBe(25);
    expect(wells.rows).toEqual([{ name: 'AUR-1' }]);
  });

  test('a way back and forth of what holds no tables changes no row', async () => {
    const database = await server.createDatabase();
    const { done } = await migrate(database);
    await seedDatabase(database, { kind: 'test', tenant: 'acme', password: 'correct horse' });
    const sums = async (): Promise<TableChecksum[]> => {
      const client = await connect(database, 'test');
      await client.query(TEXT_FORM_SQL);
      const found = [];
      for (const table of dataTables(await readCatalogue(client), new Set()))
        found.push(await tableChecksum(client, nameOf(table), storedColumns(table)));
      await client.end();
      return found;
    };
    // What comes behind loses its rows, and is left out by losing them first.
    expect(done).toEqual(expect.arrayContaining([FIRST_OF_FUNCTIONS, FIRST_OF_PLATFORM]));
    await rollback(database, done.length - done.indexOf(FIRST_OF_PLATFORM));
    await migrate(database);
    const before = await sums();
    await rollback(database, done.length - done.indexOf(FIRST_OF_FUNCTIONS));
    await migrate(database);
    expect(await sums()).toEqual(before);
    expect(before.reduce((sum, { rowCount }) => sum + rowCount, 0)).toBeGreaterThan(2_000);
  });

  test('two starts at once apply each migration once', async () => {
    const database = await server.createDatabase();
    const reports = await Promise.all([migrate(database), migrate(database)]);
    const done = reports.flatMap((report) => report.done);
    expect(new Set(done).size).toBe(done.length);
    expect(await migrationStates(database)).toHaveLength(done.length);
  });

  test('statements that may not share a transaction run one by one', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'varve-migrations-'));
    await writeFile(
      join(folder, '0001_things.up.sql'),
      `-- no transaction
       CREATE TABLE things (id integer, note text DEFAULT ';');
       DO $$ BEGIN PERFORM 1; PERFORM 2; END $$;
       CREATE INDEX CONCURRENTLY things_by_id ON things (id); -- not ; here
       /* nor ; here */`,
    );
    await writeFile(
      join(folder, '0001_things.down.sql'),
      '-- no transaction\nDROP INDEX CONCURRENTLY things_by_id;\nDROP TABLE things;\n',
    );
    const options = { folder: pathToFileURL(`${folder}/`) };
    const database = await server.createDatabase();
    expect((await migrate(database, undefined, options)).done).toEqual(['0001_things']);
    expect((await rollback(database, 1, undefined, options)).done).toEqual(['0001_things']);
    await rm(folder, { recursive: true });
  });

  test('an edited file is refused, and nothing is applied', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'varve-migrations-'));
    const write = (sql: string): Promise<void> => writeFile(join(folder, '0001_one.up.sql'), sql);
    await write('CREATE TABLE one (id integer);');
    await writeFile(join(folder, '0001_one.down.sql'), 'DROP TABLE one;');
    const options = { folder: pathToFileURL(`${folder}/`) };
    const database = await server.createDatabase();
    await migrate(database, undefined, options);
    await write('CREATE TABLE one (id bigint);');
    await expect(migrate(database, undefined, options)).rejects.toMatchObject({
      code: 'MIGRATION_CHANGED',
    });
    await rm(folder, { recursive: true });
  });

  test('a database of an earlier numbering is refused with the way out, and left as it is', async () => {
    const database = await server.createDatabase();
    const client = await connect(database, 'test');
    await client.query(`
      CREATE TABLE varve_migrations (number integer PRIMARY KEY, name text NOT NULL, checksum text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now());
      INSERT INTO varve_migrations (number, name, checksum) VALUES (1, 'tenants', 'a'), (2, 'timeseries', 'b'), (43, 'energy_kpis', 'c');
      CREATE TABLE tenants (id uuid PRIMARY KEY)`);
    const refused = expect.objectContaining({
      code: 'MIGRATION_RENUMBERED',
      message: expect.stringMatching(
        /earlier numbering .* 0001_tenants where this Varve has 0001_foundation.*varve remove-data --yes.*DROP DATABASE/,
      ),
    });
    await expect(migrate(database)).rejects.toThrow(refused);
    await expect(rollback(database, 1)).rejects.toThrow(refused);
    await expect(migrationStates(database)).rejects.toThrow(refused);
    const { rows } = await client.query(
      "SELECT count(*)::int AS tables FROM pg_tables WHERE schemaname IN ('public', 'internal', 'timeseries')",
    );
    await client.end();
    // With that of the capabilities.
    expect(rows).toEqual([{ tables: 3 }]);
  });

  test('a database of a newer Varve is refused', async () => {
    const database = await server.createDatabase();
    await migrate(database, undefined, { to: 1 });
    const client = await connect(database, 'test');
    await client.query(
      "INSERT INTO varve_migrations (number, name, checksum) VALUES (9999, 'tomorrow', 'd')",
    );
    await client.end();
    await expect(migrate(database)).rejects.toMatchObject({
      code: 'MIGRATION_MISSING',
      message: expect.stringContaining('migration 9999'),
    });
  });

  test('a migration that fails leaves nothing of itself and says why', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'varve-migrations-'));
    await writeFile(
      join(folder, '0001_bad.up.sql'),
      'CREATE TABLE one (id integer); CREATE TABLE one (id integer);',
    );
    await writeFile(join(folder, '0001_bad.down.sql'), 'DROP TABLE one;');
    const database = await server.createDatabase();
    const attempt = migrate(database, undefined, { folder: pathToFileURL(`${folder}/`) });
    await expect(attempt).rejects.toMatchObject({
      code: 'MIGRATION_FAILED',
      message: 'migration 0001_bad: relation "one" already exists',
    });
    const client = await connect(database, 'test');
    const { rows } = await client.query("SELECT to_regclass('public.one') AS one");
    await client.end();
    expect(rows).toEqual([{ one: null }]);
    await rm(folder, { recursive: true });
  });
});

test('migrations are numbered without gaps', async () => {
  const migrations = await readMigrations();
  expect(migrations.map(({ number }) => number)).toEqual(migrations.map((_, index) => index + 1));
});

function numberOf(migration: string): number {
  return Number(migration.slice(0, 4));
}
