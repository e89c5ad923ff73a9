import { createHistorian, type Historian } from '@varve/historian';
import { StatusCode, type ModbusSourceDefinition } from '@varve/protocols';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { needs, pymodbus } from '../../../test/requirement.ts';
import { startPymodbus, type PymodbusServer } from './support/pymodbus-server.ts';
import { startTestDatabase, type TestDatabase } from './support/test-database.ts';

const CHANGES_ONLY = { excDev: 0 };
const POLL = { pollIntervalMs: 20 };
// These are answered: a busy machine is no silence of the device.
const PATIENT = { ...POLL, timeoutMs: 5_000 };
const QUICK = { ...POLL, timeoutMs: 200 };
const STEPS = Array.from({ length: 20 }, (_, step) => step + 1);

/** Values that a wrong sign, word order or width would change. */
function valuesAt(step: number) {
  return {
    level: -step * 1_000,
    total: 4_000_000_000 + step * 65_537,
    flow: step + 0.1,
    valve: (step % 2) as 0 | 1,
    pump: ((step + 1) % 2) as 0 | 1,
  };
}

function sourcesOf(port: number): ModbusSourceDefinition[] {
  const endpoint = { protocol: 'modbus' as const, host: '127.0.0.1', port };
  const filter = CHANGES_ONLY;
  return [
    {
      ...endpoint,
      ...PATIENT,
      name: 'tank',
      tags: [
        { name: 'tank/level', address: 0, rawType: 'int16', filter },
        { name: 'tank/total', address: 2, rawType: 'uint32', byteOrder: 'CDAB', filter },
        { name: 'tank/flow', address: 4, rawType: 'float32', byteOrder: 'ABCD', filter },
        { name: 'tank/valve', table: 'coil', address: 0, dataType: 'digital', filter },
        { name: 'tank/pump', table: 'coil', address: 9, dataType: 'digital', filter },
        // Registers 6 to 11 are not there: reading across them would be answered with an exception.
        { name: 'tank/spare', address: 12, rawType: 'int16', scale: 0.5, offset: 10, filter },
      ],
    },
    {
      ...endpoint,
      ...PATIENT,
      name: 'ghost',
      tags: [
        { name: 'ghost/real', address: 0, rawType: 'int16', filter },
        { name: 'ghost/none', address: 500, rawType: 'int16', filter },
      ],
    },
    {
      ...endpoint,
      ...QUICK,
      name: 'gateway',
      tags: [
        { name: 'gateway/near', unitId: 1, address: 0, rawType: 'int16', filter },
        { name: 'gateway/silent', unitId: 2, address: 0, rawType: 'int16', filter },
      ],
    },
  ];
}

