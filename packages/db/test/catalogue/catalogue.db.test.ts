import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { areaOf, ROLLUP } from '../../scripts/areas.ts';
import { entityDiagrams, withDiagrams } from '../../scripts/entity-diagrams.ts';
import { mirrored } from '../../scripts/mirrored.ts';
import { schemaSources } from '../../scripts/schema-source.ts';
import { nameOf } from '../../src/backup/table-checksum.ts';
import { isolationProblems } from '../../src/catalogue/isolation-problems.ts';
import { readCatalogue, type RelationInfo } from '../../src/catalogue/read-catalogue.ts';
import { mirroredNames, schemaProblems } from '../../src/catalogue/schema-problems.ts';
import { connect, verifyMigrations } from '../../src/index.ts';
import { openDatabase, type TestDatabase } from '../support/database.ts';
import { RUNNABLE_ENGINES } from '../support/engines.ts';

/** Tables whose rows are written again or removed soon, and by what. All rollups are among them. */
const UPDATED_IN_PLACE: Readonly<Record<string, string>> = {
  'public.alarm_states': 'a row an alarm, written at each of its changes',
  'public.api_key_uses': 'a row a key, written once a minute while it is used',
  'public.deliveries': 'a queue: written at each attempt',
  'public.displays': 'written when its screen pairs, and again when it ends',
  'public.document_numbers': 'a row a series, written with each number',
  'public.job_runs': 'written at each step of its progress',
  'public.report_runs': 'written at each step of its state',
  'public.machine_status': 'a row a machine, written at each of its reports',
  'public.refresh_tokens': 'exchanged every few minutes, and removed with the session',
  'public.sessions': 'a row a login, written once a minute while it is used',
  'public.totp_factors': 'a row a user, written at each login',
  'sync.sync_outbox': 'a queue: written at each attempt, removed when it is sent',
  'timeseries.collectors': 'a row a collector, written every two seconds',
  'timeseries.energy_account_heads': 'a row a meter, written by each maintenance',
  'timeseries.energy_account_notes': 'a queue: removed by the next maintenance',
  'timeseries.energy_accounts': 'made again where readings came late',
  'timeseries.ingest_ledger': 'blocks are forgotten when they leave the spool',
  'timeseries.late_records': 'a queue: removed by the next maintenance',
  'timeseries.rollups': 'refreshed_at is written by each maintenance',
  'timeseries.snapshots': 'a row a tag, written twice a second while a server follows',
  'timeseries.tags': 'registered again at each start',
};
/** A table that is called so belongs into the list above. */
const SOUNDS_UPDATED =
  /_(states?|status|outbox|inbox|queue|heads|notes|ledger|tokens|cursors?|snapshots?)$/;

