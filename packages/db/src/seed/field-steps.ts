import type { SeedStep } from './seed-step.ts';

// The statements see the rows of their tenant only; `seed.*` settings carry the sizes.

const ASSETS = `
  INSERT INTO fields (name, code, operator_name, country_code, region, basin, latitude_deg, longitude_deg, area_acres, discovered_on, first_oil_on)
  VALUES ('Aurora', 'AUR', 'Aurora Energia', 'CO', 'Meta', 'Llanos Orientales', 3.9864, -73.2501, 18400, '2009-03-14', '2011-08-02');
  INSERT INTO wells (field_id, name, unique_well_identifier, kind, status, profile, surface_latitude_deg, surface_longitude_deg,
    ground_elevation_ft, kelly_bushing_elevation_ft, total_depth_md_ft, total_depth_tvd_ft, spudded_on, completed_on, first_production_on)
  SELECT f.id, 'AUR-' || n, format('50-001-%s', lpad((20000 + n)::text, 5, '0')),
    CASE WHEN n % 6 = 0 THEN 'water_injector' ELSE 'oil_producer' END, CASE WHEN n % 6 = 0 THEN 'injecting' ELSE 'producing' END,
    CASE n % 3 WHEN 0 THEN 'vertical' WHEN 1 THEN 'deviated' ELSE 'horizontal' END,
    f.latitude_deg + (n % 4) * 0.011, f.longitude_deg + (n / 4) * 0.013, 689 + n, 719 + n, 9100 + 140 * n, 8650 + 20 * n,
    date '2012-01-10' + 95 * n, date '2012-03-01' + 95 * n, date '2012-03-20' + 95 * n
  FROM fields f, generate_series(1, current_setting('seed.wells')::integer) AS n;
  -- One that is being drilled.
  INSERT INTO wells (field_id, name, status, profile, surface_latitude_deg, surface_longitude_deg, spudded_on)
  SELECT id, 'AUR-99', 'drilling', 'horizontal', latitude_deg + 0.02, longitude_deg - 0.01, current_setting('seed.today')::date - 30 FROM fields;
  INSERT INTO equipment (well_id, tag_number, name, kind, manufacturer, model, serial_number, criticality, top_depth_md_ft, bottom_depth_md_ft,
    outer_diameter_in, inner_diameter_in, rated_pressure_psi, installed_on, running_hours, purchase_cost, purchase_currency)
  SELECT w.id, w.name || '-TBG', 'Production tubing', 'tubing', 'Tenaris', 'L-80', 'T' || lpad(n::text, 6, '0'), 'medium', 0, 8200,
    3.5, 2.992, 10160, w.completed_on, 24 * 900, 91000, 'USD'
  FROM (SELECT *, row_number() OVER (ORDER BY name) AS n FROM wells WHERE status <> 'drilling') AS w;
  INSERT INTO equipment (well_id, tag_number, name, kind, manufacturer, model, serial_number, criticality, top_depth_md_ft, bottom_depth_md_ft,
    rated_pressure_psi, installed_on, running_hours, purchase_cost, purchase_currency)
  SELECT w.id, w.name || '-ESP', 'Submersible pump', 'pump', 'Reda', 'D1400N', 'P' || lpad(n::text, 6, '0'), 'high', 7900, 7960, 3500,
    current_setting('seed.today')::date - 400, 24 * 380, 148000, 'USD'
  FROM (SELECT *, row_number() OVER (ORDER BY name) AS n FROM wells WHERE kind = 'oil_producer' AND status = 'producing') AS w;
  INSERT INTO equipment (part_of_id, tag_number, name, kind, status) SELECT id, tag_number || '-MTR', 'Motor', 'motor', 'in_service' FROM equipment WHERE kind = 'pump';`;

