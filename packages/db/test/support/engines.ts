import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { databaseAt } from '../../../../test/databases/database-at.ts';
import { copyDatabase, sharedServer } from '../../../../test/databases/shared-database.ts';
import type { TemplateContent } from '../../../../test/databases/template-content.ts';

/** A server that tests make databases on. */
export interface TestServer extends AsyncDisposable {
  /** Makes an empty database and gives its connection string. */
  createDatabase(owner?: string): Promise<string>;
  /** Copies a database that is made once in a run, and gives the connection string of the copy. */
  copyDatabase(content: TemplateContent): Promise<string>;
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
  { name: 'embedded PostgreSQL 18', skipped: undefined, start: () => serverAt() },
  {
    name: 'PostgreSQL 15',
    skipped: POSTGRES_15 === undefined ? 'VARVE_TEST_POSTGRES_15=$(.ci/postgres-15)' : undefined,
    start: () => serverAt(POSTGRES_15),
  },
  {
    name: 'TimescaleDB',
    skipped:
      TIMESCALEDB === undefined ? 'VARVE_TEST_TIMESCALEDB=$(.ci/timescaledb-chroot)' : undefined,
    start: () => serverAt(TIMESCALEDB),
  },
];

for (const { name, skipped } of ENGINES) {
  if (skipped !== undefined)
    process.stderr.write(`skipped: ${name}; to run it, as root: export ${skipped}\n`);
}

/** The engines that this machine can run. */
export const RUNNABLE_ENGINES = ENGINES.filter(({ skipped }) => skipped === undefined);

async function serverAt(given?: string): Promise<TestServer> {
  const superuser = await sharedServer(given);
  const made = new AsyncDisposableStack();
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
      made.defer(() => maintain(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`));
      return databaseAt(superuser, name);
    },
    async copyDatabase(content) {
      return made.use(await copyDatabase(content, given)).connectionString;
    },
    [Symbol.asyncDispose]: () => made.disposeAsync(),
  };
}
