import { connect } from '@varve/db';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { needs } from '../../../../test/requirement.ts';
import { readNewestSamples, readNewestValues } from '../../src/read/read-newest-samples.ts';
import { createReader, type Reader } from '../../src/read/reader.ts';
import { bitsOfNumber } from '../support/slow-segment.ts';
import { sampleStore, type StoreSamples } from '../support/stored-samples.ts';
import { ENGINES, type TestDatabase } from '../support/test-database.ts';

const FROM_US = Date.UTC(2026, 2, 4, 6) * 1_000;
const MINUTE = 60e6;
const BIG = Number.MAX_VALUE;
const STORAGES = ['rows', 'archive'] as const;
const INTERPOLATIONS = ['step', 'linear'] as const;
const KINDS = STORAGES.flatMap((storage) =>
  INTERPOLATIONS.map((interpolation) => ({ storage, interpolation })),
);

interface Bucket {
  readonly samples: number;
  readonly good: number;
  readonly minimum: number | null;
  readonly maximum: number | null;
  readonly average: number | null;
  readonly deviation: number | null;
  readonly total: number | null;
  readonly weighted: number | null;
  readonly seconds: number | null;
}

for (const { engine, requirements, open } of ENGINES) {
  describe(`values that are no ordinary numbers on ${engine}`, needs(...requirements), () => {
    let database: TestDatabase;
    let reader: Reader;
    let store: StoreSamples;
    let tag = 0;

    beforeAll(async () => {
      database = await open();
      reader = createReader(database.connectionString);
      store = sampleStore(database.connectionString);
      await database.query(`INSERT INTO tenants (name) VALUES ('huge')`);
    });
    afterAll(async () => {
      await reader?.close();
      await database?.[Symbol.asyncDispose]();
    });

    /** Stores values a minute apart, of a new tag. */
    async function put(
      { storage, interpolation }: (typeof KINDS)[number],
      values: readonly number[],
    ): Promise<void> {
      const [made] = await database.query<{ id: number }>(
        `INSERT INTO timeseries.tags (tenant_id, name, data_type, interpolation)
         SELECT id, (SELECT count(*) FROM timeseries.tags)::text, 'analog', $1 FROM tenants RETURNING id`,
        [interpolation],
      );
      tag = made!.id;
      const samples = values.map((value, at) => ({
        tag,
        time: FROM_US + at * MINUTE,
        bits: bitsOfNumber(value),
        status: 0,
      }));
      await store(storage, samples);
    }

    function aggregate(minutes: number, widthMinutes = minutes): Promise<Bucket[]> {
      return database.query(
        `SELECT sample_count::int AS samples, good_count::int AS good, minimum, maximum, average, standard_deviation AS deviation, total,
                time_weighted_average AS weighted, good_seconds AS seconds
         FROM timeseries.aggregate($1, to_timestamp($2::float8), to_timestamp($3::float8), $4::float8 * interval '1 minute') ORDER BY bucket`,
        [tag, FROM_US / 1e6, FROM_US / 1e6 + minutes * 60, widthMinutes],
      );
    }

    describe.each(KINDS)('stored as $storage of a $interpolation tag', (kind) => {
      test.each([Infinity, -Infinity, NaN])('%d is not Good, and ends what held', async (odd) => {
        await put(kind, [10, odd, 20, odd]);
        const [bucket] = await aggregate(4);
        expect(bucket).toEqual({
          samples: 4,
          good: 2,
          minimum: 10,
          maximum: 20,
          average: 15,
          deviation: Math.sqrt(50),
          total: 30,
          weighted: 15,
          seconds: 120,
        });
        expect(await aggregate(4, 1)).toHaveLength(4);
        expect(await aggregate(1)).toMatchObject([{ average: 10, weighted: 10 }]);
      });

      test.each([1e140, 1e154, 1e200, -1e200, BIG, -BIG])('%d counts', async (huge) => {
        await put(kind, [10, huge, 20]);
        const [bucket] = await aggregate(3);
        expect(bucket).toMatchObject({ samples: 3, good: 3, deviation: null, seconds: 180 });
        expect([bucket!.minimum, bucket!.maximum]).toEqual([
          Math.min(10, huge),
          Math.max(20, huge),
        ]);
        expect(bucket!.average! / (huge / 3)).toBeCloseTo(1, 12);
        expect(bucket!.total! / huge).toBeCloseTo(1, 12);
        // Straight lines to and from it hold two halves of a minute.
        const share = kind.interpolation === 'step' ? 1 / 3 : (1 / 2 + 1 / 2) / 3;
        expect(bucket!.weighted! / huge).toBeCloseTo(share, 12);
        const alone = await aggregate(3, 1);
        expect(alone.map(({ average }) => average)).toEqual([10, huge, 20]);
      });

      test('a sum that no double holds is unknown, and means are those of the numbers', async () => {
        await put(kind, [BIG, BIG, BIG, BIG]);
        const known = { good: 4, minimum: BIG, maximum: BIG, average: BIG, deviation: null };
        expect(await aggregate(4)).toMatchObject([{ ...known, total: null, weighted: BIG }]);
        await put(kind, [BIG, -BIG, 6]);
        expect(await aggregate(3)).toMatchObject([{ good: 3, average: 2, total: 6 }]);
      });

      test('the smallest numbers make no question fail', async () => {
        await put(kind, [5e-324, 1e-310, 0, 5e-324, -5e-324]);
        const [bucket] = await aggregate(5);
        expect(bucket).toMatchObject({ samples: 5, good: 5, minimum: -5e-324, maximum: 1e-310 });
        expect(Math.abs(bucket!.average!)).toBeLessThan(1e-300);
        expect(Math.abs(bucket!.weighted!)).toBeLessThan(1e-300);
        expect(await aggregate(5, 0.001)).toHaveLength(5_000);
        await put(kind, [BIG, 5e-324, 1e-200]);
        expect(await aggregate(3)).toMatchObject([{ good: 3, maximum: BIG, minimum: 5e-324 }]);
      });

      test('every other question about them has an answer', async () => {
        await put(kind, [10, Infinity, BIG, NaN, -BIG, 20, -Infinity]);
        const range = { tagId: tag, fromUs: FROM_US, toUs: FROM_US + 8 * MINUTE };
        const library = await reader.aggregate({ ...range, widthS: 480 });
        expect([library.goodCounts[0], library.averages[0]]).toEqual([4, 7.5]);
        for (const widthPixels of [1, 2, 100]) {
          const { values, sampleCount } = await reader.trend({ ...range, widthPixels });
          expect(sampleCount).toBe(7);
          expect(Math.max(...[...values].filter((value) => !Number.isNaN(value)))).toBe(BIG);
          expect(values).not.toContain(Infinity);
        }
        expect((await reader.raw(range)).values).toContain(Infinity);
        await using stack = new AsyncDisposableStack();
        const client = await connect(database.connectionString, 'test');
        stack.defer(() => client.end());
        expect(await readNewestSamples(client, [tag])).toMatchObject([{ value: -Infinity }]);
        expect(await readNewestValues(client, [tag])).toMatchObject([{ value: 20 }]);
      });
    });

    test('summaries of segments have no number that is none', async () => {
      const [summaries] = await database.query(
        `SELECT count(*)::int > 0 AS are_there, bool_and(n IS NULL OR abs(n) < 'Infinity') AS are_finite
         FROM timeseries.segments s, unnest(ARRAY[minimum, maximum, total, squared_deviation, step_integral, linear_integral]) AS n`,
      );
      expect(summaries).toEqual({ are_there: true, are_finite: true });
    });
  });
}