const RESERVOIRS = `
  INSERT INTO reservoirs (field_id, name, formation, fluid, drive_mechanism, datum_depth_tvdss_ft, initial_pressure_psia, current_pressure_psia,
    current_pressure_on, temperature_degf, bubble_point_psia, oil_water_contact_tvdss_ft, original_oil_in_place_stb, original_gas_in_place_mscf)
  SELECT id, 'T2', 'Une', 'black_oil', 'water', 7800, 3650, 2900, current_setting('seed.today')::date - 60, 212, 1150, 8050, 182e6, 38e6 FROM fields;
  INSERT INTO reservoir_zones (reservoir_id, name, top_depth_tvdss_ft, bottom_depth_tvdss_ft, net_pay_ft, porosity, permeability_md, water_saturation, net_to_gross)
  SELECT r.id, 'T2-' || z, 7700 + 60 * z, 7750 + 60 * z, 31, 0.19 + 0.01 * z, 420 + 90 * z, 0.24, 0.62 FROM reservoirs r, generate_series(1, 3) AS z;
  -- Standing's solution gas-oil ratio and formation volume factor below the bubble point, 28.5 API, gas gravity 0.78.
  INSERT INTO pvt_data (reservoir_id, source, temperature_degf, pressure_psia, solution_gas_oil_ratio_scf_per_stb, oil_formation_volume_factor_rb_per_stb,
    oil_viscosity_cp, gas_compressibility_factor, oil_gravity_api, gas_specific_gravity)
  SELECT r.id, 'correlation', 212, p, rs, 0.9759 + 0.00012 * (rs * sqrt(0.78 / 0.884) + 1.25 * 212) ^ 1.2, 3.2 - 1.4 * least(p, 1150) / 1150, 0.93, 28.5, 0.78
  FROM reservoirs r, generate_series(200, 1150, 190) AS p,
    LATERAL (SELECT 0.78 * ((p / 18.2 + 1.4) * 10 ^ (0.0125 * 28.5 - 0.00091 * 212)) ^ 1.2048 AS rs) AS standing;
  INSERT INTO reserves (reservoir_id, assessed_on, category, method, oil_reserves_stb, gas_reserves_mscf, recovery_factor)
  SELECT r.id, date_trunc('year', current_setting('seed.today')::date)::date - 1, c, 'decline_curve', v, v * 0.2, 0.28
  FROM reservoirs r, (VALUES ('proved_developed_producing', 9.4e6), ('proved_undeveloped', 5.1e6), ('probable', 3.8e6)) AS category (c, v);
  INSERT INTO well_completions (well_id, reservoir_zone_id, name, top_depth_md_ft, bottom_depth_md_ft, shot_density_per_ft, perforation_diameter_in, skin, completed_on)
  SELECT w.id, z.id, z.name, 8240 + 40 * (n - 1), 8270 + 40 * (n - 1), 5, 0.42, 1.5 - n, w.completed_on
  FROM wells w, (SELECT *, row_number() OVER (ORDER BY name) AS n FROM reservoir_zones) AS z WHERE w.completed_on IS NOT NULL AND z.n <= 2;`;

const TESTS = `
  INSERT INTO well_tests (well_id, kind, started_at, duration_h, oil_rate_bopd, gas_rate_mscfd, water_rate_bwpd, water_cut, choke_size_64ths_in,
    tubing_head_pressure_psi, casing_head_pressure_psi, flowing_bottomhole_pressure_psi, static_pressure_psi, separator_pressure_psi,
    separator_temperature_degf, wellhead_temperature_degf, oil_gravity_api, gas_specific_gravity, gas_oil_ratio_scf_per_stb)
  SELECT w.id, 'production', current_setting('seed.today')::timestamptz - m * interval '30 days', 12, q, q * 0.22, q * 2.1, 2.1 / 3.1, 40, 210 - 2 * m, 260,
    1650 - 10 * m, 2860, 95, 128, 168, 28.5, 0.78, 220
  FROM (SELECT *, row_number() OVER (ORDER BY name) AS n FROM wells WHERE status = 'producing') AS w, generate_series(1, 12) AS m,
    LATERAL (SELECT round((380 + 45 * (w.n % 7) + 6 * m)::numeric, 1)::double precision AS q) AS rate;
  INSERT INTO ipr_data (well_id, well_test_id, model, valid_from, reservoir_pressure_psi, max_rate_bpd, flowing_pressures_psi, rates_bpd)
  SELECT t.well_id, t.id, 'vogel', t.started_at, t.static_pressure_psi, calculate_vogel_max_rate(t.oil_rate_bopd, t.static_pressure_psi, t.flowing_bottomhole_pressure_psi),
    array_agg(p ORDER BY p), array_agg(calculate_ipr_vogel(t.static_pressure_psi, p, t.oil_rate_bopd, t.flowing_bottomhole_pressure_psi) ORDER BY p)
  FROM (SELECT DISTINCT ON (well_id) * FROM well_tests ORDER BY well_id, started_at DESC) AS t, LATERAL (SELECT t.static_pressure_psi * i / 10 AS p FROM generate_series(0, 10) AS i) AS curve
  GROUP BY t.well_id, t.id, t.started_at, t.static_pressure_psi, t.oil_rate_bopd, t.flowing_bottomhole_pressure_psi;
  INSERT INTO vlp_data (well_id, correlation, valid_from, tubing_inner_diameter_in, tubing_depth_md_ft, wellhead_pressure_psi, gas_liquid_ratio_scf_per_stb, water_cut, rates_bpd, bottomhole_pressures_psi)
  SELECT well_id, 'hagedorn_brown', valid_from, 2.992, 8200, 200, 71, 0.68,
    ARRAY(SELECT 100.0 * i FROM generate_series(1, 12) AS i), ARRAY(SELECT 1480 + 900.0 / i + 0.9 * i ^ 2 FROM generate_series(1, 12) AS i) FROM ipr_data;
  INSERT INTO pressure_surveys (well_id, kind, surveyed_at, gauge_serial_number, shut_in_time_h, datum_depth_tvdss_ft, datum_pressure_psi, permeability_md, skin, radius_of_investigation_ft)
  SELECT id, 'buildup', current_setting('seed.today')::timestamptz - interval '200 days', 'G-1187', 48, 7800, 2870, 460, 0.8, 1450 FROM wells WHERE status = 'producing';
  INSERT INTO pressure_survey_points (pressure_survey_id, sequence, elapsed_time_h, pressure_psi, temperature_degf)
  SELECT s.id, i, 0.05 * 1.25 ^ i, 2870 - 162.6 * 3.1 * log((24.0 + 0.05 * 1.25 ^ i) / (0.05 * 1.25 ^ i)), 210.5 FROM pressure_surveys s, generate_series(1, 30) AS i;`;

