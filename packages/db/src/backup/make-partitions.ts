import type { Client } from 'pg';
import { VARVE_SCHEMAS, type RelationInfo } from '../catalogue/read-catalogue.ts';
import type { BackupManifest, BackupTable } from './backup-manifest.ts';
import { nameOf } from './table-checksum.ts';

/**
 * Makes the partitions that the rows of a backup lie in: those that they lay in there, and where they lay in none (a
 * hypertable), what their times need.
 */
export async function makePartitions(
  client: Client,
  manifest: BackupManifest,
  relations: readonly RelationInfo[],
): Promise<void> {
  const copied = await copyPartitions(client, manifest, new Set(relations.map(nameOf)));
  const series = await client.query<{ series: string }>(
    'SELECT series FROM timeseries.record_series',
  );
  const records = new Set(series.rows.map((row) => `timeseries.${row.series}`));
  for (const { table, timeRange } of manifest.tables) {
    if (timeRange === undefined || copied.has(table)) continue;
    if (records.has(table)) {
      const name = table.split('.')[1]!;
      await client.query('SELECT timeseries.ensure_partitions($1, $2, $3)', [name, ...timeRange]);
    } else if (table === 'public.audit_log') {
      await client.query('SELECT internal.ensure_audit_partitions($1, $2)', [...timeRange]);
    } else {
      await client.query("SELECT timeseries.make_partitions($1, '1 day', $2, $3)", [
        table,
        ...timeRange,
      ]);
    }
  }
}

/** @returns the tables whose partitions are all there */
async function copyPartitions(
  client: Client,
  { partitions }: BackupManifest,
  known: ReadonlySet<string>,
): Promise<ReadonlySet<string>> {
  const partitioned = await namesOf(client, "c.relkind = 'p'");
  const wanted = partitions.filter(
    ({ parent }) =>
      // Months of the audit log carry triggers of their own: its function makes them.
      parent !== 'public.audit_log' && partitioned.has(parent) && known.has(parent),
  );
  // Those that the migrations have made ahead are empty, and may be of another width.
  const parents = new Set(wanted.map((partition) => partition.parent));
  for (const parent of parents) {
    for (const name of await partitionsOf(client, parent)) await client.query(`DROP TABLE ${name}`);
  }
  for (const { parent, name, bounds } of wanted) {
    await client.query(`CREATE TABLE ${name} PARTITION OF ${parent} ${bounds}`);
  }
  return parents;
}

async function partitionsOf(client: Client, parent: string): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    'SELECT inhrelid::regclass::text AS name FROM pg_inherits WHERE inhparent = $1::regclass',
    [parent],
  );
  return rows.map(({ name }) => name);
}

async function namesOf(client: Client, condition: string): Promise<Set<string>> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT format('%I.%I', n.nspname, c.relname) AS name
     FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = ANY ($1) AND ${condition}`,
    [VARVE_SCHEMAS],
  );
  return new Set(rows.map(({ name }) => name));
}

/**
 * Lets the owner copy rows in unchanged: no policy, no history of a history, no check before everything is there.
 *
 * @param forced - tables whose row-level security binds their owner
 */
export async function unlock(
  client: Client,
  tables: readonly BackupTable[],
  forced: ReadonlySet<string>,
): Promise<void> {
  for (const { table } of tables) {
    if (forced.has(table)) await client.query(`ALTER TABLE ${table} NO FORCE ROW LEVEL SECURITY`);
    for (const name of await ownTriggers(client, table)) {
      await client.query(`ALTER TABLE ${table} DISABLE TRIGGER ${name}`);
    }
  }
}

/** Puts policies and triggers back in force. */
export async function lock(
  client: Client,
  tables: readonly BackupTable[],
  forced: ReadonlySet<string>,
): Promise<void> {
  for (const { table } of tables) {
    if (forced.has(table)) await client.query(`ALTER TABLE ${table} FORCE ROW LEVEL SECURITY`);
    for (const name of await ownTriggers(client, table)) {
      await client.query(`ALTER TABLE ${table} ENABLE TRIGGER ${name}`);
    }
  }
}

/** But those that note changed records: a hypertable's cannot be disabled, and these do nothing during a restore. */
async function ownTriggers(client: Client, table: string): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    "SELECT quote_ident(tgname) AS name FROM pg_trigger WHERE tgrelid = $1::regclass AND NOT tgisinternal AND tgname <> 'ts_insert_blocker' AND tgname NOT LIKE 'note\\_%'",
    [table],
  );
  return rows.map(({ name }) => name);
}
