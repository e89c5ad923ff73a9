import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from '@varve/db';
import type { QueryResultRow } from 'pg';
import { copyDatabase } from '../../../../test/databases/shared-database.ts';

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

/** Opens a migrated database on the embedded PostgreSQL of the run. */
export async function startTestDatabase(): Promise<TestDatabase> {
  await using started = new AsyncDisposableStack();
  const directory = await temporaryFolder();
  started.defer(() => rm(directory, { recursive: true, force: true }));
  const { connectionString } = started.use(await copyDatabase('migrated'));
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