describe.each(RUNNABLE_ENGINES)('the catalogue of a migrated database on $name', (engine) => {
  let database: TestDatabase;
  let relations: RelationInfo[];

  beforeAll(async () => {
    database = await openDatabase(engine);
    const client = await connect(database.connectionString, 'test');
    relations = await readCatalogue(client);
    await client.end();
  });
  afterAll(async () => database?.[Symbol.asyncDispose]());

  test('is what the Drizzle schema says, column by column', () => {
    expect(schemaProblems(relations)).toEqual([]);
  });

  test('has nothing that programs use and the Drizzle schema leaves out', () => {
    const names = mirrored(relations).map(({ schema, name }) => `${schema}.${name}`);
    expect(mirroredNames().toSorted()).toEqual(names.toSorted());
  });

  test('gives the Drizzle schema as it lies in the repository', async () => {
    for (const { name, text } of schemaSources(relations)) {
      const file = await readFile(new URL(`../../src/schema/${name}`, import.meta.url), 'utf8');
      expect(file, `${name}: run pnpm db:generate`).toBe(text);
    }
  });

  test('gives the diagrams as they stand in the README', async () => {
    const readme = await readFile(new URL('../../README.md', import.meta.url), 'utf8');
    expect(readme, 'run pnpm db:generate').toBe(withDiagrams(readme, entityDiagrams(relations)));
  });

  test('keeps tenants apart in every table and view', () => {
    expect(isolationProblems(relations)).toEqual([]);
    expect(relations.filter(({ policies }) => policies.length > 0).length).toBeGreaterThan(60);
  });

  test.each([
    [
      'ALTER POLICY tenant_isolation ON wells USING (true)',
      'public.wells isolates tenants by [true, ',
    ],
    ['ALTER TABLE wells NO FORCE ROW LEVEL SECURITY', 'public.wells does not force'],
    ['CREATE POLICY mine ON wells USING (true)', 'public.wells has the policies ['],
    [
      'ALTER TABLE wells ADD CONSTRAINT loose FOREIGN KEY (field_id) REFERENCES fields (id)',
      'public.wells has a foreign key loose without the tenant in it',
    ],
    [
      'GRANT SELECT ON timeseries.energy_readings TO varve_app',
      'timeseries.energy_readings has no tenant',
    ],
    ['ALTER VIEW energy_readings RESET (security_barrier)', 'public.energy_readings is neither'],
    ['GRANT INSERT ON permissions TO varve_app', 'public.permissions is shared and may be written'],
  ])('would notice %j', async (change, problem) => {
    const client = await connect(database.connectionString, 'test');
    await client.query('BEGIN');
    await client.query(change);
    const problems = isolationProblems(await readCatalogue(client));
    await client.query('ROLLBACK');
    await client.end();
    expect(problems).toEqual([expect.stringContaining(problem)]);
  });

  test('lets the application run what works with the rights of its owner only where that was meant', async () => {
    const { rows } = await database.pool.query<{ name: string; pinned: boolean; open: boolean }>(`
      SELECT p.oid::regproc::text AS name, p.proconfig::text LIKE '%search_path=pg_catalog, pg_temp%' AS pinned,
             has_function_privilege('varve_app', p.oid, 'EXECUTE') AS open
      FROM pg_proc p WHERE prosecdef AND pronamespace = ANY (ARRAY['public', 'timeseries', 'sync', 'internal']::regnamespace[])
        AND NOT EXISTS (SELECT FROM pg_depend WHERE objid = p.oid AND classid = 'pg_proc'::regclass AND deptype = 'e')
      ORDER BY 1`);
    expect(rows.toSorted((a, b) => (a.name < b.name ? -1 : 1))).toEqual([
      { name: 'aggregate_samples', pinned: true, open: true },
      { name: 'internal.all_tenants', pinned: true, open: true },
      { name: 'internal.close_tenant', pinned: true, open: true },
      { name: 'internal.life_of', pinned: true, open: true },
      { name: 'internal.list_tenants', pinned: true, open: true },
      { name: 'internal.make_tenant', pinned: true, open: true },
      { name: 'internal.newest_migration', pinned: true, open: true },
      { name: 'internal.number_document', pinned: true, open: false },
      { name: 'internal.record_change', pinned: true, open: false },
      { name: 'internal.record_event', pinned: true, open: true },
      { name: 'internal.record_move', pinned: true, open: false },
      { name: 'internal.require_operator', pinned: true, open: true },
      { name: 'internal.seal_audit', pinned: true, open: true },
      { name: 'internal.tenant_id_of', pinned: true, open: true },
      { name: 'internal.tenant_of_key', pinned: true, open: true },
      { name: 'internal.tenant_of_link', pinned: true, open: true },
      { name: 'internal.tenant_of_provider', pinned: true, open: true },
      { name: 'internal.tenant_of_refresh_token', pinned: true, open: true },
      { name: 'internal.transition_of', pinned: true, open: true },
      { name: 'read_samples', pinned: true, open: true },
      { name: 'timeseries.replace_samples', pinned: true, open: true },
    ]);
  });

  test('says of every function what it is for', async () => {
    const { rows } = await database.pool.query<{ name: string }>(`
      SELECT p.oid::regprocedure::text AS name FROM pg_proc p
      WHERE pronamespace = ANY (ARRAY['public', 'timeseries', 'sync', 'internal']::regnamespace[]) AND obj_description(p.oid, 'pg_proc') IS NULL
        AND NOT EXISTS (SELECT FROM pg_depend WHERE objid = p.oid AND classid = 'pg_proc'::regclass AND deptype = 'e')
      ORDER BY 1`);
    expect(rows.map(({ name }) => name)).toEqual([]);
  });

  test('comments every table and every column', () => {
    const silent = relations.flatMap(({ schema, name, comment, columns }) => [
      ...(comment === null ? [`${schema}.${name}`] : []),
      ...columns
        .filter((column) => column.comment === null)
        .map((column) => `${schema}.${name}.${column.name}`),
    ]);
    expect(silent).toEqual([]);
  });

  test('has an area for every table and view', () => {
    const unplaced = relations.filter(
      ({ schema, name }) => schema !== 'internal' && areaOf(name) === undefined,
    );
    expect(unplaced.map(({ name }) => name)).toEqual(['varve_capabilities', 'varve_migrations']);
  });

  test('lets tables that are updated in place be vacuumed early', () => {
    const tables = relations.filter(({ kind }) => kind === 'table');
    const early = tables.filter(
      ({ options }) =>
        options.includes('autovacuum_vacuum_scale_factor=0.1') &&
        options.includes('autovacuum_analyze_scale_factor=0.05'),
    );
    const names = early.filter(({ name }) => !ROLLUP.test(name)).map((table) => nameOf(table));
    expect(names.toSorted()).toEqual(Object.keys(UPDATED_IN_PLACE).toSorted());
    const others = tables.filter((table) => !early.includes(table)).map(({ name }) => name);
    expect(others.filter((name) => ROLLUP.test(name) || SOUNDS_UPDATED.test(name))).toEqual([]);
  });

  test('keeps times with a zone, and money exact', async () => {
    const columns = relations.flatMap(({ name, columns }) =>
      columns.map((column) => ({ table: name, ...column })),
    );
    expect(columns.filter(({ baseType }) => baseType === 'timestamp without time zone')).toEqual(
      [],
    );
    const money = columns.filter(({ name }) =>
      /price|cost|salary|_pay$|amount|debit|credit|budget/.test(name),
    );
    expect(money.length).toBeGreaterThan(15);
    expect(money.filter(({ baseType }) => baseType !== 'numeric')).toEqual([]);
  });

  test('has an index that begins with the columns of every foreign key but those of the standard columns', async () => {
    const { rows } = await database.pool.query<{ key: string }>(`
      SELECT conrelid::regclass || '.' || conname AS key FROM pg_constraint k
      WHERE contype = 'f' AND conparentid = 0 AND connamespace = ANY (ARRAY['public', 'timeseries', 'sync']::regnamespace[])
        AND conname !~ '_(has_tenant|made_by|changed_by|approved_by|validated_by|resolved_by|acknowledged_by)$'
        AND NOT EXISTS (SELECT FROM pg_index i WHERE indrelid = conrelid
          AND (SELECT array_agg(a ORDER BY a) FROM unnest((i.indkey::int2[])[0:cardinality(conkey) - 1]) AS a)
            = (SELECT array_agg(a ORDER BY a) FROM unnest(conkey) AS a))
      ORDER BY 1`);
    expect(rows.map(({ key }) => key)).toEqual([
      // A list of sixteen.
      'timeseries.rollups.rollups_series_fkey',
    ]);
  });

  test('passes its own verification', async () => {
    const { problems, capabilities } = await verifyMigrations(database.connectionString);
    expect(problems).toEqual([]);
    const applied = capabilities.filter(({ state }) => state === 'applied').map(({ name }) => name);
    // Debian brings these for the chroot; its PostgreSQL 15 has only PostgreSQL's own extension, and the embedded one none.
    const brought: Record<string, string[]> = {
      TimescaleDB: ['postgis', 'pgvector', 'timescaledb', 'pg_stat_statements'],
      'PostgreSQL 15': ['pg_stat_statements'],
    };
    expect(applied).toEqual(brought[engine.name] ?? []);
  });
});
