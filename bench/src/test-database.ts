import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrate, startEmbeddedPostgres } from '@varve/db';

/** A database with Varve's schema, and how to leave it. */
export interface BenchDatabase extends AsyncDisposable {
  readonly connectionString: string;
  /** Process id of an embedded server; undefined for one of the user's. */
  readonly processId: number | undefined;
  /** A folder for what a bench keeps. */
  readonly directory: string;
}

/** Starts an embedded PostgreSQL in a folder of its own, or takes the one that an address leads to. */
export async function openBenchDatabase(engine: string): Promise<BenchDatabase> {
  await using started = new AsyncDisposableStack();
  const directory = await mkdtemp(join(tmpdir(), 'varve-bench-'));
  started.defer(() => rm(directory, { recursive: true, force: true }));
  const embedded =
    engine === 'embedded'
      ? started.use(await startEmbeddedPostgres({ directory, port: 0 }))
      : undefined;
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
