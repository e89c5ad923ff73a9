import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openPool } from '@varve/db';
import type { Pool } from 'pg';
import { needs } from '../../../../test/requirement.ts';
import type { AggregateQuery, Aggregates } from '../../src/read/aggregate-query.ts';
import { readAggregates } from '../../src/read/read-aggregates.ts';
import { readTrend } from '../../src/read/read-trend.ts';
import type { TrendQuery } from '../../src/read/trend.ts';
import { seededRandom } from '../support/seeded-random.ts';
import { slowAggregate, type SlowBucket } from '../support/slow-aggregate.ts';
import { bitsOfNumber, type SlowSample } from '../support/slow-segment.ts';
import {
  oddRuns,
  randomSamples,
  sampleStore,
  shareOut,
  type StoreSamples,
} from '../support/stored-samples.ts';
import { ENGINES, type TestDatabase } from '../support/test-database.ts';

const HOUR = 3_600e6;
const DAY = 24 * HOUR;
// Two days of the calendar have another length in it.
const FROM_US = Date.UTC(2025, 9, 25) * 1_000;
const SEED = 20_251_130;
/** Tags: two of random samples, two of what is hard to sum, two that reach until now. */
const [STEP, LINEAR, ODD_STEP, ODD_LINEAR, NEW_STEP, NEW_LINEAR] = [1, 2, 3, 4, 5, 6];
/** None: SQL is asked for everything. */
const BY_SQL = { mostPieces: 0 };
const NAMES = {
  buckets: 'us',
  sampleCounts: 'samples',
  goodCounts: 'good',
  minima: 'minimum',
  maxima: 'maximum',
  averages: 'average',
  standardDeviations: 'deviation',
  timeWeightedAverages: 'weighted',
  goodSeconds: 'seconds',
} as const satisfies Record<keyof Aggregates, keyof SlowBucket>;
type Name = keyof typeof NAMES;
const EXACT: readonly Name[] = ['buckets', 'sampleCounts', 'goodCounts', 'minima', 'maxima'];

/** Samples that no other test has: of one time with several values and statuses, huge, tiny, NaN with a load, NULL, and lonely ones. */
function oddSamples(fromUs: number): SlowSample[] {
  const of = (at: number, value: number | undefined, status = 0): SlowSample => ({
    time: fromUs + at * 1e6,
    bits: value === undefined ? undefined : bitsOfNumber(value),
    status,
  });
  const ties = [5, 3, NaN, 9, Infinity].flatMap((value, at) => [
    of(7_200 + 10 * at, value),
    of(7_200 + 10 * at, value, 1),
    of(7_200 + 10 * at, value - 1),
    of(7_200 + 10 * at, undefined, -1),
  ]);
  const sizes = [1, 1e140, -1e140, 1e200, Number.MAX_VALUE, -Number.MAX_VALUE, 5e-324, 1e-141, 0];
  return [
    ...oddRuns(fromUs).flat(),
    ...ties,
    ...sizes.map((value, at) => of(10_800 + 600 * at, value)),
    ...sizes.map((value, at) => of(20_000 + at, value)),
  ];
}

