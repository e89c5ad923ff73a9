import type { SeedStep } from './seed-step.ts';

// The factories and machines of the energy management document, under its ids where these are free.
const FACTORIES = `
  INSERT INTO factories (name, location, country_code, time_zone, latitude_deg, longitude_deg, floor_area_m2) VALUES
    ('Demo Manufacturing Plant', 'Silicon Valley, CA', 'US', 'America/Los_Angeles', 37.3875, -122.0575, 12000),
    ('European Production Facility', 'Munich, Germany', 'DE', 'Europe/Berlin', 48.1374, 11.5755, 8500);
  CREATE TEMPORARY TABLE seed_machines ON COMMIT DROP AS SELECT known.*, f.id AS factory_id FROM (VALUES
    ('c0000000-0000-0000-0000-000000000001'::uuid, 'Demo Manufacturing Plant', 'Compressor-1', 'compressor', 55, 1, 'factory/demo/compressor-1', 'Nm3'),
    ('c0000000-0000-0000-0000-000000000002', 'Demo Manufacturing Plant', 'HVAC-Main', 'hvac', 40, 10, 'factory/demo/hvac-main', 'units'),
    ('c0000000-0000-0000-0000-000000000003', 'Demo Manufacturing Plant', 'Conveyor-A', 'motor', 7.5, 10, 'factory/demo/conveyor-a', 'units'),
    ('c0000000-0000-0000-0000-000000000004', 'Demo Manufacturing Plant', 'Hydraulic-Pump-1', 'pump', 30, 30, 'factory/demo/hydraulic-pump-1', 'units'),
    ('c0000000-0000-0000-0000-000000000005', 'Demo Manufacturing Plant', 'Injection-Molding-1', 'injection_molding', 90, 30, 'factory/demo/injection-molding-1', 'parts'),
    ('c0000000-0000-0000-0000-000000000006', 'European Production Facility', 'Compressor-EU-1', 'compressor', 75, 1, 'factory/europe/compressor-1', 'Nm3'),
    ('c0000000-0000-0000-0000-000000000007', 'European Production Facility', 'HVAC-EU-North', 'hvac', 35, 10, 'factory/europe/hvac-north', 'units')
  ) AS known (id, site, name, kind, rated_power_kw, data_interval_s, mqtt_topic, production_unit) JOIN factories f ON f.name = site;
  -- Where another tenant has the ids, this one's machines get their own.
  INSERT INTO machines (id, factory_id, name, kind, rated_power_kw, data_interval_s, mqtt_topic, production_unit)
  SELECT id, factory_id, name, kind, rated_power_kw, data_interval_s, mqtt_topic, production_unit FROM seed_machines ON CONFLICT (id) DO NOTHING;
  INSERT INTO machines (factory_id, name, kind, rated_power_kw, data_interval_s, mqtt_topic, production_unit)
  SELECT factory_id, name, kind, rated_power_kw, data_interval_s, mqtt_topic, production_unit FROM seed_machines s WHERE NOT EXISTS (SELECT FROM machines m WHERE m.name = s.name);
  INSERT INTO machine_status (machine_id, state, last_seen_at, power_kw) SELECT id, 'running', now(), 0.6 * rated_power_kw FROM machines;
  INSERT INTO energy_tariffs (factory_id, name, valid_from, price_per_kwh, demand_charge_per_kw, currency)
  SELECT id, 'Time of use', '2020-01-01', 0.10, 12, CASE country_code WHEN 'DE' THEN 'EUR' ELSE 'USD' END FROM factories;
  INSERT INTO energy_tariff_periods (energy_tariff_id, name, starts_at, ends_at, price_per_kwh)
  SELECT t.id, p.name, p.starts::time, p.ends::time, p.price FROM energy_tariffs t, (VALUES ('off-peak', '22:00', '07:00', 0.06), ('peak', '17:00', '22:00', 0.18)) AS p (name, starts, ends, price);
  INSERT INTO carbon_factors (factory_id, region, kg_co2e_per_kwh, valid_from, reference)
  SELECT id, region, CASE country_code WHEN 'DE' THEN 0.363 ELSE 0.24 END, '2020-01-01', 'Illustrative: replace by the supplier''s figure' FROM factories, LATERAL (SELECT location AS region) AS r;
  INSERT INTO energy_baselines (machine_id, name, model, energy_interval, period_start, period_end, features, coefficients, sample_count, r_squared, cv_rmse, nmbe, active)
  SELECT id, 'Degree days', 'linear_regression', 'day', current_setting('seed.today')::timestamptz - interval '400 days', current_setting('seed.today')::timestamptz - interval '35 days', '{cooling_degree_days}', '{210, 14.2}', 365, 0.91, 0.08, 0.002, true FROM machines;
  INSERT INTO anomalies (machine_id, quantity_name, detected_at, value, expected_value, deviation, severity, method, reason)
  SELECT id, 'power_kw', current_setting('seed.today')::timestamptz - interval '6 hours', 1.1 * rated_power_kw, 0.6 * rated_power_kw, 4.1, 'medium', 'ewma', 'Above its baseline' FROM machines ORDER BY name LIMIT 2;
  INSERT INTO batches (batch_number, machine_id, product, started_at, ended_at, status, metadata)
  SELECT 'B-' || n, (SELECT id FROM machines WHERE kind = 'injection_molding' LIMIT 1), 'Housing', current_setting('seed.today')::timestamptz - n * interval '1 day',
    CASE n WHEN 0 THEN NULL ELSE current_setting('seed.today')::timestamptz - n * interval '1 day' + interval '9 hours' END, CASE n WHEN 0 THEN 'active' ELSE 'completed' END, '{"material": "PA66"}' FROM generate_series(0, 5) AS n;`;

