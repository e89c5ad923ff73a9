import type { Client } from 'pg';
import { detectEngine } from '../connect/engine.ts';
import { forgetCapabilities } from './apply-capabilities.ts';
import type { MigrateOptions, MigrationProgress, MigrationReport } from './migrate.ts';
import { migrationLabel } from './migration-label.ts';
import { compareWithHistory } from './migration-states.ts';
import {
  migrationsFolder,
  NO_TRANSACTION,
  readCapabilities,
  readMigrations,
  type CapabilityScript,
  type Migration,
} from './migrations-folder.ts';
import { runMigration } from './run-migration.ts';
import { withMigrationLock } from './with-migration-lock.ts';

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
      onProgress(migrationLabel(migration));
      await takeBack(client, migration, scripts);
      done.push(migrationLabel(migration));
    }
    return { engine, done, capabilities: [] };
  });
}

async function takeBack(
  client: Client,
  migration: Migration,
  scripts: readonly CapabilityScript[],
): Promise<void> {
  const transactional = !migration.down.startsWith(NO_TRANSACTION);
  await runMigration(client, migration, {
    sql: migration.down,
    transactional,
    record: async () => {
      await client.query('DELETE FROM public.varve_migrations WHERE number = $1', [
        migration.number,
      ]);
      await forgetCapabilities(client, scripts, migration.number);
    },
  });
}
