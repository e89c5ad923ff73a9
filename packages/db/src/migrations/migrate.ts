import type { Client } from 'pg';
import {
  applyCapabilities,
  CAPABILITIES_SQL,
  forgetCapabilities,
  type CapabilityState,
} from './apply-capabilities.ts';
import { connect } from '../connect/connect.ts';
import { DatabaseError } from '../database-error.ts';
import { detectEngine, type Engine } from '../connect/engine.ts';
import {
  migrationsFolder,
  NO_TRANSACTION,
  readCapabilities,
  readMigrations,
  type CapabilityScript,
  type Migration,
} from './migrations-folder.ts';
import { sqlStatements } from './sql-statements.ts';

/** A migration as this database knows it. */
export interface MigrationState {
  readonly number: number;
  readonly name: string;
  /** `changed` when the file is no longer what was applied. */
  readonly state: 'applied' | 'pending' | 'changed';
  readonly appliedAt: Date | undefined;
}

/** What a run of the migrations did. */
export interface MigrationReport {
  readonly engine: Engine;
  /** Names of the migrations that this run applied or took back, in order. */
  readonly done: readonly string[];
  /** What the extensions of this server give; empty after a rollback. */
  readonly capabilities: readonly CapabilityState[];
}

/** How far to migrate, and from where. */
export interface MigrateOptions {
  /** Number of the last migration to apply. @default all of them */
  readonly to?: number;
  /** Where the SQL lies. @default the migrations of Varve */
  readonly folder?: URL;
  /** Whether extensions that the server brings are created and used. @default true */
  readonly extensions?: boolean;
  /** Leaves rollups as tables, since a continuous aggregate takes no rows of a restore. @default false */
  readonly keepRollups?: boolean;
}

/** Called before each migration: `0002_timeseries`. */
export type MigrationProgress = (migration: string) => void;

// Two starts on one database wait for each other. This is internal.lock_key('migrations'), which the first migration makes.
const LOCK_SQL = "SELECT pg_advisory_lock(hashtextextended('varve migrations/', 0))";

interface HistoryRow {
  readonly number: number;
  readonly name: string;
  readonly checksum: string;
  readonly applied_at: Date;
}

const HISTORY_SQL = `
  CREATE TABLE IF NOT EXISTS public.varve_migrations (
    number     integer PRIMARY KEY,
    name       text NOT NULL,
    checksum   text NOT NULL,
    applied_at timestamptz NOT NULL DEFAULT now()
  )`;

/**
 * Brings the schema of a database up to date.
 *
 * @throws DatabaseError MIGRATION_CHANGED when an applied file was edited, MIGRATION_RENUMBERED when the database was made by
 * an earlier numbering, MIGRATION_FAILED with the file and PostgreSQL's reason; everything before the failed migration stays applied
 */
export async function migrate(
  connectionString: string,
  onProgress: MigrationProgress = () => undefined,
  options: MigrateOptions = {},
): Promise<MigrationReport> {
  const { to = Infinity, folder = migrationsFolder(), extensions = true } = options;
  return withMigrationLock(connectionString, async (client) => {
    if (options.keepRollups) await client.query('SET varve.keep_rollups = on');
    const engine = extensions ? await enableTimescale(client) : await detectEngine(client);
    const migrations = await readMigrations(folder);
    const states = await compareWithHistory(client, migrations);
    refuseChanges(states);
    const applied = new Set<number>();
    const done: string[] = [];
    for (const [index, { number, state }] of states.entries()) {
      if (number > to) break;
      applied.add(number);
      if (state === 'applied') continue;
      const migration = migrations[index]!;
      onProgress(label(migration));
      await apply(client, migration);
      done.push(label(migration));
    }
    const scripts = extensions ? await readCapabilities(folder) : [];
    const capabilities = await applyCapabilities(client, scripts, applied, onProgress);
    return { engine, done, capabilities };
  });
}

/**
 * Takes back the newest migrations.
 *
 * @param count - how many, 1 or more
 * @throws DatabaseError MIGRATION_FAILED with the file and PostgreSQL's reason
 */
export async function rollback(
  connectionString: string,
  count: number,
  onProgress: MigrationProgress = () => undefined,
  options: Pick<MigrateOptions, 'folder'> = {},
): Promise<MigrationReport> {
  const { folder = migrationsFolder() } = options;
  return withMigrationLock(connectionString, async (client) => {
    const engine = await detectEngine(client);
    const migrations = await readMigrations(folder);
    const scripts = await readCapabilities(folder);
    const states = await compareWithHistory(client, migrations);
    const applied = migrations.filter((_, index) => states[index]!.state !== 'pending');
    const done: string[] = [];
    for (const migration of applied.toReversed().slice(0, count)) {
      onProgress(label(migration));
      await takeBack(client, migration, scripts);
      done.push(label(migration));
    }
    return { engine, done, capabilities: [] };
  });
}