const TAGS = `
  INSERT INTO timeseries.sources (name, protocol, definition) VALUES ('aurora-pad', 'modbus', '{"host": "192.0.2.10", "port": 502}'), ('factories', 'mqtt', '{"url": "mqtts://broker.example:8883"}');
  INSERT INTO timeseries.tags (source_id, well_id, name, description, unit, data_type, interpolation, range_low, range_high, filter)
  SELECT s.id, w.id, lower(w.name) || '/' || t.name, t.text, t.unit, 'analog', 'linear', 0, t.high, '{"excDevPercent": 0.1, "compDevPercent": 0.2}'
  FROM timeseries.sources s, wells w, (VALUES ('tubing-head-pressure', 'Tubing head pressure', 'psi', 1000), ('wellhead-temperature', 'Wellhead temperature', 'degF', 300),
    ('pump-frequency', 'Pump frequency', 'Hz', 70), ('motor-current', 'Motor current', 'A', 120)) AS t (name, text, unit, high) WHERE s.name = 'aurora-pad' AND w.status = 'producing';
  INSERT INTO timeseries.tags (source_id, machine_id, name, description, unit, data_type, interpolation)
  SELECT s.id, m.id, lower(m.name) || '/power', 'Active power', 'kW', 'analog', 'linear' FROM timeseries.sources s, machines m WHERE s.name = 'factories';
  INSERT INTO timeseries.tags (name, description, unit, data_type, interpolation) VALUES ('aurora/pump-current-sum', 'Current of all pumps', 'A', 'analog', 'linear'), ('aurora/shift', 'Shift on duty', '', 'text', 'step');
  INSERT INTO storage_rules (name, mode, settings, retention) VALUES ('Pressures', 'change', '{"deadband": 0.5}', '90 days');
  INSERT INTO storage_rule_tags (storage_rule_id, tag_id) SELECT r.id, t.id FROM storage_rules r, timeseries.tags t WHERE t.unit = 'psi';
  INSERT INTO derived_signals (tag_id, formula, description) SELECT id, 'a + b', 'Sum of two currents' FROM timeseries.tags WHERE name = 'aurora/pump-current-sum';
  INSERT INTO derived_signal_inputs (derived_signal_id, tag_id, variable)
  SELECT d.id, t.id, chr(96 + t.n::integer) FROM derived_signals d, (SELECT id, row_number() OVER (ORDER BY name) AS n FROM timeseries.tags WHERE unit = 'A' AND source_id IS NOT NULL ORDER BY name LIMIT 2) AS t;
  INSERT INTO dashboards (name, description, shared, layout) VALUES ('Aurora', 'The field at a glance', true, '{"grid": {"cols": 12, "rows": 8}, "widgets": []}');
  INSERT INTO alarm_definitions (tag_id, name, kind, limit_value, deadband, on_delay_s, severity, message, consequence, response)
  SELECT id, 'High pressure', 'high', 300, 5, 10, 700, 'Tubing head pressure is high', 'The flowline may burst', 'Close the wing valve' FROM timeseries.tags WHERE unit = 'psi';
  INSERT INTO alarm_states (alarm_definition_id) SELECT id FROM alarm_definitions;`;

