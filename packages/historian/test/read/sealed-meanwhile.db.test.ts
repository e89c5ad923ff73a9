import { connect } from '@varve/db';
import type { Client } from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { needs } from '../../../../test/requirement.ts';
import { copyIn } from '../../src/copy/copy-in.ts';
import { createSampleColumns } from '../../src/copy/sample-columns.ts';
import { AGGREGATE_SUMMARY } from '../../src/read/aggregate-pieces.ts';
import { copySpan, endSpan, openSegments } from '../../src/read/copy-span.ts';
import { createReader, type Reader } from '../../src/read/reader.ts';
import { encodeArchive } from '../../src/seal/encode-archive.ts';
import { columnsOf } from '../support/slow-columns.ts';
import { bitsOfNumber } from '../support/slow-segment.ts';
import { sampleStore, type StoreSamples } from '../support/stored-samples.ts';
import { ENGINES, type TestDatabase } from '../support/test-database.ts';

const FROM_US = Date.UTC(2026, 2, 4, 6) * 1_000;
const SECOND = 1e6;
const COUNT = 600;
const TO_US = FROM_US + COUNT * SECOND;

for (const { engine, requirements, open } of ENGINES) {
  describe(`samples that move while they are read on ${engine}`, needs(...requirements), () => {
    let database: TestDatabase;
    let reader: Reader;
    let store: StoreSamples;
    /** Moves them. */
    let mover: Client;
    let tag = 0;

    beforeAll(async () => {
      database = await open();
      reader = createReader(database.connectionString);
      store = sampleStore(database.connectionString);
      mover = await connect(database.connectionString, 'test');
      await database.query(`INSERT INTO tenants (name) VALUES ('moved')`);
    });
    afterAll(async () => {
      await reader?.close();
      await mover?.end();
      await database?.[Symbol.asyncDispose]();
    });
    beforeEach(async () => {
      const [made] = await database.query<{ id: number }>(
        `INSERT INTO timeseries.tags (tenant_id, name, data_type, interpolation)
         SELECT id, (SELECT count(*) FROM timeseries.tags)::text, 'analog', 'step' FROM tenants RETURNING id`,
      );
      tag = made!.id;
    });

    const samples = () =>
      Array.from({ length: COUNT }, (_, at) => ({
        tag,
        time: FROM_US + at * SECOND,
        bits: bitsOfNumber(at),
        status: 0,
      }));

    test('from rows to segments are found by who waits for that', async () => {
      // Makes the partition of segments, too.
      await store('archive', [{ ...samples()[0]!, tag: tag + 1_000 }]);
      await store('rows', samples());
      await mover.query('BEGIN');
      for (const { target, tuples } of encodeArchive(columnsOf(samples()))) {
        await copyIn(mover, target, [tuples]);
      }
      await mover.query('TRUNCATE timeseries.sample_rows');
      const fromUs = FROM_US + 100 * SECOND;
      const range = { tagId: tag, fromUs, toUs: TO_US };
      const answers = Promise.all([
        reader.aggregate({ ...range, widthS: 100 }),
        reader.trend({ ...range, widthPixels: 10 }),
        reader.raw(range),
      ]);
      await expect
        .poll(() => database.query('SELECT pid FROM pg_locks WHERE NOT granted'))
        .toHaveLength(3);
      await mover.query('COMMIT');
      const [aggregates, trend, raw] = await answers;
      expect([...aggregates.sampleCounts]).toEqual([100, 100, 100, 100, 100]);
      expect([trend.sampleCount, trend.values[0], trend.values.at(-1)]).toEqual([500, 100, 599]);
      expect(raw.times).toHaveLength(500);
    });

    test('from rows to rows of an emptied partition are found by who waits for that', async () => {
      await store('rows', samples());
      await mover.query('BEGIN');
      // As sealing does with tags of which there are too few for a segment.
      await mover.query(`
        CREATE TEMPORARY TABLE kept ON COMMIT DROP AS SELECT * FROM timeseries.sample_rows WHERE tag_id = ${tag};
        TRUNCATE timeseries.sample_rows;
        INSERT INTO timeseries.sample_rows SELECT * FROM kept`);
      const fromUs = FROM_US + 100 * SECOND;
      const range = { tagId: tag, fromUs, toUs: TO_US };
      const answers = Promise.all([
        reader.aggregate({ ...range, widthS: 100 }),
        reader.trend({ ...range, fromUs: fromUs + 1, widthPixels: 10 }),
        reader.raw(range),
      ]);
      await expect
        .poll(() => database.query('SELECT pid FROM pg_locks WHERE NOT granted'))
        .toHaveLength(3);
      await mover.query('COMMIT');
      const [aggregates, trend, raw] = await answers;
      expect([...aggregates.sampleCounts]).toEqual([100, 100, 100, 100, 100]);
      expect([trend.sampleCount, trend.heldFromUs]).toEqual([499, fromUs]);
      expect(raw.times).toHaveLength(500);
    });

    test('from segments to others can be opened by who has seen their summaries', async () => {
      await store('archive', samples());
      const client = await connect(database.connectionString, 'test');
      await using stack = new AsyncDisposableStack();
      stack.defer(() => client.end());
      const span = { tagId: tag, fromUs: FROM_US, toUs: TO_US };
      const question = { ...span, summary: AGGREGATE_SUMMARY };
      const pieces = await copySpan(client, question, { mostPieces: 10 });
      await mover.query('DELETE FROM timeseries.segments WHERE tag_id = $1', [tag]);
      const opened = createSampleColumns(0);
      const { firstTime } = pieces!.segments.columns;
      await openSegments(client, span, { firstTimes: [firstTime[0]!], into: opened });
      expect(opened.length).toBe(COUNT);
      await endSpan(client);
      const again = await reader.aggregate({ ...span, widthS: 100 });
      expect(again.buckets).toHaveLength(0);
    });
  });
}
