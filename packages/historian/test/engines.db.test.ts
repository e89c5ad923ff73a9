import { join } from 'node:path';
import { connect, detectEngine, type Engine } from '@varve/db';
import { createHistorian, type Historian, type HistorianEvent } from '@varve/historian';
import type { SampleBatch } from '@varve/protocols';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { needs } from '../../../test/requirement.ts';
import { batchOf } from './support/samples.ts';
import {
  ENGINES,
  removeFolder,
  temporaryFolder,
  type TestDatabase,
} from './support/test-database.ts';

const US_PER_DAY = 86_400_000_000;
const TODAY_US = Math.floor(Date.now() / 86_400_000) * US_PER_DAY;
const dayUs = (daysAgo: number): number => TODAY_US - daysAgo * US_PER_DAY;
const TAGS = ['a', 'b', 'c'];

describe.each(ENGINES)('on $engine', (tested) => {
  describe('samples', needs(...tested.requirements), () => {
    let database: TestDatabase;
    let engine: Engine;
    let folder: string;
    beforeAll(async () => {
      database = await tested.open();
      folder = await temporaryFolder();
      const client = await connect(database.connectionString, 'test');
      engine = await detectEngine(client);
      await client.end();
    });
    afterAll(async () => {
      await database?.[Symbol.asyncDispose]();
      await removeFolder(folder);
    });

    const start = (
      name: string,
      onEvent: (event: HistorianEvent) => void = () => undefined,
    ): Promise<Historian> =>
      createHistorian({
        database: database.connectionString,
        tenant: name,
        directory: join(folder, name),
        sources: [
          { name, protocol: 'program', tags: TAGS.map((tag) => ({ name: `${name}/${tag}` })) },
        ],
        flushIntervalMs: 20,
        onEvent,
      });
    const store = async (historian: Historian, batch: SampleBatch): Promise<void> => {
      await historian.write(batch);
      await expect.poll(() => historian.stats().spool.blocks).toBe(0);
    };
    const one = (timeUs: number, value = 1): SampleBatch =>
      batchOf([{ tag: 0, time: timeUs, value, status: 0 }]);
    /** Days ago of what is stored of a historian's first tag, oldest first. */
    const daysStored = async ({ tags }: Historian): Promise<number[]> => {
      const rows = await database.query<{ time: Date }>(
        'SELECT time FROM timeseries.samples WHERE tag_id = $1 ORDER BY time',
        [tags[0]!.id],
      );
      return rows.map(({ time }) => (TODAY_US - time.getTime() * 1_000) / US_PER_DAY);
    };
    const setPolicies = (settings: string) =>
      database.query(`UPDATE timeseries.sample_policies SET ${settings} WHERE series = 'samples'`);
    /** Does what is due, TimescaleDB's own jobs too. */
    const maintain = async (): Promise<string[]> => {
      const done = await database.query<{ action: string }>(
        'SELECT action FROM timeseries.maintain_samples()',
      );
      if (engine.kind === 'timescaledb-community') await runJob('policy_retention');
      return done.map(({ action }) => action);
    };
    const runJob = async (procedure: string): Promise<void> => {
      const jobs = await database.query<{ id: number }>(
        "SELECT job_id AS id FROM timescaledb_information.jobs WHERE hypertable_name IN ('sample_rows', 'segments') AND proc_name = $1",
        [procedure],
      );
      for (const { id } of jobs) await database.query(`CALL run_job(${id})`);
    };

    test('late samples go where they belong, however old, and into what was dropped; the next maintenance drops what is too old', async () => {
      await using historian = await start('late');
      await store(historian, one(dayUs(40)));
      await store(historian, one(dayUs(20_000)));
      await store(historian, one(dayUs(1)));
      expect(await daysStored(historian)).toEqual([20_000, 40, 1]);
      await setPolicies("retain_for = '30 days'");
      await maintain();
      expect(await daysStored(historian)).toEqual([1]);
      // The threads that write knew these partitions, which are gone.
      await store(historian, one(dayUs(40)));
      await store(historian, one(dayUs(20_000)));
      expect(await daysStored(historian)).toEqual([20_000, 40, 1]);
      expect(historian.stats().sinks[0]).toMatchObject({ storedRows: 5, refusedRows: 0 });
      await maintain();
      expect(await daysStored(historian)).toEqual([1]);
      await setPolicies('retain_for = NULL');
      await maintain();
    });

    test('a historian maintains what it starts on', async () => {
      await using writing = await start('first');
      await store(writing, one(dayUs(50)));
      await setPolicies("retain_for = '30 days', partitions_ahead = 30");
      await using maintaining = await start('second');
      expect(maintaining.engine).toEqual(engine);
      const isCommunity = engine.kind === 'timescaledb-community';
      const seen = (): Promise<unknown> =>
        isCommunity
          ? database.query(
              "SELECT config ->> 'drop_after' AS after FROM timescaledb_information.jobs WHERE hypertable_name = 'sample_rows' AND proc_name = 'policy_retention'",
            )
          : daysStored(writing);
      await expect.poll(seen).toEqual(isCommunity ? [{ after: '30 days' }] : []);
      // A hypertable has no partitions: its chunks come when they are needed.
      expect(
        await database.query(
          "SELECT count(*)::int AS ahead FROM timeseries.partition_bounds('timeseries.sample_rows') WHERE first_time > now()",
        ),
      ).toEqual([{ ahead: engine.kind === 'postgresql' ? 30 : 0 }]);
      await expect.poll(maintain).toEqual([]);
      await setPolicies('retain_for = NULL, partitions_ahead = 3');
      await maintain();
    });

    test('a chunk that somebody reads is not dropped, and goes when it is free', async () => {
      await using writing = await start('read');
      await store(writing, one(dayUs(60)));
      const drop = () =>
        database.query(
          "SELECT DISTINCT dropped FROM timeseries.drop_before('timeseries.sample_rows', now() - interval '30 days')",
        );
      const reader = await connect(database.connectionString, 'reader');
      try {
        await reader.query('BEGIN');
        await reader.query('SELECT count(*) FROM timeseries.samples');
        expect(await drop()).toEqual([{ dropped: false }]);
        expect(await daysStored(writing)).toEqual([60]);
        await reader.query('COMMIT');
      } finally {
        await reader.end();
      }
      expect(await drop()).toEqual([{ dropped: true }]);
      expect(await daysStored(writing)).toEqual([]);
    });

    test.each([tested].filter(({ engine: name }) => name !== 'TimescaleDB'))(
      'a historian tells what it could not maintain',
      async () => {
        const events: HistorianEvent[] = [];
        await using writing = await start('busy');
        await store(writing, one(dayUs(70)));
        const reader = await connect(database.connectionString, 'reader');
        try {
          await reader.query('BEGIN');
          await reader.query('SELECT count(*) FROM timeseries.samples');
          await setPolicies("retain_for = '30 days'");
          await using telling = await start('telling', (event) => events.push(event));
          await expect
            .poll(() => events)
            .toContainEqual(expect.objectContaining({ kind: 'maintenance-failed', code: '55P03' }));
          await telling.stop();
        } finally {
          await reader.end();
        }
        await maintain();
        expect(await daysStored(writing)).toEqual([]);
        await setPolicies('retain_for = NULL');
      },
    );

    test('chunks of another width begin where the old ones end, shorter than a day and longer', async () => {
      await using historian = await start('width');
      await store(historian, one(dayUs(100) + 7.5 * 3_600e6));
      for (const width of ['1 hour', '7 days', '1 day']) {
        await setPolicies(`chunk_interval = '${width}'`);
        await maintain();
        await using again = await start(`width-${width.replace(' ', '-')}`);
        await store(again, one(dayUs(100) + 9.5 * 3_600e6));
        await store(again, one(dayUs(98) + 9.5 * 3_600e6));
        await store(again, one(dayUs(90)));
        expect(await daysStored(again)).toHaveLength(3);
      }
      expect(await maintain()).toEqual([]);
      expect(historian.stats().sinks[0]!.refusedRows).toBe(0);
    });

    test('the interval that is proposed for a rate becomes shorter with it', async () => {
      const [proposed] = await database.query<Record<string, number>>(
        `SELECT extract(epoch FROM timeseries.chunk_interval_for(1))::int AS slow, extract(epoch FROM timeseries.chunk_interval_for(1e3))::int AS quick,
                extract(epoch FROM timeseries.chunk_interval_for(1e7))::int AS quickest`,
      );
      expect(proposed!['slow']).toBeGreaterThan(proposed!['quick']!);
      expect(proposed!['quickest']).toBe(6 * 3_600);
    });
  });
});