for (const { engine, requirements, open } of ENGINES) {
  describe(`what the library joins on ${engine}`, needs(...requirements), () => {
    let database: TestDatabase;
    let pool: Pool;
    let store: StoreSamples;
    const samplesOf = new Map<number, readonly SlowSample[]>();
    const random = seededRandom(SEED);

    beforeAll(async () => {
      database = await open();
      pool = openPool(database.connectionString, 'test', {
        maxConnections: 2,
        statementTimeoutMs: 20_000,
      });
      store = sampleStore(database.connectionString);
      await database.query(
        `INSERT INTO tenants (name, time_zone) VALUES ('plant', 'Europe/Berlin')`,
      );
      await database.query(
        `INSERT INTO timeseries.tags (tenant_id, name, data_type, interpolation)
         SELECT t.id, n::text, 'analog', CASE n % 2 WHEN 1 THEN 'step' ELSE 'linear' END FROM tenants t, generate_series(1, 6) AS n`,
      );
      const nowUs = Date.now() * 1_000;
      for (const tag of [STEP, LINEAR, ODD_STEP, ODD_LINEAR, NEW_STEP, NEW_LINEAR]) {
        const samples =
          tag <= LINEAR
            ? randomSamples(random, { fromUs: FROM_US, toUs: FROM_US + 3 * DAY })
            : tag <= ODD_LINEAR
              ? oddSamples(FROM_US)
              : randomSamples(random, { fromUs: nowUs - 5 * HOUR, toUs: nowUs - HOUR });
        samplesOf.set(tag, samples);
        for (const share of shareOut(samples, random)) {
          const ofTag = share.samples.map((sample) => ({ ...sample, tag }));
          await store(share.storage, ofTag);
        }
      }
    });
    afterAll(async () => {
      await pool?.end();
      await database?.[Symbol.asyncDispose]();
    });

    const somewhere = (): number => FROM_US - 2 * HOUR + Math.floor(random() * 76 * HOUR);

    async function expectAggregatesOfSql(query: AggregateQuery): Promise<number> {
      const joined = await readAggregates(pool, query);
      const asked = await readAggregates(pool, query, BY_SQL);
      expect(differences(joined, asked), `seed ${SEED}, ${JSON.stringify(query)}`).toEqual([]);
      return joined.buckets.length;
    }

    test.each([STEP, LINEAR, ODD_STEP, ODD_LINEAR])(
      'are the aggregates of SQL, of tag %i and any range and width',
      async (tagId) => {
        let buckets = 0;
        for (let question = 0; question < 30; question++) {
          const widthS = [60, 97, 3_600, 18_000, 86_400, 0.75, 1e7][question % 7]!;
          const fromUs = question % 4 === 0 ? FROM_US + (question % 3) * HOUR : somewhere();
          const toUs = fromUs + Math.ceil(random() * Math.min(400 * widthS * 1e6, 4 * DAY));
          buckets += await expectAggregatesOfSql({ tagId, fromUs, toUs, widthS });
        }
        expect(buckets).toBeGreaterThan(500);
      },
    );

    test.each([STEP, LINEAR])('are those of the definitions, of tag %i', async (tagId) => {
      for (const widthS of [97, 3_600, 18_000]) {
        const fromUs = somewhere();
        const toUs = Math.min(fromUs + 400 * widthS * 1e6, FROM_US + 3 * DAY + 5 * HOUR);
        const joined = await readAggregates(pool, { tagId, fromUs, toUs, widthS });
        const slow = slowAggregate(samplesOf.get(tagId)!, {
          fromUs,
          toUs,
          widthUs: widthS * 1e6,
          isLinear: tagId === LINEAR,
        });
        const expected = Object.entries(NAMES).map(([name, of]) => [
          name,
          Float64Array.from(slow, (bucket) => bucket[of] ?? Number.NaN),
        ]);
        expect(differences(joined, Object.fromEntries(expected) as Aggregates)).toEqual([]);
      }
    });

    test.each([STEP, LINEAR])(
      'are those of the calendar of a zone, of tag %i, with days of 23 and 25 hours',
      async (tagId) => {
        for (const zone of [{}, { timeZone: 'UTC' }, { timeZone: 'Australia/Lord_Howe' }]) {
          for (const width of ['1 day', '1 week', '1 month'] as const) {
            const toUs = FROM_US + 5 * DAY;
            const query = { tagId, fromUs: FROM_US - 2 * HOUR, toUs, width, ...zone };
            expect(await expectAggregatesOfSql(query)).toBeGreaterThan(0);
            await expectAggregatesOfSql({ ...query, fromUs: somewhere() });
          }
        }
      },
    );

    test.each([NEW_STEP, NEW_LINEAR])(
      'hold until now and no longer, of tag %i, and are nothing in the future',
      async (tagId) => {
        const nowUs = Date.now() * 1_000;
        for (const [fromUs, toUs] of [
          [nowUs - 6 * HOUR, nowUs - 30e6],
          [nowUs - 20 * 60e6, nowUs - 60e6],
        ] as const) {
          await expectAggregatesOfSql({ tagId, fromUs, toUs, widthS: 600 });
        }
        // The second question is asked a moment later.
        const query = { tagId, fromUs: nowUs - 6 * HOUR, toUs: nowUs + 3 * HOUR, widthS: 36_000 };
        const joined = await readAggregates(pool, query);
        const asked = await readAggregates(pool, query, BY_SQL);
        const later = asked.goodSeconds[0]! - joined.goodSeconds[0]!;
        expect(later).toBeGreaterThanOrEqual(0);
        expect(later).toBeLessThan(10);
        const future = { tagId, fromUs: nowUs + HOUR, toUs: nowUs + 2 * HOUR, widthS: 600 };
        expect(await expectAggregatesOfSql(future)).toBe(0);
      },
    );

    test.each([STEP, LINEAR, ODD_STEP, ODD_LINEAR])(
      'are the trends of SQL, of tag %i and any range and width',
      async (tagId) => {
        const methods = new Set<string>();
        for (let question = 0; question < 40; question++) {
          const fromUs = question % 4 === 0 ? FROM_US + (question % 5) * HOUR : somewhere();
          const toUs = fromUs + Math.ceil(random() ** 2 * 4 * DAY);
          const widthPixels = [1, 2, 7, 50, 333, 1_000][question % 6]!;
          const query: TrendQuery = { tagId, fromUs, toUs, widthPixels };
          const joined = await readTrend(pool, query);
          const asked = await readTrend(pool, query, BY_SQL);
          const message = `seed ${SEED}, ${JSON.stringify(query)}`;
          expect(pointsOf(joined), message).toEqual(pointsOf(asked));
          expect({ ...joined, times: 0, values: 0, statuses: 0 }, message).toEqual({
            ...asked,
            times: 0,
            values: 0,
            statuses: 0,
          });
          methods.add(joined.method);
        }
        expect(methods).toEqual(new Set(['raw', 'm4']));
      },
    );
  });
}

