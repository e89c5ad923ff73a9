import { connect } from '@varve/db';
import { StatusCode } from '@varve/protocols';
import type { Client } from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { needs } from '../../../../test/requirement.ts';
import { createHistorian } from '../../src/create-historian.ts';
import { readNewestSamples, readNewestValues } from '../../src/read/read-newest-samples.ts';
import { createReader, type Reader } from '../../src/read/reader.ts';
import { batchOf } from '../support/samples.ts';
import { bitsOfNumber } from '../support/slow-segment.ts';
import { sampleStore, type StoreSamples } from '../support/stored-samples.ts';
import {
  ENGINES,
  removeFolder,
  temporaryFolder,
  type TestDatabase,
} from '../support/test-database.ts';

const NOW = Date.now() * 1_000;
const MINUTE = 60e6;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const STORAGES = ['rows', 'archive'] as const;
const TAGS = 40;
const UNCERTAIN_OUTSIDE_RANGE = 0x4094_0000;

/** A value at an age, in microseconds; null is a mark. */
type Aged = readonly [ageUs: number, value: number | null, status?: number];

for (const { engine, requirements, open } of ENGINES) {
  describe(`a value that was stored long ago on ${engine}`, needs(...requirements), () => {
    let database: TestDatabase;
    let client: Client;
    let reader: Reader;
    let store: StoreSamples;
    /** A tag of this test that is read by steps; the next one is linear. */
    let tag = -1;

    beforeAll(async () => {
      database = await open();
      client = await connect(database.connectionString, 'test');
      reader = createReader(database.connectionString);
      store = sampleStore(database.connectionString);
      await database.query(`INSERT INTO tenants (name) VALUES ('held')`);
      await database.query(
        `INSERT INTO timeseries.tags (tenant_id, name, data_type, interpolation)
         SELECT t.id, n::text, 'analog', CASE n % 2 WHEN 1 THEN 'step' ELSE 'linear' END FROM tenants t, generate_series(1, ${TAGS}) AS n`,
      );
    });
    afterAll(async () => {
      await reader?.close();
      await client?.end();
      await database?.[Symbol.asyncDispose]();
    });
    beforeEach(() => {
      tag += 2;
    });

    const put = (storage: (typeof STORAGES)[number], of: number, samples: readonly Aged[]) =>
      store(
        storage,
        samples.map(([ageUs, value, status]) => ({
          tag: of,
          time: NOW - ageUs,
          bits: value === null ? undefined : bitsOfNumber(value),
          status: status ?? (value === null ? StatusCode.badNoCommunication : 0),
        })),
      );
    const lately = (ageUs: number, toAgeUs = 0) => ({ fromUs: NOW - ageUs, toUs: NOW - toAgeUs });

    /** The trend of a span that ends now, as points, and since when the first is held. */
    async function trend(of: number, ageUs: number) {
      const range = lately(ageUs);
      const found = await reader.trend({ tagId: of, ...range, widthPixels: 100 });
      const points = Array.from(found.times, (us, at) => [us - NOW, found.values[at]]);
      return { points, heldFor: found.heldFromUs && NOW - found.heldFromUs };
    }

    describe.each(STORAGES)('as %s', (storage) => {
      test('is drawn at the left edge, with its age, however old it is', async () => {
        await put(storage, tag, [[3 * HOUR, 42]]);
        for (const ageUs of [15 * MINUTE, HOUR, 170 * MINUTE]) {
          const drawn = await trend(tag, ageUs);
          expect(drawn).toEqual({ points: [[-ageUs, 42]], heldFor: 3 * HOUR });
        }
        expect(await trend(tag, 4 * HOUR)).toEqual({
          points: [[-3 * HOUR, 42]],
          heldFor: undefined,
        });
      });

      test('of a linear tag holds as well, in a trend and in aggregates', async () => {
        const linear = tag + 1;
        await put(storage, linear, [
          [3 * HOUR, 1],
          [2 * HOUR, 2],
        ]);
        const drawn = await trend(linear, 15 * MINUTE);
        expect(drawn).toEqual({ points: [[-15 * MINUTE, 2]], heldFor: 2 * HOUR });
        const buckets = await reader.aggregate({
          tagId: linear,
          ...lately(15 * MINUTE),
          widthS: 300,
        });
        expect([...buckets.timeWeightedAverages]).toEqual([2, 2, 2]);
      });

      test('counts in aggregates after three days and after three years', async () => {
        for (const [of, days] of [
          [tag, 3],
          [tag + 1, 1_100],
        ] as const) {
          await put(storage, of, [[days * DAY, 5]]);
          expect(await trend(of, DAY)).toEqual({ points: [[-DAY, 5]], heldFor: days * DAY });
          const hour = await reader.aggregate({ tagId: of, ...lately(HOUR), widthS: 3_600 });
          expect([...hour.timeWeightedAverages]).toEqual([5]);
          expect([...hour.goodSeconds]).toEqual([3_600]);
          expect([...hour.sampleCounts]).toEqual([0]);
        }
      });

      test('does not hold beyond a Bad sample, and no Uncertain one counts', async () => {
        await put(storage, tag, [
          [5 * DAY, 42],
          [4 * DAY, null],
        ]);
        const { points, heldFor } = await trend(tag, HOUR);
        expect(points).toEqual([[-HOUR, NaN]]);
        expect(heldFor).toBeUndefined();
        const asked = { ...lately(HOUR), widthS: 3_600 };
        expect((await reader.aggregate({ tagId: tag, ...asked })).buckets).toHaveLength(0);
        await put(storage, tag + 1, [[4 * DAY, 42, StatusCode.uncertain]]);
        expect((await trend(tag + 1, HOUR)).points).toEqual([[-HOUR, 42]]);
        expect((await reader.aggregate({ tagId: tag + 1, ...asked })).buckets).toHaveLength(0);
      });

      test('is Good until a sample that is not, which ends it', async () => {
        await put(storage, tag, [
          [60 * MINUTE, 10],
          [50 * MINUTE, null],
          [40 * MINUTE, 20],
          [30 * MINUTE, 900, UNCERTAIN_OUTSIDE_RANGE],
          [20 * MINUTE, 30],
        ]);
        const known = await reader.aggregate({ tagId: tag, ...lately(HOUR), widthS: 3_600 });
        expect(
          Object.fromEntries(Object.entries(known).map(([name, of]) => [name, of[0]])),
        ).toEqual({
          buckets: NOW - HOUR,
          sampleCounts: 5,
          goodCounts: 3,
          minima: 10,
          maxima: 30,
          averages: 20,
          standardDeviations: 10,
          timeWeightedAverages: (10 * 10 + 20 * 10 + 30 * 20) / 40,
          goodSeconds: 40 * 60,
        });
      });

      test('is the newest of its tag, and behind marks the newest with a value', async () => {
        const [slow, marked] = [tag, tag + 1];
        await put(storage, slow, [
          [50 * DAY, 1],
          [40 * DAY, 2],
        ]);
        await put(storage, marked, [
          [45 * DAY, 6],
          [44 * DAY, 7, StatusCode.uncertain],
          [43 * DAY, null, StatusCode.badTimeout],
          [1e6, null],
        ]);
        const none = 1_000_000;
        const found = await readNewestSamples(client, [marked, none, slow, slow]);
        expect(found).toEqual([
          { tagId: slow, time: NOW - 40 * DAY, value: 2, status: 0 },
          { tagId: marked, time: NOW - 1e6, value: null, status: StatusCode.badNoCommunication },
        ]);
        expect(await readNewestValues(client, [marked, none, slow])).toEqual([
          { tagId: slow, time: NOW - 40 * DAY, value: 2, status: 0 },
          { tagId: marked, time: NOW - 44 * DAY, value: 7, status: StatusCode.uncertain },
        ]);
        expect(await readNewestValues(client, [])).toEqual([]);
      });

      test('is not the newest value where that is no finite number', async () => {
        await put(storage, tag, [
          [3 * HOUR, 8],
          [2 * HOUR, Infinity],
          [HOUR, NaN],
        ]);
        expect(await readNewestValues(client, [tag])).toMatchObject([{ value: 8 }]);
        expect(await readNewestSamples(client, [tag])).toMatchObject([{ time: NOW - HOUR }]);
      });
    });

    test.each(['rows', 'segments'] as const)(
      'is there after a restart of the historian that stores %s',
      async (storage) => {
        const directory = await temporaryFolder();
        const settings = {
          database: database.connectionString,
          directory,
          storage,
          sources: [
            {
              name: `setpoints-${storage}`,
              protocol: 'program',
              tags: ['slow', 'quick'].map((name) => ({ name: `${storage}/${name}` })),
            },
          ],
        } as const;
        try {
          const first = await createHistorian(settings);
          await first.write(
            batchOf([
              { tag: 0, time: NOW - 3 * HOUR, value: 42, status: 0 },
              { tag: 1, time: NOW - 1e6, value: 7, status: 0 },
            ]),
          );
          await first.stop();
          const second = await createHistorian(settings);
          const latest = second.latest().map(({ value }) => value);
          await second.stop();
          expect(latest).toEqual([42, 7]);
        } finally {
          await removeFolder(directory);
        }
      },
    );

    test('is found between segments that lie across each other and rows', async () => {
      await put('archive', tag, [
        [40 * DAY + 3 * HOUR, 1],
        [40 * DAY + 1 * HOUR, 3],
      ]);
      await put('archive', tag, [[40 * DAY + 2 * HOUR, 2]]);
      await put('rows', tag, [[40 * DAY + 1.5 * HOUR, 2.5]]);
      const last = async (ageUs: number): Promise<unknown> =>
        (
          await database.query(
            `SELECT value FROM timeseries.last_before(${tag}, to_timestamp(${(NOW - 40 * DAY - ageUs) / 1e6}))`,
          )
        )[0]?.['value'];
      const [whole, after] = [await last(0), await last(1.2 * HOUR)];
      expect([whole, after, await last(1.7 * HOUR), await last(2.5 * HOUR)]).toEqual([
        3, 2.5, 2, 1,
      ]);
      expect(await last(3 * HOUR)).toBeUndefined();
    });
  });
}
