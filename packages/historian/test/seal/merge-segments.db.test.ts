import { connect } from '@varve/db';
import { sealHistory } from '@varve/historian';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { needs } from '../../../../test/requirement.ts';
import { NOTHING, rewritePartition } from '../../src/seal/rewrite-samples.ts';
import { sortWeek } from '../../src/seal/sort-week.ts';
import { bitsOfNumber } from '../support/slow-segment.ts';
import { sampleStore, type StoreSamples } from '../support/stored-samples.ts';
import { ENGINES, type TestDatabase } from '../support/test-database.ts';

/** A Thursday, with which a week begins. */
const WEEK_US = Date.parse('2026-02-05T00:00:00Z') * 1_000;
const SECOND = 1e6;
const HOUR = 3_600;
const HOUR_US = HOUR * SECOND;
const WEEK_END_US = WEEK_US + 168 * HOUR_US;

for (const { engine, requirements, open } of ENGINES) {
  describe(`segments that are merged on ${engine}`, needs(...requirements), () => {
    let database: TestDatabase;
    let store: StoreSamples;
    let tag = 0;

    beforeAll(async () => {
      database = await open();
      store = sampleStore(database.connectionString);
      await database.query(`INSERT INTO tenants (name) VALUES ('merged')`);
    });
    afterAll(() => database[Symbol.asyncDispose]());
    beforeEach(async () => {
      const [made] = await database.query<{ id: number }>(
        `INSERT INTO timeseries.tags (tenant_id, name, data_type, interpolation)
         SELECT id, (SELECT count(*) FROM timeseries.tags)::text, 'analog', 'step' FROM tenants RETURNING id`,
      );
      tag = made!.id;
      await database.query('DELETE FROM timeseries.segments');
    });

    /** Samples, a second apart, from some seconds after the beginning of the week on. */
    const run = (from: number, count: number) =>
      Array.from({ length: count }, (_, at) => ({
        tag,
        time: WEEK_US + (from + at) * SECOND,
        bits: bitsOfNumber((from + at) % 1_000),
        status: 0,
      }));
    /** Stores an hour as it comes minute by minute. */
    const storeMinutes = async (hour: number): Promise<void> => {
      for (let minute = 0; minute < 60; minute++)
        await store('segments', run(hour * HOUR + minute * 60, 60));
    };
    const seal = (beforeUs: number) =>
      sealHistory({ database: database.connectionString, beforeUs });
    const counts = async (): Promise<number[]> => {
      const rows = await database.query<{ count: number }>(
        'SELECT sample_count AS count FROM timeseries.segments WHERE tag_id = $1 ORDER BY first_time, last_time',
        [tag],
      );
      return rows.map(({ count }) => count);
    };

    test('hold up no others where one of them is damaged', async () => {
      await storeMinutes(0);
      await storeMinutes(168);
      await database.query(
        'UPDATE timeseries.segments SET times = $2 WHERE tag_id = $1 AND first_time = to_timestamp($3)',
        [tag, Buffer.from([9]), WEEK_US / 1e6],
      );
      await expect(seal(WEEK_END_US + HOUR_US)).rejects.toThrow(
        `the segment of tag ${tag} from 2026-02-05T00:00:00.000Z on cannot be opened`,
      );
      expect(await counts()).toEqual([...Array<number>(60).fill(60), HOUR]);
    });

    test('are those of the hours that have small ones, and not the whole week', async () => {
      for (const hour of [0, 1, 50, 51]) await store('archive', run(hour * HOUR, HOUR));
      await storeMinutes(52);
      const report = await seal(WEEK_US + 53 * HOUR_US);
      expect(report).toMatchObject({ sampleCount: HOUR, segmentCount: 1 });
      expect(await counts()).toEqual([HOUR, HOUR, HOUR, HOUR, HOUR]);
      // Sent again, hours later.
      await store('archive', run(HOUR + 100, 50));
      expect(await seal(WEEK_US + 53 * HOUR_US)).toMatchObject({ sampleCount: HOUR });
      expect(await counts()).toEqual([HOUR, HOUR, HOUR, HOUR, HOUR]);
      expect(await seal(WEEK_US + 53 * HOUR_US)).toMatchObject({ sampleCount: 0 });
    });

    test('are all that lie across one that reaches over others', async () => {
      await store('archive', [...run(0, 300), ...run(7_500, 300)]);
      await store('archive', run(400, 100));
      await store('archive', run(3_700, 100));
      await store('archive', [...run(7_400, 1), ...run(11_000, 100)]);
      const before = await samplesOf();
      expect(await seal(WEEK_US + 5 * HOUR_US)).toMatchObject({ sampleCount: 901 });
      expect(await counts()).toEqual([901]);
      expect(await samplesOf()).toEqual(before);
    });

    test('are all short ones when the week is over, and are no more short then', async () => {
      for (let hour = 0; hour < 168; hour += 2) await store('archive', run(hour * HOUR, 500));
      await store('archive', run(3 * HOUR, 1_000));
      const before = await samplesOf();
      expect(await seal(WEEK_END_US - HOUR_US)).toMatchObject({ sampleCount: 0 });
      await seal(WEEK_END_US);
      expect((await counts()).slice(0, -1).every((count) => count >= 900)).toBe(true);
      expect(await samplesOf()).toEqual(before);
      expect(await seal(WEEK_END_US)).toMatchObject({ sampleCount: 0 });
    });

    test('are left alone where another historian has dropped their table meanwhile', async () => {
      const client = await connect(database.connectionString, 'test');
      await using stack = new AsyncDisposableStack();
      stack.defer(() => client.end());
      const gone = { partition: 'timeseries.gone', fromUs: WEEK_US, toUs: WEEK_US + HOUR_US };
      expect(await rewritePartition(client, { ...gone, sampleCount: 1 })).toEqual(NOTHING);
      const week = { chunk: 'timeseries.gone', index: 'gone' };
      expect(await sortWeek(client, week)).toEqual(NOTHING);
      expect((await client.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
    });

    test('lie within a partition, and so is none dropped too early: it covers whole weeks', async () => {
      const setWidth = (width: string) =>
        database.query('UPDATE timeseries.sample_policies SET segment_interval = $1', [width]);
      for (const width of ['1 day', '10 days', '7 months']) {
        await expect(setWidth(width)).rejects.toMatchObject({ code: '23514' });
      }
      for (const width of ['28 days', '7 days']) await setWidth(width);
    });

    const samplesOf = (): Promise<object[]> =>
      database.query(
        'SELECT time, value, status FROM timeseries.samples WHERE tag_id = $1 ORDER BY time',
        [tag],
      );
  });
}
