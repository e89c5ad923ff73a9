import { connect, limitSilence } from '@varve/db';
import type { Client } from 'pg';

const GREETING_MS = 10_000;

/**
 * Opens a connection to write over. The server looks now and then whether its client is still there: one that was given up while
 * it waited for a lock would go on waiting, and the next try beside it.
 *
 * @throws DatabaseError DATABASE_UNREACHABLE
 */
export async function openWriterConnection(connectionString: string): Promise<Client> {
  const client = await connect(connectionString, 'writer', { silenceMs: GREETING_MS });
  // Not every system that a server runs on can tell.
  await client.query(`SET client_connection_check_interval = '5s'`).catch(() => undefined);
  limitSilence(client, undefined);
  return client;
}

/**
 * Does something over a connection for as long as the other side gives a sign: a server that vanished without a word — a cable, a
 * failover, a firewall that forgot — would be waited for until the system gives up, a quarter of an hour later.
 *
 * @param silenceMs - time without a byte in either direction, after which the connection is cut: what it was at rejects, code ETIMEDOUT
 */
export async function whileHeard<Result>(
  client: Client,
  silenceMs: number,
  work: () => Promise<Result>,
): Promise<Result> {
  limitSilence(client, silenceMs);
  try {
    return await work();
  } finally {
    limitSilence(client, undefined);
  }
}