const DRILLING = `
  INSERT INTO drilling_programs (well_id, name, rig_name, contractor, status, planned_total_depth_md_ft, planned_days, planned_start_on, started_on, budget, currency)
  SELECT id, 'AUR-99 horizontal', 'Rig 14', 'Andes Drilling', 'draft', 12600, 32, spudded_on - 2, spudded_on, 7850000, 'USD' FROM wells WHERE status = 'drilling';
  INSERT INTO drilling_daily_reports (drilling_program_id, reported_on, report_number, depth_start_md_ft, depth_end_md_ft, depth_end_tvd_ft, hole_size_in,
    drilling_time_h, non_productive_time_h, weight_on_bit_klbf, rotary_speed_rpm, flow_rate_gpm, standpipe_pressure_psi, inclination_deg, azimuth_deg, daily_cost, currency, present_operation, summary)
  SELECT p.id, p.started_on + d, d, 450 * (d - 1), 450 * d, least(450 * d, 8600), CASE WHEN d < 5 THEN 17.5 WHEN d < 14 THEN 12.25 ELSE 8.5 END,
    14 + d % 5, d % 3, 18 + d % 6, 120, 620, 2850, least(88, 3 * d), 134, 182000 + 3100 * d, 'USD', 'Drilling ahead', format('Drilled from %s to %s ft', 450 * (d - 1), 450 * d)
  FROM drilling_programs p, generate_series(1, current_setting('seed.drilling_reports')::integer) AS d;
  INSERT INTO drilling_bha (drilling_program_id, run_number, name, bit_type, bit_size_in, nozzle_area_in2, total_length_ft, weight_in_air_klbf, depth_in_md_ft, depth_out_md_ft, hours_on_bottom, components)
  SELECT id, n, 'BHA ' || n, 'PDC M323', CASE n WHEN 1 THEN 17.5 WHEN 2 THEN 12.25 ELSE 8.5 END, 0.94, 810, 62, 2000 * (n - 1), 2000 * n, 61,
    '[{"name": "bit", "length_ft": 1.2, "outer_diameter_in": 8.5}, {"name": "motor", "length_ft": 27, "outer_diameter_in": 6.75}]' FROM drilling_programs, generate_series(1, 3) AS n;
  INSERT INTO drilling_mud_properties (drilling_program_id, measured_at, depth_md_ft, mud_type, mud_weight_ppg, funnel_viscosity_s_per_qt, plastic_viscosity_cp,
    yield_point_lbf_per_100ft2, gel_10s_lbf_per_100ft2, gel_10min_lbf_per_100ft2, fluid_loss_ml_per_30min, ph, solids_fraction, oil_fraction, water_fraction, temperature_degf)
  SELECT drilling_program_id, reported_on + interval '6 hours', depth_end_md_ft, 'water_based', 8.8 + 0.03 * report_number, 46, 16, 21, 6, 11, 5.2, 9.4, 0.08, 0.02, 0.9, 118 FROM drilling_daily_reports;`;

// As the owner, who is bound by no life: nobody of the seed could approve what another submitted.
const APPROVALS = `
  UPDATE drilling_programs SET status = 'submitted' WHERE tenant_id = internal.current_tenant();
  UPDATE drilling_programs SET status = 'approved' WHERE tenant_id = internal.current_tenant();
  UPDATE drilling_programs SET status = 'in_progress' WHERE tenant_id = internal.current_tenant();`;

