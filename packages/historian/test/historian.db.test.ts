import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { migrate } from '@varve/db';
import {
  createHistorian,
  type Historian,
  type HistorianEvent,
  type HistorianOptions,
} from '@varve/historian';
import {
  StatusCode,
  type DriverHost,
  type DriverStarter,
  type ProgramSourceDefinition,
} from '@varve/protocols';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { needs } from '../../../test/requirement.ts';
import { batchOf, type Sample } from './support/samples.ts';
import {
  ENGINES,
  removeFolder,
  temporaryFolder,
  type TestDatabase,
} from './support/test-database.ts';

const NOW = Date.now() * 1_000;
const SECOND = 1e6;
const DAY = 86_400 * SECOND;

/** A row as SQL has it; microseconds since 1970. */
interface Row {
  readonly tag: string;
  readonly us: number;
  readonly value: number | null;
  readonly status: number;
}

for (const { engine, requirements, open } of ENGINES) {
  describe(`a historian on ${engine}`, needs(...requirements), () => {
    let database: TestDatabase;
    let directory: string;
    let tenant: string;
    let tests = 0;
    let events: HistorianEvent[];

    beforeAll(async () => {
      database = await open();
    });
    afterAll(() => database[Symbol.asyncDispose]());
    beforeEach(async () => {
      directory = await temporaryFolder();
      tenant = `tenant-${tests++}`;
      events = [];
    });
    afterEach(() => removeFolder(directory));

    const create = (
      tags: ProgramSourceDefinition['tags'],
      options: Partial<HistorianOptions> = {},
    ): Promise<Historian> =>
      createHistorian({
        database: database.connectionString,
        tenant,
        directory,
        sources: [{ name: 'program', protocol: 'program', tags }],
        flushIntervalMs: 20,
        workers: 1,
        onEvent: (event) => events.push(event),
        ...options,
      });

    const rows = (): Promise<Row[]> =>
      database.query<Row & { [key: string]: unknown }>(
        `SELECT t.name AS tag, (extract(epoch FROM s.time) * 1000000)::float8 AS us, s.value, s.status
         FROM timeseries.samples s JOIN timeseries.tags t ON t.id = s.tag_id
         JOIN tenants ON tenants.id = t.tenant_id
         WHERE tenants.name = $1 ORDER BY t.name, s.time, s.value`,
        [tenant],
      );

    const failures = (): HistorianEvent[] => events.filter(({ kind }) => kind !== 'source-state');

    const stored = async (historian: Historian): Promise<void> => {
      await expect.poll(() => historian.stats().spool.blocks).toBe(0);
    };

    const good = (tag: number, time: number, value: number): Sample => ({
      tag,
      time,
      value,
      status: 0,
    });

    test('stores what is written as rows of the same tag, time, value and status, and no number as a failed sensor', async () => {
      await using historian = await create([{ name: 'a' }, { name: 'b' }]);
      const samples: Sample[] = [
        good(1, NOW, 1.5),
        good(0, NOW + 1, -0.1),
        { tag: 0, time: NOW + 2, value: NaN, status: StatusCode.badTimeout },
        { tag: 0, time: NOW + 3, value: 7, status: StatusCode.badTimeout },
        { tag: 0, time: NOW + 4, value: NaN, status: StatusCode.good },
        good(0, NOW + 5, Infinity),
        good(0, NOW + 6, -Infinity),
        { tag: 0, time: NOW + 7, value: 1e-300, status: StatusCode.uncertain },
      ];
      await historian.write(batchOf(samples));
      await stored(historian);
      expect(await rows()).toEqual([
        { tag: 'a', us: NOW + 1, value: -0.1, status: 0 },
        { tag: 'a', us: NOW + 2, value: null, status: StatusCode.badTimeout },
        { tag: 'a', us: NOW + 3, value: 7, status: StatusCode.badTimeout },
        { tag: 'a', us: NOW + 4, value: null, status: StatusCode.badSensorFailure },
        { tag: 'a', us: NOW + 5, value: null, status: StatusCode.badSensorFailure },
        { tag: 'a', us: NOW + 6, value: null, status: StatusCode.badSensorFailure },
        { tag: 'a', us: NOW + 7, value: 1e-300, status: StatusCode.uncertain },
        { tag: 'b', us: NOW, value: 1.5, status: 0 },
      ]);
    });

    test('stores samples of 1900, 1970, 2000 and of forty days in one batch where they belong', async () => {
      await using historian = await create([{ name: 'a' }]);
      const times = [
        -2_208_988_800_000_000,
        0,
        946_684_799_999_999,
        946_684_800_000_000,
        ...Array.from({ length: 40 }, (_, day) => NOW - (40 - day) * DAY),
      ];
      await historian.write(batchOf(times.map((time, index) => good(0, time, index))));
      await stored(historian);
      expect((await rows()).map(({ us }) => us)).toEqual(times);
      expect(failures()).toEqual([]);
    });

    test('stores days between two that it knows', async () => {
      await using historian = await create([{ name: 'a' }]);
      const first = NOW - 1_000 * DAY;
      for (const day of [0, 4, 2])
        await historian.write(batchOf([good(0, first + day * DAY, day)]));
      await historian.write(
        batchOf([0, 1, 2, 3, 4].map((day) => good(0, first + day * DAY + 1, day))),
      );
      await stored(historian);
      expect(await rows()).toHaveLength(8);
      expect(failures()).toEqual([]);
    });

    test('stamps a sample from the future on arrival, and marks it Uncertain', async () => {
      await using historian = await create([{ name: 'a' }, { name: 'b' }], {
        nowUs: () => NOW,
        futureLimitMs: 1_000,
      });
      await historian.write(batchOf([good(0, NOW + SECOND, 1), good(1, NOW + SECOND + 1, 2)]));
      await stored(historian);
      expect(await rows()).toEqual([
        { tag: 'a', us: NOW + SECOND, value: 1, status: 0 },
        { tag: 'b', us: NOW, value: 2, status: StatusCode.uncertain },
      ]);
    });

    test('refuses a batch with a sample that cannot be stored, and stores nothing of it', async () => {
      await using historian = await create([{ name: 'a' }]);
      const wrong = [
        good(1, NOW, 1),
        good(-1, NOW, 1),
        good(0, NaN, 1),
        good(0, -2_208_988_800_000_001, 1),
        good(0, 253_402_300_800_000_000, 1),
      ];
      for (const sample of wrong) {
        await expect(historian.write(batchOf([good(0, NOW, 1), sample]))).rejects.toThrow(
          expect.objectContaining({ name: 'HistorianError', code: 'SAMPLE_INVALID' }),
        );
      }
      await historian.write(batchOf([good(0, NOW + 5, 2)]));
      await stored(historian);
      expect((await rows()).map(({ value }) => value)).toEqual([2]);
    });

    test('takes an empty batch', async () => {
      await using historian = await create([{ name: 'a' }]);
      await historian.write(batchOf([]));
      expect(historian.stats().spool.blocks).toBe(0);
    });

    test('stores every sample of many large writes at once', async () => {
      await using historian = await create([{ name: 'a' }], { workers: 2 });
      const COUNT = 40;
      const SIZE = 20_000;
      const batches = Array.from({ length: COUNT }, (_, batch) =>
        batchOf(
          Array.from({ length: SIZE }, (_, at) => good(0, NOW - DAY + batch * SIZE + at, batch)),
        ),
      );
      await Promise.all(batches.map((batch) => historian.write(batch)));
      await stored(historian);
      const [counted] = await database.query<{ rows: number; times: number }>(
        `SELECT count(*)::int AS rows, count(DISTINCT time)::int AS times
         FROM timeseries.samples WHERE tag_id = $1`,
        [historian.tags[0]!.id],
      );
      expect(counted).toEqual({ rows: COUNT * SIZE, times: COUNT * SIZE });
      expect(historian.stats().sources[0]!.counters).toMatchObject({
        accepted: COUNT * SIZE,
        stored: COUNT * SIZE,
        droppedFrames: 0,
      });
    });

    test('refuses what is written after it was stopped', async () => {
      const historian = await create([{ name: 'a' }]);
      await historian.write(batchOf([good(0, NOW, 1)]));
      const late = historian.stop().then(() => historian.write(batchOf([good(0, NOW + 1, 2)])));
      await expect(late).rejects.toThrow(expect.objectContaining({ code: 'STOPPED' }));
      expect((await rows()).map(({ value }) => value)).toEqual([1]);
    });

    test('stores at a stop what the filters hold back, and the next one goes on behind it', async () => {
      const tags = [{ name: 'a', filter: { excDev: 1, compDev: 1 } }];
      {
        await using historian = await create(tags);
        await historian.write(
          batchOf([0, 1, 2, 3].map((step) => good(0, NOW + step, 5 + step / 10))),
        );
        expect(historian.stats().sources[0]!.counters).toMatchObject({ accepted: 4, filtered: 3 });
      }
      expect((await rows()).map(({ us }) => us - NOW)).toEqual([0, 3]);
      {
        await using historian = await create(tags);
        await historian.write(
          batchOf([good(0, NOW + 3, 5.3), good(0, NOW + 4, 5.4), good(0, NOW + 5, 9)]),
        );
      }
      expect((await rows()).map(({ us }) => us - NOW)).toEqual([0, 3, 4, 5]);
    });

    test('puts rows that the database refuses into the dead-letter file, and stores the others', async () => {
      await using historian = await create([{ name: 'a' }]);
      // On partitioned tables and hypertables alike, new partitions included. A segment is refused as a whole: what is good in it goes in as rows.
      await database.query(
        `ALTER TABLE timeseries.sample_rows ADD CONSTRAINT no_13 CHECK (value <> 13) NOT VALID;
         ALTER TABLE timeseries.segments ADD CONSTRAINT no_13 CHECK (minimum <> 13) NOT VALID`,
      );
      try {
        const values = Array.from({ length: 300 }, (_, at) => (at % 100 === 7 ? 13 : 1_000 + at));
        await historian.write(batchOf(values.map((value, at) => good(0, NOW + at, value))));
        await historian.write(batchOf([good(0, NOW + 1_000, 13)]));
        await historian.write(batchOf([good(0, NOW + 1_001, 14)]));
        await stored(historian);
        expect((await rows()).map(({ value }) => value)).toEqual([
          ...values.filter((value) => value !== 13),
          14,
        ]);
        const refused = events.flatMap((event) => (event.kind === 'rows-refused' ? [event] : []));
        expect(refused.map(({ code }) => code)).toEqual(refused.map(() => '23514'));
        expect(refused.reduce((sum, { rowCount }) => sum + rowCount, 0)).toBe(4);
        const lines = (await readFile(join(directory, 'dead-letter.jsonl'), 'utf8'))
          .trim()
          .split('\n');
        const letters = lines.map((line) => JSON.parse(line) as { code: string; tuple: string });
        expect(letters.map(({ code }) => code)).toEqual(['23514', '23514', '23514', '23514']);
        const thirteen = Buffer.alloc(8);
        thirteen.writeDoubleBE(13);
        for (const { tuple } of letters) {
          expect(Buffer.from(tuple, 'base64').subarray(18, 26)).toEqual(thirteen);
        }
      } finally {
        await database.query(
          `ALTER TABLE timeseries.sample_rows DROP CONSTRAINT no_13;
           ALTER TABLE timeseries.segments DROP CONSTRAINT no_13`,
        );
      }
    });

    test('shows the newest of every tag at once, also after a restart', async () => {
      const tags = [{ name: 'a' }, { name: 'b' }, { name: 'c' }];
      let ids: readonly number[];
      {
        await using historian = await create(tags);
        ids = historian.tags.map(({ id }) => id);
        await historian.write(
          batchOf([good(0, NOW, 1), good(0, NOW + 2, 3), good(0, NOW + 1, 2), good(1, NOW, 4)]),
        );
        expect(historian.latest()).toEqual([
          { tagId: ids[0], timeUs: NOW + 2, value: 3, status: 0 },
          { tagId: ids[1], timeUs: NOW, value: 4, status: 0 },
        ]);
        expect(historian.latest([ids[1]!])).toHaveLength(1);
        expect(() => historian.latest([-5])).toThrow(
          expect.objectContaining({ code: 'TAG_UNKNOWN' }),
        );
      }
      await using historian = await create(tags);
      expect(historian.tags.map(({ id }) => id)).toEqual(ids);
      expect(historian.latest()).toEqual([
        { tagId: ids[0], timeUs: NOW + 2, value: 3, status: 0 },
        { tagId: ids[1], timeUs: NOW, value: 4, status: 0 },
      ]);
    });

    test('tells subscribers what is there, then what is new', async () => {
      await using historian = await create([{ name: 'a' }, { name: 'b' }]);
      const [a, b] = historian.tags.map(({ id }) => id);
      await historian.write(batchOf([good(0, NOW, 1), good(1, NOW, 2)]));
      const ending = new AbortController();
      const told: (number | undefined)[][] = [];
      for await (const changed of historian.subscribe([b!, a!], ending.signal)) {
        told.push(changed.map(({ value }) => value));
        if (told.length === 1)
          await historian.write(batchOf([good(0, NOW + 1, 3), good(0, NOW + 2, 4)]));
        else ending.abort();
      }
      expect(told).toEqual([[2, 1], [4]]);
    });

    test('says that the schema is missing, and leaves nothing behind', async () => {
      const url = new URL(database.connectionString);
      url.pathname = '/empty';
      await database.query('CREATE DATABASE empty');
      try {
        await expect(create([{ name: 'a' }], { database: url.href })).rejects.toThrow(
          expect.objectContaining({ name: 'HistorianError', code: 'SCHEMA_MISSING' }),
        );
        await migrate(url.href);
        await using historian = await create([{ name: 'a' }], { database: url.href });
        expect(historian.tags).toHaveLength(1);
      } finally {
        await database.query('DROP DATABASE empty WITH (FORCE)');
      }
    });

    test('says that the database does not answer', async () => {
      const options = { database: 'postgres://nobody:secret@127.0.0.1:1/none' };
      const refused = create([{ name: 'a' }], options);
      await expect(refused).rejects.toThrow(
        expect.objectContaining({
          code: 'DATABASE_UNREACHABLE',
          message: expect.not.stringContaining('secret') as string,
        }),
      );
    });

    test('keeps the ids of tags whose definitions change', async () => {
      const source = { name: 'program', protocol: 'program' as const };
      let id: number;
      {
        await using historian = await create([{ name: 'a', unit: 'psi' }, { name: 'gone' }]);
        id = historian.tags[0]!.id;
      }
      const changed = {
        name: 'a',
        unit: 'bar',
        description: 'pressure',
        range: { low: 0, high: 9 },
      };
      await using historian = await create([], {
        sources: [
          { ...source, name: 'other', tags: [{ name: 'new' }] },
          { ...source, tags: [{ ...changed, filter: { excDev: 1 } }] },
        ],
      });
      expect(historian.tags.map(({ position, source: from }) => [position, from])).toEqual([
        [0, 'other'],
        [1, 'program'],
      ]);
      expect(historian.tags[1]!.id).toBe(id);
      const [row] = await database.query(
        'SELECT unit, description, range_low, range_high, filter FROM timeseries.tags WHERE id = $1',
        [id],
      );
      expect(row).toEqual({
        unit: 'bar',
        description: 'pressure',
        range_low: 0,
        range_high: 9,
        filter: { excDev: 1 },
      });
    });

    test('keeps passwords out of the database', async () => {
      await using historian = await create([], {
        sources: [
          {
            name: 'broker',
            protocol: 'mqtt',
            url: 'mqtt://user:hush@127.0.0.1:1',
            password: 'hush',
            topics: [],
          },
        ],
        startDriver: () => ({ stop: () => Promise.resolve() }),
      });
      expect(historian.tags).toEqual([]);
      const found = await database.query(
        `SELECT FROM timeseries.sources WHERE definition::text LIKE '%hush%'`,
      );
      expect(found).toEqual([]);
    });

    test('refuses two sources that would throw each other out at their broker', async () => {
      const sources = ['one', 'two'].map((name) => ({
        name,
        protocol: 'mqtt' as const,
        url: 'mqtt://127.0.0.1:1',
        clientId: 'same',
        topics: [],
      }));
      const startDriver = () => ({ stop: () => Promise.resolve() });
      const refused = {
        code: 'SOURCE_INVALID',
        message: expect.stringMatching(/^source two: clientId: .* source one/),
      };
      await expect(create([], { sources, startDriver })).rejects.toThrow(
        expect.objectContaining(refused),
      );
      await using historian = await create([], { sources: [sources[0]!], startDriver });
      await expect(historian.addSource(sources[1]!)).rejects.toThrow(
        expect.objectContaining(refused),
      );
    });

    test.each([
      {
        wrong: 'two sources of one name',
        names: ['s', 's'],
        tags: ['a', 'b'],
        code: 'SOURCE_DUPLICATE',
      },
      { wrong: 'two tags of one name', names: ['s', 't'], tags: ['a', 'a'], code: 'TAG_DUPLICATE' },
    ])('refuses $wrong', async ({ names, tags, code }) => {
      const sources = names.map((name, index) => ({
        name,
        protocol: 'program' as const,
        tags: [{ name: tags[index]! }],
      }));
      await expect(create([], { sources })).rejects.toThrow(expect.objectContaining({ code }));
    });

    test('lives beside others in one process, each with its own', async () => {
      const historians = await Promise.all(
        ['x', 'y', 'z'].map((name) =>
          create([{ name }], {
            directory: join(directory, name),
            tenant,
            workers: 1,
            sources: [{ name, protocol: 'program', tags: [{ name }] }],
          }),
        ),
      );
      await Promise.all(
        historians.map((historian, index) =>
          historian.write(
            batchOf(Array.from({ length: 100 }, (_, at) => good(0, NOW + at, index))),
          ),
        ),
      );
      await Promise.all(historians.map((historian) => historian.stop()));
      const counted = Map.groupBy(await rows(), ({ tag, value }) => `${tag} ${value}`);
      expect([...counted].map(([key, { length }]) => [key, length])).toEqual([
        ['x 0', 100],
        ['y 1', 100],
        ['z 2', 100],
      ]);
    });

    describe('with a driver', () => {
      const source = (name: string): HistorianOptions['sources'][number] => ({
        name,
        protocol: 'mqtt',
        url: 'mqtt://127.0.0.1',
        topics: [
          { topic: 'a', timestampPath: 'at', tags: [{ name: `${name}/kw`, path: 'kw' }] },
          { topic: 'b', tags: [{ name: `${name}/rpm`, path: 'rpm' }] },
        ],
      });

      /** Drivers that do nothing by themselves: the test has their hosts. */
      function drivers() {
        const hosts = new Map<string, DriverHost>();
        const stopped: string[] = [];
        const startDriver: DriverStarter = ({ name }, _plans, host) => {
          hosts.set(name, host);
          host.stateChanged('connected');
          return {
            async stop() {
              stopped.push(name);
            },
          };
        };
        const push = (name: string, plan: number, text: string, receivedUs: number) =>
          new Promise<void>((resolve) => {
            const payload = new TextEncoder().encode(text);
            hosts.get(name)!.push({ plan, receivedUs, status: 0, payload }, resolve);
          });
        return { startDriver, hosts, push, stopped };
      }

      test('acknowledges frames when they are safe, counts them by source, and marks the end of its samples', async () => {
        const { startDriver, push } = drivers();
        const sources = [source('one'), source('two')];
        {
          await using historian = await create([], {
            sources,
            startDriver,
            nowUs: () => NOW + DAY,
          });
          await Promise.all([
            push('one', 0, `{"kw": 1, "at": ${NOW / 1_000}}`, NOW),
            push('one', 1, '{"rpm": 2}', NOW + 1),
            push('two', 1, '{"rpm": 3}', NOW + 2),
            push('two', 0, '{"kw": ', NOW + 3),
          ]);
          await stored(historian);
          const [one, two] = historian.stats().sources;
          expect(one).toMatchObject({
            state: 'connected',
            lastFrameUs: NOW + 1,
            counters: { received: 2, accepted: 2, stored: 2, rejected: 0, filtered: 0 },
          });
          expect(two).toMatchObject({
            counters: { received: 3, accepted: 2, stored: 2, rejected: 1 },
            lastError: { reason: expect.stringContaining('not JSON') as string, count: 1 },
          });
        }
        expect(await rows()).toEqual([
          { tag: 'one/kw', us: NOW, value: 1, status: 0 },
          // It is stamped by its device, whose clock is a day behind.
          { tag: 'one/kw', us: NOW + 1, value: null, status: StatusCode.badShutdown },
          { tag: 'one/rpm', us: NOW + 1, value: 2, status: 0 },
          { tag: 'one/rpm', us: NOW + DAY, value: null, status: StatusCode.badShutdown },
          { tag: 'two/kw', us: NOW + 3, value: null, status: StatusCode.badDecodingError },
          { tag: 'two/rpm', us: NOW + 2, value: 3, status: 0 },
          { tag: 'two/rpm', us: NOW + DAY, value: null, status: StatusCode.badShutdown },
        ]);
      });

      test('stores everything exactly once while the clock is set back an hour', async () => {
        const { startDriver, hosts, push } = drivers();
        let nowUs = NOW;
        const COUNT = 200;
        {
          await using historian = await create([], {
            sources: [source('one')],
            startDriver,
            nowUs: () => nowUs,
          });
          for (let number = 0; number < COUNT; number++) {
            nowUs += SECOND;
            if (number === COUNT / 2) nowUs -= 3_600 * SECOND;
            await push('one', 1, `{"rpm": ${number}}`, hosts.get('one')!.nowUs());
          }
          expect(historian.stats().sources[0]!.counters).toMatchObject({
            accepted: COUNT,
            rejected: 0,
          });
        }
        const values = (await rows()).flatMap(({ value, status }) => (status === 0 ? [value] : []));
        const numbers = Array.from({ length: COUNT }, (_, number) => number);
        expect(values).toEqual([...numbers.slice(COUNT / 2), ...numbers.slice(0, COUNT / 2)]);
      });

      test('that does not start stops those that did, and frees the folder', async () => {
        const { startDriver, stopped } = drivers();
        const failing: DriverStarter = (definition, plans, host) => {
          if (definition.name === 'two') throw new Error('no such port');
          return startDriver(definition, plans, host);
        };
        const sources = [source('one'), source('two')];
        await expect(create([], { sources, startDriver: failing })).rejects.toThrow('no such port');
        expect(stopped).toEqual(['one']);
        await using historian = await create([], { sources, startDriver });
        expect(historian.tags).toHaveLength(4);
      });
    });
  });
}
