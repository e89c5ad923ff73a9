import { verifySegments } from '@varve/historian';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { needs } from '../../../../test/requirement.ts';
import { bitsOfNumber } from '../support/slow-segment.ts';
import { sampleStore } from '../support/stored-samples.ts';
import { ENGINES, type TestDatabase } from '../support/test-database.ts';

const FROM_US = Date.UTC(2026, 2, 3) * 1_000;

for (const { engine, requirements, open } of ENGINES) {
  describe(`segments on ${engine}`, needs(...requirements), () => {
    let database: TestDatabase;
    beforeAll(async () => {
      database = await open();
      const store = sampleStore(database.connectionString);
      const samples = [1, 2, 3].flatMap((tag) =>
        Array.from({ length: 500 }, (_, at) => ({
          tag,
          time: FROM_US + at * 1e6,
          bits: bitsOfNumber(Math.sqrt(at * tag)),
          status: 0,
        })),
      );
      await store('segments', samples);
    });
    afterAll(() => database[Symbol.asyncDispose]());

    test('are counted, and named when they do not hold what they say', async () => {
      const verify = () => verifySegments({ database: database.connectionString });
      expect(await verify()).toEqual({
        segmentCount: 3,
        sampleCount: 1_500,
        faultCount: 0,
        faults: [],
      });
      await database.query(`
        UPDATE timeseries.segments SET packed = set_byte(packed, 1, 9) WHERE tag_id = 1;
        UPDATE timeseries.segments SET maximum = maximum + 1 WHERE tag_id = 3`);
      const { faultCount, faults, sampleCount } = await verify();
      expect({ faultCount, sampleCount }).toEqual({ faultCount: 2, sampleCount: 1_500 });
      expect(faults.toSorted((one, other) => one.tagId - other.tagId)).toEqual([
        {
          tagId: 1,
          firstTimeUs: FROM_US,
          fault: expect.stringContaining('expected a transform from 0 to 2, got 9'),
        },
        { tagId: 3, firstTimeUs: FROM_US, fault: 'maximum does not go with its samples' },
      ]);
    });
  });
}
