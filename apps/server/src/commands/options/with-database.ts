import { startEmbeddedPostgres } from '@varve/db';
import { checkDatabase } from './database-options.ts';

/** Runs work on the user's database, or on the embedded PostgreSQL, started for as long as it takes. */
export async function withDatabase<Result>(
  database: string | undefined,
  directory: string,
  work: (connectionString: string) => Promise<Result>,
): Promise<Result> {
  if (database !== undefined) {
    checkDatabase(database);
    return work(database);
  }
  await using embedded = await startEmbeddedPostgres({ directory });
  // Awaited here: the database is stopped when this function returns.
  return await work(embedded.connectionString);
}
