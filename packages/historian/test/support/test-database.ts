import { chmod, mkdtemp, readlink, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect, startEmbeddedPostgres, type EmbeddedPostgres } from '@varve/db';
import type { QueryResultRow } from 'pg';
import { copyDatabase, copyPreparedFolder } from '../../../../test/databases/shared-database.ts';
import { freePort } from '../../../../test/free-port.ts';
import { postgres15, timescaledb, type Requirement } from '../../../../test/requirement.ts';

/** A migrated, empty database. */
export interface TestDatabase extends AsyncDisposable {
  readonly connectionString: string;
  query<Row extends QueryResultRow>(sql: string, values?: readonly unknown[]): Promise<Row[]>;
}

/** An engine that database tests run on. */
export interface TestEngine {
  readonly engine: string;
  readonly requirements: readonly Requirement[];
  readonly open: () => Promise<TestDatabase>;
}

/** The embedded PostgreSQL everywhere, others where they are given. */
export const ENGINES: readonly TestEngine[] = [
  { engine: 'embedded PostgreSQL 18', requirements: [], open: () => open() },
  given('PostgreSQL 15', postgres15, 'VARVE_TEST_POSTGRES_15'),
  given('TimescaleDB', timescaledb, 'VARVE_TEST_TIMESCALEDB'),
];

function given(engine: string, requirement: Requirement, variable: string): TestEngine {
  return { engine, requirements: [requirement], open: () => open(process.env[variable]) };
}

async function open(server?: string): Promise<TestDatabase> {
  await using started = new AsyncDisposableStack();
  const { connectionString } = started.use(await copyDatabase('migrated', server));
  const client = await connect(connectionString, 'test');
  started.defer(() => client.end());
  const running = started.move();
  return {
    connectionString,
    query: async <Row extends QueryResultRow>(sql: string, values: readonly unknown[] = []) =>
      (await client.query<Row>(sql, [...values])).rows,
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  };
}

/** An embedded PostgreSQL that a test may kill, and start again on the same data and port. */
export interface TestServer extends AsyncDisposable {
  readonly connectionString: string;
  /** Over a connection of its own, so that it works after every restart. */
  query<Row extends QueryResultRow>(sql: string, values?: readonly unknown[]): Promise<Row[]>;
  /** SIGKILL to the whole server: nothing is flushed. */
  kill(): Promise<void>;
  /** Fast shutdown. */
  stop(): Promise<void>;
  start(): Promise<void>;
}

/** Starts an embedded PostgreSQL with a migrated database. */
export async function startTestServer(): Promise<TestServer> {
  const directory = await temporaryFolder();
  await copyPreparedFolder(directory);
  let server: EmbeddedPostgres = await startEmbeddedPostgres({ directory, port: await freePort() });
  const { connectionString, port } = server;
  return {
    connectionString,
    async query<Row extends QueryResultRow>(sql: string, values: readonly unknown[] = []) {
      const client = await connect(connectionString, 'test');
      try {
        return (await client.query<Row>(sql, [...values])).rows;
      } finally {
        await client.end();
      }
    },
    async kill() {
      // The postmaster alone would do: its backends end by themselves when they see it.
      process.kill(server.processId, 'SIGKILL');
      await server.ended;
      await server.stop();
    },
    stop: () => server.stop(),
    async start() {
      server = await startEmbeddedPostgres({ directory, port });
      if (server.port !== port) throw new Error(`port ${port} was taken while the server was down`);
    },
    async [Symbol.asyncDispose]() {
      await server.stop();
      await removeFolder(directory);
    },
  };
}

/** A new folder that PostgreSQL's own user may enter when root runs the tests. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'varve-test-'));
  await chmod(folder, 0o755);
  return folder;
}

/** Removes a folder of Varve's, and the data beside it where they had to lie elsewhere. */
export async function removeFolder(folder: string): Promise<void> {
  const elsewhere = await readlink(join(folder, 'postgres')).catch(() => undefined);
  if (elsewhere !== undefined) await rm(elsewhere, { recursive: true, force: true });
  await rm(folder, { recursive: true, force: true });
}