describe.each(await communityEngines())('the columnstore of $engine', (tested) => {
  let database: TestDatabase;
  let folder: string;
  let historian: Historian;
  beforeAll(async () => {
    database = await tested.open();
    folder = await temporaryFolder();
    await database.query(
      "UPDATE timeseries.sample_policies SET storage = 'rows'; SELECT timeseries.maintain_samples()",
    );
    historian = await createHistorian({
      database: database.connectionString,
      directory: folder,
      sources: [{ name: 'program', protocol: 'program', tags: TAGS.map((name) => ({ name })) }],
      flushIntervalMs: 20,
    });
  });
  afterAll(async () => {
    await historian?.stop();
    await database?.[Symbol.asyncDispose]();
    await removeFolder(folder);
  });

  const store = async (
    rows: readonly (readonly [tag: number, timeUs: number, value: number])[],
  ) => {
    await historian.write(
      batchOf(rows.map(([tag, time, value]) => ({ tag, time, value, status: 0 }))),
    );
    await expect.poll(() => historian.stats().spool.blocks).toBe(0);
  };
  const chunksOf = (timeUs: number) =>
    database.query(
      `SELECT is_compressed AS compressed FROM timescaledb_information.chunks
       WHERE hypertable_name = 'sample_rows' AND range_start <= to_timestamp($1) AND range_end > to_timestamp($1)`,
      [timeUs / 1e6],
    );
  const rowsOf = async (tag: number, fromUs: number): Promise<[number, number][]> => {
    const rows = await database.query<{ time: Date; value: number }>(
      'SELECT time, value FROM timeseries.samples WHERE tag_id = $1 AND time >= to_timestamp($2) ORDER BY time',
      [historian.tags[tag]!.id, fromUs / 1e6],
    );
    return rows.map(({ time, value }) => [time.getTime() * 1_000, value]);
  };
  const run = (tag: number, fromUs: number, count: number, stepUs: number) =>
    Array.from({ length: count }, (_, at) => [tag, fromUs + at * stepUs, at] as const);

  test('takes samples as they come where there are enough of each tag', async () => {
    const fromUs = dayUs(3);
    const written = [run(0, fromUs, 250, 1e6), run(1, fromUs, 250, 1e6)];
    await store(written.flat());
    expect(await chunksOf(fromUs)).toEqual([{ compressed: true }]);
    for (const [tag, rows] of written.entries()) {
      expect(await rowsOf(tag, fromUs)).toEqual(rows.map(([, time, value]) => [time, value]));
    }
  });

  test('does not take a handful, until its job comes', async () => {
    const fromUs = dayUs(10);
    await store([...run(0, fromUs, 5, 1e6), ...run(1, fromUs, 5, 1e6), ...run(2, fromUs, 5, 1e6)]);
    expect(await chunksOf(fromUs)).toEqual([{ compressed: false }]);
    const [job] = await database.query<{ id: number }>(
      "SELECT job_id AS id FROM timescaledb_information.jobs WHERE hypertable_name = 'sample_rows' AND proc_name = 'policy_compression'",
    );
    await database.query(`CALL run_job(${job!.id})`);
    expect(await chunksOf(fromUs)).toEqual([{ compressed: true }]);
    // Late, into a compressed chunk.
    await store([[0, fromUs + 2.5e6, 77]]);
    expect((await rowsOf(0, fromUs)).slice(0, 6).map(([, value]) => value)).toEqual([
      0, 1, 2, 77, 3, 4,
    ]);
  });

  test('reads samples in order of time when late ones lie across the batches of others', async () => {
    const fromUs = dayUs(2);
    await store(run(2, fromUs + 100e6, 200, 2e6));
    // Before the first, between all of them, and behind the last.
    await store(run(2, fromUs + 1e6, 300, 2e6));
    expect(await chunksOf(fromUs)).toEqual([{ compressed: true }]);
    const times = (await rowsOf(2, fromUs)).map(([time]) => time);
    expect(times).toHaveLength(500);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    const [newest] = await database.query<{ time: Date }>(
      'SELECT time FROM timeseries.samples WHERE tag_id = $1 AND time < to_timestamp($2) ORDER BY time DESC LIMIT 1',
      [historian.tags[2]!.id, (fromUs + 800e6) / 1e6],
    );
    expect(newest!.time.getTime() * 1_000).toBe(fromUs + 1e6 + 299 * 2e6);
  });
});

/** TimescaleDB may be of either edition: a test of one is not there on the other. */
async function communityEngines(): Promise<(typeof ENGINES)[number][]> {
  const address = process.env['VARVE_TEST_TIMESCALEDB'] ?? '';
  if (address === '') return [];
  const client = await connect(address, 'test');
  try {
    // Outside a database that has the extension, only its library tells.
    const { rows } = await client.query(
      `SELECT file FROM pg_config, pg_ls_dir(setting) AS file WHERE name = 'PKGLIBDIR' AND file LIKE 'timescaledb-tsl-%'`,
    );
    return ENGINES.filter(({ engine }) => engine === 'TimescaleDB' && rows.length > 0);
  } finally {
    await client.end();
  }
}