const PRODUCTION = `
  INSERT INTO production_daily (well_id, produced_on, oil_volume_bbl, gas_volume_mscf, water_volume_bbl, hours_on, choke_size_64ths_in,
    tubing_head_pressure_psi, casing_head_pressure_psi, wellhead_temperature_degf, source)
  SELECT w.id, d::date, oil, oil * (0.19 + 0.04 * random()), oil * wor, hours, 40, 230 - 25 * age / 1100, 270, 166 + 4 * random(), 'allocated'
  FROM (SELECT *, row_number() OVER (ORDER BY name) AS n FROM wells WHERE status = 'producing') AS w,
    generate_series(current_setting('seed.today')::date - current_setting('seed.production_days')::integer, current_setting('seed.today')::date - 1, interval '1 day') AS d,
    LATERAL (SELECT extract(epoch FROM d - current_setting('seed.today')::timestamp)::double precision / 86400 + current_setting('seed.production_days')::integer AS age,
      CASE WHEN random() < 0.015 THEN 24 * random() ELSE 24 END AS hours) AS day,
    LATERAL (SELECT calculate_arps_decline(640 + 60 * (w.n % 7), 0.34, 0.6, age) * hours / 24 * (0.97 + 0.06 * random()) AS oil, 0.9 + 1.3 * age / 1100 AS wor) AS rates;
  INSERT INTO production_daily (well_id, produced_on, water_injected_bbl, hours_on, tubing_head_pressure_psi, source)
  SELECT w.id, d::date, 2400 + 200 * random(), 24, 1450, 'measured' FROM wells w,
    generate_series(current_setting('seed.today')::date - current_setting('seed.production_days')::integer, current_setting('seed.today')::date - 1, interval '1 day') AS d WHERE w.kind = 'water_injector';
  INSERT INTO well_downtime (well_id, started_at, ended_at, category, cause, deferred_oil_bbl)
  SELECT well_id, produced_on::timestamp AT TIME ZONE 'America/Bogota', (produced_on::timestamp + (24 - hours_on) * interval '1 hour') AT TIME ZONE 'America/Bogota',
    (ARRAY['power', 'artificial_lift', 'facility', 'well_test'])[1 + (extract(day FROM produced_on)::integer % 4)], 'Stopped and started again', 20 * (24 - hours_on)
  FROM production_daily WHERE hours_on > 0 AND hours_on < 24;
  INSERT INTO well_downtime (well_id, started_at, category, planned, cause)
  SELECT id, current_setting('seed.today')::timestamptz, 'workover', true, 'Pump change' FROM wells WHERE status = 'producing' ORDER BY name LIMIT 1;
  INSERT INTO artificial_lift (well_id, equipment_id, kind, installed_on, setting_depth_md_ft, stages, design_rate_bpd, design_frequency_hz, motor_power_hp)
  SELECT well_id, id, 'esp', installed_on, 7900, 118, 1400, 54, 150 FROM equipment WHERE kind = 'pump';
  INSERT INTO ct_strings (string_number, manufacturer, material_grade, yield_strength_psi, outer_diameter_in, wall_thickness_in, length_ft, reel_core_diameter_in, guide_arch_radius_in, manufactured_on, in_service_on)
  VALUES ('CT-1142', 'Global Tubing', 'CT-90', 90000, 1.75, 0.134, 15200, 84, 90, '2023-04-11', '2023-06-02');
  INSERT INTO ct_jobs (well_id, ct_string_id, job_number, kind, status, started_at, ended_at, max_depth_md_ft, max_wellhead_pressure_psi, max_circulating_pressure_psi,
    max_pickup_weight_lbf, fluid_pumped_bbl, nitrogen_pumped_mscf, cost, currency, result)
  SELECT w.id, s.id, 'CT-' || n, 'cleanout', 'completed', current_setting('seed.today')::timestamptz - n * interval '70 days',
    current_setting('seed.today')::timestamptz - n * interval '70 days' + interval '19 hours', 8300, 380, 3900, 21500, 310, 120, 64000, 'USD', 'Clean to total depth'
  FROM ct_strings s, (SELECT *, row_number() OVER (ORDER BY name) AS n FROM wells WHERE status = 'producing' LIMIT 5) AS w;
  INSERT INTO ct_fatigue_tracking (ct_string_id, ct_job_id, recorded_at, section_start_ft, section_end_ft, bending_cycles, internal_pressure_psi, bending_strain, damage_added, damage_total)
  SELECT ct_string_id, id, ended_at, 500 * i, 500 * (i + 1), 6, 3900, 1.75 / (2 * 84), 0.011 + 0.001 * i, (0.011 + 0.001 * i) * row_number() OVER (PARTITION BY i ORDER BY ended_at)
  FROM ct_jobs, generate_series(0, 9) AS i;`;

/** The field: wells and what is below, above and done to them. */
export const FIELD_STEPS: readonly SeedStep[] = [
  { name: 'fields, wells, equipment', sql: ASSETS },
  { name: 'reservoirs', sql: RESERVOIRS },
  { name: 'well tests', sql: TESTS },
  { name: 'drilling', sql: DRILLING },
  { name: 'approval of drilling', sql: APPROVALS, role: 'owner' },
  { name: 'production, coiled tubing', sql: PRODUCTION },
];
