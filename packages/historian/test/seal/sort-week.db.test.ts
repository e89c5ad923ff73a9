import { sealHistory } from '@varve/historian';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { needs } from '../../../../test/requirement.ts';
import { ENGINES, type TestDatabase } from '../support/test-database.ts';

const HOUR_US = 3.6e9;

for (const { engine, requirements, open } of ENGINES) {
  describe(`weeks on ${engine}`, needs(...requirements), () => {
    let database: TestDatabase;
    beforeAll(async () => {
      database = await open();
      await database.query(`
        INSERT INTO timeseries.tags (tenant_id, name, data_type, interpolation)
        SELECT internal.found_tenant('weeks'), name, 'analog', 'step' FROM unnest(ARRAY['a', 'b', 'c']) AS name`);
    });
    afterAll(() => database[Symbol.asyncDispose]());

    const seal = (beforeUs: number) =>
      sealHistory({ database: database.connectionString, beforeUs });
    const samples = (): Promise<object[]> =>
      database.query(
        'SELECT tag_id, time, value, status FROM timeseries.samples ORDER BY tag_id, time',
      );

    test('that are over are put into the order of tags, once, when nobody has it in use', async () => {
      const week = '2026-01-29';
      const weekUs = Date.parse(`${week}T00:00:00Z`) * 1_000;
      await database.query(
        `SELECT timeseries.ensure_sample_partitions($1::timestamptz, $1::timestamptz + interval '6 days')`,
        [week],
      );
      for (let hour = 0; hour < 3; hour++) {
        await database.query(
          `INSERT INTO timeseries.sample_rows (time, value, tag_id, status)
           SELECT t, extract(epoch FROM t)::float8 * tag, tag, 0 FROM generate_series(1, 3) AS tag,
             generate_series($1::timestamptz, $1::timestamptz + interval '59 min 59 s', '1 s') AS t`,
          [new Date((weekUs + hour * HOUR_US) / 1_000)],
        );
        await seal(weekUs + (hour + 1) * HOUR_US);
      }
      const tagsAsTheyLie = async () =>
        (
          await database.query<{ tag: number }>(
            'SELECT tag_id AS tag FROM timeseries.segments ORDER BY tableoid, ctid',
          )
        ).map(({ tag }) => tag);
      const byTurns = [1, 2, 3, 1, 2, 3, 1, 2, 3];
      expect(await tagsAsTheyLie()).toEqual(byTurns);
      const before = await samples();
      const endUs = weekUs + 7 * 24 * HOUR_US;
      await seal(endUs - 1);
      expect(await tagsAsTheyLie()).toEqual(byTurns);
      await database.query('BEGIN');
      try {
        await database.query('SELECT count(*) FROM timeseries.segments');
        expect(await seal(endUs)).toMatchObject({ isComplete: true });
        expect(await tagsAsTheyLie()).toEqual(byTurns);
      } finally {
        await database.query('ROLLBACK');
      }
      // A table that is being vacuumed is left for the next time.
      await expect
        .poll(async () => (await seal(endUs), tagsAsTheyLie()))
        .toEqual([1, 1, 1, 2, 2, 2, 3, 3, 3]);
      expect(await samples()).toEqual(before);
      const left = await database.query(`SELECT * FROM timeseries.weeks_to_sort('2026-02-06')`);
      expect(left).toEqual([]);
    });
  });
}
