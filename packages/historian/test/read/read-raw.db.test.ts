import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { needs } from '../../../../test/requirement.ts';
import { createReader, type Reader } from '../../src/read/reader.ts';
import { bitsOfNumber } from '../support/slow-segment.ts';
import { sampleStore } from '../support/stored-samples.ts';
import { ENGINES, type TestDatabase } from '../support/test-database.ts';

const FROM_US = Date.UTC(2026, 2, 4) * 1_000;
const TO_US = FROM_US + 86_400e6;

/** Samples a second apart. */
const seconds = (tag: number, from: number, to: number) =>
  Array.from({ length: to - from }, (_, at) => ({
    tag,
    time: FROM_US + (from + at) * 1e6,
    bits: bitsOfNumber(from + at),
    status: 0,
  }));

for (const { engine, requirements, open } of ENGINES) {
  describe(`raw samples on ${engine}`, needs(...requirements), () => {
    let database: TestDatabase;
    let reader: Reader;

    beforeAll(async () => {
      database = await open();
      reader = createReader(database.connectionString);
      const store = sampleStore(database.connectionString);
      // Three segments and ten rows of the first tag, rows alone of the second.
      for (const from of [0, 20, 40]) await store('segments', seconds(1, from, from + 20));
      await store('rows', [...seconds(1, 60, 70), ...seconds(2, 0, 30)]);
    });
    afterAll(async () => {
      await reader.close();
      await database[Symbol.asyncDispose]();
    });

    const valuesOf = async (tagId: number, mostSamples?: number): Promise<number[]> => {
      const range = { tagId, fromUs: FROM_US, toUs: TO_US };
      const { values } = await reader.raw({ ...range, ...(mostSamples && { mostSamples }) });
      return [...values];
    };
    const numbers = (count: number): number[] => Array.from({ length: count }, (_, at) => at);

    test('come from rows and segments, in order of time', async () => {
      expect(await valuesOf(1)).toEqual(numbers(70));
      expect(await valuesOf(2)).toEqual(numbers(30));
      expect(await valuesOf(3)).toEqual([]);
    });

    test('come as many as may be, and no range with more', async () => {
      expect(await valuesOf(1, 70)).toEqual(numbers(70));
      expect(await valuesOf(2, 30)).toEqual(numbers(30));
      const tooMany = [valuesOf(1, 69), valuesOf(1, 5), valuesOf(2, 29)];
      for (const { status, ...outcome } of await Promise.allSettled(tooMany)) {
        expect(status).toBe('rejected');
        expect(outcome).toMatchObject({ reason: { code: 'RANGE_TOO_LARGE' } });
      }
      expect(await valuesOf(1)).toEqual(numbers(70));
    });

    test('a question whose connection ends rejects, and the next has another', async () => {
      await valuesOf(1);
      await database.query('BEGIN');
      try {
        await database.query('LOCK TABLE timeseries.sample_rows');
        const ended = valuesOf(1).catch((error: unknown) => error);
        const end = () =>
          database.query(
            `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
             WHERE application_name = 'varve reader' AND wait_event_type = 'Lock' AND datname = current_database()`,
          );
        await expect.poll(end).toHaveLength(1);
        expect(await ended).toMatchObject({ code: '57P01' });
      } finally {
        await database.query('ROLLBACK');
      }
      expect(await valuesOf(1)).toEqual(numbers(70));
    });
  });
}
