import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  createHistorian,
  type Historian,
  type HistorianEvent,
  type HistorianOptions,
} from '@varve/historian';
import {
  packTextFrame,
  StatusCode,
  type DriverHost,
  type SourceDefinition,
  type TextSample,
} from '@varve/protocols';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { needs } from '../../../test/requirement.ts';
import {
  ENGINES,
  removeFolder,
  temporaryFolder,
  type TestDatabase,
} from './support/test-database.ts';

const NOW = Math.floor(Date.now() / 1_000) * 1e6;
const SECOND = 1e6;

/** A row as SQL has it; microseconds since 1970. */
interface Row {
  readonly tag: string;
  readonly us: number;
  readonly value: string | null;
  readonly status: number;
}

const PROGRAM: SourceDefinition = {
  name: 'program',
  protocol: 'program',
  tags: [
    { name: 'recipe', dataType: 'text' },
    { name: 'speed' },
    { name: 'operator', dataType: 'text', filter: { excMax: 60 } },
  ],
};
const [RECIPE, SPEED, OPERATOR] = [0, 1, 2];

for (const { engine, requirements, open } of ENGINES) {
  describe(`texts on ${engine}`, needs(...requirements), () => {
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
      sources: readonly SourceDefinition[] = [PROGRAM],
      options: Partial<HistorianOptions> = {},
    ): Promise<Historian> =>
      createHistorian({
        database: database.connectionString,
        tenant,
        directory,
        sources,
        flushIntervalMs: 20,
        workers: 1,
        onEvent: (event) => events.push(event),
        ...options,
      });

    const rows = (): Promise<Row[]> =>
      database.query<Row & { [key: string]: unknown }>(
        `SELECT tag, (extract(epoch FROM time) * 1000000)::float8 AS us, value, status
         FROM timeseries.text_samples_by_name n JOIN tenants ON tenants.id = n.tenant_id
         WHERE tenants.name = $1 ORDER BY tag, time, value`,
        [tenant],
      );

    const stored = async (historian: Historian): Promise<void> => {
      await expect.poll(() => historian.stats().spool.blocks).toBe(0);
    };

    const text = (tag: number, value: string | null, timeUs: number, status = 0): TextSample => ({
      tag,
      timeUs,
      value,
      status,
    });

    test('are stored as they are written, wherever in time', async () => {
      await using historian = await create();
      await historian.writeTexts([
        text(RECIPE, 'Öl 5W-30 🚀', NOW),
        text(OPERATOR, '', NOW),
        text(RECIPE, null, NOW + 1, StatusCode.badTimeout),
        text(RECIPE, 'first', 0),
        text(RECIPE, 'of 1900', -2_208_988_800_000_000),
      ]);
      await stored(historian);
      expect(await rows()).toEqual([
        { tag: 'operator', us: NOW, value: '', status: 0 },
        { tag: 'recipe', us: -2_208_988_800_000_000, value: 'of 1900', status: 0 },
        { tag: 'recipe', us: 0, value: 'first', status: 0 },
        { tag: 'recipe', us: NOW, value: 'Öl 5W-30 🚀', status: 0 },
        { tag: 'recipe', us: NOW + 1, value: null, status: StatusCode.badTimeout },
      ]);
      expect(historian.stats().sources[0]!.counters).toMatchObject({ accepted: 5, stored: 5 });
    });

    test('are stored once while they do not change, and again after excMax', async () => {
      await using historian = await create();
      for (let second = 0; second <= 120; second += 20) {
        await historian.writeTexts([
          text(OPERATOR, 'Ann', NOW - 200 * SECOND + second * SECOND),
          text(RECIPE, second < 60 ? 'A' : 'B', NOW - 200 * SECOND + second * SECOND),
        ]);
      }
      await stored(historian);
      const found = (await rows()).map(({ tag, us, value }) => [
        tag,
        (us - NOW) / SECOND + 200,
        value,
      ]);
      expect(found).toEqual([
        ['operator', 0, 'Ann'],
        ['operator', 60, 'Ann'],
        ['operator', 120, 'Ann'],
        ['recipe', 0, 'A'],
        ['recipe', 60, 'B'],
      ]);
      expect(historian.stats().sources[0]!.counters).toMatchObject({
        accepted: 14,
        filtered: 9,
        stored: 5,
      });
    });

    test('go on after a restart where they stood, shown at once', async () => {
      {
        await using historian = await create();
        await historian.writeTexts([text(RECIPE, 'A', NOW), text(OPERATOR, 'Ann', NOW)]);
      }
      await using historian = await create();
      expect(historian.latest()).toMatchObject([
        { timeUs: NOW, text: 'A', status: 0 },
        { timeUs: NOW, text: 'Ann', status: 0 },
      ]);
      await historian.writeTexts([text(RECIPE, 'A', NOW + 1), text(OPERATOR, 'Bob', NOW + 1)]);
      await stored(historian);
      expect((await rows()).map(({ value }) => value)).toEqual(['Ann', 'Bob', 'A']);
    });

    test('reach subscribers as they change', async () => {
      await using historian = await create();
      const ids = historian.tags.map(({ id }) => id);
      const seen: unknown[] = [];
      const following = (async () => {
        const { signal } = new AbortController();
        for await (const samples of historian.subscribe([ids[RECIPE]!], signal)) {
          seen.push(...samples.map((sample) => sample.text));
          if (seen.length === 1) await historian.writeTexts([text(RECIPE, 'B', NOW + 1)]);
          else return;
        }
      })();
      await historian.writeTexts([text(RECIPE, 'A', NOW)]);
      await following;
      expect(seen).toEqual(['A', 'B']);
    });

    test('that PostgreSQL has no way to store are dead letters, and counted apart', async () => {
      await using historian = await create();
      await historian.writeTexts([
        text(RECIPE, 'A', NOW),
        text(RECIPE, 'with a \0', NOW + 1),
        text(OPERATOR, 'Ann', NOW + 2),
      ]);
      await stored(historian);
      expect((await rows()).map(({ value }) => value)).toEqual(['Ann', 'A']);
      const letters = await readFile(join(directory, 'dead-letter.jsonl'), 'utf8');
      expect(JSON.parse(letters)).toMatchObject({
        table: 'timeseries.text_samples',
        code: '22021',
      });
      expect(historian.stats().sources[0]!.counters).toMatchObject({
        accepted: 3,
        filtered: 0,
        stored: 2,
        refused: 1,
      });
    });

    test('from the future are stamped on arrival and Uncertain', async () => {
      await using historian = await create([PROGRAM], { nowUs: () => NOW });
      await historian.writeTexts([text(RECIPE, 'A', NOW + 3_600 * SECOND)]);
      await stored(historian);
      expect(await rows()).toEqual([
        { tag: 'recipe', us: NOW, value: 'A', status: StatusCode.uncertain },
      ]);
    });

    test('and numbers do not go into each other’s tags', async () => {
      await using historian = await create();
      const number = {
        tag: Int32Array.of(RECIPE),
        time: Float64Array.of(NOW),
        value: Float64Array.of(1),
        status: Int32Array.of(0),
        length: 1,
      };
      await expect(historian.write(number)).rejects.toMatchObject({
        code: 'SAMPLE_INVALID',
        message: 'sample 0: expected a tag that holds numbers, got 0',
      });
      await expect(historian.writeTexts([text(SPEED, 'fast', NOW)])).rejects.toMatchObject({
        code: 'SAMPLE_INVALID',
        message: 'text 0: expected a text tag that is there, got 1',
      });
      await expect(historian.writeTexts([text(RECIPE, 'A', NaN)])).rejects.toMatchObject({
        code: 'SAMPLE_INVALID',
      });
      await expect(
        historian.writeTexts([text(RECIPE, 'x'.repeat(1_048_577), NOW)]),
      ).rejects.toMatchObject({ code: 'SAMPLE_INVALID' });
    });

    test('of a device end with a Bad row, at a stop and after a kill', async () => {
      const device: SourceDefinition = {
        name: 'mixer',
        protocol: 'opcua',
        endpointUrl: 'opc.tcp://127.0.0.1',
        tags: [{ name: 'product', nodeId: 'ns=1;s=Product', dataType: 'text' }],
      };
      let host: DriverHost | undefined;
      const startDriver: HistorianOptions['startDriver'] = (_source, _plans, given) => {
        host = given;
        return { stop: () => Promise.resolve() };
      };
      {
        await using historian = await create([device], { startDriver });
        const payload = packTextFrame([text(0, 'Ketchup', NOW)]);
        host!.push({ plan: 1, receivedUs: NOW, status: StatusCode.good, payload });
        await expect.poll(() => historian.latest()).toMatchObject([{ text: 'Ketchup' }]);
      }
      expect((await rows()).map(({ value, status }) => [value, status])).toEqual([
        ['Ketchup', StatusCode.good],
        [null, StatusCode.badShutdown],
      ]);
      // As a kill leaves it.
      await database.query('DELETE FROM timeseries.text_samples WHERE value IS NULL');
      await using historian = await create([device], { startDriver });
      await stored(historian);
      expect((await rows()).map(({ us, value, status }) => [us, value, status])).toEqual([
        [NOW, 'Ketchup', StatusCode.good],
        [NOW + 1, null, StatusCode.badShutdown],
      ]);
    });

    test('are seen by their tenant only', async () => {
      await using historian = await create();
      await historian.writeTexts([text(RECIPE, 'A', NOW)]);
      await stored(historian);
      const seenBy = async (name: string): Promise<unknown[]> => {
        await database.query('BEGIN');
        try {
          await database.query(
            `SELECT set_config('varve.tenant_id', (SELECT id::text FROM tenants WHERE name = $1), true)`,
            [name],
          );
          await database.query('SET LOCAL ROLE varve_app');
          return await database.query('SELECT value FROM text_samples');
        } finally {
          await database.query('ROLLBACK');
        }
      };
      expect(await seenBy(tenant)).toEqual([{ value: 'A' }]);
      expect(await seenBy('default')).toEqual([]);
    });
  });
}

test.each([
  {
    case: 'with a scale',
    source: { name: 'p', protocol: 'program', tags: [{ name: 'a', dataType: 'text', scale: 2 }] },
    message: 'text tag a: expected no scale, got 2',
  },
  {
    case: 'with a deadband',
    source: {
      name: 'p',
      protocol: 'program',
      tags: [{ name: 'a', dataType: 'text', filter: { excDev: 1 } }],
    },
    message: 'text tag a: expected no filter but excMax, got "excDev"',
  },
] as const)('a text tag $case is refused', async ({ source, message }) => {
  const created = createHistorian({ database: 'postgres://127.0.0.1:1/x', sources: [source] });
  await expect(created).rejects.toMatchObject({ code: 'TAG_INVALID', message });
});