const SERIES = `
  SELECT timeseries.ensure_sample_partitions(first, last), timeseries.ensure_partitions(series, first, last)
  FROM timeseries.record_series, (SELECT current_setting('seed.now')::timestamptz - (current_setting('seed.series_days')::integer + 1) * interval '1 day' AS first, current_setting('seed.now')::timestamptz + interval '1 day' AS last) AS span;
  CREATE TEMPORARY TABLE seed_times ON COMMIT DROP AS SELECT t AS time, extract(epoch FROM t) / 86400.0 AS day, random() AS noise
  FROM (SELECT date_bin(current_setting('seed.series_step')::interval, current_setting('seed.now')::timestamptz, '2000-01-01 00:00Z') AS newest) AS n,
    generate_series(newest - current_setting('seed.series_days')::integer * interval '1 day', newest, current_setting('seed.series_step')::interval) AS t;
  INSERT INTO timeseries.energy_readings (machine_id, time, power_kw, energy_register_kwh, reactive_power_kvar, power_factor, voltage_v, current_a, frequency_hz)
  SELECT id, time, kw, 10000 + sum(kw) OVER (PARTITION BY id ORDER BY time) * extract(epoch FROM current_setting('seed.series_step')::interval) / 3600, kw * 0.48, 0.9, 400 + 4 * noise, kw / (sqrt(3) * 0.4 * 0.9), 49.98 + 0.04 * noise
  FROM machines m, seed_times, LATERAL (SELECT m.rated_power_kw * (0.45 + 0.25 * sin(2 * pi() * day - 1.9) + 0.12 * noise) AS kw) AS load WHERE m.tenant_id = internal.current_tenant();
  INSERT INTO timeseries.production_data (machine_id, time, produced_count, rejected_count, throughput_per_h)
  SELECT id, time, made, floor(made * 0.02 * noise), made * 3600 / extract(epoch FROM current_setting('seed.series_step')::interval)
  FROM machines m, seed_times, LATERAL (SELECT floor(extract(epoch FROM current_setting('seed.series_step')::interval) / 60 * (4 + 3 * noise)) AS made) AS output
  WHERE m.tenant_id = internal.current_tenant() AND m.kind IN ('injection_molding', 'compressor', 'motor');
  INSERT INTO timeseries.environmental_data (factory_id, time, outdoor_temperature_degc, indoor_temperature_degc, relative_humidity, air_pressure_hpa, solar_irradiance_w_per_m2)
  SELECT id, time, 17 + 7 * sin(2 * pi() * day - 2) + noise, 21.5 + noise, 0.55 + 0.1 * noise, 1012, greatest(0, 800 * sin(2 * pi() * day - 1.6)) FROM factories f, seed_times WHERE f.tenant_id = internal.current_tenant();
  INSERT INTO timeseries.well_telemetry_ts (well_id, time, tubing_head_pressure_psi, casing_head_pressure_psi, flowline_pressure_psi, wellhead_temperature_degf, choke_size_64ths_in, pump_frequency_hz, pump_intake_pressure_psi, motor_current_a, motor_temperature_degf, vibration_g)
  SELECT id, time, 205 + 9 * noise, 255 + 6 * noise, 96 + 3 * noise, 164 + 3 * noise, 40, 54, 1240 - 20 * noise, 41 + 2 * noise, 241, 0.08 + 0.02 * noise FROM wells w, seed_times WHERE w.tenant_id = internal.current_tenant() AND w.status = 'producing';
  INSERT INTO timeseries.well_production_ts (well_id, time, oil_rate_bopd, gas_rate_mscfd, water_rate_bwpd, water_cut, tubing_head_pressure_psi, casing_head_pressure_psi, choke_size_64ths_in)
  SELECT id, time, 330 + 20 * noise, 72 + 4 * noise, 705, 0.68, 205 + 9 * noise, 255, 40 FROM wells w, seed_times WHERE w.tenant_id = internal.current_tenant() AND w.status = 'producing' AND extract(minute FROM time)::integer % 15 = 0;
  INSERT INTO timeseries.drilling_telemetry_ts (well_id, time, bit_depth_md_ft, hole_depth_md_ft, hook_load_klbf, weight_on_bit_klbf, rotary_speed_rpm, torque_ft_lbf, rate_of_penetration_ft_per_h, flow_in_gpm, flow_out_gpm, standpipe_pressure_psi, mud_weight_in_ppg)
  SELECT id, time, depth, depth, 212 + noise, 21 + 3 * noise, 118 + 4 * noise, 9800 + 900 * noise, 42 + 9 * noise, 620, 618, 2860 + 40 * noise, 9.4 FROM wells w, seed_times,
    LATERAL (SELECT 9000 + 12 * extract(epoch FROM time - (current_setting('seed.now')::timestamptz - interval '1 day')) / 3600 AS depth) AS d
  WHERE w.tenant_id = internal.current_tenant() AND w.status = 'drilling' AND time >= current_setting('seed.now')::timestamptz - interval '1 day';
  INSERT INTO timeseries.alarms_ts (alarm_definition_id, time, event, event_id, severity, value, message)
  SELECT a.id, time, event, md5(a.id::text || time)::uuid, a.severity, 304, a.message FROM alarm_definitions a,
    (SELECT DISTINCT ON (floor(day)) time FROM seed_times ORDER BY floor(day), time) AS daily, unnest(ARRAY['raised', 'acknowledged', 'cleared']) AS event WHERE a.tenant_id = internal.current_tenant();
  INSERT INTO timeseries.sample_rows (time, value, tag_id, status)
  SELECT time, CASE unit WHEN 'psi' THEN 205 + 9 * noise WHEN 'degF' THEN 164 + 3 * noise WHEN 'Hz' THEN 54 WHEN 'A' THEN 41 + 2 * noise ELSE 30 + 5 * noise END, id, 0
  FROM timeseries.tags t, seed_times WHERE t.tenant_id = internal.current_tenant() AND source_id IS NOT NULL AND time > current_setting('seed.now')::timestamptz - interval '3 days' ORDER BY id, time;
  SELECT timeseries.ensure_text_partitions(current_setting('seed.now')::timestamptz - interval '3 days', current_setting('seed.now')::timestamptz);
  INSERT INTO timeseries.text_samples (time, tag_id, status, value)
  SELECT start, t.id, 0, 'Shift ' || chr(65 + extract(hour FROM start AT TIME ZONE 'UTC')::integer / 8)
  FROM timeseries.tags t, (SELECT date_bin('8 hours', current_setting('seed.now')::timestamptz - n * interval '8 hours', '2000-01-01 00:00Z') AS start FROM generate_series(0, 8) AS n) AS shifts
  WHERE t.tenant_id = internal.current_tenant() AND t.data_type = 'text';
  INSERT INTO timeseries.batch_data (batch_id, tag_id, time, value)
  SELECT b.id, t.id, time, 30 + 5 * noise FROM batches b JOIN timeseries.tags t ON t.machine_id = b.machine_id AND t.tenant_id = b.tenant_id JOIN seed_times ON time BETWEEN b.started_at AND b.ended_at WHERE b.tenant_id = internal.current_tenant();
  INSERT INTO timeseries.batch_data (batch_id, tag_id, time, value)
  SELECT b.id, t.id, b.started_at - interval '1 second', 30 FROM batches b JOIN timeseries.tags t ON t.machine_id = b.machine_id AND t.tenant_id = b.tenant_id WHERE b.tenant_id = internal.current_tenant() AND b.status = 'completed';
  -- Rollups that were never filled are filled whole; of the others only the span of this seed is worked out again.
  SELECT timeseries.note_late_records(series, current_setting('seed.now')::timestamptz - (current_setting('seed.series_days')::integer + 1) * interval '1 day', current_setting('seed.now')::timestamptz)
  FROM timeseries.record_series s WHERE EXISTS (SELECT FROM timeseries.rollups r WHERE r.series = s.series AND r.refreshed_at IS NOT NULL);
  SELECT timeseries.maintain(series, current_setting('seed.now')::timestamptz) FROM timeseries.record_series;`;

/** Factories, machines, tags, and what they say. */
export const PLANT_STEPS: readonly SeedStep[] = [
  { name: 'factories, machines, tariffs', sql: FACTORIES },
  { name: 'sources, tags, alarms', sql: TAGS },
  { name: 'telemetry, energy, samples', sql: SERIES, role: 'owner' },
];
