import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { needs } from '../../../../test/requirement.ts';
import { codeBlocks } from '../support/segments-page.ts';
import { seededRandom } from '../support/seeded-random.ts';
import { oddRuns, randomSamples, sampleStore } from '../support/stored-samples.ts';
import { ENGINES, type TestDatabase } from '../support/test-database.ts';

const SEED = 4;
const START_US = Date.UTC(2026, 4, 4) * 1_000;
const statements = (await codeBlocks('sql')).flatMap((block) =>
  block.split(';').filter((statement) => statement.trim() !== ''),
);
const reader = statements.find((statement) => statement.includes('timeseries.segments'))!;

for (const { engine, requirements, open } of ENGINES) {
  describe(`the page about segments on ${engine}`, needs(...requirements), () => {
    let database: TestDatabase;
    beforeAll(async () => {
      database = await open();
      const store = sampleStore(database.connectionString);
      const samples = randomSamples(seededRandom(SEED), {
        fromUs: START_US,
        toUs: START_US + 20 * 3_600e6,
      });
      await store(
        'segments',
        samples.map((sample) => ({ ...sample, tag: 1 })),
      );
      for (const run of oddRuns(START_US)) {
        for (const [tag, storage] of [
          [2, 'segments'],
          [3, 'rows'],
        ] as const) {
          await store(
            storage,
            run.map((sample) => ({ ...sample, tag })),
          );
        }
      }
    });
    afterAll(() => database?.[Symbol.asyncDispose]());

    test.each(statements)('has SQL that runs: %s', async (statement) => {
      const grafana = {
        '$__timeFrom()': `'2026-05-04T00:00:00Z'`,
        '$__timeTo()': `'2026-05-05T00:00:00Z'`,
        $__interval: '30m',
      };
      const sql = Object.entries(grafana).reduce(
        (text, [name, value]) => text.replaceAll(name, value),
        statement,
      );
      await expect(database.query(sql)).resolves.toBeInstanceOf(Array);
    });

    // As bytes: text has one NaN.
    const BITS = 'tag_id, time, float8send(value) AS bits, status';

    test('has SQL that reads segments bit by bit as the view does', async () => {
      const [compared] = await database.query<Record<string, number>>(`
        WITH page AS MATERIALIZED (SELECT ${BITS} FROM (${reader}) AS p),
             opened AS MATERIALIZED (SELECT ${BITS} FROM timeseries.samples WHERE tag_id <= 2 AND NOT EXISTS (SELECT FROM timeseries.sample_rows r WHERE r.tag_id = samples.tag_id AND r.time = samples.time))
        SELECT (SELECT count(*)::int FROM page) AS page, (SELECT count(*)::int FROM opened) AS opened,
               (SELECT count(*)::int FROM (SELECT * FROM page EXCEPT ALL SELECT * FROM opened) d) AS different`);
      expect(compared!['page']).toBeGreaterThan(1_000);
      expect(compared).toEqual({
        page: compared!['page'],
        opened: compared!['page'],
        different: 0,
      });
    });

    test('reads odd values as the same samples stored as rows have them, bit by bit', async () => {
      const bits = (tag: number) =>
        database.query(
          `SELECT time::text, float8send(value)::text AS bits, status FROM timeseries.samples WHERE tag_id = ${tag} ORDER BY time`,
        );
      expect(await bits(2)).toEqual(await bits(3));
      const [kinds] = await database.query(
        `SELECT count(values_float8)::int AS doubles, count(values_float4)::int AS singles, count(values_int4)::int AS integers FROM timeseries.segments WHERE tag_id = 2`,
      );
      for (const count of Object.values(kinds!)) expect(count).toBeGreaterThan(0);
    });
  });
}
