import { spawn, type ChildProcess, type SpawnOptions } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { chown, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { connect } from '../connect/connect.ts';
import { DatabaseError } from '../database-error.ts';
import { lockFolder, type FolderLock } from '../folder-lock.ts';
import { findBinaries } from './find-binaries.ts';
import { freePort } from './free-port.ts';
import { layOut, type Layout } from './layout.ts';
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

/** What the embedded PostgreSQL is started with. */
export interface EmbeddedPostgresOptions {
  /** Varve's own folder: data are kept in `postgres` below it. */
  readonly directory: string;
  /** Taken when it is free, else another. @default 5433 */
  readonly port?: number;
  /** Called with what is being done, for a line of progress. */
  readonly onProgress?: (step: string) => void;
}

const USER = 'varve';
const DATABASE = 'varve';
const START_TIMEOUT_MS = 60_000;
const STOP_TIMEOUT_MS = 30_000;
const LOG_TAIL_CHARACTERS = 4_000;

/**
 * Starts PostgreSQL 18 from the npm package on loopback, making its data folder the first time.
 *
 * The superuser's password is generated with the data and kept beside them, readable by their owner
 * only. The server runs in a process group of its own, so that Ctrl-C reaches Varve first.
 *
 * @throws DatabaseError EMBEDDED_… with what the server said
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

async function startLocked(
  options: EmbeddedPostgresOptions,
  layout: Layout,
  lock: FolderLock,
): Promise<EmbeddedPostgres> {
  const { directory, onProgress = () => undefined } = options;
  const passwordFile = join(directory, 'postgres-password');
  if (!(await isInitialised(layout))) {
    onProgress('creating the database');
    await initialise(layout, passwordFile);
  }
  await stopOrphan(clusterOf(layout));
  const password = (await readFile(passwordFile, 'utf8')).trim();
  const port = await freePort(options.port ?? 5_433);
  const server = await startServer(layout, port);
  const address = `postgres://${USER}:${encodeURIComponent(password)}@127.0.0.1:${port}`;
  try {
    await createDatabase(`${address}/postgres`, server);
  } catch (error) {
    await server.stop();
    throw error;
  }
  const stop = async (): Promise<void> => {
    await server.stop();
    await lock.release();
  };
  return {
    connectionString: `${address}/${DATABASE}`,
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

/** The data folder of one major version below Varve's own. */
function clusterOf({ data }: Layout): string {
  return join(data, '18');
}

async function initialise(layout: Layout, passwordFile: string): Promise<void> {
  const { data, user } = layout;
  await mkdir(data, { recursive: true, mode: 0o700 });
  const password = randomBytes(24).toString('base64url');
  await writeFile(passwordFile, `${password}\n`, { mode: 0o600 });
  // Renamed when whole, so that what a kill cut short is never taken for a database.
  const partial = `${clusterOf(layout)}.new`;
  const handed = join(data, 'initdb-password');
  await rm(partial, { recursive: true, force: true });
  await writeFile(handed, password, { mode: 0o600 });
  if (user !== undefined) {
    await chown(data, user.uid, user.gid);
    await chown(handed, user.uid, user.gid);
  }
  try {
    await runInitdb(layout, [
      `--pgdata=${partial}`,
      `--username=${USER}`,
      `--pwfile=${handed}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--locale=C',
      '--no-instructions',
    ]);
    await rename(partial, clusterOf(layout));
  } finally {
    await rm(handed, { force: true });
  }
}

async function runInitdb(layout: Layout, settings: readonly string[]): Promise<void> {
  const child = spawn(join(layout.programs, 'initdb'), settings, spawnOptions(layout));
  const output = collectOutput(child);
  const [code] = (await once(child, 'close')) as [number | null];
  if (code === 0) return;
  throw new DatabaseError('EMBEDDED_INIT_FAILED', `initdb ended with ${code}: ${output()}`);
}

interface Server {
  readonly child: ChildProcess;
  readonly ended: Promise<string>;
  readonly output: () => string;
  readonly stop: () => Promise<void>;
}

async function startServer(layout: Layout, port: number): Promise<Server> {
  const settings = [
    'listen_addresses=127.0.0.1',
    `port=${port}`,
    'unix_socket_directories=',
    'max_connections=60',
    'shared_buffers=256MB',
    'max_wal_size=4GB',
    'checkpoint_timeout=15min',
    'wal_compression=off',
    'timezone=UTC',
    'log_timezone=UTC',
  ];
  const child = spawn(
    join(layout.programs, 'postgres'),
    ['-D', clusterOf(layout), ...settings.flatMap((setting) => ['-c', setting])],
    { ...spawnOptions(layout), detached: true },
  );
  const output = collectOutput(child);
  let stopping: Promise<void> | undefined;
  const closed = once(child, 'close') as Promise<[number | null, string | null]>;
  const ended = new Promise<string>((tell) => {
    void closed.then(([code, signal]) => {
      if (stopping === undefined) tell(`PostgreSQL ended with ${signal ?? code}: ${output()}`);
    });
  });
  const stop = (): Promise<void> => (stopping ??= stopServer(child, closed));
  return { child, ended, output, stop };
}

async function stopServer(child: ChildProcess, closed: Promise<unknown>): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGINT'); // Fast shutdown: open transactions are rolled back, data are flushed.
  const timeout = delay(STOP_TIMEOUT_MS, 'late', { ref: false });
  if ((await Promise.race([closed, timeout])) !== 'late') return;
  child.kill('SIGQUIT');
  await closed;
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

function spawnOptions({ user }: Layout): SpawnOptions {
  // The working folder must be one that the server's user may enter.
  return { cwd: '/', stdio: ['ignore', 'pipe', 'pipe'], env: serverEnvironment(), ...user };
}

function serverEnvironment(): NodeJS.ProcessEnv {
  // Nothing of the caller's environment (PGDATA, PGPORT, locale) is to decide how the server runs.
  return { PATH: process.env['PATH'], LC_ALL: 'C', TZ: 'UTC' };
}

function collectOutput(child: ChildProcess): () => string {
  let tail = '';
  const add = (chunk: Buffer): void => {
    tail = (tail + chunk.toString('utf8')).slice(-LOG_TAIL_CHARACTERS);
  };
  child.stdout?.on('data', add);
  child.stderr?.on('data', add);
  return () => tail.trim();
}
