import { once } from 'node:events';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { encodeTuples } from './encode-tuples.ts';

/** What the loading process is told. */
export interface LoaderTask {
  readonly connectionString: string;
  /** COPY … FROM STDIN (FORMAT binary) */
  readonly statement: string;
  readonly connections: number;
  readonly rows: number;
  readonly tags: number;
  readonly rowsPerCopy: number;
  readonly startUs: number;
  /** Rows of a COPY by tag, or as they arrive. */
  readonly order: 'tag' | 'arrival';
  readonly status: 'int4' | 'int2';
}

// A process of its own: what it costs to send bytes is no part of what is compared.
process.once('message', (task: LoaderTask) => void load(task));
process.once('disconnect', () => process.exit());

async function load(task: LoaderTask): Promise<void> {
  const copies = encodeTuples(task);
  const clients = await Promise.all(
    Array.from({ length: task.connections }, async () => {
      const client = new pg.Client(task.connectionString);
      await client.connect();
      return client;
    }),
  );
  const startedAt = performance.now();
  await Promise.all(
    clients.map(async (client, connection) => {
      for (let at = connection; at < copies.length; at += clients.length) {
        const stream = client.query(copyFrom(task.statement));
        const finished = once(stream, 'finish');
        stream.end(copies[at]);
        await finished;
      }
    }),
  );
  const seconds = (performance.now() - startedAt) / 1_000;
  await Promise.all(clients.map((client) => client.end()));
  process.send?.(seconds, () => process.disconnect?.());
}
