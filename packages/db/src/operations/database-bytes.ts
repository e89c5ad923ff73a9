import type { ClientBase, Pool } from 'pg';
import { rowsOf } from './rows-of.ts';

/** Gives the size of the whole database, bytes. */
export async function databaseBytes(database: ClientBase | Pool): Promise<number> {
  const [row] = await rowsOf<{ bytes: number }>(
    database,
    'SELECT pg_database_size(current_database())::float8 AS bytes',
  );
  return row!.bytes;
}
