import { sealHistory } from '@varve/historian';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { needs } from '../../../../test/requirement.ts';
import { createReader, type Reader } from '../../src/read/reader.ts';
import { seededRandom } from '../support/seeded-random.ts';
import { ENGINES, type TestDatabase } from '../support/test-database.ts';

/** A day that is over. */
const DAY = '2026-03-04';
const DAY_US = Date.parse(`${DAY}T00:00:00Z`) * 1_000;
const HOUR_US = 3.6e9;

/** Hours have partitions of their own while they are new; a day that came late has one. On TimescaleDB widths are its own. */
const HOMES = ENGINES.flatMap((engine) =>
  (engine.engine === 'TimescaleDB' ? ['1 day'] : ['1 hour', '1 day']).map((width) => ({
    ...engine,
    width,
  })),
);

for (const { engine, requirements, open, width } of HOMES) {
  describe(`sealing of partitions of ${width} on ${engine}`, needs(...requirements), () => {
    let database: TestDatabase;
    let reader: Reader;

    beforeAll(async () => {
      database = await open();
      reader = createReader(database.connectionString);
      await database.query(`
        INSERT INTO timeseries.tags (tenant_id, name, data_type, interpolation)
        SELECT internal.found_tenant('seal'), name, 'analog', 'linear' FROM unnest(ARRAY['dense', 'slow', 'late']) AS name`);
      await ensureDay();
    });
    afterAll(async () => {
      await reader.close();
      await database[Symbol.asyncDispose]();
    });
    beforeEach(async () => {
      await database.query('TRUNCATE timeseries.sample_rows, timeseries.segments');
      await ensureDay();
    });

    const ensureDay = (): Promise<unknown> =>
      database.query(
        `SELECT timeseries.make_partitions('timeseries.sample_rows', $2, $1::timestamptz, $1::timestamptz + interval '1 day'),
                timeseries.ensure_sample_partitions($1::timestamptz, $1::timestamptz + interval '2 days')`,
        [`${DAY} 00:00Z`, width],
      );
    const seal = (beforeUs = DAY_US + 24 * HOUR_US) =>
      sealHistory({ database: database.connectionString, beforeUs });
    /** Two hours of tag 1 at 1 Hz, a sample of tag 2 every ten minutes of the day. */
    const fill = (): Promise<unknown> =>
      database.query(
        `INSERT INTO timeseries.sample_rows (time, value, tag_id, status)
         SELECT t, round(sin(extract(epoch FROM t)::float8)::numeric, 3)::float8, 1, 0
         FROM generate_series($1::timestamptz + interval '10 h', $1::timestamptz + interval '12 h' - interval '1 s', '1 s') AS t
         UNION ALL
         SELECT t, CASE WHEN extract(hour FROM t) < 20 THEN extract(hour FROM t) END, 2,
                CASE WHEN extract(hour FROM t) < 20 THEN 0 ELSE -2146828288 END
         FROM generate_series($1::timestamptz, $1::timestamptz + interval '1 day' - interval '1 s', '10 min') AS t`,
        [`${DAY} 00:00Z`],
      );
    const samples = (): Promise<object[]> =>
      database.query(
        'SELECT DISTINCT tag_id, time, value, status FROM timeseries.samples ORDER BY tag_id, time, value',
      );
    const counts = async () => {
      const [counted] = await database.query<{ rows: number; segments: number }>(
        'SELECT (SELECT count(*)::int FROM timeseries.sample_rows) AS rows, (SELECT count(*)::int FROM timeseries.segments) AS segments',
      );
      return counted!;
    };

    test('makes segments of hours and, of slow tags, of days, which hold what the rows held', async () => {
      await fill();
      const before = await samples();
      const report = await seal();
      expect(report).toMatchObject({ sampleCount: 7_200 + 144, isComplete: true });
      expect(await counts()).toEqual({ rows: 0, segments: 3 });
      expect(await samples()).toEqual(before);
      expect(await seal()).toMatchObject({ sampleCount: 0, segmentCount: 0, isComplete: true });
    });

    test('leaves rows of a slow tag until the day is over, and takes the hours of a fast one', async () => {
      await fill();
      await seal(DAY_US + 11 * HOUR_US);
      expect(await counts()).toEqual({ rows: 3_600 + 144, segments: 1 });
    });

    test('removes the partitions that are empty then, and none that holds rows', async () => {
      await fill();
      const chunksOfDay = async (): Promise<number> => {
        const [counted] = await database.query<{ count: number }>(
          engine === 'TimescaleDB'
            ? `SELECT count(*)::int FROM timescaledb_information.chunks WHERE hypertable_name = 'sample_rows' AND range_end <= $1::timestamptz + interval '1 day'`
            : `SELECT count(*)::int FROM timeseries.partition_bounds('timeseries.sample_rows') WHERE next_time <= $1::timestamptz + interval '1 day'`,
          [`${DAY} 00:00Z`],
        );
        return counted!.count;
      };
      await seal(DAY_US + 11 * HOUR_US);
      expect(await chunksOfDay()).toBeGreaterThan(0);
      expect(await counts()).toMatchObject({ rows: 3_600 + 144 });
      // A partition that is being vacuumed is left for the next time.
      await expect.poll(async () => (await seal(), chunksOfDay())).toBe(0);
      expect(await counts()).toMatchObject({ rows: 0 });
    });

    test('takes the rows of a partition that somebody reads one by one', async () => {
      await fill();
      const before = await samples();
      await database.query('BEGIN');
      try {
        await database.query('SELECT count(*) FROM timeseries.sample_rows');
        expect(await seal()).toMatchObject({ sampleCount: 7_200 + 144, isComplete: true });
      } finally {
        await database.query('ROLLBACK');
      }
      expect(await counts()).toEqual({ rows: 0, segments: 3 });
      expect(await samples()).toEqual(before);
    });

    test('goes on where it was interrupted', async () => {
      await fill();
      const before = await samples();
      const ending = new AbortController();
      const first = await sealHistory({
        database: database.connectionString,
        beforeUs: DAY_US + 24 * HOUR_US,
        signal: ending.signal,
        onProgress: ({ done, total }) => {
          expect(done).toBeLessThanOrEqual(total);
          ending.abort();
        },
      });
      expect(first.isComplete).toBe(false);
      expect(await samples()).toEqual(before);
      expect(await seal()).toMatchObject({ isComplete: true });
      expect(await counts()).toMatchObject({ rows: 0 });
      expect(await samples()).toEqual(before);
    });

    test('finds late samples their place, and drops what came twice', async () => {
      await fill();
      await seal();
      const before = await samples();
      await ensureDay();
      await database.query(
        `INSERT INTO timeseries.sample_rows (time, value, tag_id, status)
         SELECT time, value, tag_id, status FROM timeseries.samples WHERE tag_id = 1 LIMIT 100`,
      );
      await database.query(
        `INSERT INTO timeseries.sample_rows (time, value, tag_id, status)
         SELECT $1::timestamptz + interval '10 h 0.5 s' + n * interval '1 s', n, 1, 0 FROM generate_series(0, 49) AS n`,
        [`${DAY} 00:00Z`],
      );
      const withLate = await samples();
      expect(withLate).toHaveLength(before.length + 50);
      await seal();
      expect(await counts()).toEqual({ rows: 0, segments: 3 });
      const [stored] = await database.query<{ count: number }>(
        'SELECT count(*)::int FROM timeseries.samples',
      );
      expect(stored!.count).toBe(withLate.length);
      expect(await samples()).toEqual(withLate);
    });

    test('merges small segments of an hour, and those of a week when it is over', async () => {
      await fill();
      const before = await samples();
      for (let minute = 1; minute <= 4; minute++) {
        await seal(DAY_US + 10 * HOUR_US + minute * 60e6);
        const segments = await database.query(
          'SELECT tag_id, sample_count FROM timeseries.segments ORDER BY tag_id',
        );
        expect(segments).toEqual([{ tag_id: 1, sample_count: 60 * minute }]);
      }
      expect(await samples()).toEqual(before);
      await seal();
      expect(await counts()).toEqual({ rows: 0, segments: 3 });
      expect(await samples()).toEqual(before);
    });

    test('changes no answer: raw samples, aggregates and trends', async () => {
      await fill();
      const random = seededRandom(11);
      const ranges = Array.from({ length: 8 }, () => {
        const fromUs = DAY_US + Math.floor(random() * 20 * HOUR_US);
        return { fromUs, toUs: fromUs + Math.floor(1e6 + random() * 6 * HOUR_US) };
      });
      const answers = () =>
        Promise.all(
          [1, 2].flatMap((tagId) =>
            ranges.map(async (range) => ({
              raw: await reader.raw({ tagId, ...range }),
              aggregate: rounded(await reader.aggregate({ tagId, ...range, widthS: 900 })),
              trend: (await reader.trend({ tagId, ...range, widthPixels: 5_000 })).values,
            })),
          ),
        );
      const before = await answers();
      await seal();
      expect(await answers()).toEqual(before);
    });

    test('keeps to the policy: where samples stay rows, it says so', async () => {
      await database.query("UPDATE timeseries.sample_policies SET storage = 'rows'");
      try {
        await expect(sealHistory({ database: database.connectionString })).rejects.toMatchObject({
          code: 'SEALING_OFF',
        });
      } finally {
        await database.query('UPDATE timeseries.sample_policies SET storage = NULL');
      }
    });

    test('a correction takes samples out of a segment, leaves the others, and is in the audit log', async () => {
      await fill();
      await seal();
      const span = [`${DAY} 10:30Z`, `${DAY} 10:31Z`];
      const corrected = await database.query(
        `SELECT removed_count::int AS removed, added_count::int AS added
         FROM timeseries.replace_samples(1, $1, $2, 'calibration', ARRAY[$1::timestamptz + interval '5 s'], '{5}')`,
        span,
      );
      expect(corrected).toEqual([{ removed: 60, added: 1 }]);
      const inSpan = 'SELECT value FROM timeseries.read(1, $1, $2)';
      expect(await database.query(inSpan, span)).toEqual([{ value: 5 }]);
      await seal();
      expect(await database.query(inSpan, span)).toEqual([{ value: 5 }]);
      const whole = await reader.raw({ tagId: 1, fromUs: DAY_US, toUs: DAY_US + 24 * HOUR_US });
      expect(whole.times).toHaveLength(7_200 - 59);
      const logged = await database.query(
        `SELECT action, (before ->> 'count')::int AS count, jsonb_array_length(before -> 'samples') AS samples, after ->> 'reason' AS reason
         FROM audit_log WHERE resource_type = 'samples' AND resource_id = '1'`,
      );
      expect(logged).toEqual([
        { action: 'replace_samples', count: 60, samples: 60, reason: 'calibration' },
      ]);
    });

    test('a correction of a tag of somebody else finds no tag', async () => {
      await database.query('BEGIN');
      try {
        await database.query('SET LOCAL ROLE varve_app');
        await database.query(`SET LOCAL varve.tenant_id = '${crypto.randomUUID()}'`);
        await expect(
          database.query(
            "SELECT timeseries.delete_samples(1, '2026-01-01Z', '2026-12-01Z', 'malice')",
          ),
        ).rejects.toThrow('there is no tag 1');
      } finally {
        await database.query('ROLLBACK');
      }
    });

    if (engine === 'TimescaleDB') return;

    test('a partition that was detached, copied, dropped and brought back reads the same', async () => {
      await fill();
      await seal();
      const before = await samples();
      const [home] = await database.query<{ name: string; from: string; to: string }>(
        `SELECT partition::text AS name, first_time::text AS from, next_time::text AS to
           FROM timeseries.partition_bounds('timeseries.segments') WHERE first_time <= $1 AND next_time > $1`,
        [`${DAY} 00:00Z`],
      );
      const { name, from, to } = home!;
      await database.query(`
          ALTER TABLE timeseries.segments DETACH PARTITION ${name};
          CREATE TABLE kept AS TABLE ${name};
          DROP TABLE ${name}`);
      expect(await samples()).toEqual([]);
      await database.query(`
          CREATE TABLE ${name} PARTITION OF timeseries.segments FOR VALUES FROM ('${from}') TO ('${to}');
          INSERT INTO ${name} TABLE kept;
          DROP TABLE kept`);
      expect(await samples()).toEqual(before);
    });
  });
}

/** Sums come in another order from summaries. */
function rounded(columns: object): object {
  return Object.fromEntries(
    Object.entries(columns).map(([name, values]) => [
      name,
      Array.from(values as Float64Array, (value) => Number(value.toPrecision(9))),
    ]),
  );
}
