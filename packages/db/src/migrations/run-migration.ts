import type { Client } from 'pg';
import { DatabaseError } from '../database-error.ts';
import { migrationLabel } from './migration-label.ts';
import type { Migration } from './migrations-folder.ts';
import { sqlStatements } from './sql-statements.ts';

/** Which way of a migration is run. */
export interface MigrationRun {
  readonly sql: string;
  /** Whether the statements share a transaction. */
  readonly transactional: boolean;
  /** Notes in the database that it was run, in the same transaction where there is one. */
  readonly record: () => Promise<unknown>;
}

/**
 * Runs a migration in one direction.
 *
 * @throws DatabaseError MIGRATION_FAILED with the file and PostgreSQL's reason
 */
export async function runMigration(
  client: Client,
  migration: Migration,
  { sql, transactional, record }: MigrationRun,
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
      `migration ${migrationLabel(migration)}: ${(error as Error).message}`,
      { cause: error },
    );
  }
}
