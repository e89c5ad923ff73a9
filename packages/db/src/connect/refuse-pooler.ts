import type { Client } from 'pg';
import { DatabaseError } from '../database-error.ts';

/** A client with the id of the server process that it was told at its start. */
interface GreetedClient {
  readonly processID: number | null;
}

const TRIES = 3;

/**
 * Refuses a pooler that gives each transaction another session: locks, roles and settings of a session would be another client's.
 *
 * PostgreSQL tells a client the number of its own process; a pooler tells a number of its own. Only then other clients are asked who
 * serves them while they are in a transaction: in a pool of sessions none has the first one's process.
 *
 * @param openOther - opens another connection to the same place
 * @throws DatabaseError DATABASE_POOLED
 */
export async function refusePooler(
  client: Client,
  openOther: () => Promise<Client>,
): Promise<void> {
  const own = await processOf(client);
  if (own === (client as unknown as GreetedClient).processID) return;
  const others: Client[] = [];
  try {
    while (others.length < TRIES) {
      const other = await openOther();
      others.push(other);
      // A pool of statements does not even know what a transaction is.
      await other.query('BEGIN').catch(() => refuse(client));
      if ((await processOf(other)) === own) await refuse(client);
    }
    if ((await processOf(client)) !== own) await refuse(client);
  } finally {
    await Promise.all(others.map((other) => other.end()));
  }
}

async function processOf(client: Client): Promise<number> {
  const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
  return rows[0]!.pid;
}

async function refuse(client: Client): Promise<never> {
  await client.end();
  throw new DatabaseError(
    'DATABASE_POOLED',
    'a pooler stands before the database that gives each transaction another session (pool_mode = transaction): give the address of PostgreSQL itself, or of a pool with pool_mode = session',
  );
}
