import { connect, limitSilence } from '@varve/db';
import type { Client } from 'pg';

const GREETING_MS = 10_000;

/**
 * Opens a connection to write over. The server checks now and then that its client is still connected: a statement that was given up while
 * it waited for a lock would go on waiting, beside the next try.
 *
 * @throws DatabaseError DATABASE_UNREACHABLE
 */
export async function openWriterConnection(connectionString: string): Promise<Client> {
  const client = await connect(connectionString, 'writer', { silenceMs: GREETING_MS });
  // Some systems cannot tell.
  await client.query(`SET client_connection_check_interval = '5s'`).catch(() => undefined);
  limitSilence(client, undefined);
  return client;
}
