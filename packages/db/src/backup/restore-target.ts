import type { Client } from 'pg';
import { VARVE_SCHEMAS, type RelationInfo } from '../catalogue/read-catalogue.ts';
import type { BackupManifest, BackupTable } from './manifest.ts';
import { nameOf } from './table-checksum.ts';

/** Makes the partitions that the rows of a backup lie in. */
export async function makePartitions(
  client: Client,
  manifest: BackupManifest,
  relations: readonly RelationInfo[],
): Promise<void> {
  const series = await client.query<{ series: string }>(
    'SELECT series FROM timeseries.record_series',
  );
  const records = new Set(series.rows.map((row) => `timeseries.${row.series}`));
  for (const { table, timeRange } of manifest.tables) {
    if (timeRange === undefined) continue;
    const name = table.split('.')[1]!;
    if (records.has(table)) {
      await client.query('SELECT timeseries.ensure_partitions($1, $2, $3)', [name, ...timeRange]);
    } else if (table === 'timeseries.samples') {
      await client.query('SELECT timeseries.ensure_sample_partitions($1, $2)', [...timeRange]);
    } else if (table === 'timeseries.text_samples') {
      await client.query('SELECT timeseries.ensure_text_partitions($1, $2)', [...timeRange]);
    } else if (table === 'public.audit_log') {
      await client.query('SELECT internal.ensure_audit_partitions($1, $2)', [...timeRange]);
    }
  }
  const existing = await namesOf(client, 'true');
  const partitioned = await namesOf(client, "c.relkind = 'p'");
  const known = new Set(relations.map(nameOf));
  for (const { parent, name, bounds } of manifest.partitions) {
    if (existing.has(name) || !partitioned.has(parent) || !known.has(parent)) continue;
    await client.query(`CREATE TABLE ${name} PARTITION OF ${parent} ${bounds}`);
  }
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
 * Lets the owner copy rows in as they are: no policy, no history of a history, no check before everything is there.
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

async function ownTriggers(client: Client, table: string): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    "SELECT quote_ident(tgname) AS name FROM pg_trigger WHERE tgrelid = $1::regclass AND NOT tgisinternal AND tgname <> 'ts_insert_blocker'",
    [table],
  );
  return rows.map(({ name }) => name);
}
