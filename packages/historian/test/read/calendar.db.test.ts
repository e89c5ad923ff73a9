import { calendarEdges, parseCalendarWidth } from '@varve/calc/calendar-edges';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { needs } from '../../../../test/requirement.ts';
import { createReader, type Reader } from '../../src/read/reader.ts';
import { seededRandom } from '../support/seeded-random.ts';
import { bitsOfNumber } from '../support/slow-segment.ts';
import { sampleStore } from '../support/stored-samples.ts';
import { ENGINES, type TestDatabase } from '../support/test-database.ts';

const SEED = 20_261_129;
const HOUR_MS = 3_600_000;
const ZONES =
  'UTC Europe/Berlin America/New_York America/Sao_Paulo America/Havana Australia/Lord_Howe Asia/Kolkata Asia/Beirut ' +
  'Pacific/Apia America/St_Johns Africa/Cairo America/Asuncion Pacific/Chatham Antarctica/Troll';
/** Tags: rows of one hour each, as rows and as segments, of a tenant whose zone is Berlin. */
const STORED = { rows: 1, archive: 2 } as const;

const ms = (time: string): number => Date.parse(time);

for (const { engine, requirements, open } of ENGINES) {
  describe(`calendar buckets on ${engine}`, needs(...requirements), () => {
    let database: TestDatabase;
    let reader: Reader;

    beforeAll(async () => {
      database = await open();
      reader = createReader(database.connectionString);
      const store = sampleStore(database.connectionString);
      // Not the zone of anything: what counts its days would be off.
      await database.query(`SET TIME ZONE 'Asia/Tokyo'`);
      await database.query(
        `INSERT INTO tenants (name, time_zone) VALUES ('plant', 'Europe/Berlin')`,
      );
      for (const [storage, tag] of Object.entries(STORED)) {
        await database.query(
          `INSERT INTO timeseries.tags (tenant_id, name, data_type, interpolation) SELECT id, $1, 'analog', 'step' FROM tenants`,
          [storage],
        );
        for (const [from, to] of [
          ['2025-10-24T22:00Z', '2025-10-28T23:00Z'],
          ['2026-03-26T23:00Z', '2026-04-01T22:00Z'],
        ] as const) {
          const count = (ms(to) - ms(from)) / HOUR_MS;
          const samples = Array.from({ length: count }, (_, hour) => ({
            tag,
            time: (ms(from) + hour * HOUR_MS) * 1_000,
            bits: bitsOfNumber(hour),
            status: 0,
          }));
          await store(storage as keyof typeof STORED, samples);
        }
      }
    });
    afterAll(async () => {
      await reader?.close();
      await database?.[Symbol.asyncDispose]();
    });

    /** Start and number of samples of each bucket. */
    async function counts(question: string): Promise<string[]> {
      const rows = await database.query<{ start: string; samples: number }>(
        `SELECT to_char(bucket AT TIME ZONE 'UTC', 'DD"T"HH24:MI') AS start, sample_count::int AS samples
         FROM timeseries.aggregate(${question}) ORDER BY bucket`,
      );
      return rows.map(({ start, samples }) => `${start} ${samples}`);
    }

    describe.each(Object.entries(STORED))('of a tag stored as %s', (_, tag) => {
      const autumn = `${tag}, '2025-10-24 22:00Z', '2025-10-28 23:00Z'`;

      test('are days of the zone of its tenant, of 25 and of 23 hours where the clock changes', async () => {
        const days = ['24T22:00 24', '25T22:00 25', '26T23:00 24', '27T23:00 24'];
        expect(await counts(`${autumn}, '1 day'`)).toEqual(days);
        expect(await counts(`${tag}, '2026-03-27 23:00Z', '2026-03-30 22:00Z', '1 day'`)).toEqual([
          '27T23:00 24',
          '28T23:00 23',
          '29T22:00 24',
        ]);
      });

      test('are days of the zone that is asked for', async () => {
        expect(await counts(`${autumn}, '1 day', 'UTC'`)).toEqual([
          '24T22:00 24',
          '25T22:00 24',
          '26T22:00 24',
          '27T22:00 24',
          '28T22:00 1',
        ]);
      });

      test('are months, weeks and years, and hours are not of the calendar', async () => {
        expect(await counts(`${tag}, '2026-02-28 23:00Z', '2026-04-30 22:00Z', '1 month'`)).toEqual(
          ['28T23:00 119', '31T22:00 24'],
        );
        expect(await counts(`${tag}, '2026-03-22 23:00Z', '2026-04-05 22:00Z', '1 week'`)).toEqual([
          '22T23:00 71',
          '29T22:00 72',
        ]);
        expect(await counts(`${tag}, '2024-12-31 23:00Z', '2026-12-31 23:00Z', '1 year'`)).toEqual([
          '31T23:00 97',
          '31T23:00 143',
        ]);
        expect(await counts(`${autumn}, '24 hours'`)).toHaveLength(5);
      });

      test('have the sum of the figures of their parts, wherever a span is cut', async () => {
        const total = async (from: string, to: string): Promise<number[]> => {
          const [sums] = await database.query<Record<string, number>>(
            `SELECT sum(sample_count)::int AS samples, sum(good_seconds) AS seconds, sum(time_weighted_average * good_seconds) AS integral
             FROM timeseries.aggregate(${tag}, '${from}', '${to}', '1 day')`,
          );
          return [sums!['samples']!, sums!['seconds']!, Math.round(sums!['integral']!)];
        };
        const whole = await total('2025-10-24 22:00Z', '2025-10-28 23:00Z');
        for (const cut of ['2025-10-26 00:30Z', '2025-10-26 01:30Z', '2025-10-27 10:59Z']) {
          const parts = [
            await total('2025-10-24 22:00Z', cut),
            await total(cut, '2025-10-28 23:00Z'),
          ];
          expect(parts[0]!.map((figure, at) => figure + parts[1]![at]!)).toEqual(whole);
        }
      });

      test('are answered by the library, with the width of a day or of so many seconds', async () => {
        const range = {
          tagId: tag,
          fromUs: ms('2025-10-24T22:00Z') * 1_000,
          toUs: ms('2025-10-28T23:00Z') * 1_000,
        };
        const days = await reader.aggregate({ ...range, width: '1 day' });
        expect([...days.sampleCounts]).toEqual([24, 25, 24, 24]);
        expect([...days.goodSeconds]).toEqual([24, 25, 24, 24].map((hours) => hours * 3_600));
        const there = await reader.aggregate({
          ...range,
          width: '2 days',
          timeZone: 'Asia/Kolkata',
        });
        expect([...there.sampleCounts]).toEqual([48, 48, 1]);
        const equal = await reader.aggregate({ ...range, widthS: 86_400 });
        expect([...equal.sampleCounts]).toEqual([24, 24, 24, 24, 1]);
      });
    });

    test.each([
      [{ width: '24 hours' }, /width of whole days.*"24 hours"/],
      [{ width: '0 days' }, /"0 days"/],
      [{ width: '1 day', timeZone: 'Berlin' }, /time zone.*"Berlin"/],
      [{ width: '1 day', timeZone: '+01:00' }, /time zone/],
      [{ widthS: 0 }, /widthS/],
      [{ widthS: NaN }, /widthS/],
      [{ widthS: 1e-9 }, /widthS/],
      [{ widthS: 0.5 }, /at most 100000 buckets/],
      [{ width: '1 day', widthS: 60 }, /either width or widthS/],
      [{}, /either width or widthS/],
    ])('of %j are refused with the reason', async (asked, reason) => {
      const range = { tagId: 1, fromUs: 0, toUs: 86_400e6 };
      const query = { ...range, ...asked } as Parameters<Reader['aggregate']>[0];
      await expect(reader.aggregate(query)).rejects.toMatchObject({
        code: 'QUERY_INVALID',
        message: expect.stringMatching(reason) as string,
      });
    });

    test.each(['0 days', '-1 day', '1 day 2 hours', '1 month 1 day', '1 month -1 day'])(
      'of %s are refused by SQL',
      async (width) => {
        await expect(counts(`1, '2026-01-01Z', '2026-02-01Z', '${width}'`)).rejects.toMatchObject({
          code: '22023',
        });
      },
    );

    test('are the same in SQL and in TypeScript, in zones with every kind of change', async () => {
      const random = seededRandom(SEED);
      for (const timeZone of ZONES.split(' ')) {
        for (const width of ['1 day', '1 week', '1 month', '3 months', '1 year'] as const) {
          const isYears = width.includes('month') || width.includes('year');
          for (let question = 0; question < 6; question++) {
            // Rules of the last years are not everywhere alike.
            const anywhere = ms('1995-01-01Z') + Math.floor(random() * 17 * 365 * 24) * HOUR_MS;
            const [start] = await database.query<{ us: number }>(
              `SELECT (extract(epoch FROM timeseries.calendar_start(to_timestamp($1::float8), $2::interval, $3)) * 1000)::float8 AS us`,
              [anywhere / 1_000, question < 3 ? width : '1 day', timeZone],
            );
            const fromMs = question % 3 === 0 ? anywhere : start!.us;
            const toMs = fromMs + (isYears ? 4_000 : 400) * 24 * HOUR_MS;
            const step = parseCalendarWidth(width)!;
            const expected = calendarEdges({ fromMs, toMs, step, timeZone });
            const [found] = await database.query<{ edges: number[] }>(
              `SELECT ARRAY(SELECT (extract(epoch FROM e) * 1000)::float8 FROM unnest(
                 timeseries.calendar_edges(to_timestamp($1::float8), to_timestamp($2::float8), $3, $4)) AS e) AS edges`,
              [fromMs / 1_000, toMs / 1_000, width, timeZone],
            );
            // SQL may have edges beyond the end.
            expect(
              found!.edges.slice(0, expected.length),
              `seed ${SEED}, ${timeZone}, ${width} from ${new Date(fromMs).toISOString()}`,
            ).toEqual(expected);
          }
        }
      }
    });

    test('begin at the first of two midnights, and when the day begins where there is none', async () => {
      const starts = await database.query(
        `SELECT timeseries.calendar_start(at::timestamptz, '1 day', zone) = expected::timestamptz AS is_right FROM (VALUES
           ('2018-11-04 12:00Z', 'America/Sao_Paulo', '2018-11-04 03:00Z'),
           ('2025-11-02 12:00Z', 'America/Havana', '2025-11-02 04:00Z'),
           ('2025-11-02 04:30Z', 'America/Havana', '2025-11-02 04:00Z'),
           ('2011-12-30 12:00Z', 'Pacific/Apia', '2011-12-30 10:00Z'),
           ('1919-03-31 12:00Z', 'America/Toronto', '1919-03-31 04:30Z')) AS days (at, zone, expected)`,
      );
      expect(starts).toEqual(starts.map(() => ({ is_right: true })));
    });
  });
}
