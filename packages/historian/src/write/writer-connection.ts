import type { Socket } from 'node:net';
import { connect } from '@varve/db';
import type { Client } from 'pg';

/** What is used of a client that its types leave out. */
interface ConnectedClient {
  readonly connection: { readonly stream: Socket };
}

/**
 * Opens a connection to write over. The server looks now and then whether its client is still there: one that was given up while
 * it waited for a lock would go on waiting, and the next try beside it.
 *
 * @throws DatabaseError DATABASE_UNREACHABLE
 */
export async function openWriterConnection(connectionString: string): Promise<Client> {
  const client = await connect(connectionString, 'writer');
  // Not every system that a server runs on can tell.
  await client.query(`SET client_connection_check_interval = '5s'`).catch(() => undefined);
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
  const socket = (client as unknown as ConnectedClient).connection.stream;
  const cut = (): void => {
    const message = `the database has not been heard of for ${silenceMs} ms`;
    socket.destroy(Object.assign(new Error(message), { code: 'ETIMEDOUT' }));
  };
  socket.setTimeout(silenceMs);
  socket.once('timeout', cut);
  try {
    return await work();
  } finally {
    socket.setTimeout(0);
    socket.off('timeout', cut);
  }
}
