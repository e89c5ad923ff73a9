import { once } from 'node:events';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';

/** Where whole COPYs go. */
export interface CopyLoad {
  readonly connectionString: string;
  /** COPY … FROM STDIN (FORMAT binary) */
  readonly statement: string;
  readonly connections: number;
}

/** Loads encoded COPYs over some connections at once. @returns seconds of the loading alone */
export async function loadCopies(
  { connectionString, statement, connections }: CopyLoad,
  copies: readonly Buffer[],
): Promise<number> {
  const clients = await Promise.all(
    Array.from({ length: connections }, async () => {
      const client = new pg.Client(connectionString);
      await client.connect();
      return client;
    }),
  );
  const startedAt = performance.now();
  await Promise.all(
    clients.map(async (client, connection) => {
      for (let at = connection; at < copies.length; at += clients.length) {
        const stream = client.query(copyFrom(statement));
        const finished = once(stream, 'finish');
        stream.end(copies[at]);
        await finished;
      }
    }),
  );
  const seconds = (performance.now() - startedAt) / 1_000;
  await Promise.all(clients.map((client) => client.end()));
  return seconds;
}
