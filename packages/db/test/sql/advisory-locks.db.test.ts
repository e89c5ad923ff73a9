import { glob, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { connect, verifyMigrations } from '../../src/index.ts';
import { openDatabase, type TestDatabase } from '../support/database.ts';
import { RUNNABLE_ENGINES } from '../support/engines.ts';

const ROOT = fileURLToPath(new URL('../../../../', import.meta.url));
const SOURCES = ['migrations/**/*.sql', '{packages,apps,bench}/**/*.{ts,tsx}'];
/** The name of the function, and the beginning of its argument. */
const CALL = /pg_(?:try_)?advisory_\w+\(([^)]*)/g;
/** The lock of the migrations is taken before the function is there. */
const BY_NAME = /^(?:internal\.lock_key\('|hashtextextended\('varve migrations\/', 0$|$)/;

describe.each(RUNNABLE_ENGINES)('advisory locks on $name', (engine) => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await openDatabase(engine);
  });
  afterAll(async () => database?.[Symbol.asyncDispose]());

  test('have names of which no two share a key', async () => {
    const { rows } = await database.pool.query<{ name: string; key: string }>(
      'SELECT name, internal.lock_key(name) AS key FROM unnest(internal.lock_names()) AS name',
    );
    expect(rows.length).toBeGreaterThan(5);
    expect(new Set(rows.map(({ name }) => name)).size).toBe(rows.length);
    expect(new Set(rows.map(({ key }) => key)).size).toBe(rows.length);
  });

  test('have one key for each thing that they guard', async () => {
    const { rows } = await database.pool.query<{ keys: string }>(
      `SELECT count(DISTINCT internal.lock_key('rollup', rollup)) = count(*) AS keys FROM timeseries.rollups`,
    );
    expect(rows).toEqual([{ keys: true }]);
  });

  test('are refused by a name that is not listed', async () => {
    await expect(database.pool.query("SELECT internal.lock_key('luck')")).rejects.toMatchObject({
      code: '22023',
      message: expect.stringMatching(/^there is no lock luck, only migrations, /),
    });
  });

  test('keep the migrations of one database apart', async () => {
    const other = await connect(database.connectionString, 'test');
    await other.query("SELECT pg_advisory_lock(internal.lock_key('migrations'))");
    const verified = verifyMigrations(database.connectionString);
    await expect
      .poll(async () => {
        const { rows } = await other.query(
          `SELECT FROM pg_locks WHERE locktype = 'advisory' AND NOT granted
             AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
        );
        return rows.length;
      })
      .toBe(1);
    await other.end();
    expect((await verified).problems).toEqual([]);
  });

  test.each(['true', 'false'])(
    'let partitions be made while a transaction rewrites samples (corrects => %s)',
    async (corrects) => {
      const [sealing, writer] = [
        await connect(database.connectionString, 'seal'),
        await connect(database.connectionString, 'write'),
      ];
      await sealing.query(`BEGIN; SELECT timeseries.lock_history(corrects => ${corrects})`);
      await writer.query("BEGIN; SET LOCAL lock_timeout = '500ms'");
      for (const made of [
        "timeseries.ensure_partitions('energy_readings', '2031-01-01Z', '2031-01-03Z')",
        "timeseries.ensure_sample_partitions('2031-01-01Z', '2031-01-03Z')",
        "timeseries.ensure_text_partitions('2031-01-01Z', '2031-01-03Z')",
        "internal.ensure_audit_partitions('2031-01-01Z', '2031-01-03Z')",
      ]) {
        await expect(writer.query(`SELECT ${made}`), made).resolves.toMatchObject({ rowCount: 1 });
      }
      await writer.query('ROLLBACK');
      await Promise.all([sealing.end(), writer.end()]);
    },
  );
});

test('no call of an advisory lock in the repository uses a number', async () => {
  const wrong: string[] = [];
  let calls = 0;
  const paths = glob(SOURCES, { cwd: ROOT, exclude: ['**/node_modules', '**/dist'] });
  for await (const path of paths) {
    const text = await readFile(`${ROOT}${path}`, 'utf8');
    for (const [call, key] of text.matchAll(CALL)) {
      calls++;
      if (!BY_NAME.test(key!)) wrong.push(`${path}: ${call}`);
    }
  }
  expect(wrong).toEqual([]);
  expect(calls).toBeGreaterThan(8);
});
