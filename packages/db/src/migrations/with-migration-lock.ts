import type { Client } from 'pg';
import { connect } from '../connect/connect.ts';
import { CAPABILITIES_SQL } from './apply-capabilities.ts';

// Two starts on one database wait for each other. This is internal.lock_key('migrations'), which the first migration makes.
const LOCK_SQL = "SELECT pg_advisory_lock(hashtextextended('varve migrations/', 0))";

const HISTORY_SQL = `
  CREATE TABLE IF NOT EXISTS public.varve_migrations (
    number     integer PRIMARY KEY,
    name       text NOT NULL,
    checksum   text NOT NULL,
    applied_at timestamptz NOT NULL DEFAULT now()
  )`;

/** Works on a database that no other Varve migrates meanwhile. */
export async function withMigrationLock<Result>(
  connectionString: string,
  work: (client: Client) => Promise<Result>,
): Promise<Result> {
  const client = await connect(connectionString, 'migrate');
  try {
    await client.query(LOCK_SQL);
    await client.query('SET client_min_messages = warning');
    // Not "$user" first: tables are to lie in public whatever the role is called.
    await client.query('SET search_path = public');
    await client.query(HISTORY_SQL);
    await client.query(CAPABILITIES_SQL);
    return await work(client);
  } finally {
    await client.end(); // Ends the session, and with it the lock.
  }
}
