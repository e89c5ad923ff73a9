import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect, migrate, removeEmbeddedData, startEmbeddedPostgres } from '@varve/db';
import type { QueryResultRow } from 'pg';

/** A migrated, empty database in a folder of its own. */
export interface TestDatabase extends AsyncDisposable {
  readonly connectionString: string;
  /** A folder for whoever uses the database; it goes with it. */
  readonly directory: string;
  query<Row extends QueryResultRow>(sql: string, values?: readonly unknown[]): Promise<Row[]>;
  /** Values of a tag as they changed, in order of time: what is repeated in a row counts once. */
  valuesOf(tag: string): Promise<(number | null)[]>;
  /** Names of the statuses of a tag's rows without a value, in order, what is repeated once. */
  outagesOf(tag: string): Promise<number[]>;
}

/** Starts an embedded PostgreSQL and brings its schema up to date. */
export async function startTestDatabase(): Promise<TestDatabase> {
  await using started = new AsyncDisposableStack();
  const directory = await temporaryFolder();
  started.defer(() => removeFolder(directory));
  const { connectionString } = started.use(await startEmbeddedPostgres({ directory }));
  await migrate(connectionString);
  const client = await connect(connectionString, 'test');
  started.defer(() => client.end());
  const query = async <Row extends QueryResultRow>(
    sql: string,
    values: readonly unknown[] = [],
  ): Promise<Row[]> => (await client.query<Row>(sql, [...values])).rows;
  const running = started.move();
  return {
    connectionString,
    directory,
    query,
    async valuesOf(tag) {
      const rows = await query<{ value: number | null }>(
        `SELECT value FROM (
           SELECT time, value, lag(value) OVER (ORDER BY time) AS before, row_number() OVER (ORDER BY time) AS place
           FROM timeseries.samples_by_name WHERE tag = $1) AS ordered
         WHERE place = 1 OR value IS DISTINCT FROM before ORDER BY time`,
        [tag],
      );
      return rows.map(({ value }) => value);
    },
    async outagesOf(tag) {
      const rows = await query<{ status: number }>(
        `SELECT status FROM (
           SELECT time, value, status, lag(status) OVER (ORDER BY time) AS before
           FROM timeseries.samples_by_name WHERE tag = $1) AS ordered
         WHERE value IS NULL AND status IS DISTINCT FROM before ORDER BY time`,
        [tag],
      );
      return rows.map(({ status }) => status);
    },
    [Symbol.asyncDispose]: () => running.disposeAsync(),
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
  await removeEmbeddedData(folder);
  await rm(folder, { recursive: true, force: true });
}
