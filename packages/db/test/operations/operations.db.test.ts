import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  compressionRatios,
  connect,
  databaseBytes,
  longTransactions,
  maintainSeries,
  seriesPolicies,
  slowQueries,
  tableBloat,
  tableSizes,
} from '../../src/index.ts';
import type { TestDatabase } from '../support/database.ts';
import { RUNNABLE_ENGINES } from '../support/engines.ts';
import { openSeededDatabase } from '../support/seeded-database.ts';

describe.each(RUNNABLE_ENGINES)('what the database says of itself, on $name', (engine) => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await openSeededDatabase(engine);
  });
  afterAll(async () => database?.[Symbol.asyncDispose]());

  test('sizes count partitions and chunks, and add up to less than the database', async () => {
    const sizes = await tableSizes(database.pool, 1_000);
    const readings = sizes.find(({ table }) => table === 'energy_readings')!;
    const { rows } = await database.pool.query<{ count: number }>(
      'SELECT count(*)::int AS count FROM energy_readings',
    );
    expect(readings.partCount).toBeGreaterThan(3);
    expect(readings.estimatedRows).toBe(rows[0]!.count);
    expect(readings.totalBytes).toBe(readings.tableBytes + readings.indexBytes);
    const total = sizes.reduce((sum, { totalBytes }) => sum + totalBytes, 0);
    expect(total).toBeGreaterThan(1e6);
    expect(total).toBeLessThan(await databaseBytes(database.pool));
  });

  test('compression has nothing to say on an engine without', async () => {
    expect(await compressionRatios(database.pool)).toEqual([]);
  });

  test('slow queries come from pg_stat_statements where it is loaded, else there are none', async () => {
    await database.pool.query('SELECT pg_sleep(0.3)');
    const queries = await slowQueries(database.pool, 1_000);
    const sleep = queries.find(({ query }) => query.startsWith('SELECT pg_sleep'));
    expect(sleep?.meanMs ?? 300).toBeGreaterThanOrEqual(300);
    expect(queries.length > 0).toBe(engine.name !== 'embedded PostgreSQL 18');
  });

  test('dead rows are seen', async () => {
    await database.pool.query(
      'ALTER TABLE equipment SET (autovacuum_enabled = off); UPDATE equipment SET running_hours = running_hours + 1; UPDATE equipment SET running_hours = running_hours + 1',
    );
    // A session reports its counts when it is idle.
    await expect
      .poll(
        async () =>
          (await tableBloat(database.pool, 0.1)).some(
            ({ table, deadRows }) => table === 'equipment' && deadRows > 0,
          ),
        { interval: 200 },
      )
      .toBe(true);
  });

  test('an open transaction is seen, with who waits for whom', async () => {
    const [holder, waiter] = [
      await connect(database.connectionString, 'hold'),
      await connect(database.connectionString, 'wait'),
    ];
    await holder.query('BEGIN; LOCK TABLE fields IN ACCESS EXCLUSIVE MODE');
    const waiting = waiter.query('BEGIN; SELECT FROM fields; COMMIT');
    await expect
      .poll(async () =>
        (await longTransactions(database.pool, 0)).map(({ application, blockedBy }) => [
          application,
          blockedBy.length,
        ]),
      )
      .toEqual([
        ['varve hold', 0],
        ['varve wait', 1],
      ]);
    await holder.query('COMMIT');
    await waiting;
    await Promise.all([holder.end(), waiter.end()]);
  });

  test('policies are listed, and maintenance does what is due, once', async () => {
    expect(await seriesPolicies(database.pool)).toContainEqual({
      relation: 'energy_readings_15min',
      policy: 'rollup',
      settingS: 300,
      keptBy: 'varve',
    });
    await database.pool.query('UPDATE timeseries.rollups SET refreshed_at = NULL');
    const done = await maintainSeries(database.pool);
    expect(done.map(({ relation }) => relation)).toContain('energy_readings_15min');
    expect(await maintainSeries(database.pool)).toEqual([]);
  });
});
