import { join } from 'node:path';
import type { Client } from 'pg';
import { readCatalogue, type RelationInfo } from '../catalogue/read-catalogue.ts';
import { connect } from '../connect/connect.ts';
import { DatabaseError } from '../database-error.ts';
import { detectEngine } from '../connect/engine.ts';
import { migrate } from '../migrations/migrate.ts';
import { readMigrations } from '../migrations/migrations-folder.ts';
import { readTable } from './write-table.ts';
import { DUMP_FILE, readManifest, type BackupManifest } from './backup-manifest.ts';
import { findProgram, runProgram } from './pg-program.ts';
import { lock, makePartitions, unlock } from './make-partitions.ts';
import { nameOf, tableChecksum, TEXT_FORM_SQL } from './table-checksum.ts';

/** How a backup is brought back. */
export interface RestoreOptions {
  /** Folder of pg_restore. @default the PATH */
  readonly programs?: string;
  /** Called before each table, for a line of progress. */
  readonly onProgress?: (table: string, index: number, count: number) => void;
}

/** Outcome of `restoreDatabase`: every table was compared with the backup. */
export interface RestoreReport {
  readonly format: BackupManifest['format'];
  readonly createdAt: string;
  readonly tableCount: number;
  readonly rowCount: number;
}

/**
 * Brings a backup back into an empty database, and proves it by a checksum per table.
 *
 * A backup of our own format may come from another engine, and from an older Varve: the schema is made by the migrations
 * that the backup had. Newer ones are applied by the next `migrate`.
 *
 * @throws DatabaseError BACKUP_INVALID, RESTORE_TARGET_NOT_EMPTY, RESTORE_FAILED with the table that differs
 */
export async function restoreDatabase(
  connectionString: string,
  folder: string,
  options: RestoreOptions = {},
): Promise<RestoreReport> {
  const manifest = await readManifest(folder);
  const client = await connect(connectionString, 'restore');
  try {
    await requireEmpty(client);
    const restore = manifest.format === 'pg_dump' ? restoreDump : restoreTables;
    await restore(client, connectionString, folder, manifest, options);
  } catch (error) {
    if (error instanceof DatabaseError) throw error;
    throw new DatabaseError(
      'RESTORE_FAILED',
      `${folder} was not restored: ${(error as Error).message}`,
      { cause: error },
    );
  } finally {
    await client.end();
  }
  return {
    format: manifest.format,
    createdAt: manifest.createdAt,
    tableCount: manifest.checksums.length,
    rowCount: manifest.checksums.reduce((sum, { rowCount }) => sum + rowCount, 0),
  };
}

async function restoreDump(
  client: Client,
  connectionString: string,
  folder: string,
  manifest: BackupManifest,
  options: RestoreOptions,
): Promise<void> {
  await makeRoles(client);
  const engine = await detectEngine(client);
  const major = Number.parseInt(engine.postgresVersion, 10);
  const program = await findProgram('pg_restore', major, options.programs);
  if ('missing' in program) {
    throw new DatabaseError('RESTORE_FAILED', `the backup is pg_dump's: ${program.missing}`);
  }
  const timescale = manifest.engine.startsWith('TimescaleDB');
  if (timescale) {
    await client.query(
      'CREATE EXTENSION IF NOT EXISTS timescaledb; SELECT timescaledb_pre_restore()',
    );
  }
  const settings = ['--no-owner', '--exit-on-error', await databaseOption(client)];
  settings.push(join(folder, DUMP_FILE));
  await runProgram(program.path, connectionString, settings, 'RESTORE_FAILED');
  if (timescale) await client.query('SELECT timescaledb_post_restore()');
  await client.query(TEXT_FORM_SQL);
  await compare(client, manifest, options);
}

