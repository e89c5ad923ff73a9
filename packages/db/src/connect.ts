import pg from 'pg';
import { DatabaseError } from './database-error.ts';

const CONNECT_TIMEOUT_MS = 10_000;
const KEEPALIVE_DELAY_MS = 10_000;

/** Settings of every connection of Varve. */
export function connectionOptions(connectionString: string, purpose: string): pg.ClientConfig {
  return {
    connectionString,
    application_name: `varve ${purpose}`,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    // An idle connection whose other end vanished is found out within half a minute, not within hours.
    keepAlive: true,
    keepAliveInitialDelayMillis: KEEPALIVE_DELAY_MS,
  };
}

/**
 * Opens one connection.
 *
 * @param purpose - shows in `pg_stat_activity` as `varve <purpose>`
 * @throws DatabaseError DATABASE_UNREACHABLE with the address (never the password) and the cause
 */
export async function connect(connectionString: string, purpose: string): Promise<pg.Client> {
  const client = new pg.Client(connectionOptions(connectionString, purpose));
  try {
    await client.connect();
  } catch (error) {
    throw new DatabaseError(
      'DATABASE_UNREACHABLE',
      `no connection to ${withoutPassword(connectionString)}: ${(error as Error).message}`,
      { cause: error },
    );
  }
  // An idle connection that breaks says so by an event; the next query gives the error to its caller.
  client.on('error', () => undefined);
  return client;
}

/** The address of a connection string, fit for a log. */
export function withoutPassword(connectionString: string): string {
  try {
    const url = new URL(connectionString);
    url.password = '';
    return url.href;
  } catch {
    // Not a URL (`host=… password=…`): nothing of it is safe to show.
    return 'the given database';
  }
}
