import type { Client } from 'pg';
import { detectEngine, type Engine } from '../connect/engine.ts';
import { DatabaseError } from '../database-error.ts';
import { applyCapabilities, type CapabilityState } from './apply-capabilities.ts';
import { migrationLabel } from './migration-label.ts';
import { compareWithHistory, type MigrationState } from './migration-states.ts';
import {
  migrationsFolder,
  readCapabilities,
  readMigrations,
  type Migration,
} from './migrations-folder.ts';
import { runMigration } from './run-migration.ts';
import { withMigrationLock } from './with-migration-lock.ts';

/** Outcome of `migrate` or `rollback`. */
export interface MigrationReport {
  readonly engine: Engine;
  /** Names of the migrations that this run applied or took back, in order. */
  readonly done: readonly string[];
  /** Extensions of this server and their state; empty after a rollback. */
  readonly capabilities: readonly CapabilityState[];
}

/** Options of `migrate`. */
export interface MigrateOptions {
  /** Number of the last migration to apply. @default all of them */
  readonly to?: number;
  /** Folder of the SQL. @default the migrations of Varve */
  readonly folder?: URL;
  /** Whether extensions that the server brings are created and used. @default true */
  readonly extensions?: boolean;
  /** Leaves rollups as tables, since a continuous aggregate takes no rows of a restore. @default false */
  readonly keepRollups?: boolean;
}

/** Called before each migration: `0002_tenants`. */
export type MigrationProgress = (migration: string) => void;

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
      onProgress(migrationLabel(migration));
      await apply(client, migration);
      done.push(migrationLabel(migration));
    }
    const scripts = extensions ? await readCapabilities(folder) : [];
    const capabilities = await applyCapabilities(client, scripts, applied, onProgress);
    return { engine, done, capabilities };
  });
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

function refuseChanges(states: readonly MigrationState[]): void {
  const changed = states.find(({ state }) => state === 'changed');
  if (changed === undefined) return;
  throw new DatabaseError(
    'MIGRATION_CHANGED',
    `migration ${migrationLabel(changed)} was edited after it was applied here`,
  );
}

async function apply(client: Client, migration: Migration): Promise<void> {
  const { number, name, checksum, transactional } = migration;
  await runMigration(client, migration, {
    sql: migration.up,
    transactional,
    record: () =>
      client.query(
        'INSERT INTO public.varve_migrations (number, name, checksum) VALUES ($1, $2, $3)',
        [number, name, checksum],
      ),
  });
}