describe('a pymodbus server', needs(pymodbus), () => {
  let database: TestDatabase;
  let server: PymodbusServer;
  let historian: Historian;

  beforeAll(async () => {
    server = await startPymodbus();
    database = await startTestDatabase();
    historian = await createHistorian({
      database: database.connectionString,
      directory: database.directory,
      sources: sourcesOf(server.port),
      flushIntervalMs: 20,
    });
  });
  afterAll(async () => {
    await historian?.stop();
    await database?.[Symbol.asyncDispose]();
    await server?.[Symbol.asyncDispose]();
  });

  /** Last value of a tag; undefined before the first, NaN in an outage. */
  function latest(tag: string): number | undefined {
    const found = historian.tags.find(({ definition }) => definition.name === tag);
    return historian.latest([found!.id])[0]?.value;
  }
  function statsOf(source: string) {
    return historian.stats().sources.find(({ definition }) => definition.name === source)!;
  }

  test('gives every value that its registers and coils took, in order', async () => {
    await expect.poll(() => latest('tank/level')).toBe(0);
    for (const step of STEPS) {
      const { level, total, flow, valve, pump } = valuesAt(step);
      await server.tell({
        registers: [
          [0, 'int16', 'ABCD', level],
          [2, 'uint32', 'CDAB', total],
          [4, 'float32', 'ABCD', flow],
          [12, 'int16', 'ABCD', step],
        ],
        coils: [
          [0, valve],
          [9, pump],
        ],
      });
      await expect
        .poll(() =>
          ['level', 'total', 'flow', 'valve', 'pump', 'spare'].map((tag) => latest(`tank/${tag}`)),
        )
        .toEqual([level, total, Math.fround(flow), valve, pump, step * 0.5 + 10]);
      await expect
        .poll(() => [latest('ghost/real'), latest('gateway/near')])
        .toEqual([level, level]);
    }
    // The last step may still be on its way to the table.
    const last = valuesAt(STEPS.at(-1)!);
    await expect.poll(async () => (await database.valuesOf('tank/level')).at(-1)).toBe(last.level);
    const stepped = STEPS.map(valuesAt);
    expect(await database.valuesOf('tank/level')).toEqual([
      0,
      ...stepped.map(({ level }) => level),
    ]);
    expect(await database.valuesOf('tank/total')).toEqual([
      0,
      ...stepped.map(({ total }) => total),
    ]);
    expect(await database.valuesOf('tank/flow')).toEqual([
      0,
      ...stepped.map(({ flow }) => Math.fround(flow)),
    ]);
    expect(await database.valuesOf('tank/valve')).toEqual([
      0,
      ...stepped.map(({ valve }) => valve),
    ]);
    expect(await database.valuesOf('tank/pump')).toEqual([
      0,
      ...stepped.slice(1).map(({ pump }) => pump),
    ]);
    expect(statsOf('tank')).toMatchObject({ state: 'connected', lastError: undefined });
    expect(statsOf('tank').counters).toMatchObject({ rejected: 0, droppedFrames: 0 });
  });

  test('an address that it does not have is an outage with the reason, and only that tag has it', async () => {
    const { counters, lastError, state } = statsOf('ghost');
    // It answers, and a part of what it is asked for does not come.
    expect(state).toBe('degraded');
    expect(lastError?.reason).toBe('the device answered exception 2, illegal data address');
    expect(counters.rejected).toBeGreaterThan(STEPS.length);
    expect(counters.received).toBe(counters.accepted + counters.rejected);
    expect(await database.valuesOf('ghost/none')).toEqual([null]);
    expect(await database.outagesOf('ghost/none')).toEqual([StatusCode.badConfigurationError]);
    expect(await database.outagesOf('ghost/real')).toEqual([]);
    expect(await database.valuesOf('ghost/real')).toEqual(await database.valuesOf('tank/level'));
  });

  test('a unit that does not answer is an outage, and ends when it does', async () => {
    const { lastError } = statsOf('gateway');
    expect(lastError).toMatchObject({ reason: 'unit 2 did not answer in time' });
    expect(await database.outagesOf('gateway/silent')).toEqual([StatusCode.badTimeout]);
    expect(await database.outagesOf('gateway/near')).toEqual([]);
    await server.tell({ unit: 2, answers: true });
    // It is asked ever more rarely, every 10 s in the end.
    await expect.poll(() => latest('gateway/silent')).toBe(0);
    await expect.poll(() => database.valuesOf('gateway/silent')).toEqual([null, 0]);
  });

  test('the end of the historian is stored, and every sample that it counted', async () => {
    await historian.stop();
    const rows = await database.query<{ source: string; count: number }>(
      `SELECT split_part(tag, '/', 1) AS source, count(*)::int AS count
       FROM timeseries.samples_by_name GROUP BY 1 ORDER BY 1`,
    );
    const stored = historian.stats().sources.map(({ definition, counters }) => ({
      source: definition.name,
      count: counters.stored,
    }));
    expect(rows).toEqual(stored.toSorted((one, other) => one.source.localeCompare(other.source)));
    expect((await database.outagesOf('tank/level')).at(-1)).toBe(StatusCode.badShutdown);
  });
});
