import { lockFolder, type FolderLock } from '@varve/folder-lock';
import { readFile, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { connect } from '../connect/connect.ts';
import { DatabaseError } from '../database-error.ts';
import { findBinaries } from './find-binaries.ts';
import { freePort } from './free-port.ts';
import { clusterOf, layOut, type Layout } from './layout.ts';
import { makeCluster, SUPERUSER } from './make-cluster.ts';
import { startServer, type Server } from './start-server.ts';
import { stopOrphan } from './stop-orphan.ts';

/** A PostgreSQL that this process started and will stop. */
export interface EmbeddedPostgres extends AsyncDisposable {
  /** With the generated password: not for logs. */
  readonly connectionString: string;
  readonly port: number;
  readonly processId: number;
  /** Resolves with a line about the end when the server ends without having been asked to. */
  readonly ended: Promise<string>;
  /** Ends the server by a fast shutdown and waits for it. */
  stop(): Promise<void>;
}

/** Options of `startEmbeddedPostgres`. */
export interface EmbeddedPostgresOptions {
  /** Varve's own folder: data are kept in `postgres` below it. */
  readonly directory: string;
  /** Taken when it is free, else another. @default 5433 */
  readonly port?: number;
  /** Called with what is being done, for a line of progress. */
  readonly onProgress?: (step: string) => void;
}

const DATABASE = 'varve';
const START_TIMEOUT_MS = 60_000;

/**
 * Starts PostgreSQL 18 from the npm package on loopback, making its data folder the first time.
 *
 * The superuser's password is generated with the data and kept beside them, readable by their owner
 * only. The server runs in a process group of its own, so that Ctrl-C reaches Varve first.
 *
 * @throws DatabaseError EMBEDDED_… with what the server said; FolderLockError FOLDER_IN_USE while another Varve works in the folder
 */
export async function startEmbeddedPostgres(
  given: EmbeddedPostgresOptions,
): Promise<EmbeddedPostgres> {
  // The server runs in another working folder than this process.
  const options = { ...given, directory: resolve(given.directory) };
  const layout = await layOut(options.directory, findBinaries());
  const lock = await lockFolder(layout.data);
  try {
    return await startLocked(options, layout, lock);
  } catch (error) {
    await lock.release();
    throw error;
  }
}

/** Gives the connection string of an embedded server. */
export function embeddedAddress(password: string, port: number, database = DATABASE): string {
  return `postgres://${SUPERUSER}:${encodeURIComponent(password)}@127.0.0.1:${port}/${database}`;
}

async function startLocked(
  options: EmbeddedPostgresOptions,
  layout: Layout,
  lock: FolderLock,
): Promise<EmbeddedPostgres> {
  const { directory, onProgress = () => undefined } = options;
  const passwordFile = join(directory, 'postgres-password');
  if (!(await isInitialised(layout))) {
    onProgress('creating the database');
    await makeCluster(layout, passwordFile);
  }
  await stopOrphan(clusterOf(layout));
  const password = (await readFile(passwordFile, 'utf8')).trim();
  const port = await freePort(options.port ?? 5_433);
  const server = await startServer(layout, port);
  try {
    await createDatabase(embeddedAddress(password, port, 'postgres'), server);
  } catch (error) {
    await server.stop();
    throw error;
  }
  const stop = async (): Promise<void> => {
    await server.stop();
    await lock.release();
  };
  return {
    connectionString: embeddedAddress(password, port),
    port,
    processId: server.child.pid!,
    ended: server.ended,
    stop,
    [Symbol.asyncDispose]: stop,
  };
}

async function isInitialised(layout: Layout): Promise<boolean> {
  return stat(clusterOf(layout)).then(
    () => true,
    () => false,
  );
}

async function createDatabase(maintenance: string, server: Server): Promise<void> {
  const client = await connectWhenReady(maintenance, server);
  try {
    const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [
      DATABASE,
    ]);
    if (rowCount === 0) await client.query(`CREATE DATABASE ${DATABASE}`);
  } finally {
    await client.end();
  }
}

async function connectWhenReady(
  connectionString: string,
  server: Server,
): Promise<Awaited<ReturnType<typeof connect>>> {
  const deadline = Date.now() + START_TIMEOUT_MS;
  for (;;) {
    try {
      return await connect(connectionString, 'start');
    } catch (error) {
      const dead = server.child.exitCode !== null || server.child.signalCode !== null;
      if (dead || Date.now() > deadline) {
        throw new DatabaseError(
          'EMBEDDED_START_FAILED',
          `PostgreSQL did not start: ${server.output()}`,
          { cause: error },
        );
      }
    }
    await delay(50);
  }
}
