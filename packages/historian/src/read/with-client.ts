import type { Pool, PoolClient } from 'pg';

/** Lends out a connection. One on which something failed does not come back. */
export async function withClient<Answer>(
  pool: Pool,
  work: (client: PoolClient) => Promise<Answer>,
): Promise<Answer> {
  const client = await pool.connect();
  // A connection that breaks says so by an event, too, and nobody else listens while it is lent out.
  const ignore = (): void => undefined;
  client.on('error', ignore);
  let failure: Error | undefined;
  try {
    return await work(client);
  } catch (error) {
    failure = error as Error;
    throw error;
  } finally {
    client.off('error', ignore);
    // After an error nobody knows what state it is in.
    client.release(failure);
  }
}
