import {
  arpsCumulative,
  arpsRate,
  energyKpis,
  energyOfPower,
  fixedWindowDemand,
  slidingWindowDemand,
  vogelMaxRate,
  vogelRate,
} from '@varve/calc';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDatabase, type TestDatabase } from '../support/database.ts';
import { RUNNABLE_ENGINES } from '../support/engines.ts';

const MINUTE_MS = 60_000;
/** A load of an hour whose peak of the clock lies in its second quarter: what CALC's ENG-014 and ENG-015 are about. */
const HOUR_KW = [
  100, 107, 101, 108, 102, 109, 103, 110, 104, 111, 105, 112, 106, 100, 107, 101, 108, 102, 109,
  103, 110, 104, 151, 145, 152, 146, 140, 147, 141, 148, 142, 149, 143, 150, 144, 151, 145, 112,
  106, 100, 107, 101, 108, 102, 109, 103, 110, 104, 111, 105, 112, 106, 100, 107, 101, 108, 102,
  109, 103, 110,
];
const HOURLY_KWH = Array.from({ length: 24 }, (_, hour) => 50 + 5 * (hour % 6));

// Not below 1e-6 but 0: PostgreSQL makes an error of an underflow.
const anyDecline = fc.record({
  rate: fc.double({ min: 1, max: 1e5, noNaN: true }),
  decline: fc.oneof(fc.constant(0), fc.double({ min: 1e-6, max: 5, noNaN: true })),
  b: fc.oneof(
    fc.constantFrom(0, 1e-9, 1e-4, 0.5, 0.999999, 1),
    fc.double({ min: 1e-6, max: 2, noNaN: true }),
  ),
  days: fc.oneof(fc.constant(0), fc.double({ min: 1e-3, max: 20_000, noNaN: true })),
});

