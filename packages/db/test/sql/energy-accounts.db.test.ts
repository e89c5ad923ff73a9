import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { withTenant } from '../../src/connect/with-tenant.ts';
import { openDatabase, type TestDatabase } from '../support/database.ts';
import { type EnergyPlant, energyPlant, everyMinutes } from '../support/energy-plant.ts';
import { RUNNABLE_ENGINES } from '../support/engines.ts';

const DAY = ['2026-03-10T00:00:00Z', '2026-03-11T00:00:00Z'] as const;
const KPIS = 'SELECT * FROM calculate_all_kpis($1, $2, $3)';

describe.each(RUNNABLE_ENGINES)('accounts of energy on $name', (engine) => {
  let database: TestDatabase;
  let plant: EnergyPlant;
  let machine: string;
  beforeAll(async () => {
    database = await openDatabase(engine);
    plant = await energyPlant(database);
  });
  afterAll(async () => database?.[Symbol.asyncDispose]());
  beforeEach(async () => {
    machine = await plant.machine();
    // One of the tests lets maintenance drop all partitions.
    await plant.rows(
      "SELECT timeseries.ensure_partitions('energy_readings', '2026-03-01Z', '2026-03-15Z')",
    );
  });

  const account = () =>
    plant.rows("SELECT * FROM timeseries.keep_accounts('energy_readings', '2026-03-14Z')");
  /** An answer before the accounts are made must be that of the accounts. */
  const figures = async (): Promise<Record<string, unknown>[]> => [
    await plant.row(KPIS, [machine, ...DAY]),
    await plant.row(KPIS, [machine, '2026-03-10T07:08:09Z', '2026-03-10T19:20:21Z']),
    await plant.row(KPIS, [machine, '2026-03-10T07:08:09Z', '2026-03-10T07:09:10Z']),
    ...(await plant.rows('SELECT * FROM demand_windows($1, $2, $3) ORDER BY 1', [machine, ...DAY])),
    ...(await plant.rows("SELECT * FROM demand_windows($1, $2, $3, '5 minutes') ORDER BY 1", [
      machine,
      ...DAY,
    ])),
  ];
  const rounded = (found: Record<string, unknown>[]): string =>
    JSON.stringify(found, (_, value: unknown) =>
      typeof value === 'number' ? Number(value.toPrecision(9)) : value,
    );

  test.each([
    ['register and power', (index: number) => ({ register: index * 0.3, power: 3 + (index % 7) })],
    ['power alone', (index: number) => ({ power: 3 + (index % 7) })],
    ['a register alone', (index: number) => ({ register: index * 0.3 + (index % 3) / 10 })],
  ])('say of %s what the readings say', async (_, reading) => {
    await plant.insert(machine, everyMinutes(7, DAY[0], 250, reading));
    const read = rounded(await figures());
    await account();
    const [made] = await plant.rows(
      'SELECT count(*)::int AS rows FROM energy_accounts WHERE meter_id = $1',
      [machine],
    );
    expect(made!['rows']).toBeGreaterThan(96);
    expect(
      await plant.rows('SELECT unaccounted_spans($1) @> $2::timestamptz AS measured', [
        machine,
        DAY[0],
      ]),
    ).toEqual([{ measured: false }]);
    expect(rounded(await figures())).toBe(read);
    expect(await account()).toEqual([]);
  });

  test('stay when the readings are dropped, and a register goes on from what it showed', async () => {
    await plant.insert(
      machine,
      everyMinutes(15, DAY[0], 97, (index) => ({ register: index, power: 4 })),
    );
    await account();
    const before = rounded([await plant.row(KPIS, [machine, ...DAY])]);
    const half = await plant.energy(machine, DAY[0], '2026-03-10T12:05:00Z');
    await plant.rows('DELETE FROM timeseries.energy_readings WHERE machine_id = $1', [machine]);
    // As maintenance drops them: no trigger sees a partition go.
    await plant.rows('DELETE FROM timeseries.energy_account_notes WHERE meter_id = $1', [machine]);
    expect(rounded([await plant.row(KPIS, [machine, ...DAY])])).toBe(before);
    expect(await plant.energy(machine, DAY[0], '2026-03-10T12:05:00Z')).toBeCloseTo(half!, 9);
    await plant.insert(machine, [{ at: '2026-10-25T00:00:00Z', register: 196 }]);
    expect(await plant.energy(machine, '2026-03-11T00:00:00Z', '2026-10-25T00:00:00Z')).toBeCloseTo(
      100,
      6,
    );
  });

  test('are asked for late readings at once, and made again by the next maintenance', async () => {
    await plant.insert(machine, [
      { at: '2026-03-10T06:00:00Z', register: 0 },
      { at: '2026-03-10T18:00:00Z', register: 120 },
    ]);
    const noon = '2026-03-10T12:00:00Z';
    await account();
    expect(await plant.energy(machine, DAY[0], noon)).toBeCloseTo(60, 9);
    await plant.insert(machine, [{ at: noon, register: 100 }]);
    expect(await plant.energy(machine, DAY[0], noon)).toBeCloseTo(100, 9);
    expect(await plant.energy(machine, noon, DAY[1])).toBeCloseTo(20, 9);
    expect(await account()).toHaveLength(1);
    expect(
      await plant.rows('SELECT FROM energy_account_notes WHERE meter_id = $1', [machine]),
    ).toEqual([]);
    expect(await plant.energy(machine, DAY[0], noon)).toBeCloseTo(100, 9);
    await plant.rows(
      'UPDATE timeseries.energy_readings SET energy_register_kwh = 90 WHERE machine_id = $1 AND time = $2',
      [machine, noon],
    );
    expect(await plant.energy(machine, DAY[0], noon)).toBeCloseTo(90, 9);
    await plant.rows('DELETE FROM timeseries.energy_readings WHERE machine_id = $1 AND time = $2', [
      machine,
      noon,
    ]);
    expect(await plant.energy(machine, DAY[0], noon)).toBeCloseTo(60, 9);
  });

  test('change where a reading after the last one shows that the last one was no reset', async () => {
    await plant.insert(machine, [
      ...everyMinutes(60, DAY[0], 4, (index) => ({ register: 500 + index })),
      { at: '2026-03-10T04:00:00Z', register: 0 },
    ]);
    await account();
    expect(await plant.energy(machine, ...DAY)).toBeCloseTo(3, 9);
    await plant.insert(machine, [{ at: '2026-03-13T23:30:00Z', register: 510 }]);
    const found = await plant.row('SELECT * FROM energy_coverage($1, $2, $3)', [
      machine,
      DAY[0],
      '2026-03-14Z',
    ]);
    expect(found).toMatchObject({ left_out_count: '1' });
    expect(found['energy_kwh']).toBeCloseTo(10, 9);
  });

  test('are made again when the rated power or the modulus of the register changes', async () => {
    await plant.insert(
      machine,
      everyMinutes(15, DAY[0], 97, (index) => ({ register: (990 + index) % 1_000, power: 4 })),
    );
    await account();
    const before = await plant.row(KPIS, [machine, ...DAY]);
    expect(before['running_hours']).toBe(0);
    await plant.rows(
      'UPDATE machines SET rated_power_kw = 20, register_modulus_kwh = 1000 WHERE id = $1',
      [machine],
    );
    for (const step of [async () => undefined, account]) {
      await step();
      const after = await plant.row(KPIS, [machine, ...DAY]);
      expect(after['energy_kwh']).toBeCloseTo(96, 9);
      expect(after['running_hours']).toBeCloseTo(24, 9);
    }
  });

  test('are made before maintenance drops the readings', async () => {
    await plant.insert(
      machine,
      everyMinutes(15, DAY[0], 97, (index) => ({ register: index, power: 4 })),
    );
    const before = rounded([await plant.row(KPIS, [machine, ...DAY])]);
    await plant.rows("SELECT timeseries.maintain('energy_readings', now() + interval '200 days')");
    expect(await plant.rows('SELECT FROM timeseries.energy_readings')).toEqual([]);
    expect(rounded([await plant.row(KPIS, [machine, ...DAY])])).toBe(before);
    expect(
      (
        await plant.row('SELECT sliding_peak_kw FROM calculate_peak_demand($1, $2, $3)', [
          machine,
          ...DAY,
        ])
      )['sliding_peak_kw'],
    ).toBeNull();
  });

  test('belong to the tenant, as readings do', async () => {
    await plant.insert(
      machine,
      everyMinutes(15, DAY[0], 97, (index) => ({ register: index })),
    );
    await account();
    const seen = (tenant: string) =>
      withTenant(database.pool, tenant, async ({ $client }) => ({
        ...(
          await $client.query(
            'SELECT count(*)::int AS rows FROM energy_accounts WHERE meter_id = $1',
            [machine],
          )
        ).rows[0],
        ...(
          await $client.query('SELECT energy_kwh FROM calculate_all_kpis($1, $2, $3)', [
            machine,
            ...DAY,
          ])
        ).rows[0],
      }));
    expect(await seen(database.acme)).toEqual({ rows: 96, energy_kwh: 96 });
    expect(await seen(database.globex)).toEqual({ rows: 0, energy_kwh: null });
  });
});
