import { migrate, startEmbeddedPostgres, type EmbeddedPostgres } from '@varve/db';
import pg from 'pg';
import { endOnLeave } from './leave-properly.ts';
import { temporaryFolder } from './temporary-folder.ts';

/** A database with Varve's schema; disposing it ends an embedded server. */
export interface BenchDatabase extends AsyncDisposable {
  readonly connectionString: string;
  /** Process id of an embedded server; undefined for one of the user's. */
  readonly processId: number | undefined;
  /** Folder for the files of a bench. */
  readonly directory: string;
}

/** Starts an embedded PostgreSQL in a folder of its own, or connects to the database at an address. */
export async function openBenchDatabase(engine: string): Promise<BenchDatabase> {
  await using started = new AsyncDisposableStack();
  const folder = started.use(await temporaryFolder());
  const directory = folder.path;
  const embedded = engine === 'embedded' ? await startEmbedded(directory, started) : undefined;
  const connectionString = embedded?.connectionString ?? engine;
  await migrate(connectionString);
  const resources = started.move();
  return {
    connectionString,
    processId: embedded?.processId,
    directory,
    [Symbol.asyncDispose]: () => resources.disposeAsync(),
  };
}

async function startEmbedded(
  directory: string,
  started: AsyncDisposableStack,
): Promise<EmbeddedPostgres> {
  const starting = startEmbeddedPostgres({ directory, port: 0 });
  // It is registered before it has started, since Ctrl-C may come meanwhile.
  started.use(
    endOnLeave(() =>
      starting.then(
        (server) => server.stop(),
        () => undefined,
      ),
    ),
  );
  return starting;
}

/** Runs statements over a connection of their own. */
export async function query<Row extends pg.QueryResultRow>(
  connectionString: string,
  sql: string,
): Promise<Row[]> {
  const client = new pg.Client(connectionString);
  await client.connect();
  try {
    return (await client.query<Row>(sql)).rows;
  } finally {
    await client.end();
  }
}
