import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openSeededDatabase } from '../support/seeded-database.ts';
import type { TestDatabase } from '../support/database.ts';
import { RUNNABLE_ENGINES } from '../support/engines.ts';

/** Values that no plant can have, and the check that refuses each. */
const REFUSED: readonly (readonly [statement: string, constraint: string])[] = [
  ['UPDATE production_daily SET oil_volume_bbl = -1', 'production_daily_volumes_not_negative'],
  ['UPDATE production_daily SET hours_on = 26', 'production_daily_hours_fit_a_day'],
  [
    'UPDATE production_daily SET hours_on = 0 WHERE oil_volume_bbl > 0',
    'production_daily_nothing_flows_while_closed',
  ],
  ["UPDATE production_daily SET oil_volume_bbl = 'NaN'", 'quantity_is_finite'],
  ["UPDATE wells SET total_depth_md_ft = 'Infinity'", 'quantity_is_finite'],
  ['UPDATE well_tests SET oil_rate_bopd = -0.1', 'well_tests_rates_not_negative'],
  ['UPDATE well_tests SET water_cut = 1.01', 'well_tests_water_cut_is_a_fraction'],
  [
    'UPDATE well_tests SET flowing_bottomhole_pressure_psi = static_pressure_psi + 1',
    'well_tests_flow_below_static_pressure',
  ],
  [
    'UPDATE well_tests SET wellhead_temperature_degf = -460',
    'well_tests_temperatures_above_absolute_zero',
  ],
  ['UPDATE wells SET surface_latitude_deg = 91', 'wells_lie_on_earth'],
  ['UPDATE wells SET surface_latitude_deg = NULL', 'wells_places_are_whole'],
  [
    'UPDATE wells SET total_depth_md_ft = 100, total_depth_tvd_ft = 200',
    'wells_measured_not_above_vertical_depth',
  ],
  ['UPDATE reservoir_zones SET porosity = 1.2', 'reservoir_zones_fractions'],
  ['UPDATE ipr_data SET rates_bpd = rates_bpd[2:]', 'ipr_data_curve_is_whole'],
  ["UPDATE ipr_data SET rates_bpd[1] = 'NaN'", 'ipr_data_curve_is_whole'],
  [
    'UPDATE drilling_daily_reports SET drilling_time_h = 20, non_productive_time_h = 5',
    'drilling_daily_reports_day_has_24_hours',
  ],
  [
    'UPDATE drilling_mud_properties SET solids_fraction = 0.5',
    'drilling_mud_properties_parts_of_one_whole',
  ],
  ['UPDATE ct_strings SET wall_thickness_in = 1', 'ct_strings_wall_fits_in_diameter'],
  ['UPDATE ct_fatigue_tracking SET damage_total = 0', 'ct_fatigue_tracking_damage_only_grows'],
  ['UPDATE alarm_definitions SET severity = 0', 'alarm_definitions_severity_check'],
  [
    "UPDATE alarm_states SET state = 'acknowledged', active = false",
    'alarm_states_agree_with_activity',
  ],
  [
    "UPDATE inventory_transactions SET quantity = 1 WHERE kind = 'issue'",
    'inventory_transactions_sign_fits_kind',
  ],
  ['UPDATE ledger_entries SET debit = 1, credit = 1', 'ledger_entries_have_one_side'],
  ["UPDATE energy_tariffs SET currency = 'dollars'", 'currency_code_is_iso_4217'],
  [
    "UPDATE text_summaries SET embedding = '{1,2,3}'",
    'text_summaries_embedding_has_384_dimensions',
  ],
  [
    'INSERT INTO timeseries.well_production_ts (well_id, time, oil_rate_bopd) SELECT id, now(), -1 FROM wells LIMIT 1',
    'well_production_ts_oil_rate_bopd_check',
  ],
  [
    'INSERT INTO timeseries.energy_readings (machine_id, time, power_factor) SELECT id, now(), 1.1 FROM machines LIMIT 1',
    'energy_readings_power_factor_check',
  ],
];

describe.each(RUNNABLE_ENGINES)('checks that state the physics, on $name', (engine) => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await openSeededDatabase(engine);
  });
  afterAll(async () => database?.[Symbol.asyncDispose]());

  test.each(REFUSED)('refuse %s', async (statement, constraint) => {
    await expect(database.pool.query(statement)).rejects.toMatchObject({
      code: '23514',
      constraint: expect.stringContaining(constraint),
    });
  });

  test('refuse a booking that does not balance, when its transaction ends', async () => {
    const client = await database.pool.connect();
    const insert = (debit: number, credit: number): Promise<unknown> =>
      client.query(
        `INSERT INTO ledger_entries (tenant_id, ledger_account_id, booking_id, booked_on, debit, credit, currency)
         SELECT tenant_id, id, '00000000-0000-0000-0000-00000000000b', '2026-01-01', $1, $2, 'USD' FROM ledger_accounts WHERE tenant_id = $3 LIMIT 1`,
        [debit, credit, database.acme],
      );
    await client.query('BEGIN');
    await insert(10, 0);
    await insert(0, 9.99);
    await expect(client.query('COMMIT')).rejects.toMatchObject({
      code: '23514',
      constraint: 'ledger_entries_balance',
    });
    await client.query('ROLLBACK');
    await client.query('BEGIN');
    await insert(10, 0);
    await insert(0, 10);
    await client.query('COMMIT');
    client.release();
  });

  test('let a supplier and another use one number, but not a supplier twice', async () => {
    const copy = `INSERT INTO invoices (tenant_id, invoice_number, direction, business_partner_id, status, issued_on, due_on, currency)
      SELECT tenant_id, invoice_number, direction, business_partner_id, 'issued', issued_on, due_on, currency FROM invoices LIMIT 1`;
    await expect(database.pool.query(copy)).rejects.toMatchObject({
      code: '23505',
      constraint: 'invoices_number_of_partner',
    });
  });
});