/** Points as text, those of one time in one order: SQL has none for them. */
function pointsOf(trend: Awaited<ReturnType<typeof readTrend>>): string[] {
  return Array.from(
    trend.times,
    (us, at) => `${us} ${trend.values[at]! + 0} ${trend.statuses[at]}`,
  ).toSorted();
}

/** Differences between buckets: any in counts and extremes, and in sums what another order of adding does not explain. */
function differences(found: Aggregates, expected: Aggregates): string[] {
  if (found.buckets.length !== expected.buckets.length) {
    return [`${found.buckets.length} of ${expected.buckets.length} buckets`];
  }
  return (Object.keys(NAMES) as Name[]).flatMap((name) =>
    Array.from(found[name], (one, at) => {
      const other = expected[name][at]!;
      const scale = Math.max(1e-3, Math.abs(other), sizeOf(name, expected, at));
      const isSame = EXACT.includes(name)
        ? one === other || (Number.isNaN(one) && Number.isNaN(other))
        : Object.is(one, other) ||
          Math.abs(one / scale - other / scale) <= (name === 'standardDeviations' ? 1e-9 : 1e-12);
      return isSame ? [] : [`${expected.buckets[at]} ${name} ${one} of ${other}`];
    }).flat(),
  );
}

/** A deviation, or a mean of both signs, is known as exactly as the values it is of. */
function sizeOf(name: Name, { minima, maxima }: Aggregates, at: number): number {
  if (name === 'goodSeconds' || Number.isNaN(minima[at]!)) return 0;
  return Math.max(Math.abs(minima[at]!), Math.abs(maxima[at]!));
}
