import pg from 'pg';
import { connectionOptions } from './connect.ts';

/** How much an application pool may ask of a database. */
export interface ApplicationPoolOptions {
  /** @default 4 */
  readonly maxConnections?: number;
  /** A statement that takes longer is cancelled. @default 20 s */
  readonly statementTimeoutMs?: number;
}

/**
 * Opens a pool for what serves users: each of its connections is `varve_app` before its first query.
 *
 * A query that forgets `withTenant` finds no row, whoever the connection string logs in as; tables that are not the
 * application's are refused. A login that is not a member of `varve_app` gets no connection.
 *
 * @param purpose - shows in `pg_stat_activity` as `varve <purpose>`
 */
export function openApplicationPool(
  connectionString: string,
  purpose: string,
  { maxConnections = 4, statementTimeoutMs = 20_000 }: ApplicationPoolOptions = {},
): pg.Pool {
  const pool = new pg.Pool({
    ...connectionOptions(connectionString, purpose),
    max: maxConnections,
    statement_timeout: statementTimeoutMs,
    allowExitOnIdle: true,
    // The pool waits for it, and closes a connection on which it fails.
    onConnect: async (client) => {
      await client.query('SET ROLE varve_app');
    },
  });
  // A connection that breaks while idle leaves the pool by itself.
  pool.on('error', () => undefined);
  return pool;
}
