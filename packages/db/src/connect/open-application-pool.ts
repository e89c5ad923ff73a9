import type pg from 'pg';
import { openPool } from './open-pool.ts';

/** How much an application pool may ask of a database. */
export interface ApplicationPoolOptions {
  /** @default 4 */
  readonly maxConnections?: number;
  /** A statement that takes longer is cancelled. @default 20 s */
  readonly statementTimeoutMs?: number;
}

/**
 * Opens a pool for what serves users: each of its sessions is `varve_app` from its beginning.
 *
 * A query that forgets `withTenant` finds no row, whoever the connection string logs in as; tables that are not the
 * application's are refused. A login that is not a member of `varve_app` gets no connection.
 *
 * @param purpose - shows in `pg_stat_activity` as `varve <purpose>`
 * @throws DatabaseError CONNECTION_STRING_INVALID
 */
export function openApplicationPool(
  connectionString: string,
  purpose: string,
  { maxConnections = 4, statementTimeoutMs = 20_000 }: ApplicationPoolOptions = {},
): pg.Pool {
  // Not by a statement of its own: a server that falls silent before it answers would be waited for.
  const sessionOptions = '-c role=varve_app';
  return openPool(connectionString, purpose, {
    maxConnections,
    statementTimeoutMs,
    sessionOptions,
  });
}
