import { capabilityStates, type CapabilityState } from './apply-capabilities.ts';
import { isolationProblems } from '../catalogue/isolation-problems.ts';
import { readCatalogue } from '../catalogue/read-catalogue.ts';
import { detectEngine, type Engine } from '../connect/engine.ts';
import { migrationLabel } from './migration-label.ts';
import { compareWithHistory, type MigrationState } from './migration-states.ts';
import { withMigrationLock } from './with-migration-lock.ts';
import { readCapabilities, readMigrations } from './migrations-folder.ts';

/** Whether a database is what this Varve expects. */
export interface MigrationVerification {
  readonly engine: Engine;
  readonly migrations: readonly MigrationState[];
  readonly capabilities: readonly CapabilityState[];
  /** One line each; empty where everything is as it should be. */
  readonly problems: readonly string[];
}

/**
 * Compares a database with the migrations, with the schema that programs use, and with the rules of isolation.
 *
 * @throws DatabaseError DATABASE_UNREACHABLE, MIGRATION_MISSING when the database is newer than this Varve
 */
export async function verifyMigrations(connectionString: string): Promise<MigrationVerification> {
  return withMigrationLock(connectionString, async (client) => {
    const engine = await detectEngine(client);
    const migrations = await compareWithHistory(client, await readMigrations());
    const applied = new Set(
      migrations.filter(({ state }) => state !== 'pending').map(({ number }) => number),
    );
    const capabilities = await capabilityStates(client, await readCapabilities(), applied);
    // Drizzle and its picture of the schema take longer to load than everything else here: whoever does not ask for them does not wait for them.
    const { schemaProblems } = await import('../catalogue/schema-problems.ts');
    const catalogue = await readCatalogue(client);
    const problems = [
      ...migrations
        .filter(({ state }) => state !== 'applied')
        .map((migration) =>
          migration.state === 'pending'
            ? `migration ${migrationLabel(migration)} is not applied`
            : `migration ${migrationLabel(migration)} was edited after it was applied here`,
        ),
      ...capabilities
        .filter(({ state }) => state === 'pending')
        .map(({ name }) => `the server brings ${name}, and its step is not applied: migrate`),
      // Half a schema differs in a hundred places: the migrations above say it better.
      ...(migrations.some(({ state }) => state === 'pending') ? [] : schemaProblems(catalogue)),
      ...isolationProblems(catalogue),
    ];
    return { engine, migrations, capabilities, problems };
  });
}
