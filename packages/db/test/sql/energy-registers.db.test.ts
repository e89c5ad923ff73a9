import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDatabase, type TestDatabase } from '../support/database.ts';
import { type EnergyPlant, energyPlant, everyMinutes } from '../support/energy-plant.ts';
import { RUNNABLE_ENGINES } from '../support/engines.ts';

const FROM = '2026-03-10T10:00:00Z';
const TO = '2026-03-10T11:00:00Z';

describe.each(RUNNABLE_ENGINES)('energy by readings on $name', (engine) => {
  let database: TestDatabase;
  let plant: EnergyPlant;
  beforeAll(async () => {
    database = await openDatabase(engine);
    plant = await energyPlant(database);
  });
  afterAll(async () => database?.[Symbol.asyncDispose]());

  const windows = (machine: string, from: string, to: string, length = '15 minutes') =>
    plant.rows('SELECT window_start, mean_kw FROM demand_windows($1, $2, $3, $4) ORDER BY 1', [
      machine,
      from,
      to,
      length,
    ]);
  const quarters = (registers: readonly number[], power?: number) =>
    everyMinutes(15, FROM, registers.length, (index) => ({
      register: registers[index]!,
      ...(power === undefined ? {} : { power }),
    }));

  test('a span that cuts a long gap of the register has its share of it', async () => {
    const machine = await plant.machine();
    await plant.insert(machine, [
      { at: '2026-03-10T21:30:00Z', register: 100 },
      { at: '2026-03-10T22:30:00Z', register: 101 },
      { at: '2026-03-11T01:30:00Z', register: 104 },
      { at: '2026-03-11T02:30:00Z', register: 105 },
    ]);
    const [before, midnight, after] = ['2026-03-10Z', '2026-03-11Z', '2026-03-12Z'] as const;
    expect(await plant.energy(machine, before, midnight)).toBeCloseTo(2.5, 9);
    expect(await plant.energy(machine, midnight, after)).toBeCloseTo(2.5, 9);
    expect(await plant.energy(machine, before, after)).toBeCloseTo(5, 9);
    const hours = await windows(machine, midnight, '2026-03-11T04:00:00Z', '1 hour');
    expect(hours.map(({ window_start: start }) => (start as Date).getUTCHours())).toEqual([
      0, 1, 2,
    ]);
    for (const { mean_kw: mean } of hours) expect(mean).toBeCloseTo(1, 9);
  });

  test.each([
    ['shows 0 once', [549.7, 0, 549.73, 549.75], 0.05, 1],
    ['shows 0 twice running', [549.7, 0, 0, 549.75], 0.05, 2],
    ['shows 0 every other time', [549.7, 0, 549.72, 0, 549.75], 0.05, 2],
    ['shows half of it once', [549.7, 274.9, 549.73, 549.75], 0.05, 1],
    ['shows ten times too much once', [549.7, 5497.1, 549.73, 549.75], 0.05, 1],
    ['shows an error code once', [549.7, 4_294_967_295, 549.73, 549.75], 0.05, 1],
  ])('a register that %s counts as if it had not been read', async (_, registers, kwh, left) => {
    for (const power of [undefined, 0.1]) {
      const machine = await plant.machine();
      await plant.insert(machine, quarters(registers, power));
      const until = power === undefined ? TO : '2026-03-10T12:00:00Z';
      const found = await plant.row('SELECT * FROM energy_coverage($1, $2, $3)', [
        machine,
        FROM,
        until,
      ]);
      expect(found['energy_kwh']).toBeCloseTo(kwh, 9);
      expect(found['left_out_count']).toBe(String(left));
      const [peak] = await plant.rows('SELECT * FROM calculate_peak_demand($1, $2, $3)', [
        machine,
        FROM,
        until,
      ]);
      expect(peak!['peak_kw']).toBeLessThanOrEqual(0.2);
      expect(peak!['sliding_peak_kw']).toBeLessThanOrEqual(0.2);
    }
  });

  test('a register that is not a number, negative or Bad was not read', async () => {
    const machine = await plant.machine();
    await plant.insert(machine, [
      { at: '2026-03-10T10:00:00Z', register: 10 },
      { at: '2026-03-10T10:10:00Z', register: Number.NaN, power: Number.NaN },
      { at: '2026-03-10T10:20:00Z', register: Infinity, power: Infinity },
      { at: '2026-03-10T10:30:00Z', register: -1 },
      { at: '2026-03-10T10:40:00Z', register: 99, status: -2_147_483_648 },
      { at: '2026-03-10T11:00:00Z', register: 12 },
    ]);
    expect(await plant.energy(machine, FROM, TO)).toBeCloseTo(2, 9);
  });

  test('a register at its modulus or above was not read', async () => {
    const shows = async (registers: readonly number[]) => {
      const machine = await plant.machine({ modulusKwh: 1_000 });
      await plant.insert(machine, quarters(registers));
      return plant.energy(machine, FROM, '2026-03-10T14:00:00Z');
    };
    const code = 4_294_967_295;
    expect(await shows([990, 994, code])).toBeCloseTo(4, 9);
    expect(await shows([code, 990, 994])).toBeCloseTo(4, 9);
    expect(await shows([990, code, 0, 994])).toBeCloseTo(4, 9);
    expect(await shows([990, code, code, 1_000, 994])).toBeCloseTo(4, 9);
    expect(await shows([990, ...Array.from({ length: 12 }, () => code), 994])).toBeCloseTo(4, 9);
    expect(await shows([990, code, 4, code, 6])).toBeCloseTo(16, 9);
  });

  test.each([
    ['without a modulus begins again at 0', undefined, [9990, 9998, 3, 5], 13, [32, 12, 8]],
    ['that wraps goes on from its modulus', 10_000, [9990, 9998, 3, 5], 15, [32, 20, 8]],
    [
      'that falls by less than half of its modulus was reset',
      10_000,
      [2600, 2636, 0, 40],
      76,
      [144, 0, 160],
    ],
    [
      'that was reset and rises from there did not come back',
      undefined,
      [549.7, 0, 0.3, 0.5],
      0.5,
      [0, 1.2, 0.8],
    ],
  ])('a register %s', async (_, modulusKwh, registers, kwh, means) => {
    const machine = await plant.machine(modulusKwh === undefined ? {} : { modulusKwh });
    await plant.insert(machine, quarters(registers));
    expect(await plant.energy(machine, FROM, TO)).toBeCloseTo(kwh, 9);
    const found = await windows(machine, FROM, TO);
    expect(found.map(({ mean_kw: mean }) => Math.round((mean as number) * 1e6) / 1e6)).toEqual(
      means,
    );
  });

  test('a register with few digits wraps within minutes', async () => {
    const machine = await plant.machine({ modulusKwh: 838.8608 });
    await plant.insert(
      machine,
      everyMinutes(3, FROM, 3, (index) => ({ register: [838.831, 838.8576, 0.0123][index]! })),
    );
    expect(await plant.energy(machine, FROM, TO)).toBeCloseTo(0.0421, 9);
    expect(await plant.energy(machine, FROM, '2026-03-10T10:03:00Z')).toBeCloseTo(0.0266, 9);
  });

  test('a reset within a gap counts what the register shows after it', async () => {
    const machine = await plant.machine();
    await plant.insert(machine, [
      { at: '2026-03-10T00:00:00Z', register: 9990 },
      { at: '2026-03-12T00:00:00Z', register: 30 },
    ]);
    expect(await plant.energy(machine, '2026-03-10Z', '2026-03-11Z')).toBeCloseTo(15, 9);
  });

  test('register and power may come in separate rows', async () => {
    const machine = await plant.machine();
    await plant.insert(machine, [
      ...quarters([100, 115, 130]),
      ...[5, 10, 20].map((minute) => ({
        at: new Date(Date.parse(FROM) + minute * 60_000).toISOString(),
        power: 60,
      })),
    ]);
    expect(await plant.energy(machine, FROM, '2026-03-10T10:30:00Z')).toBeCloseTo(30, 9);
  });

  test('the register counts where power says something else, and power where there is no register yet', async () => {
    const machine = await plant.machine();
    await plant.insert(machine, [
      ...everyMinutes(15, '2026-03-10T09:00:00Z', 4, () => ({ power: 8 })),
      ...quarters([100, 101, 102, 103, 104], 20),
    ]);
    // The last quarter of the hour before rises to 20 kW.
    expect(await plant.energy(machine, '2026-03-10T09:00:00Z', FROM)).toBeCloseTo(6 + 3.5, 9);
    expect(await plant.energy(machine, FROM, TO)).toBeCloseTo(4, 9);
    const { method } = await plant.row('SELECT method FROM energy_coverage($1, $2, $3)', [
      machine,
      '2026-03-10T09:00:00Z',
      TO,
    ]);
    expect(method).toBe('both');
  });

  test('a reading of power holds an hour at most: for energy, demand and hours alike', async () => {
    const machine = await plant.machine();
    await plant.insert(
      machine,
      everyMinutes(61, '2026-03-10T00:00:00Z', 24, () => ({ power: 10 })),
    );
    const day = [machine, '2026-03-10Z', '2026-03-11Z'];
    const kpis = await plant.row('SELECT * FROM calculate_all_kpis($1, $2, $3)', day);
    const hours = 24 - 23 / 60;
    expect(kpis['energy_kwh']).toBeCloseTo(10 * hours, 9);
    expect(kpis['running_hours']).toBeCloseTo(hours, 9);
    expect(kpis['coverage']).toBeCloseTo(hours / 24, 9);
    expect(kpis['load_factor']).toBeCloseTo(1, 9);
    const found = await windows(machine, '2026-03-10Z', '2026-03-11Z');
    expect(found.length).toBe(96);
    for (const { mean_kw: mean } of found) expect(mean).toBeCloseTo(10, 9);
  });

  test('hours by load are unknown where power was never read', async () => {
    const machine = await plant.machine();
    await plant.insert(
      machine,
      everyMinutes(15, '2026-03-10T00:00:00Z', 97, (index) => ({ register: 10 * index })),
    );
    const day = [machine, '2026-03-10Z', '2026-03-11Z'];
    expect(await plant.row('SELECT * FROM get_machine_operating_hours($1, $2, $3)', day)).toEqual({
      running_hours: null,
      idle_hours: null,
      off_hours: null,
      unknown_hours: 24,
      utilisation: null,
    });
    const kpis = await plant.row('SELECT * FROM calculate_all_kpis($1, $2, $3)', day);
    expect(kpis).toMatchObject({
      energy_kwh: 960,
      load_factor: 1,
      running_hours: null,
      utilisation: null,
      coverage: 1,
    });
  });

  test('a span that ends before it begins, or was not read, has no figures', async () => {
    const machine = await plant.machine();
    await plant.insert(machine, quarters([1, 2]));
    for (const [from, to, coverage] of [
      [TO, FROM, null],
      [FROM, FROM, null],
      ['2026-03-01Z', '2026-03-02Z', 0],
    ]) {
      const kpis = await plant.row('SELECT * FROM calculate_all_kpis($1, $2, $3)', [
        machine,
        from,
        to,
      ]);
      expect(kpis).toMatchObject({
        energy_kwh: null,
        peak_kw: null,
        load_factor: null,
        total_cost: null,
        emissions_kg_co2e: null,
        running_hours: null,
        coverage,
      });
    }
  });

  test('a load factor is that of the hours that were read', async () => {
    const machine = await plant.machine();
    await plant.insert(machine, quarters([0, 10, 15, 20, 25]));
    const month = [machine, '2026-03-01Z', '2026-04-01Z'];
    const kpis = await plant.row('SELECT * FROM calculate_all_kpis($1, $2, $3)', month);
    expect(kpis['load_factor']).toBeCloseTo(25 / 40, 9);
    expect(kpis['coverage']).toBeCloseTo(1 / (31 * 24), 9);
  });

  test('a sliding peak is that of a slow sum over every window', async () => {
    const machine = await plant.machine();
    const kw = fc.sample(fc.integer({ min: 0, max: 50_000 }), 240).map((watts) => watts / 1_000);
    await plant.insert(
      machine,
      everyMinutes(1, FROM, 240, (index) => ({ power: kw[index]! })),
    );
    const sums = kw
      .slice(0, 226)
      .map((_, start) => kw.slice(start, start + 15).reduce((a, b) => a + b, 0) / 15);
    const peak = await plant.row('SELECT * FROM calculate_peak_demand($1, $2, $3)', [
      machine,
      FROM,
      '2026-03-10T14:00:00Z',
    ]);
    expect(peak['sliding_peak_kw']).toBeCloseTo(Math.max(...sums), 7);
  });

  test('the parts of a span make the whole, wherever it is cut', async () => {
    const machine = await plant.machine({ modulusKwh: 1_000 });
    let kwh = 900;
    let minute = 0;
    const readings = fc
      .sample(
        fc.record({ gap: fc.integer({ min: 1, max: 200 }), kind: fc.integer({ min: 0, max: 3 }) }),
        60,
      )
      .map(({ gap, kind }) => {
        minute += gap;
        kwh = (kwh + gap / 3) % 1_000;
        return {
          at: new Date(Date.parse('2026-03-10T00:00:00Z') + minute * 60_000).toISOString(),
          ...(kind === 0 ? { power: 20 } : { register: kind === 1 ? 0 : kwh, power: 20 }),
        };
      });
    await plant.insert(machine, readings);
    const [from, to] = [Date.parse('2026-03-10T00:00:00Z'), Date.parse('2026-03-16T00:00:00Z')];
    const whole = await plant.energy(
      machine,
      new Date(from).toISOString(),
      new Date(to).toISOString(),
    );
    const cuts = fc
      .sample(fc.integer({ min: from + 1, max: to - 1 }), 12)
      .toSorted((a, b) => a - b);
    let sum = 0;
    for (const [index, end] of [...cuts, to].entries()) {
      const start = index === 0 ? from : cuts[index - 1]!;
      sum +=
        (await plant.energy(machine, new Date(start).toISOString(), new Date(end).toISOString())) ??
        0;
    }
    expect(sum).toBeCloseTo(whole!, 6);
  });
});
