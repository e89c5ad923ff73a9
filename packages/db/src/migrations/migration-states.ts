import type { Client } from 'pg';
import { DatabaseError } from '../database-error.ts';
import { migrationLabel } from './migration-label.ts';
import { readMigrations, type Migration } from './migrations-folder.ts';
import { withMigrationLock } from './with-migration-lock.ts';

/** A migration as this database knows it. */
export interface MigrationState {
  readonly number: number;
  readonly name: string;
  /** `changed` when the file is no longer what was applied. */
  readonly state: 'applied' | 'pending' | 'changed';
  readonly appliedAt: Date | undefined;
}

interface HistoryRow {
  readonly number: number;
  readonly name: string;
  readonly checksum: string;
  readonly applied_at: Date;
}

/** Says which migrations of a database are applied, pending, or edited since. */
export async function migrationStates(connectionString: string): Promise<MigrationState[]> {
  return withMigrationLock(connectionString, async (client) =>
    compareWithHistory(client, await readMigrations()),
  );
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

/** Refuses a history in which a number has another name: the files were numbered otherwise when they were applied. */
function refuseOtherNumbering(
  rows: readonly HistoryRow[],
  known: ReadonlyMap<number, Migration>,
): void {
  for (const row of rows) {
    const expected = known.get(row.number);
    if (expected === undefined || expected.name === row.name) continue;
    throw new DatabaseError(
      'MIGRATION_RENUMBERED',
      `this database was made by an earlier numbering of the migrations: it has ${migrationLabel(row)} where this Varve has ${migrationLabel(expected)}, ` +
        'and there is no way from one to the other. Remove it with all its data and begin with an empty one: ' +
        '`varve remove-data --yes` for the embedded database, DROP DATABASE for one of your own',
    );
  }
}