/** Says what is applied, what is pending and what was edited since. */
export async function migrationStates(connectionString: string): Promise<MigrationState[]> {
  return withMigrationLock(connectionString, async (client) =>
    compareWithHistory(client, await readMigrations()),
  );
}

/** Works on a database that no other Varve migrates meanwhile. */
export async function withMigrationLock<Result>(
  connectionString: string,
  work: (client: Client) => Promise<Result>,
): Promise<Result> {
  const client = await connect(connectionString, 'migrate');
  try {
    await client.query(LOCK_SQL);
    await client.query('SET client_min_messages = warning');
    // Not "$user" first: tables are to lie in public whatever the role is called.
    await client.query('SET search_path = public');
    await client.query(HISTORY_SQL);
    await client.query(CAPABILITIES_SQL);
    return await work(client);
  } finally {
    await client.end(); // Ends the session, and with it the lock.
  }
}

async function enableTimescale(client: Client): Promise<Engine> {
  const engine = await detectEngine(client);
  if (engine.kind !== 'postgresql' || !engine.timescaleAvailable) return engine;
  try {
    await client.query('CREATE EXTENSION IF NOT EXISTS timescaledb');
  } catch (error) {
    // Partitions do as well; a superuser may create the extension later.
    if ((error as { code?: string }).code !== '42501') throw error;
  }
  return detectEngine(client);
}

/** Compares what was applied with the files. */
export async function compareWithHistory(
  client: Client,
  migrations: readonly Migration[],
): Promise<MigrationState[]> {
  const { rows } = await client.query<HistoryRow>(
    'SELECT number, name, checksum, applied_at FROM public.varve_migrations ORDER BY number',
  );
  const history = new Map(rows.map((row) => [row.number, row]));
  const known = new Map(migrations.map((migration) => [migration.number, migration]));
  refuseOtherNumbering(rows, known);
  const unknown = rows.find(({ number }) => !known.has(number));
  if (unknown !== undefined) {
    throw new DatabaseError(
      'MIGRATION_MISSING',
      `this database has migration ${unknown.number}, which this Varve does not know: use a newer Varve`,
    );
  }
  return migrations.map(({ number, name, checksum }) => {
    const row = history.get(number);
    const state = row === undefined ? 'pending' : row.checksum === checksum ? 'applied' : 'changed';
    return { number, name, state, appliedAt: row?.applied_at };
  });
}

/** A name that stands under another number, or another name under a number: the files were numbered otherwise when they were applied. */
function refuseOtherNumbering(
  rows: readonly HistoryRow[],
  known: ReadonlyMap<number, Migration>,
): void {
  for (const row of rows) {
    const expected = known.get(row.number);
    if (expected === undefined || expected.name === row.name) continue;
    throw new DatabaseError(
      'MIGRATION_RENUMBERED',
      `this database was made by an earlier numbering of the migrations: it has ${label(row)} where this Varve has ${label(expected)}, ` +
        'and there is no way from one to the other. Remove it with all its data and begin with an empty one: ' +
        '`varve remove-data --yes` for the embedded database, DROP DATABASE for one of your own',
    );
  }
}

function refuseChanges(states: readonly MigrationState[]): void {
  const changed = states.find(({ state }) => state === 'changed');
  if (changed === undefined) return;
  throw new DatabaseError(
    'MIGRATION_CHANGED',
    `migration ${label(changed)} was edited after it was applied here`,
  );
}

async function apply(client: Client, migration: Migration): Promise<void> {
  const { number, name, checksum, transactional } = migration;
  await run(client, migration, migration.up, transactional, () =>
    client.query(
      'INSERT INTO public.varve_migrations (number, name, checksum) VALUES ($1, $2, $3)',
      [number, name, checksum],
    ),
  );
}

async function takeBack(
  client: Client,
  migration: Migration,
  scripts: readonly CapabilityScript[],
): Promise<void> {
  const transactional = !migration.down.startsWith(NO_TRANSACTION);
  await run(client, migration, migration.down, transactional, async () => {
    await client.query('DELETE FROM public.varve_migrations WHERE number = $1', [migration.number]);
    await forgetCapabilities(client, scripts, migration.number);
  });
}

async function run(
  client: Client,
  migration: Migration,
  sql: string,
  transactional: boolean,
  record: () => Promise<unknown>,
): Promise<void> {
  try {
    if (transactional) await client.query('BEGIN');
    // Statements of one query string share a transaction: outside one, they go one at a time.
    for (const statement of transactional ? [sql] : sqlStatements(sql)) {
      await client.query(statement);
    }
    await record();
    if (transactional) await client.query('COMMIT');
  } catch (error) {
    if (transactional) await client.query('ROLLBACK');
    throw new DatabaseError(
      'MIGRATION_FAILED',
      `migration ${label(migration)}: ${(error as Error).message}`,
      { cause: error },
    );
  }
}

/** `0002_timeseries` */
export function label({
  number,
  name,
}: {
  readonly number: number;
  readonly name: string;
}): string {
  return `${String(number).padStart(4, '0')}_${name}`;
}