/** Without it, pg_restore prints what it would do. The name is written so that nobody takes it for a connection string. */
async function databaseOption(client: Client): Promise<string> {
  const { rows } = await client.query<{ name: string }>('SELECT current_database() AS name');
  return `--dbname=dbname='${rows[0]!.name.replaceAll(/['\\]/g, String.raw`\$&`)}'`;
}

async function requireEmpty(client: Client): Promise<void> {
  const tables = (await readCatalogue(client)).filter(({ kind }) => kind === 'table');
  if (tables.length === 0) return;
  throw new DatabaseError(
    'RESTORE_TARGET_NOT_EMPTY',
    `expected an empty database, found ${tables.length} tables, ${nameOf(tables[0]!)} among them`,
  );
}

/** A dump grants to these, and does not bring them: they belong to the whole server. */
async function makeRoles(client: Client): Promise<void> {
  for (const role of ['varve_app', 'varve_system']) {
    await client.query(
      `DO $$ BEGIN CREATE ROLE ${role} NOLOGIN; EXCEPTION WHEN duplicate_object OR insufficient_privilege THEN NULL; END $$`,
    );
  }
}

async function restoreTables(
  client: Client,
  connectionString: string,
  folder: string,
  manifest: BackupManifest,
  options: RestoreOptions,
): Promise<void> {
  await requireMigrations(manifest);
  await migrate(connectionString, undefined, {
    to: manifest.migrations.at(-1)?.number ?? 0,
    keepRollups: true,
  });
  await client.query(TEXT_FORM_SQL);
  await client.query('BEGIN');
  await client.query('SET LOCAL varve.keep_rollups = on');
  try {
    const relations = await readCatalogue(client);
    await makePartitions(client, manifest, relations);
    const { tables } = manifest;
    const forced = new Set(relations.filter(isForced).map(nameOf));
    await unlock(client, tables, forced);
    // Rows that the migrations themselves put in are in the backup too.
    for (const { table } of tables.toReversed()) await client.query(`DELETE FROM ${table}`);
    for (const [index, table] of tables.entries()) {
      options.onProgress?.(table.table, index, tables.length);
      await readTable(client, folder, table);
    }
    await lock(client, tables, forced);
    for (const { table, column, lastValue, isCalled } of manifest.sequences) {
      await client.query('SELECT setval(pg_get_serial_sequence($1, $2), $3, $4)', [
        table,
        column,
        lastValue,
        isCalled,
      ]);
    }
    await compare(client, manifest, {});
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  }
  // Rollups that nothing was brought back to are TimescaleDB's to keep, where it can.
  await client.query('SELECT timeseries.adopt_engine()');
  await client.query('ANALYZE');
}

function isForced({ rowSecurityForced }: RelationInfo): boolean {
  return rowSecurityForced;
}

/** The files of this Varve must be those that made the backed up schema. */
async function requireMigrations({ migrations }: BackupManifest): Promise<void> {
  const known = new Map((await readMigrations()).map(({ number, checksum }) => [number, checksum]));
  const foreign = migrations.find(({ number, checksum }) => known.get(number) !== checksum);
  if (foreign === undefined) return;
  const reason = known.has(foreign.number) ? 'was another one there' : 'is not known to this Varve';
  throw new DatabaseError(
    'BACKUP_INVALID',
    `migration ${foreign.number} of the backup ${reason}: restore with the Varve that made it`,
  );
}

async function compare(
  client: Client,
  { checksums }: BackupManifest,
  { onProgress }: RestoreOptions,
): Promise<void> {
  for (const [index, expected] of checksums.entries()) {
    onProgress?.(expected.table, index, checksums.length);
    const found = await tableChecksum(client, expected.table, expected.columns);
    if (found.rowCount === expected.rowCount && found.checksum === expected.checksum) continue;
    throw new DatabaseError(
      'RESTORE_FAILED',
      `${expected.table} differs: expected ${expected.rowCount} rows (${expected.checksum}), got ${found.rowCount} (${found.checksum})`,
    );
  }
}
