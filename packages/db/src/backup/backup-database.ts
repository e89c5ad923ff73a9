import { mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Client } from 'pg';
import { readCatalogue, VARVE_SCHEMAS } from '../catalogue/read-catalogue.ts';
import { connect } from '../connect/connect.ts';
import { DatabaseError } from '../database-error.ts';
import { detectEngine, engineLabel } from '../connect/engine.ts';
import { readPartitions, readSequences, writeTable } from './write-table.ts';
import {
  DUMP_FILE,
  MANIFEST_FILE,
  type BackupManifest,
  type BackupTable,
  type TableChecksum,
} from './backup-manifest.ts';
import { findProgram, runProgram, type PgProgram } from './pg-program.ts';
import { removeOldBackups } from './remove-old-backups.ts';
import {
  dataTables,
  nameOf,
  storedColumns,
  tableChecksum,
  TEXT_FORM_SQL,
} from './table-checksum.ts';

/** Options of `backupDatabase`. */
export interface BackupOptions {
  /** Gets a folder for each backup: `varve-20260110T030000Z`. */
  readonly directory: string;
  /** `pg_dump` where it is found and new enough, else our own files in COPY format. @default 'auto' */
  readonly format?: 'auto' | 'copy' | 'pg_dump';
  /** Folder of pg_dump. @default the PATH */
  readonly programs?: string;
  /** How many backups are kept, this one counted; older ones are removed once it is whole. @default all */
  readonly keep?: number;
  /** @default now */
  readonly now?: Date;
  /** Called before each table, for a line of progress. */
  readonly onProgress?: (table: string, index: number, count: number) => void;
}

/** Outcome of `backupDatabase`. */
export interface BackupReport {
  readonly folder: string;
  readonly format: BackupManifest['format'];
  /** Why it is not pg_dump's, where that was not asked for. */
  readonly reason: string | undefined;
  readonly tableCount: number;
  readonly rowCount: number;
  readonly byteCount: number;
  readonly removed: readonly string[];
}

/**
 * Backs a database up, as it is at one moment, while it goes on working.
 *
 * A folder without the word `partial` in its name holds a whole backup.
 *
 * @throws DatabaseError BACKUP_FAILED when the role does not see every row, or a program or the disk fails
 */
export async function backupDatabase(
  connectionString: string,
  options: BackupOptions,
): Promise<BackupReport> {
  const { directory, now = new Date(), keep = Infinity } = options;
  const folder = join(directory, `varve-${now.toISOString().replace(/[-:]|\.\d+/g, '')}`);
  const partial = `${folder}.partial`;
  const client = await connect(connectionString, 'backup');
  try {
    await mkdir(partial, { recursive: true, mode: 0o700 });
    const { manifest, reason } = await writeBackup(client, connectionString, partial, options, now);
    await writeFile(join(partial, MANIFEST_FILE), `${JSON.stringify(manifest, undefined, 1)}\n`);
    await rename(partial, folder);
    const removed = await removeOldBackups(directory, keep);
    return {
      folder,
      format: manifest.format,
      reason,
      tableCount: manifest.checksums.length,
      rowCount: manifest.checksums.reduce((sum, { rowCount }) => sum + rowCount, 0),
      byteCount: await bytesOf(folder),
      removed,
    };
  } catch (error) {
    await rm(partial, { recursive: true, force: true });
    if (error instanceof DatabaseError) throw error;
    throw new DatabaseError(
      'BACKUP_FAILED',
      `no backup in ${directory}: ${(error as Error).message}`,
      { cause: error },
    );
  } finally {
    await client.end();
  }
}

async function writeBackup(
  client: Client,
  connectionString: string,
  folder: string,
  options: BackupOptions,
  now: Date,
): Promise<{ manifest: BackupManifest; reason: string | undefined }> {
  const engine = await detectEngine(client);
  await client.query(TEXT_FORM_SQL);
  await requireSight(client);
  const dumper = await chooseDumper(options, Number.parseInt(engine.postgresVersion, 10));
  // One snapshot for the whole of it; pg_dump is lent the same.
  await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
  const rollups = await client.query<{ rollup: string }>('SELECT rollup FROM timeseries.rollups');
  const tables = dataTables(
    await readCatalogue(client),
    new Set(rollups.rows.map(({ rollup }) => rollup)),
  );
  const checksums: TableChecksum[] = [];
  const files: BackupTable[] = [];
  for (const [index, table] of tables.entries()) {
    options.onProgress?.(nameOf(table), index, tables.length);
    const sum = await tableChecksum(client, nameOf(table), storedColumns(table));
    checksums.push(sum);
    if ('missing' in dumper) files.push(await writeTable(client, folder, table, sum));
  }
  if ('path' in dumper) await dump(client, connectionString, dumper.path, folder);
  const migrations = await client.query<{ number: number; checksum: string }>(
    'SELECT number, checksum FROM public.varve_migrations ORDER BY number',
  );
  const manifest: BackupManifest = {
    version: 1,
    format: 'path' in dumper ? 'pg_dump' : 'copy',
    createdAt: now.toISOString(),
    engine: engineLabel(engine),
    migrations: migrations.rows,
    checksums,
    tables: files,
    partitions: await readPartitions(client, VARVE_SCHEMAS),
    sequences: await readSequences(client, tables),
  };
  await client.query('COMMIT');
  return { manifest, reason: 'missing' in dumper ? dumper.missing : undefined };
}

/** Row-level security hides rows without a word: a backup of a part would look like one of the whole. */
async function requireSight(client: Client): Promise<void> {
  const { rows } = await client.query<{ sees: boolean }>('SELECT internal.is_system() AS sees');
  if (rows[0]!.sees) return;
  throw new DatabaseError(
    'BACKUP_FAILED',
    'this role does not see every tenant: GRANT varve_system to it',
  );
}

async function chooseDumper(
  { format = 'auto', programs }: BackupOptions,
  serverMajor: number,
): Promise<PgProgram> {
  if (format === 'copy') return { missing: 'COPY files were asked for' };
  const program = await findProgram('pg_dump', serverMajor, programs);
  if (format === 'auto' || 'path' in program) return program;
  throw new DatabaseError('BACKUP_FAILED', `pg_dump was asked for: ${program.missing}`);
}

async function dump(
  client: Client,
  connectionString: string,
  program: string,
  folder: string,
): Promise<void> {
  const { rows } = await client.query<{ snapshot: string }>(
    'SELECT pg_export_snapshot() AS snapshot',
  );
  const options = [
    '--format=custom',
    `--snapshot=${rows[0]!.snapshot}`,
    '--enable-row-security',
    '--no-unlogged-table-data',
    `--file=${join(folder, DUMP_FILE)}`,
  ];
  await runProgram(program, connectionString, options, 'BACKUP_FAILED');
}

async function bytesOf(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  const sizes = await Promise.all(
    files.map(async ({ parentPath, name }) => (await stat(join(parentPath, name))).size),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}
