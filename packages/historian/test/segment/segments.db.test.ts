import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { needs } from '../../../../test/requirement.ts';
import { valueKey } from '../support/any-run.ts';
import { seededRandom } from '../support/seeded-random.ts';
import { slowAggregate, type SlowBucket } from '../support/slow-aggregate.ts';
import { bitsOfNumber, type SlowSample } from '../support/slow-segment.ts';
import {
  randomSamples,
  sampleStore,
  shareOut,
  type StoreSamples,
} from '../support/stored-samples.ts';
import { ENGINES, type TestDatabase } from '../support/test-database.ts';

// In Berlin the clock goes back on the second day: what counts local days would be off by an hour.
const ZONE = 'Europe/Berlin';
const FROM_US = Date.UTC(2025, 9, 25) * 1_000;
const HOUR = 3_600e6;
const DAY = 24 * HOUR;
const SEED = 20_251_025;
// Samples of the first two tags are segments and rows, of the others rows.
const STEP = 1;
const LINEAR = 2;
const AS_ROWS = 2;

const US = (time: string): string => `round(date_part('epoch', ${time}) * 1e6)`;
const timeAt = (us: number): string => `'epoch'::timestamptz + ${us} * interval '1 us'`;

interface Row {
  readonly us: number;
  readonly value: number | null;
  readonly status: number;
}
const ROW = `${US('time')} AS us, value, status`;

const keyOf = ({ us, value, status }: Row): string => `${us} ${value} ${status}`;
const rowOf = ({ time, bits, status }: SlowSample): Row => ({
  us: time,
  value: bits === undefined ? null : Number(valueKey(bits)),
  status,
});

/** The samples stored in a span, each once, as sorted text that is quick to compare. */
function keysOf(rows: readonly Row[]): string[] {
  return rows.map(keyOf).toSorted();
}

