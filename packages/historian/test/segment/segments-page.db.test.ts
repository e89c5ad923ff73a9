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

    // As bytes: text has one 0. A NaN is one in SQL, whatever it carries.
    const BITS = `float8send(CASE WHEN value = 'NaN' THEN 'NaN' ELSE value END)::text AS bits`;

    test('opens values of every kind as the same samples stored as rows have them, bit by bit', async () => {
      const read = (tag: number) =>
        database.query(
          `SELECT time::text, ${BITS}, status FROM timeseries.samples WHERE tag_id = ${tag} ORDER BY 1, 2, 3`,
        );
      expect(await read(2)).toEqual(await read(3));
      const kinds = await database.query<{ kind: number; transforms: number }>(
        `SELECT get_byte(packed, 0) AS kind, count(DISTINCT get_byte(packed, 1))::int AS transforms FROM timeseries.segments WHERE tag_id = 2
         AND packed IS NOT NULL GROUP BY 1 ORDER BY 1`,
      );
      expect(kinds.map(({ kind }) => kind)).toEqual([1, 2, 3, 4, 5]);
    });
  });
}
