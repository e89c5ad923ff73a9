import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createHistorian, type Historian, type HistorianOptions } from '@varve/historian';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { needs } from '../../../../test/requirement.ts';
import { batchOf } from '../support/samples.ts';
import {
  ENGINES,
  removeFolder,
  temporaryFolder,
  type TestDatabase,
} from '../support/test-database.ts';

const LONG_MS = 60_000;
const US_PER_MS = 1_000;
const TAGS = [{ name: 'a' }, { name: 'b' }, { name: 'text', dataType: 'text' as const }];

for (const { engine, requirements, open } of ENGINES) {
  describe(`samples that wait to be stored together on ${engine}`, needs(...requirements), () => {
    let database: TestDatabase;
    let directory: string;
    let tenant: string;
    let tests = 0;
    let startUs: number;

    beforeAll(async () => {
      database = await open();
    });
    afterAll(() => database[Symbol.asyncDispose]());
    beforeEach(async () => {
      directory = await temporaryFolder();
      tenant = `waiting-${tests++}`;
      startUs = Date.now() * US_PER_MS;
    });
    afterEach(() => removeFolder(directory));

    const create = (options: Partial<HistorianOptions> = {}): Promise<Historian> =>
      createHistorian({
        database: database.connectionString,
        tenant,
        directory,
        sources: [{ name: 'program', protocol: 'program', tags: TAGS }],
        flushIntervalMs: 20,
        storeIntervalMs: LONG_MS,
        storage: 'segments',
        ...options,
      });
    /** Writes samples of both tags with values from `first` to `last`, a call each, a millisecond apart. */
    const write = async (historian: Historian, first: number, last: number): Promise<void> => {
      for (let value = first; value <= last; value++) {
        const time = startUs + value * US_PER_MS;
        await historian.write(batchOf([0, 1].map((tag) => ({ tag, time, value, status: 0 }))));
      }
    };
    const read = async (historian: Historian, tag = 0): Promise<number[]> => {
      const tagId = historian.tags[tag]!.id;
      const range = { fromUs: startUs - 1e9, toUs: startUs + 1e9 };
      const { values } = await historian.read.raw({ tagId, ...range });
      return [...values];
    };
    const countByHours = async (historian: Historian): Promise<number> => {
      const range = { fromUs: startUs - 1e9, toUs: startUs + 1e9 };
      const tagId = historian.tags[0]!.id;
      const { sampleCounts } = await historian.read.aggregate({ tagId, ...range, widthS: 3_600 });
      return sampleCounts.reduce((sum, count) => sum + count, 0);
    };
    const draw = (historian: Historian, fromUs = startUs - 1e9) =>
      historian.read.trend({
        tagId: historian.tags[0]!.id,
        fromUs,
        toUs: startUs + 1e9,
        widthPixels: 1_000,
      });
    const inDatabase = async (historian: Historian, tag = 0): Promise<number> => {
      const [row] = await database.query<{ count: number }>(
        'SELECT count(*)::int AS count FROM timeseries.samples WHERE tag_id = $1',
        [historian.tags[tag]!.id],
      );
      return row!.count;
    };
    const storedUntilUs = async (tagId: number): Promise<number | null> => {
      const [row] = await database.query<{ us: number | null }>(
        `SELECT (extract(epoch FROM timeseries.stored_until($1)) * 1e6)::float8 AS us`,
        [tagId],
      );
      return row!.us;
    };
    const upTo = (last: number): number[] => Array.from({ length: last + 1 }, (_, value) => value);

    test('are known while they wait, and become one segment of each tag', async () => {
      const historian = await create();
      await write(historian, 0, 49);
      expect(await inDatabase(historian)).toBe(0);
      expect(historian.stats().sinks[0]).toMatchObject({ storedRows: 0, isFailing: false });
      expect(await read(historian)).toEqual(upTo(49));
      expect(await read(historian, 1)).toEqual(upTo(49));
      expect(historian.latest()[0]).toMatchObject({ value: 49, timeUs: startUs + 49_000 });
      expect(await countByHours(historian)).toBe(50);
      expect(await draw(historian)).toMatchObject({ sampleCount: 50, method: 'raw' });
      // The newest that waits holds on.
      const held = await draw(historian, startUs + 60_000);
      expect(held).toMatchObject({ heldFromUs: startUs + 49_000, sampleCount: 0 });
      expect([...held.values]).toEqual([49]);
      expect(await storedUntilUs(historian.tags[0]!.id)).toBeNull();
      const { id } = historian.tags[0]!;
      await historian.stop();
      const segments = await database.query<{ count: number }>(
        'SELECT sample_count AS count FROM timeseries.segments WHERE tag_id = $1',
        [id],
      );
      expect(segments).toEqual([{ count: 50 }]);
      // The stop left it: it is true for ever.
      expect(await storedUntilUs(id)).toBeGreaterThanOrEqual(startUs);
    });

    test('are found once at every moment, before, while and after they are stored', async () => {
      await using historian = await create({ storeIntervalMs: 50 });
      let written = -1;
      const writing = (async () => {
        for (let value = 0; value < 600; value++) {
          await write(historian, value, value);
          written = value;
        }
      })();
      let isWriting = true;
      writing.then(
        () => (isWriting = false),
        () => (isWriting = false),
      );
      let readings = 0;
      while (isWriting) {
        const before = written;
        const values = await read(historian);
        expect(values).toEqual(upTo(values.length - 1));
        expect(values.length).toBeGreaterThan(before);
        const counted = written;
        expect(await countByHours(historian)).toBeGreaterThan(counted);
        expect((await draw(historian)).values.length).toBeGreaterThan(counted);
        readings++;
      }
      await writing;
      expect(readings).toBeGreaterThan(3);
      await expect.poll(() => inDatabase(historian)).toBe(600);
      expect(await read(historian)).toEqual(upTo(599));
    });

    test('are told to be stored only when everything is that was received before', async () => {
      await using historian = await create({ storeIntervalMs: 50 });
      const { id } = historian.tags[0]!;
      const acknowledgedUs: number[] = [];
      let newestUs = 0;
      for (let value = 0; value < 300; value++) {
        await write(historian, value, value);
        acknowledgedUs.push(Date.now() * US_PER_MS + 999);
        if (value % 5 !== 0) continue;
        // One statement has one snapshot.
        const [row] = await database.query<{ us: number | null; count: number }>(
          `SELECT (extract(epoch FROM timeseries.stored_until($1)) * 1e6)::float8 AS us,
                  (SELECT count(*)::int FROM timeseries.samples WHERE tag_id = $1) AS count`,
          [id],
        );
        const untilUs = row!.us ?? 0;
        expect(row!.count).toBeGreaterThanOrEqual(
          acknowledgedUs.filter((us) => us < untilUs).length,
        );
        newestUs = Math.max(newestUs, untilUs);
      }
      expect(newestUs).toBeGreaterThan(startUs);
      await expect.poll(() => inDatabase(historian)).toBe(300);
      // Silence is not completeness.
      const lastUs = await storedUntilUs(id);
      expect(lastUs).toBeLessThanOrEqual(Date.now() * US_PER_MS);
      expect(await storedUntilUs(id)).toBe(lastUs);
    });

    test('are found where they belong when they come late', async () => {
      const historian = await create();
      await write(historian, 0, 1);
      const late = { tag: 0, time: startUs - 1e6, value: -1, status: 0 };
      await historian.write(batchOf([late]));
      expect(await read(historian)).toEqual([-1, 0, 1]);
      await historian.stop();
      await using again = await create();
      expect(await inDatabase(again)).toBe(3);
      // What is sent again is there once, wherever it is.
      await again.write(batchOf([late]));
      expect(await read(again)).toEqual([-1, 0, 1]);
    });

    test('hold up neither texts nor records nor other sinks', async () => {
      await database.query(
        'CREATE TABLE IF NOT EXISTS waiting_records (time timestamptz, n integer)',
      );
      const folder = join(directory, 'csv');
      const historian = await create({ sinks: [{ kind: 'csv', folder }] });
      await write(historian, 0, 9);
      const text = { tag: 2, timeUs: startUs, value: 'a recipe', status: 0 };
      await historian.writeTexts([text]);
      const records = await historian.recordStream({
        table: 'public.waiting_records',
        columns: { time: 'timestamptz', n: 'int4' },
      });
      await records.writeRows([{ time: startUs, n: tests }]);
      const texts = 'SELECT value FROM timeseries.text_samples WHERE tag_id = $1';
      await expect
        .poll(() => database.query(texts, [historian.tags[2]!.id]))
        .toEqual([{ value: 'a recipe' }]);
      await expect.poll(() => records.stats().stored).toBe(1);
      await expect.poll(() => historian.stats().sinks[1]!.waitingBlocks).toBe(0);
      // The text is there before the historian has heard so.
      await expect.poll(() => historian.stats().sinks[0]!.waitingBlocks).toBe(10);
      expect(await inDatabase(historian)).toBe(0);
      // All of them have been received, and none is stored that was received before it.
      expect(await storedUntilUs(historian.tags[0]!.id)).toBeGreaterThanOrEqual(startUs);
      await historian.stop();
      const files = await readdir(folder);
      const lines = await readFile(join(folder, files[0]!), 'utf8');
      expect(lines.trim().split('\n').length).toBeGreaterThanOrEqual(1 + 20);
    });

    test('are stored at once while the spool fills up', async () => {
      await using historian = await create({ spool: { quotaBytes: 20_000, whenFull: 'block' } });
      await write(historian, 0, 299);
      await expect.poll(() => inDatabase(historian)).toBeGreaterThan(200);
      expect(await read(historian)).toEqual(upTo(299));
    });
  });
}

test.each([-1, 60_001, Number.NaN, Number.POSITIVE_INFINITY])(
  'an interval of %d ms is refused with what was expected',
  async (storeIntervalMs) => {
    const options = { database: 'postgres://nowhere', directory: '/nowhere', sources: [] };
    await expect(createHistorian({ ...options, storeIntervalMs })).rejects.toMatchObject({
      code: 'SETTING_INVALID',
      message: `expected a storeIntervalMs from 0 to 60000, got ${storeIntervalMs}`,
    });
  },
);