for (const { engine, requirements, open } of ENGINES) {
  describe(`segments on ${engine}`, needs(...requirements), () => {
    let database: TestDatabase;
    let store: StoreSamples;
    const samplesOfTag = new Map<number, SlowSample[]>();
    let storedCount = 0;
    const random = seededRandom(SEED);
    const somewhere = (): number =>
      FROM_US - 2 * HOUR + Math.floor(random() * (3 * DAY + 4 * HOUR));

    beforeAll(async () => {
      database = await open();
      store = sampleStore(database.connectionString);
      await database.query(`SET TIME ZONE '${ZONE}'`);
      await database.query(`INSERT INTO tenants (name) VALUES ('segments')`);
      for (const interpolation of ['step', 'linear', 'step', 'linear']) {
        await database.query(
          `INSERT INTO timeseries.tags (tenant_id, name, data_type, interpolation)
           SELECT id, (SELECT count(*) FROM timeseries.tags)::text, 'analog', $1 FROM tenants`,
          [interpolation],
        );
      }
      for (const tag of [STEP, LINEAR]) {
        const samples = randomSamples(random, { fromUs: FROM_US, toUs: FROM_US + 3 * DAY });
        samplesOfTag.set(tag, samples);
        for (const share of shareOut(samples, random)) {
          storedCount += tag === STEP ? share.samples.length : 0;
          await store(
            share.storage,
            share.samples.map((sample) => ({ ...sample, tag })),
          );
        }
        await store(
          'rows',
          samples.map((sample) => ({ ...sample, tag: tag + AS_ROWS })),
        );
      }
    });
    afterAll(() => database?.[Symbol.asyncDispose]());

    test('the random samples are stored as segments of all kinds, some across others', async () => {
      const [kinds] = await database.query<Record<string, number>>(
        `SELECT count(*)::int AS segments, count(times)::int AS jittered, count(*) FILTER (WHERE get_byte(packed, 0) <= 2)::int AS decimals,
                count(*) FILTER (WHERE get_byte(packed, 0) IN (3, 5))::int AS floats, count(status_nulls)::int AS statuses,
                (SELECT count(*)::int FROM timeseries.segments s JOIN timeseries.segments o ON o.tag_id = s.tag_id
                 AND o.first_time > s.first_time AND o.first_time <= s.last_time) AS across
         FROM timeseries.segments`,
      );
      for (const [kind, count] of Object.entries(kinds!)) expect(count, kind).toBeGreaterThan(1);
    });

    test('the view has every sample as often as it was stored', async () => {
      const rows = await database.query<Row>(
        `SELECT ${ROW} FROM timeseries.samples WHERE tag_id = ${STEP}`,
      );
      expect(rows).toHaveLength(storedCount);
      expect(new Set(rows.map(keyOf))).toEqual(
        new Set(samplesOfTag.get(STEP)!.map(rowOf).map(keyOf)),
      );
    });

    test.each([STEP, LINEAR])(
      'a span of tag %i is read as from rows, each sample once',
      async (tag) => {
        for (let question = 0; question < 12; question++) {
          const from = somewhere();
          const to = from + Math.floor(random() ** 3 * 2 * DAY);
          const span = `${timeAt(from)}, ${timeAt(to)}`;
          const read = await database.query<Row>(
            `SELECT ${ROW} FROM timeseries.read(${tag}, ${span})`,
          );
          const inside = samplesOfTag.get(tag)!.filter(({ time }) => time >= from && time < to);
          expect(keysOf(read), `seed ${SEED}, ${from} to ${to}`).toEqual(keysOf(inside.map(rowOf)));
        }
      },
    );

    test('all there is of many tags is read at once', async () => {
      const rows = await database.query<Row & { tag_id: number }>(
        `SELECT tag_id, ${ROW} FROM timeseries.read_many(ARRAY[2, 9, 1, 4], '-infinity', 'infinity')`,
      );
      const tags = Map.groupBy(rows, ({ tag_id }) => tag_id);
      expect(new Set(tags.keys())).toEqual(new Set([1, 2, 4]));
      for (const [tag, samples] of [
        [1, 1],
        [2, 2],
        [4, 2],
      ] as const) {
        expect(keysOf(tags.get(tag)!)).toEqual(keysOf(samplesOfTag.get(samples)!.map(rowOf)));
      }
    });

    test.each(['20 minutes', '1 day', '2 days'])(
      'the last sample before a time, back to %s, is that of rows',
      async (back) => {
        for (let question = 0; question < 25; question++) {
          const at = timeAt(somewhere());
          const found = await database.query<Row>(
            `SELECT ${ROW} FROM timeseries.last_before(${STEP}, ${at}, '${back}')`,
          );
          const expected = await database.query<Row>(
            `SELECT ${ROW} FROM timeseries.sample_rows WHERE tag_id = ${STEP + AS_ROWS} AND time < ${at}
             AND time >= ${at} - extract(epoch FROM interval '${back}') * interval '1 s'
           ORDER BY time DESC LIMIT 1`,
          );
          expect(found, `seed ${SEED}, ${at}`).toEqual(expected);
        }
      },
    );

    test('samples of a span are counted as often as they were stored', async () => {
      for (let question = 0; question < 10; question++) {
        const [from, to] = [somewhere(), somewhere()].toSorted((one, other) => one - other);
        const span = `${timeAt(from!)}, ${timeAt(to!)}`;
        const [counted] = await database.query(
          `SELECT timeseries.count_samples(${STEP}, ${span})::int AS stored,
                  timeseries.count_samples(${STEP + AS_ROWS}, ${span})::int AS rows`,
        );
        const [expected] = await database.query(
          `SELECT count(*) FILTER (WHERE tag_id = ${STEP})::int AS stored, count(*) FILTER (WHERE tag_id = ${STEP + AS_ROWS})::int AS rows
           FROM timeseries.samples WHERE time >= ${timeAt(from!)} AND time < ${timeAt(to!)}`,
        );
        expect(counted).toEqual(expected);
      }
    });

    test('the newest sample is found in a segment that began before the newest', async () => {
      const newest = await database.query<Row & { tag_id: number }>(
        `SELECT tag_id, ${ROW} FROM timeseries.newest(ARRAY[9, 2, 1, 3]) ORDER BY tag_id`,
      );
      const expected = [1, 2, 3].map((tag) => ({
        tag_id: tag,
        ...rowOf(samplesOfTag.get(((tag - 1) % 2) + 1)!.at(-1)!),
      }));
      expect(newest).toEqual(expected);
      const at = FROM_US + 4 * DAY;
      const steady = (first: number, length: number, stepUs: number) =>
        Array.from({ length }, (_, index) => ({
          tag: 5,
          time: first + index * stepUs,
          bits: bitsOfNumber(index),
          status: index,
        }));
      await store('segments', steady(at, 20, HOUR));
      await store('segments', steady(at + 30e6, 20, 60e6));
      expect(await database.query(`SELECT ${ROW} FROM timeseries.newest(ARRAY[5])`)).toEqual([
        { us: at + 19 * HOUR, value: 19, status: 19 },
      ]);
    });

    const BUCKETS = `SELECT ${US('bucket')} AS us, sample_count::int AS samples, good_count::int AS good, minimum, maximum,
      average, standard_deviation AS deviation, total, time_weighted_average AS weighted, good_seconds AS seconds FROM timeseries.aggregate`;

    test.each([
      { width: '1 hour', widthUs: HOUR },
      { width: '97 seconds', widthUs: 97e6 },
      { width: '5 hours', widthUs: 5 * HOUR },
      { width: '1 day', widthUs: DAY },
    ])(
      'aggregates over $width are those of the definitions, from segments and from rows',
      async ({ width, widthUs }) => {
        for (const tag of [STEP, LINEAR]) {
          for (const fromUs of [FROM_US, FROM_US + 13 * HOUR + 1, somewhere()]) {
            const toUs = Math.min(fromUs + 400 * widthUs, FROM_US + 3 * DAY + 5 * HOUR);
            const question = { fromUs, toUs, widthUs, isLinear: tag === LINEAR };
            const expected = slowAggregate(samplesOfTag.get(tag)!, question);
            for (const stored of [tag, tag + AS_ROWS]) {
              const found = await database.query<SlowBucket & Record<string, unknown>>(
                `${BUCKETS}(${stored}, ${timeAt(fromUs)}, ${timeAt(toUs)}, '${width}') ORDER BY 1`,
              );
              expect(
                differences(found, expected),
                `seed ${SEED}, tag ${stored} from ${fromUs}`,
              ).toEqual([]);
            }
          }
        }
      },
    );

    test('an outline has the first, last, lowest and highest of each column, and its gaps', async () => {
      const column = (source: string, from: string, width: string) => `
        SELECT date_bin('${width}', time, ${from})::text AS bucket, min(${US('time')}) AS first, max(${US('time')}) AS last,
               min(value) FILTER (WHERE status >= 0 AND value <> 'NaN') AS lowest, max(value) FILTER (WHERE status >= 0 AND value <> 'NaN') AS highest,
               bool_or(status < 0 OR value = 'NaN') AS has_gap FROM ${source} GROUP BY 1 ORDER BY 1`;
      for (const width of ['5 minutes', '2 hours', '1 day']) {
        const from = timeAt(FROM_US + 3 * HOUR);
        const span = `${from}, ${timeAt(FROM_US + 70 * HOUR)}`;
        const outline = column(`timeseries.outline(${LINEAR}, ${span}, '${width}') o`, from, width);
        const rows = column(`timeseries.read(${LINEAR + AS_ROWS}, ${span}) r`, from, width);
        expect(await database.query(outline)).toEqual(await database.query(rows));
      }
    });
  });
}

/** Differences between buckets: any in counts, beyond 1e-9 in numbers. */
function differences(found: readonly SlowBucket[], expected: readonly SlowBucket[]): string[] {
  if (found.length !== expected.length) return [`${found.length} of ${expected.length} buckets`];
  return found.flatMap((bucket, at) =>
    NAMES.filter((name) => !isClose(name, bucket, expected[at]!)).map(
      (name) => `${bucket.us} ${name} ${bucket[name]} of ${expected[at]![name]}`,
    ),
  );
}

const NAMES = [
  ...(['us', 'samples', 'good', 'minimum', 'maximum'] as const),
  ...(['average', 'deviation', 'total', 'weighted', 'seconds'] as const),
];

function isClose(name: keyof SlowBucket, found: SlowBucket, expected: SlowBucket): boolean {
  const [one, other] = [found[name], expected[name]];
  if (one === null || other === null) return one === other;
  // A deviation of nearly nothing is known to what its values are known.
  const size = name === 'deviation' ? Math.max(1, other) : Math.max(1e-3, Math.abs(other));
  return Math.abs(one - other) <= (name === 'us' ? 0 : 1e-9 * size);
}