describe.each(RUNNABLE_ENGINES)('SQL functions on $name', (engine) => {
  let database: TestDatabase;
  let factory: string;

  beforeAll(async () => {
    database = await openDatabase(engine);
    factory = await id(
      "INSERT INTO factories (tenant_id, name, time_zone) VALUES ($1, 'Plant', 'America/Los_Angeles') RETURNING id",
      [database.acme],
    );
    await database.pool.query(
      "SELECT timeseries.ensure_partitions(series, '2026-03-01Z', '2026-04-15Z') FROM timeseries.record_series",
    );
  });
  afterAll(async () => database?.[Symbol.asyncDispose]());

  const row = async (text: string, values: unknown[] = []): Promise<Record<string, unknown>> =>
    (await database.pool.query(text, values)).rows[0] as Record<string, unknown>;
  const value = async (expression: string, values: unknown[] = []): Promise<number> =>
    (await row(`SELECT ${expression} AS value`, values))['value'] as number;
  const id = async (text: string, values: unknown[]): Promise<string> =>
    (await row(text, values))['id'] as string;
  let machines = 0;
  const newMachine = (ratedKw = 100, plant = factory): Promise<string> =>
    id(
      "INSERT INTO machines (tenant_id, factory_id, name, kind, rated_power_kw) VALUES ($1, $2, $3, 'pump', $4) RETURNING id",
      [database.acme, plant, `M${machines++}`, ratedKw],
    );
  /** Readings at even steps; the register is that at the beginning of each step, with one more at the end. */
  const read = async (
    machine: string,
    startMs: number,
    stepMs: number,
    powersKw: readonly number[],
    register = true,
  ): Promise<void> => {
    let kwh = 5000;
    const registers = powersKw.map(
      (power) => (kwh += (power * stepMs) / 3_600_000) - (power * stepMs) / 3_600_000,
    );
    const times = powersKw.map((_, index) => new Date(startMs + index * stepMs));
    await database.pool.query(
      `INSERT INTO timeseries.energy_readings (machine_id, time, power_kw, energy_register_kwh)
       SELECT $1, time, kw, kwh FROM unnest($2::timestamptz[], $3::float8[], $4::float8[]) AS reading (time, kw, kwh)`,
      [
        machine,
        register ? [...times, new Date(startMs + powersKw.length * stepMs)] : times,
        register ? [...powersKw, null] : powersKw,
        register ? [...registers, kwh] : powersKw.map(() => null),
      ],
    );
  };

  describe('Vogel', () => {
    test.each([
      ['Ahmed, example 7-2', 350, 2500, 2000, 1067.073],
      ['Clegg, API problem 1', 200, 2125, 1941, 1334.572],
      ['Ahmed, example 7-7', 600, 4000, 3200, 1829.268],
    ])('open flow of %s', async (_, rate, reservoir, test_, expected) => {
      expect(
        await value('calculate_vogel_max_rate($1, $2, $3)', [rate, reservoir, test_]),
      ).toBeCloseTo(expected, 3);
      expect(
        await value('calculate_ipr_vogel($1, 0, $2, $3)', [reservoir, rate, test_]),
      ).toBeCloseTo(expected, 3);
    });

    test('gives the rate of the test at the pressure of the test, as the document it comes from does not', async () => {
      expect(await value('calculate_ipr_vogel(2500, 2000, 350, 2000)')).toBeCloseTo(350, 9);
      expect(await value('calculate_ipr_vogel(2500, 1850, 350, 2000)')).toBeCloseTo(441.683, 3);
      expect(await value('calculate_ipr_vogel(2500, 2500, 350, 2000)')).toBe(0);
    });

    test.each([
      '2500, 2600, 350, 2000',
      '2500, -1, 350, 2000',
      '2500, 0, 350, 2500',
      '0, 0, 350, 0',
      '2500, 1000, -1, 2000',
      "'NaN', 1000, 1, 500",
    ])('has no answer for (%s)', async (inputs) => {
      expect(await value(`calculate_ipr_vogel(${inputs})`)).toBeNull();
    });

    test('agrees with @varve/calc', async () => {
      const cases = fc.sample(
        fc.record({
          rate: fc.double({ min: 1, max: 1e5, noNaN: true }),
          reservoir: fc.double({ min: 100, max: 2e4, noNaN: true }),
          x: fc.double({ min: 0, max: 0.99, noNaN: true }),
          y: fc.double({ min: 0, max: 1, noNaN: true }),
        }),
        200,
      );
      const { rows } = await database.pool.query<{ sql: number }>(
        'SELECT calculate_ipr_vogel(p, p * y, q, p * x) AS sql FROM unnest($1::float8[], $2::float8[], $3::float8[], $4::float8[]) AS c (q, p, x, y)',
        [
          cases.map(({ rate }) => rate),
          cases.map(({ reservoir }) => reservoir),
          cases.map(({ x }) => x),
          cases.map(({ y }) => y),
        ],
      );
      for (const [index, { rate, reservoir, x, y }] of cases.entries()) {
        const maxRateStbd = vogelMaxRate({
          testRateStbd: rate,
          reservoirPressurePsi: reservoir,
          testPressurePsi: reservoir * x,
        }).value;
        const expected = vogelRate({
          maxRateStbd,
          reservoirPressurePsi: reservoir,
          flowingPressurePsi: reservoir * y,
        }).value;
        expect(Math.abs(rows[index]!.sql - expected)).toBeLessThanOrEqual(
          1e-9 * Math.max(1, Math.abs(expected)),
        );
      }
    });
  });

  test('Arps declines and volumes agree with @varve/calc, near b = 0 and b = 1 too', async () => {
    const cases = fc.sample(anyDecline, 400);
    const { rows } = await database.pool.query<{ rate: number; volume: number }>(
      'SELECT calculate_arps_decline(q, d, b, t) AS rate, calculate_arps_cumulative(q, d, b, t) AS volume FROM unnest($1::float8[], $2::float8[], $3::float8[], $4::float8[]) AS c (q, d, b, t)',
      [
        cases.map(({ rate }) => rate),
        cases.map(({ decline }) => decline),
        cases.map(({ b }) => b),
        cases.map(({ days }) => days),
      ],
    );
    for (const [index, { rate, decline, b, days }] of cases.entries()) {
      const input = {
        initialRatePerDay: rate,
        nominalDeclinePerDay: decline / 365.25,
        hyperbolicExponent: b,
        timeDays: days,
      };
      const near = (sql: number, calc: number): void =>
        expect(Math.abs(sql - calc), JSON.stringify(cases[index])).toBeLessThanOrEqual(
          1e-9 * Math.abs(calc) + 1e-250,
        );
      near(rows[index]!.rate, arpsRate(input).value);
      near(rows[index]!.volume, arpsCumulative(input).value);
    }
  });

  test('a decline is exponential at b = 0, harmonic at b = 1, and has no answer before it begins', async () => {
    expect(await value('calculate_exponential_decline(1000, 0.2, 365.25)')).toBeCloseTo(
      1000 * Math.exp(-0.2),
      9,
    );
    expect(await value('calculate_harmonic_decline(1000, 0.2, 365.25)')).toBeCloseTo(1000 / 1.2, 9);
    expect(await value('calculate_hyperbolic_decline(1000, 0.2, 0.5, 365.25)')).toBeCloseTo(
      1000 / 1.1 ** 2,
      9,
    );
    expect(await value('calculate_exponential_decline(1000, 0.2, -1)')).toBeNull();
    expect(await value('calculate_hyperbolic_decline(1000, 0.2, -0.1, 10)')).toBeNull();
  });

  describe('energy', () => {
    const start = Date.parse('2026-03-10T07:00:00Z'); // Midnight in Los Angeles, daylight saving time.
    const span = (hours: number): [Date, Date] => [
      new Date(start),
      new Date(start + hours * 3_600_000),
    ];

    test('of power alone is the trapezoid of its good readings: 97.5 kWh (ENG-035)', async () => {
      const machine = await newMachine();
      for (const [seconds, kw] of [
        [0, 100],
        [900, 120],
        [1800, 80],
        [3600, 100],
      ] as const) {
        await database.pool.query(
          'INSERT INTO timeseries.energy_readings (machine_id, time, power_kw) VALUES ($1, $2, $3)',
          [machine, new Date(start + seconds * 1000), kw],
        );
      }
      await database.pool.query(
        'INSERT INTO timeseries.energy_readings (machine_id, time, status, power_kw) VALUES ($1, $2, -2147483648, 9999)',
        [machine, new Date(start + 1000_000)],
      );
      expect(await value('calculate_energy($1, $2, $3)', [machine, ...span(1)])).toBeCloseTo(
        97.5,
        10,
      );
      expect(
        energyOfPower({
          timesS: [0, 900, 1800, 3600],
          powersKw: [100, 120, 80, 100],
          shape: 'linear',
        }).value,
      ).toBeCloseTo(97.5, 10);
      // Two halves of a span make the whole, wherever it is cut.
      const cut = new Date(start + 1_234_567);
      const halves = await value('calculate_energy($1, $2, $4) + calculate_energy($1, $4, $3)', [
        machine,
        ...span(1),
        cut,
      ]);
      expect(halves).toBeCloseTo(97.5, 9);
    });

    test('specific consumption has no answer without output (ENG-001, ENG-003)', async () => {
      const machine = await newMachine();
      await read(machine, start, 3_600_000, [12_500]);
      const none = await row('SELECT * FROM calculate_sec($1, $2, $3)', [machine, ...span(1)]);
      expect(none).toMatchObject({ energy_kwh: 12_500, sec_kwh_per_unit: null });
      await database.pool.query(
        'INSERT INTO timeseries.production_data (machine_id, time, produced_count, rejected_count) VALUES ($1, $2, 48500, 500)',
        [machine, new Date(start + 1_800_000)],
      );
      const some = await row('SELECT * FROM calculate_sec($1, $2, $3)', [machine, ...span(1)]);
      expect(some['sec_kwh_per_unit']).toBeCloseTo(0.260416666667, 10);
    });

    test.each([true, false])(
      'peaks of the clock and of a sliding window (ENG-014, ENG-015), by register %s',
      async (register) => {
        const machine = await newMachine();
        await read(machine, start, MINUTE_MS, HOUR_KW, register);
        const peak = await row('SELECT * FROM calculate_peak_demand($1, $2, $3)', [
          machine,
          ...span(1),
        ]);
        expect(peak['peak_kw']).toBeCloseTo(127.133333333, 7);
        expect(peak['peak_at']).toEqual(new Date(start + 15 * MINUTE_MS));
        expect(peak['sliding_peak_kw']).toBeCloseTo(146.266666667, 7);
        expect(peak['sliding_peak_at']).toEqual(new Date(start + 22 * MINUTE_MS));
        const { rows } = await database.pool.query<{ mean_kw: number }>(
          'SELECT mean_kw FROM demand_windows($1, $2, $3) ORDER BY window_start',
          [machine, ...span(1)],
        );
        const expected = [...fixedWindowDemand({ powersKw: HOUR_KW, windowSamples: 15 }).windowsKw];
        expect(rows.length).toBe(4);
        for (const [index, { mean_kw: mean }] of rows.entries())
          expect(mean).toBeCloseTo(expected[index]!, 8);
      },
    );

    test('a register read every quarter of an hour gives the demand (ENG-019)', async () => {
      const machine = await newMachine();
      for (const [index, kwh] of [1000, 1012.5, 1030, 1041].entries()) {
        await database.pool.query(
          'INSERT INTO timeseries.energy_readings (machine_id, time, energy_register_kwh) VALUES ($1, $2, $3)',
          [machine, new Date(start + index * 15 * MINUTE_MS), kwh],
        );
      }
      const { rows } = await database.pool.query<{ mean_kw: number }>(
        'SELECT mean_kw FROM demand_windows($1, $2, $3) ORDER BY window_start',
        [machine, ...span(1)],
      );
      expect(rows.map(({ mean_kw: mean }) => mean)).toEqual([50, 70, 44]);
    });

    test('a register that begins again counts from there', async () => {
      const machine = await newMachine();
      for (const [index, kwh] of [9990, 9998, 3, 5].entries()) {
        await database.pool.query(
          'INSERT INTO timeseries.energy_readings (machine_id, time, energy_register_kwh) VALUES ($1, $2, $3)',
          [machine, new Date(start + index * 2 * 3_600_000), kwh],
        );
      }
      expect(await value('calculate_energy($1, $2, $3)', [machine, ...span(6)])).toBe(13);
    });

    test('load factor (ENG-021): 43,200 kWh of a peak of 100 kW in 720 h', async () => {
      const machine = await newMachine();
      // 60 kW on average with one quarter of an hour at 100 kW.
      const others = (43_200 - 25) / 719.75;
      await read(
        machine,
        start,
        15 * MINUTE_MS,
        Array.from({ length: 2880 }, (_, index) => (index === 40 ? 100 : others)),
      );
      expect(await value('calculate_load_factor($1, $2, $3)', [machine, ...span(720)])).toBeCloseTo(
        0.6,
        9,
      );
    });

    test('cost by time of use (ENG-023)', async () => {
      const machine = await newMachine();
      const tariff = await id(
        "INSERT INTO energy_tariffs (tenant_id, factory_id, name, valid_from, price_per_kwh, demand_charge_per_kw, currency) VALUES ($1, $2, 'TOU', '2026-01-01', 0.10, 12, 'USD') RETURNING id",
        [database.acme, factory],
      );
      await database.pool.query(
        "INSERT INTO energy_tariff_periods (tenant_id, energy_tariff_id, name, starts_at, ends_at, price_per_kwh) VALUES ($1, $2, 'off', '22:00', '07:00', 0.06), ($1, $2, 'on', '17:00', '22:00', 0.18)",
        [database.acme, tariff],
      );
      await read(machine, start, 3_600_000, HOURLY_KWH);
      const cost = await row('SELECT * FROM calculate_energy_cost($1, $2, $3)', [
        machine,
        ...span(24),
      ]);
      expect(cost).toMatchObject({
        energy_cost: '151.6000',
        // A day is no month.
        demand_cost: null,
        total_cost: '151.6000',
        currency: 'USD',
        unpriced_kwh: 0,
      });
      const periods = cost['by_period'] as { period: string; energy_kwh: number }[];
      expect(
        periods.map(({ period, energy_kwh: kwh }) => [period, Math.round(kwh * 1e6) / 1e6]),
      ).toEqual([
        ['off', 570],
        ['on', 305],
        ['standard', 625],
      ]);
    });

    test('a day has 23 or 25 hours where the clock changes', async () => {
      const machine = await newMachine();
      await read(
        machine,
        Date.parse('2026-03-07T00:00:00Z'),
        900_000,
        Array.from({ length: 4 * 24 * 4 }, () => 100),
      );
      // Clocks are set forward on 8 March in Los Angeles.
      const day = await row(
        "SELECT energy_kwh FROM calculate_energy_cost($1, timestamp '2026-03-08' AT TIME ZONE 'America/Los_Angeles', timestamp '2026-03-09' AT TIME ZONE 'America/Los_Angeles')",
        [machine],
      );
      expect(day['energy_kwh']).toBeCloseTo(2300, 8);
    });

    test('carbon intensity (ENG-027, its electricity)', async () => {
      const machine = await newMachine();
      await database.pool.query(
        "INSERT INTO carbon_factors (tenant_id, factory_id, kg_co2e_per_kwh, valid_from) VALUES ($1, $2, 0.42, '2026-01-01')",
        [database.acme, factory],
      );
      await read(machine, start, 3_600_000, [120_000]);
      await database.pool.query(
        'INSERT INTO timeseries.production_data (machine_id, time, produced_count) VALUES ($1, $2, 8000)',
        [machine, new Date(start + 3_600_000)],
      );
      const carbon = await row('SELECT * FROM calculate_carbon_intensity($1, $2, $3)', [
        machine,
        ...span(1),
      ]);
      expect(carbon['emissions_kg_co2e']).toBeCloseTo(50_400, 6);
      expect(carbon['kg_co2e_per_unit']).toBeCloseTo(6.3, 9);
    });

    test('emissions take factors of scope 2, and are unknown where one is missing', async () => {
      const plant = await id(
        "INSERT INTO factories (tenant_id, name) VALUES ($1, 'Scopes') RETURNING id",
        [database.acme],
      );
      const machine = await newMachine(100, plant);
      await read(machine, start, 3_600_000, [100, 100]);
      const emissions = async (): Promise<unknown[]> => [
        (await row('SELECT * FROM calculate_carbon_intensity($1, $2, $3)', [machine, ...span(2)]))[
          'emissions_kg_co2e'
        ],
        (await row('SELECT * FROM get_factory_summary($1, $2, $3)', [plant, ...span(2)]))[
          'emissions_kg_co2e'
        ],
      ];
      const factor = (scope: number, perKwh: number, from: string): Promise<unknown> =>
        row(
          'INSERT INTO carbon_factors (tenant_id, factory_id, scope, kg_co2e_per_kwh, valid_from) VALUES ($1, $2, $3, $4, $5)',
          [database.acme, plant, scope, perKwh, from],
        );
      expect(await emissions()).toEqual([null, null]);
      await factor(2, 0.4, '2026-01-01');
      await factor(3, 0.02, '2026-02-01');
      expect(await emissions()).toEqual([80, 80]);
      // From the second hour on, by the clock of the factory.
      await row("UPDATE factories SET time_zone = 'Etc/GMT-16' WHERE id = $1", [plant]);
      await row("UPDATE carbon_factors SET valid_to = '2026-03-11' WHERE factory_id = $1", [plant]);
      const late = [new Date(start + 8 * 3_600_000), new Date(start + 10 * 3_600_000)];
      await read(machine, late[0]!.getTime(), 3_600_000, [100, 100]);
      expect(
        await row('SELECT emissions_kg_co2e FROM calculate_carbon_intensity($1, $2, $3)', [
          machine,
          ...late,
        ]),
      ).toEqual({ emissions_kg_co2e: null });
    });

    test('energy of power alone agrees with @varve/calc at random times', async () => {
      for (const points of fc.sample(
        fc.array(
          fc.record({
            step: fc.integer({ min: 1, max: 3_599 }),
            // Whole watts: PostgreSQL makes an error of an underflow.
            kw: fc.integer({ min: -50_000, max: 900_000 }).map((watts) => watts / 1_000),
          }),
          { minLength: 2, maxLength: 60 },
        ),
        10,
      )) {
        let seconds = 0;
        const times = points.map(({ step }) => (seconds += step));
        const machine = await newMachine();
        await row(
          `INSERT INTO timeseries.energy_readings (machine_id, time, power_kw)
           SELECT $1, $2::timestamptz + s * interval '1 second', kw FROM unnest($3::int[], $4::float8[]) AS reading (s, kw)`,
          [machine, new Date(start), times, points.map(({ kw }) => kw)],
        );
        const expected = energyOfPower({
          timesS: times,
          powersKw: points.map(({ kw }) => kw),
          shape: 'linear',
        }).value;
        const found = await value('calculate_energy($1, $2, $3)', [
          machine,
          new Date(start),
          new Date(start + seconds * 1_000),
        ]);
        expect(Math.abs(found - expected)).toBeLessThanOrEqual(
          1e-9 * Math.max(1, Math.abs(expected)),
        );
      }
    });

    test('all figures at once agree with @varve/calc on a random load', async () => {
      const powersKw = fc
        .sample(fc.integer({ min: 0, max: 500_000 }), 1440)
        .map((watts) => watts / 1000);
      const machine = await newMachine(500);
      await read(machine, start, MINUTE_MS, powersKw);
      await database.pool.query(
        'INSERT INTO timeseries.production_data (machine_id, time, produced_count) VALUES ($1, $2, 777)',
        [machine, new Date(start + 5 * MINUTE_MS)],
      );
      const sql = await row('SELECT * FROM calculate_all_kpis($1, $2, $3)', [machine, ...span(24)]);
      const calc = energyKpis({
        powersKw,
        startMs: start,
        intervalMinutes: 1,
        timeZone: 'America/Los_Angeles',
        output: 777,
        emissionFactorKgPerKwh: 0.42,
        tariff: {
          periods: [
            { name: 'off', pricePerKwh: 0.06, hours: [[22, 7]] },
            { name: 'on', pricePerKwh: 0.18, hours: [[17, 22]] },
            { name: 'standard', pricePerKwh: 0.1, hours: [[0, 24]] },
          ],
        },
      });
      const near = (name: string, expected: number): void =>
        expect(Math.abs(Number(sql[name]) / expected - 1), name).toBeLessThan(1e-9);
      near('energy_kwh', calc.energyKwh);
      near('peak_kw', calc.fixedPeakKw);
      near('load_factor', calc.loadFactor);
      near('sec_kwh_per_unit', calc.specificEnergyKwh);
      near('emissions_kg_co2e', calc.emissionsKg);
      expect(Number(sql['energy_cost'])).toBeCloseTo(calc.bill.energy.cost, 3); // Money is kept to four places.
      const sliding = await row('SELECT sliding_peak_kw FROM calculate_peak_demand($1, $2, $3)', [
        machine,
        ...span(24),
      ]);
      expect(sliding['sliding_peak_kw']).toBeCloseTo(
        slidingWindowDemand({ powersKw, windowSamples: 15 }).peakKw,
        7,
      );
    });

    test('hours by load, and what was not read is unknown', async () => {
      const machine = await newMachine(100);
      await read(machine, start, 15 * MINUTE_MS, [50, 50, 50, 50, 5, 5, 0, 0], false);
      expect(
        await row('SELECT * FROM get_machine_operating_hours($1, $2, $3)', [machine, ...span(4)]),
      ).toEqual({
        running_hours: 1,
        idle_hours: 0.5,
        off_hours: 1.25,
        unknown_hours: 1.25,
        utilisation: 0.25,
      });
    });

    test('a factory is the sum of its machines, with the peak of all together', async () => {
      factory = await id(
        "INSERT INTO factories (tenant_id, name) VALUES ($1, 'Sum') RETURNING id",
        [database.acme],
      );
      const [one, two] = [await newMachine(), await newMachine()];
      await newMachine(); // Says nothing.
      await read(one, start, 15 * MINUTE_MS, [10, 90, 10, 10]);
      await read(two, start, 15 * MINUTE_MS, [80, 20, 20, 20]);
      expect(
        await row('SELECT * FROM get_factory_summary($1, $2, $3)', [factory, ...span(1)]),
      ).toMatchObject({
        factory_name: 'Sum',
        machine_count: '3',
        reporting_count: '2',
        energy_kwh: 65,
        peak_kw: 110,
        peak_at: new Date(start + 15 * MINUTE_MS),
        largest_user: two,
        largest_user_kwh: 35,
      });
    });
  });

  test('the nearest texts are the same with pgvector and without', async () => {
    const embedding = (seed: number): number[] =>
      Array.from({ length: 384 }, (_, index) => Math.sin(seed * (index + 1)));
    for (let seed = 1; seed <= 30; seed++) {
      await database.pool.query(
        "INSERT INTO text_summaries (tenant_id, content, embedding, embedding_model) VALUES ($1, $2, $3, 'test')",
        [database.acme, `text ${seed}`, embedding(seed)],
      );
    }
    const { rows } = await database.pool.query<{ content: string; cosine_distance: number }>(
      "SELECT content, cosine_distance FROM nearest_texts($1, 'test', 3)",
      [embedding(7)],
    );
    const cosine = (a: number[], b: number[]): number =>
      a.reduce((sum, x, index) => sum + x * b[index]!, 0) /
      Math.sqrt(a.reduce((s, x) => s + x * x, 0) * b.reduce((s, x) => s + x * x, 0));
    const expected = Array.from({ length: 30 }, (_, index) => ({
      content: `text ${index + 1}`,
      distance: 1 - cosine(embedding(7), embedding(index + 1)),
    })).toSorted((a, b) => a.distance - b.distance);
    expect(rows.map(({ content }) => content)).toEqual(
      expected.slice(0, 3).map(({ content }) => content),
    );
    for (const [index, { cosine_distance: distance }] of rows.entries())
      expect(distance).toBeCloseTo(expected[index]!.distance, 5);
    await expect(
      database.pool.query("SELECT nearest_texts('{1,2}', 'test')"),
    ).rejects.toMatchObject({ code: '22023' });
  });

  test('wells near a place are the same with PostGIS and without, but for the flattening of the earth', async () => {
    const field = await id(
      "INSERT INTO fields (tenant_id, name) VALUES ($1, 'Near') RETURNING id",
      [database.acme],
    );
    await database.pool.query(
      'INSERT INTO wells (tenant_id, field_id, name, surface_latitude_deg, surface_longitude_deg) SELECT $1, $2, $3 || n, 4 + 0.01 * n, -73 FROM generate_series(0, 9) AS n',
      [database.acme, field, 'N-'],
    );
    const { rows } = await database.pool.query<{ name: string; distance_m: number }>(
      'SELECT name, distance_m FROM wells_near(4, -73, 2500)',
    );
    expect(rows.map(({ name }) => name)).toEqual(['N-0', 'N-1', 'N-2']);
    expect(rows[1]!.distance_m / 1112).toBeCloseTo(1, 1);
  });
});
