import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openDatabase, type TestDatabase } from '../support/database.ts';
import { type EnergyPlant, energyPlant, everyMinutes } from '../support/energy-plant.ts';
import { RUNNABLE_ENGINES } from '../support/engines.ts';

const AUTUMN = ['2026-10-24T22:00:00Z', '2026-10-25T23:00:00Z'] as const;
const SPRING = ['2026-03-28T23:00:00Z', '2026-03-29T22:00:00Z'] as const;

describe.each(RUNNABLE_ENGINES)('cost and emissions of energy on $name', (engine) => {
  let database: TestDatabase;
  let plant: EnergyPlant;
  let factory: string;
  let machine: string;
  beforeAll(async () => {
    database = await openDatabase(engine);
    plant = await energyPlant(database);
  });
  afterAll(async () => database?.[Symbol.asyncDispose]());
  beforeEach(() => open('Europe/Berlin'));

  /** A machine that uses 1 kWh an hour, read every quarter of an hour on the days around both changes of the clock. */
  const open = async (timeZone: string): Promise<void> => {
    factory = await plant.factory(timeZone);
    machine = await plant.machine({ factory });
    await plant.insert(
      machine,
      everyMinutes(15, '2026-03-28T00:00:00Z', 4 * 60, (index) => ({ register: index / 4 })),
    );
    await plant.insert(
      machine,
      everyMinutes(15, '2026-10-24T00:00:00Z', 4 * 250, (index) => ({
        register: 5_040 + index / 4,
      })),
    );
  };
  const tariff = async (settings: Record<string, unknown> = {}): Promise<string> => {
    const all = {
      tenant_id: database.acme,
      factory_id: factory,
      name: 'T',
      valid_from: '2026-01-01',
      price_per_kwh: 0.1,
      currency: 'EUR',
      ...settings,
    };
    const names = Object.keys(all);
    const { id } = await plant.row(
      `INSERT INTO energy_tariffs (${names.join()}) VALUES (${names.map((_, index) => `$${index + 1}`).join()}) RETURNING id`,
      Object.values(all),
    );
    return id as string;
  };
  const period = (tariffId: string, from: string, to: string, price = 1) =>
    plant.row(
      "INSERT INTO energy_tariff_periods (tenant_id, energy_tariff_id, name, starts_at, ends_at, price_per_kwh) VALUES ($1, $2, 'dear', $3, $4, $5) RETURNING id",
      [database.acme, tariffId, from, to, price],
    );
  const cost = async (from: string, to: string): Promise<number> =>
    Number(
      (
        await plant.row('SELECT energy_cost FROM calculate_energy_cost($1, $2, $3)', [
          machine,
          from,
          to,
        ])
      )['energy_cost'],
    );

  test.each([
    ['02:00', '03:00', 4.3, 2.3],
    ['02:30', '04:00', 4.3, 3.2],
    ['22:00', '02:30', 7, 5.9],
    ['02:10', '02:20', 2.5 + (2 / 6) * 0.9, 2.3],
  ])(
    'the hour that comes twice and the one that is left out, from %s to %s',
    async (from, to, autumn, spring) => {
      await period(await tariff(), from, to);
      expect(await cost(...AUTUMN)).toBeCloseTo(autumn, 3);
      expect(await cost(...SPRING)).toBeCloseTo(spring, 3);
      for (const cut of [
        '2026-10-25T00:30:00Z',
        '2026-10-25T01:00:00Z',
        '2026-10-25T00:13:17Z',
        '2026-10-25T01:15:20Z',
      ])
        expect((await cost(AUTUMN[0], cut)) + (await cost(cut, AUTUMN[1])), cut).toBeCloseTo(
          autumn,
          3,
        );
    },
  );

  test('tariffs of others, of gas, and deleted ones do not change the bill', async () => {
    await period(await tariff(), '02:00', '03:00');
    const [own, zone] = [factory, await plant.factory('America/New_York')];
    await period(await tariff({ factory_id: zone }), '01:00', '02:00');
    await period(await tariff({ energy_source: 'gas', price_per_kwh: 9 }), '01:00', '02:10');
    await period(
      await tariff({ deleted_at: '2026-01-02Z', valid_from: '2026-02-01', price_per_kwh: 9 }),
      '01:00',
      '02:10',
    );
    await tariff({ tenant_id: database.globex, factory_id: null, price_per_kwh: 9 });
    const gone = await period(
      await tariff({ factory_id: null, price_per_kwh: 9 }),
      '01:00',
      '02:10',
    );
    await plant.rows('UPDATE energy_tariff_periods SET deleted_at = now() WHERE id = $1', [
      gone['id'],
    ]);
    expect(factory).toBe(own);
    expect(await cost(...AUTUMN)).toBeCloseTo(4.3, 4);
    await plant.rows('UPDATE energy_tariffs SET deleted_at = now() WHERE factory_id IS NULL');
  });

  test.each([
    ['America/New_York', '01:00', '02:00', '2026-11-01T04:00:00Z', '2026-11-02T05:00:00Z', 4.3],
    // Half an hour comes twice.
    [
      'Australia/Lord_Howe',
      '01:30',
      '02:00',
      '2026-04-04T13:00:00Z',
      '2026-04-05T13:30:00Z',
      2.45 + 0.9,
    ],
    // There is no midnight: the clock goes from 23:59:59 to 01:00.
    ['Africa/Cairo', '00:00', '02:00', '2026-04-23T22:00:00Z', '2026-04-24T21:00:00Z', 2.3 + 0.9],
  ])('clocks of %s', async (timeZone, from, to, start, end, expected) => {
    await open(timeZone);
    await plant.rows(
      "SELECT timeseries.ensure_partitions('energy_readings', '2026-04-01Z', '2026-04-26Z')",
    );
    await plant.insert(
      machine,
      everyMinutes(15, '2026-04-04T00:00:00Z', 4 * 24 * 21, (index) => ({
        register: 1_000 + index / 4,
      })),
    );
    await period(await tariff(), from, to);
    expect(await cost(start, end)).toBeCloseTo(expected, 4);
  });

  test('where tariffs overlap, that of the factory and then the newer one holds', async () => {
    await tariff({ factory_id: null, valid_from: '2026-10-01', price_per_kwh: 5 });
    await tariff({ valid_from: '2026-02-01', price_per_kwh: 0.3 });
    await tariff({ valid_from: '2026-01-01', price_per_kwh: 0.2 });
    expect(await cost(...AUTUMN)).toBeCloseTo(7.5, 4);
    await plant.rows('UPDATE energy_tariffs SET deleted_at = now() WHERE factory_id IS NULL');
  });

  test('a demand charge belongs to whole months of the factory', async () => {
    await tariff({ demand_charge_per_kw: 12 });
    const bill = (from: string, to: string) =>
      plant.row('SELECT * FROM calculate_energy_cost($1, $2, $3)', [machine, from, to]);
    const october = ['2026-09-30T22:00:00Z', '2026-10-31T23:00:00Z'] as const;
    const month = await bill(...october);
    expect(month).toMatchObject({ demand_cost: '12.0000' });
    expect(Number(month['total_cost'])).toBeCloseTo(Number(month['energy_cost']) + 12, 3);
    expect(await bill('2026-09-30T22:00:00Z', '2026-11-30T23:00:00Z')).toMatchObject({
      demand_cost: '24.0000',
    });
    // A month of UTC is none of Berlin's.
    for (const [from, to] of [
      [...AUTUMN],
      ['2026-10-01T00:00:00Z', '2026-11-01T00:00:00Z'],
      [october[0], '2026-10-31T22:45:00Z'],
    ]) {
      const found = await bill(from!, to!);
      expect(found['demand_cost']).toBeNull();
      expect(found['total_cost']).toBe(found['energy_cost']);
    }
    // Nothing was read in February.
    expect(await bill('2026-01-31T23:00:00Z', '2026-02-28T23:00:00Z')).toMatchObject({
      demand_cost: null,
      coverage: 0,
    });
  });

  test('costs in two currencies have no sum, and say so', async () => {
    await tariff({ valid_to: '2026-10-25' });
    await tariff({ valid_from: '2026-10-25', currency: 'USD' });
    const found = await plant.row('SELECT * FROM calculate_energy_cost($1, $2, $3)', [
      machine,
      '2026-10-24T12:00:00Z',
      AUTUMN[1],
    ]);
    expect(found).toMatchObject({ energy_cost: null, total_cost: null, currency: null });
    expect(
      (found['by_period'] as { currency: string }[]).map(({ currency }) => currency).toSorted(),
    ).toEqual(['EUR', 'USD']);
  });

  test('a factor that changes within an interval of readings holds from its day on', async () => {
    const plain = await plant.factory();
    machine = await plant.machine({ factory: plain });
    await plant.insert(machine, [
      { at: '2026-03-10T20:00:00Z', register: 0 },
      { at: '2026-03-11T04:00:00Z', register: 80 },
    ]);
    await plant.rows(
      "INSERT INTO carbon_factors (tenant_id, factory_id, kg_co2e_per_kwh, valid_from, valid_to) VALUES ($1, $2, 0.4, '2026-01-01', '2026-03-11'), ($1, $2, 0.2, '2026-03-11', NULL), ($3, NULL, 9, '2026-03-01', NULL)",
      [database.acme, plain, database.globex],
    );
    const emitted = async (from: string, to: string) =>
      (
        await plant.row(
          'SELECT emissions_kg_co2e AS kg FROM calculate_carbon_intensity($1, $2, $3)',
          [machine, from, to],
        )
      )['kg'];
    const [from, midnight, to] = [
      '2026-03-10T20:00:00Z',
      '2026-03-11T00:00:00Z',
      '2026-03-11T04:00:00Z',
    ] as const;
    expect(await emitted(from, to)).toBeCloseTo(24, 9);
    expect(await emitted(from, midnight)).toBeCloseTo(16, 9);
    expect(await emitted(midnight, to)).toBeCloseTo(8, 9);
  });
});
