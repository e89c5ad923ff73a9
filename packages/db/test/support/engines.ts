import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { removeEmbeddedData, startEmbeddedPostgres } from '../../src/index.ts';

/** A server that tests make databases on. */
export interface TestServer extends AsyncDisposable {
  /** Makes an empty database and gives its connection string. */
  createDatabase(owner?: string): Promise<string>;
  readonly superuser: string;
}

/** An engine that tests run on, or why they do not. */
export interface TestEngine {
  readonly name: string;
  /** One line that says what is missing and how to get it; undefined where the engine can be started. */
  readonly skipped: string | undefined;
  start(): Promise<TestServer>;
}

const POSTGRES_15 = process.env['VARVE_TEST_POSTGRES_15'];
const TIMESCALEDB = process.env['VARVE_TEST_TIMESCALEDB'];

/** The three engines of the project: the embedded one always, the others where an environment variable leads to an empty server. */
export const ENGINES: readonly TestEngine[] = [
  { name: 'embedded PostgreSQL 18', skipped: undefined, start: startEmbedded },
  {
    name: 'PostgreSQL 15',
    skipped: POSTGRES_15 === undefined ? 'VARVE_TEST_POSTGRES_15=$(.ci/postgres-15)' : undefined,
    start: () => serverAt(POSTGRES_15!),
  },
  {
    name: 'TimescaleDB',
    skipped:
      TIMESCALEDB === undefined ? 'VARVE_TEST_TIMESCALEDB=$(.ci/timescaledb-chroot)' : undefined,
    start: () => serverAt(TIMESCALEDB!),
  },
];

for (const { name, skipped } of ENGINES) {
  if (skipped !== undefined)
    process.stderr.write(`skipped: ${name}; to run it, as root: export ${skipped}\n`);
}

/** The engines that this machine can run. */
export const RUNNABLE_ENGINES = ENGINES.filter(({ skipped }) => skipped === undefined);

async function startEmbedded(): Promise<TestServer> {
  const directory = await mkdtemp(join(tmpdir(), 'varve-db-test-'));
  const postgres = await startEmbeddedPostgres({ directory, port: 0 });
  const server = await serverAt(postgres.connectionString);
  return {
    ...server,
    async [Symbol.asyncDispose]() {
      await server[Symbol.asyncDispose]();
      await postgres.stop();
      await removeEmbeddedData(directory);
      await rm(directory, { recursive: true, force: true });
    },
  };
}

async function serverAt(superuser: string): Promise<TestServer> {
  const made: string[] = [];
  const maintain = async (sql: string): Promise<void> => {
    const client = new pg.Client({ connectionString: superuser });
    await client.connect();
    try {
      await client.query(sql);
    } finally {
      await client.end();
    }
  };
  return {
    superuser,
    async createDatabase(owner) {
      const name = `varve_test_${randomBytes(6).toString('hex')}`;
      await maintain(`CREATE DATABASE ${name}${owner === undefined ? '' : ` OWNER ${owner}`}`);
      made.push(name);
      const url = new URL(superuser);
      url.pathname = `/${name}`;
      return url.href;
    },
    async [Symbol.asyncDispose]() {
      for (const name of made) await maintain(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    },
  };
}
