import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  createHistorian,
  type Historian,
  type HistorianEvent,
  type HistorianOptions,
} from '@varve/historian';
import { StatusCode } from '@varve/protocols';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { needs } from '../../../../test/requirement.ts';
import {
  ENGINES,
  removeFolder,
  temporaryFolder,
  type TestDatabase,
} from '../support/test-database.ts';

const NOW = Math.floor(Date.now() / 1_000) * 1e6;
const SECOND = 1e6;
const DAY = 86_400 * SECOND;

const ENERGY = {
  table: 'timeseries.energy_readings',
  columns: { time: 'timestamptz', machine_id: 'uuid', power_kw: 'float8', voltage_v: 'float8' },
} as const;

for (const { engine, requirements, open } of ENGINES) {
  describe(`records on ${engine}`, needs(...requirements), () => {
    let database: TestDatabase;
    let directory: string;
    let machine: string;
    let events: HistorianEvent[];

    beforeAll(async () => {
      database = await open();
      await database.query(
        `CREATE TABLE public.everything (
           at timestamptz NOT NULL, a_date date, f8 double precision, f4 real, i8 bigint, i4 integer, i2 smallint,
           n numeric, b boolean, t text, v varchar(10), u uuid, j jsonb, id bigint GENERATED ALWAYS AS IDENTITY)`,
      );
    });
    afterAll(() => database[Symbol.asyncDispose]());
    beforeEach(async () => {
      directory = await temporaryFolder();
      machine = randomUUID();
      events = [];
    });
    afterEach(() => removeFolder(directory));

    const create = (options: Partial<HistorianOptions> = {}): Promise<Historian> =>
      createHistorian({
        database: database.connectionString,
        directory,
        sources: [],
        workers: 1,
        onEvent: (event) => events.push(event),
        ...options,
      });

    const stored = async (historian: Historian): Promise<void> => {
      await expect.poll(() => historian.stats().spool.blocks).toBe(0);
    };

    const energy = () =>
      database.query<{ us: number; status: number; power_kw: number | null }>(
        `SELECT (extract(epoch FROM time) * 1000000)::float8 AS us, status, power_kw FROM timeseries.energy_readings
         WHERE machine_id = $1 ORDER BY time`,
        [machine],
      );

    test('go into a series in columns and in rows, wherever in time', async () => {
      await using historian = await create();
      const stream = await historian.recordStream(ENERGY);
      await stream.write({
        time: Float64Array.of(NOW, NOW + SECOND),
        machine_id: [machine, machine],
        power_kw: Float64Array.of(1.5, NaN),
        voltage_v: [400, null],
      });
      await stream.writeRows([
        { time: NOW - 40 * DAY, machine_id: machine, power_kw: 3 },
        { time: 0, machine_id: machine },
      ]);
      await stored(historian);
      expect(await energy()).toEqual([
        { us: 0, status: 0, power_kw: null },
        { us: NOW - 40 * DAY, status: 0, power_kw: 3 },
        { us: NOW, status: 0, power_kw: 1.5 },
        { us: NOW + SECOND, status: 0, power_kw: null },
      ]);
      const { table } = ENERGY;
      expect(historian.stats().records).toEqual([{ table, accepted: 4, stored: 4, refused: 0 }]);
    });

    test('keep every type as PostgreSQL reads it', async () => {
      await using historian = await create();
      const stream = await historian.recordStream({
        table: 'everything',
        time: 'at',
        columns: {
          a_date: 'date',
          f8: 'float8',
          f4: 'float4',
          i8: 'int8',
          i4: 'int4',
          i2: 'int2',
          n: 'numeric',
          b: 'bool',
          t: 'text',
          v: 'text',
          u: 'uuid',
          j: 'jsonb',
          at: 'timestamptz',
        },
      });
      await stream.writeRows([
        {
          at: 1_500_000,
          a_date: '2026-02-28',
          f8: -0.1,
          f4: 0.5,
          i8: 2n ** 63n - 1n,
          i4: -(2 ** 31),
          i2: -32_768,
          n: '-12345678901234567890.00120',
          b: true,
          t: 'Öl 🚀',
          v: 'short',
          u: machine.toUpperCase(),
          j: { a: [1, 'ü'], b: null },
        },
        { at: 2_000_000 },
      ]);
      await stored(historian);
      const rows = await database.query(
        `SELECT (extract(epoch FROM at) * 1000000)::float8 AS at, a_date::text, f8, f4, i8, i4, i2, n::text, b, t, v, u, j
         FROM everything ORDER BY at`,
      );
      const nothing = { f8: null, f4: null, i8: null, i4: null, i2: null, n: null, b: null };
      expect(rows).toEqual([
        {
          at: 1_500_000,
          a_date: '2026-02-28',
          f8: -0.1,
          f4: 0.5,
          i8: '9223372036854775807',
          i4: -(2 ** 31),
          i2: -32_768,
          n: '-12345678901234567890.00120',
          b: true,
          t: 'Öl 🚀',
          v: 'short',
          u: machine,
          j: { a: [1, 'ü'], b: null },
        },
        { at: 2_000_000, a_date: null, ...nothing, t: null, v: null, u: null, j: null },
      ]);
    });

    test.each([
      [{ power_kw: 'float4' }, 'column power_kw: expected float4, found float8'],
      [{ power: 'float8' }, 'column power: expected float8, found no such column'],
      [
        { power_kw: 'uuid', status: 'text' },
        'column power_kw: expected uuid, found float8; column status: expected text, found int4',
      ],
    ] as const)('of columns %o are refused at the start', async (wrong, message) => {
      await using historian = await create();
      const columns = { time: 'timestamptz', machine_id: 'uuid', ...wrong } as const;
      await expect(historian.recordStream({ table: ENERGY.table, columns })).rejects.toMatchObject({
        code: 'RECORD_COLUMN_INVALID',
        message: `timeseries.energy_readings, ${message}`,
      });
    });

    test('need what the table requires, and a table that can be written to', async () => {
      await using historian = await create();
      const { columns } = ENERGY;
      await expect(
        historian.recordStream({ table: ENERGY.table, columns: { time: 'timestamptz' } }),
      ).rejects.toMatchObject({
        code: 'RECORD_COLUMN_INVALID',
        message: expect.stringContaining('machine_id: expected in the stream') as string,
      });
      for (const [table, found] of [
        ['energy_readings', 'a view'],
        ['nothing.here', 'no such table'],
      ] as const) {
        await expect(historian.recordStream({ table, columns })).rejects.toMatchObject({
          code: 'RECORD_TABLE_INVALID',
          message: expect.stringContaining(
            `expected a table to write to, found ${found}`,
          ) as string,
        });
      }
    });

    test('that are no records are refused with column and row, and nothing of their batch is stored', async () => {
      await using historian = await create();
      const stream = await historian.recordStream(ENERGY);
      const write = (time: number, id: string): Promise<void> =>
        stream.writeRows([
          { time: NOW, machine_id: machine },
          { time, machine_id: id },
        ]);
      await expect(write(NaN, machine)).rejects.toMatchObject({
        code: 'RECORD_INVALID',
        message: expect.stringContaining('column time, row 1: expected microseconds') as string,
      });
      await expect(write(NOW, 'pump')).rejects.toMatchObject({
        code: 'RECORD_INVALID',
        message:
          'timeseries.energy_readings, column machine_id, row 1: expected a UUID, got "pump"',
      });
      const columns = { time: [NOW], machine_id: [machine], power_kw: [], voltage_v: [1] };
      await expect(stream.write(columns)).rejects.toMatchObject({
        code: 'RECORD_INVALID',
        message:
          'timeseries.energy_readings, column power_kw: expected 1 values, as time has, got 0',
      });
      await stored(historian);
      expect(await energy()).toEqual([]);
    });

    test('that the table refuses are dead letters, and the others go in', async () => {
      await using historian = await create();
      const stream = await historian.recordStream({
        table: 'timeseries.energy_readings',
        columns: { time: 'timestamptz', machine_id: 'uuid', power_factor: 'float8' },
      });
      const times = Float64Array.from({ length: 50 }, (_, second) => NOW + second * SECOND);
      // A factor that cannot be, and a time that is there twice.
      times[30] = times[29]!;
      const factors = Float64Array.from(times, (_, row) => (row === 7 ? 1.5 : 0.9));
      await stream.write({
        time: times,
        machine_id: Array(50).fill(machine),
        power_factor: factors,
      });
      await stored(historian);
      expect(await energy()).toHaveLength(48);
      const letters = await readFile(join(directory, 'dead-letter.jsonl'), 'utf8');
      const codes = letters
        .trim()
        .split('\n')
        .map((line) => (JSON.parse(line) as { code: string }).code);
      expect(codes).toEqual(['23514', '23505']);
      expect(stream.stats()).toMatchObject({ accepted: 50, stored: 48, refused: 2 });
    });

    test('from the future are stamped on arrival and Uncertain', async () => {
      await using historian = await create({ nowUs: () => NOW });
      const stream = await historian.recordStream(ENERGY);
      await stream.writeRows([{ time: NOW + 3_600 * SECOND, machine_id: machine }]);
      await stored(historian);
      expect(await energy()).toEqual([{ us: NOW, status: StatusCode.uncertain, power_kw: null }]);
    });

    test('that are late are in the rollups after the next maintenance', async () => {
      await using historian = await create();
      const stream = await historian.recordStream(ENERGY);
      // Refreshed so far: what comes for yesterday is looked at by no refresh.
      await database.query(`SELECT timeseries.maintain('energy_readings')`);
      const yesterday = Math.floor((NOW - DAY) / DAY) * DAY;
      await stream.writeRows([
        { time: yesterday, machine_id: machine, power_kw: 10 },
        { time: yesterday + 30 * SECOND, machine_id: machine, power_kw: 20 },
        { time: NOW, machine_id: machine, power_kw: 30 },
      ]);
      await stored(historian);
      await database.query(`SELECT timeseries.maintain('energy_readings')`);
      const rollup = await database.query(
        `SELECT (extract(epoch FROM bucket) * 1000000)::float8 AS us, power_kw_avg AS avg
         FROM timeseries.energy_readings_1min WHERE machine_id = $1 AND bucket < to_timestamp($2)`,
        [machine, (yesterday + DAY) / 1e6],
      );
      expect(rollup).toEqual([{ us: yesterday, avg: 15 }]);
      expect(await database.query('SELECT * FROM timeseries.late_records')).toEqual([]);
    });

    test('of a table that is gone wait for it, and hold up no other', async () => {
      await database.query('CREATE TABLE public.gone (at timestamptz NOT NULL, n integer)');
      await using historian = await create();
      const columns = { at: 'timestamptz', n: 'int4' } as const;
      const gone = await historian.recordStream({ table: 'gone', columns, time: 'at' });
      const stream = await historian.recordStream(ENERGY);
      await database.query('DROP TABLE public.gone');
      await gone.writeRows([{ at: NOW, n: 7 }]);
      await expect
        .poll(() => events.find(({ kind }) => kind === 'store-failed'))
        .toMatchObject({ sink: 'postgres', code: '42P01', rowCount: 1 });
      await stream.writeRows([{ time: NOW, machine_id: machine }]);
      await expect.poll(() => historian.stats().sinks[0]!.storedRows).toBe(1);
      await expect.poll(() => historian.stats().sinks[0]!.waitingBlocks).toBe(1);
      await database.query('CREATE TABLE public.gone (at timestamptz NOT NULL, n integer)');
      await stored(historian);
      expect(await database.query('SELECT n FROM gone')).toEqual([{ n: 7 }]);
    });

    test('are stored once each, a thousand small writes at once and large ones, over a restart', async () => {
      const count = 30_000;
      const at = (row: number): number => NOW - DAY + row * 1_000;
      {
        await using historian = await create();
        const stream = await historian.recordStream(ENERGY);
        await Promise.all([
          stream.write({
            time: Float64Array.from({ length: count }, (_, row) => at(row)),
            machine_id: Array<string>(count).fill(machine),
            power_kw: new Float32Array(count),
            voltage_v: new Int16Array(count),
          }),
          ...Array.from({ length: 1_000 }, (_, row) =>
            stream.writeRows([{ time: at(count + row), machine_id: machine }]),
          ),
        ]);
      }
      await using historian = await create();
      await stored(historian);
      expect(await energy()).toHaveLength(count + 1_000);
      expect(events.filter(({ kind }) => kind !== 'source-state')).toEqual([]);
      await historian.stop();
      await expect(historian.recordStream(ENERGY)).rejects.toMatchObject({ code: 'STOPPED' });
    });
  });
}
