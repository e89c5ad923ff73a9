import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { atScale } from '../../../../test/scale.ts';
import { seedDatabase } from '../../src/index.ts';
import { openDatabase, type TestDatabase } from '../support/database.ts';
import { RUNNABLE_ENGINES } from '../support/engines.ts';

// Years of a field take a while; what differs between engines, the seed of the tests shows too.
const FIELD_ENGINES = atScale({ reduced: RUNNABLE_ENGINES.slice(0, 1), full: RUNNABLE_ENGINES });

describe.each(FIELD_ENGINES)('the seed of a field on $name', (engine) => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await openDatabase(engine);
  });
  afterAll(async () => database?.[Symbol.asyncDispose]());

  const one = async (text: string): Promise<Record<string, unknown>> =>
    (await database.pool.query(text)).rows[0] as Record<string, unknown>;

  test('the field is believable, and there within a minute, with progress', async () => {
    const steps: string[] = [];
    const report = await seedDatabase(database.connectionString, {
      kind: 'dev',
      tenant: 'aurora',
      onProgress: (step) => steps.push(step),
    });
    expect(report.seconds).toBeLessThan(60);
    expect(steps.length).toBeGreaterThan(10);
    const wells =
      await one(`SELECT count(*)::int AS days, count(DISTINCT well_id)::int AS wells, min(oil_volume_bbl) AS least, max(water_cut) AS wettest,
      corr(oil_volume_bbl, produced_on - date '2020-01-01') AS trend FROM production_daily WHERE oil_volume_bbl > 0 AND hours_on = 24`);
    expect(wells['wells']).toBe(10);
    expect(wells['days']).toBeGreaterThan(10 * 1_000);
    expect(wells['trend']).toBeLessThan(-0.7); // It declines.
    expect(wells['wettest']).toBeLessThan(0.8);
    // Three years and no day without a row.
    expect(
      await one(
        'SELECT min(n)::int AS least, max(n)::int AS most FROM (SELECT count(*) AS n FROM production_daily GROUP BY well_id) AS w',
      ),
    ).toEqual({ least: 1096, most: 1096 });
    // A curve of Vogel goes through its test.
    expect(
      (
        await one(
          'SELECT max(abs(calculate_ipr_vogel(t.static_pressure_psi, t.flowing_bottomhole_pressure_psi, t.oil_rate_bopd, t.flowing_bottomhole_pressure_psi) - t.oil_rate_bopd)) AS off FROM well_tests t',
        )
      )['off'],
    ).toBeLessThan(1e-6);
    expect(
      await one(
        "SELECT string_agg(right(id::text, 1) || ' ' || mqtt_topic, ', ' ORDER BY id) AS machines FROM machines",
      ),
    ).toEqual({
      machines:
        '1 factory/demo/compressor-1, 2 factory/demo/hvac-main, 3 factory/demo/conveyor-a, 4 factory/demo/hydraulic-pump-1, 5 factory/demo/injection-molding-1, 6 factory/europe/compressor-1, 7 factory/europe/hvac-north',
    });
    const kpis = await one(
      "SELECT * FROM calculate_all_kpis('c0000000-0000-0000-0000-000000000001', now() - interval '24 hours', now())",
    );
    for (const name of [
      'energy_kwh',
      'sec_kwh_per_unit',
      'peak_kw',
      'load_factor',
      'total_cost',
      'emissions_kg_co2e',
      'running_hours',
    ])
      expect(Number(kpis[name]), name).toBeGreaterThan(0);
    expect(Number(kpis['load_factor'])).toBeLessThan(1);
  });
});
