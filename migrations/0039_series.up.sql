-- The series of the plant. `status` is an OPC UA status code of the whole record, as in samples.
-- No check on what an instrument says: a reading out of its range is stored with its status. Rates and pressures that were
-- worked out are checked where they are entered.
CREATE TABLE timeseries.well_production_ts (
  time                     timestamptz NOT NULL,
  well_id                  uuid        NOT NULL,
  status                   integer     NOT NULL DEFAULT 0,
  oil_rate_bopd            double precision CHECK (oil_rate_bopd >= 0),
  gas_rate_mscfd           double precision CHECK (gas_rate_mscfd >= 0),
  water_rate_bwpd          double precision CHECK (water_rate_bwpd >= 0),
  water_cut                double precision CHECK (water_cut BETWEEN 0 AND 1),
  tubing_head_pressure_psi double precision,
  casing_head_pressure_psi double precision,
  choke_size_64ths_in      double precision CHECK (choke_size_64ths_in >= 0),
  PRIMARY KEY (well_id, time)
);
CALL timeseries.make_series('well_production_ts', 'public.wells', 'well_id', '7 days', '7 days', '90 days', $$
Rates of wells as metered or worked out.
time: When it was measured.
well_id: The well.
status: OPC UA status code as a signed integer.
oil_rate_bopd: At stock-tank conditions.
gas_rate_mscfd: At standard conditions.
water_rate_bwpd: At standard conditions.
water_cut: Fraction of the liquid, 0 to 1.
tubing_head_pressure_psi: Gauge.
casing_head_pressure_psi: Gauge.
choke_size_64ths_in: Opening in 64ths of an inch.
$$);

CREATE TABLE timeseries.well_telemetry_ts (
  time                        timestamptz NOT NULL,
  well_id                     uuid        NOT NULL,
  status                      integer     NOT NULL DEFAULT 0,
  tubing_head_pressure_psi    double precision,
  casing_head_pressure_psi    double precision,
  flowline_pressure_psi       double precision,
  bottomhole_pressure_psi     double precision,
  wellhead_temperature_degf   double precision,
  bottomhole_temperature_degf double precision,
  choke_size_64ths_in         double precision,
  pump_frequency_hz           double precision,
  pump_intake_pressure_psi    double precision,
  motor_current_a             double precision,
  motor_temperature_degf      double precision,
  vibration_g                 double precision,
  PRIMARY KEY (well_id, time)
);
CALL timeseries.make_series('well_telemetry_ts', 'public.wells', 'well_id', '1 day', '7 days', '90 days', $$
Readings of the instruments of wells.
time: When it was measured.
well_id: The well.
status: OPC UA status code as a signed integer.
tubing_head_pressure_psi: Gauge.
casing_head_pressure_psi: Gauge.
flowline_pressure_psi: Gauge.
bottomhole_pressure_psi: Gauge, at the permanent gauge.
wellhead_temperature_degf: Temperature of the fluid.
bottomhole_temperature_degf: At the permanent gauge.
choke_size_64ths_in: Opening in 64ths of an inch.
pump_frequency_hz: Frequency of the drive.
pump_intake_pressure_psi: Gauge.
motor_current_a: Current of one phase.
motor_temperature_degf: Temperature of the winding.
vibration_g: Root mean square.
$$);

CREATE TABLE timeseries.drilling_telemetry_ts (
  time                         timestamptz NOT NULL,
  well_id                      uuid        NOT NULL,
  status                       integer     NOT NULL DEFAULT 0,
  bit_depth_md_ft              double precision,
  hole_depth_md_ft             double precision,
  block_height_ft              double precision,
  hook_load_klbf               double precision,
  weight_on_bit_klbf           double precision,
  rotary_speed_rpm             double precision,
  torque_ft_lbf                double precision,
  rate_of_penetration_ft_per_h double precision,
  flow_in_gpm                  double precision,
  flow_out_gpm                 double precision,
  standpipe_pressure_psi       double precision,
  mud_weight_in_ppg            double precision,
  mud_weight_out_ppg           double precision,
  pit_volume_bbl               double precision,
  gas_percent                  double precision,
  PRIMARY KEY (well_id, time)
);
CALL timeseries.make_series('drilling_telemetry_ts', 'public.wells', 'well_id', '1 day', '7 days', '365 days', $$
Readings of the instruments of rigs.
time: When it was measured.
well_id: The well that is drilled.
status: OPC UA status code as a signed integer.
bit_depth_md_ft: Along the hole.
hole_depth_md_ft: Along the hole.
block_height_ft: Above the floor.
hook_load_klbf: Load on the hook.
weight_on_bit_klbf: Load on the bit.
rotary_speed_rpm: Speed of the string.
torque_ft_lbf: Torque of the string at the surface.
rate_of_penetration_ft_per_h: Rate of penetration of the bit.
flow_in_gpm: Pumped.
flow_out_gpm: Returned.
standpipe_pressure_psi: Gauge.
mud_weight_in_ppg: Pumped.
mud_weight_out_ppg: Returned.
pit_volume_bbl: Volume of the active pits.
gas_percent: Share of the returned gas, by volume.
$$);

CREATE TABLE timeseries.alarms_ts (
  time                timestamptz NOT NULL,
  alarm_definition_id uuid        NOT NULL,
  event               text        NOT NULL CHECK (event IN ('raised', 'cleared', 'acknowledged', 'shelved', 'unshelved', 'suppressed', 'unsuppressed',
    'taken_out_of_service', 'returned_to_service', 'reset', 'commented')),
  event_id            uuid        NOT NULL,
  severity            integer     NOT NULL CHECK (severity BETWEEN 1 AND 1000),
  status              integer     NOT NULL DEFAULT 0,
  value               double precision,
  message             text        NOT NULL DEFAULT '',
  user_id             uuid,
  PRIMARY KEY (alarm_definition_id, time, event)
);
CREATE INDEX alarms_ts_newest ON timeseries.alarms_ts (time DESC, severity);
CALL timeseries.make_series('alarms_ts', 'public.alarm_definitions', 'alarm_definition_id', '30 days', '30 days', '365 days', $$
Journal of alarms: every change of every one, shelved and suppressed ones included.
time: When it happened.
alarm_definition_id: The alarm.
event: Kind of change.
event_id: The same for all events of one occurrence.
severity: 1 to 1000, as it was then.
status: OPC UA status code of the value.
value: Value of the tag then.
message: As shown, or what the operator wrote.
user_id: Who did it; null for what happened by itself.
$$);

CREATE TABLE timeseries.energy_readings (
  time                timestamptz NOT NULL,
  machine_id          uuid        NOT NULL,
  status              integer     NOT NULL DEFAULT 0,
  power_kw            double precision,
  energy_register_kwh double precision,
  reactive_power_kvar double precision,
  power_factor        double precision CHECK (power_factor BETWEEN -1 AND 1),
  voltage_v           double precision,
  current_a           double precision,
  frequency_hz        double precision,
  PRIMARY KEY (machine_id, time)
);
CALL timeseries.make_series('energy_readings', 'public.machines', 'machine_id', '1 day', '7 days', '90 days', $$
Readings of the meters of machines.
time: When it was measured.
machine_id: The machine.
status: OPC UA status code as a signed integer.
power_kw: Active power; negative where it is fed back.
energy_register_kwh: Counter of the meter: rises, but for a rollover or an exchange of the meter.
reactive_power_kvar: Negative where it is capacitive.
power_factor: Power factor of the fundamental.
voltage_v: Line to line, mean of the phases.
current_a: Mean of the phases.
frequency_hz: Frequency of the grid.
$$);

CREATE TABLE timeseries.production_data (
  time             timestamptz NOT NULL,
  machine_id       uuid        NOT NULL,
  status           integer     NOT NULL DEFAULT 0,
  produced_count   double precision NOT NULL CHECK (produced_count >= 0),
  rejected_count   double precision NOT NULL DEFAULT 0 CHECK (rejected_count >= 0),
  throughput_per_h double precision,
  PRIMARY KEY (machine_id, time),
  CONSTRAINT production_data_rejects_are_produced CHECK (rejected_count <= produced_count)
);
CALL timeseries.make_series('production_data', 'public.machines', 'machine_id', '1 day', '7 days', '90 days', $$
Output of machines since their last report.
time: End of the interval.
machine_id: The machine.
status: OPC UA status code as a signed integer.
produced_count: Since the record before, in the machine's unit, rejects included.
rejected_count: Since the record before, in the machine's unit.
throughput_per_h: As the machine says.
$$);

CREATE TABLE timeseries.environmental_data (
  time                     timestamptz NOT NULL,
  factory_id               uuid        NOT NULL,
  status                   integer     NOT NULL DEFAULT 0,
  outdoor_temperature_degc double precision,
  indoor_temperature_degc  double precision,
  relative_humidity        double precision CHECK (relative_humidity BETWEEN 0 AND 1),
  air_pressure_hpa         double precision,
  solar_irradiance_w_per_m2 double precision,
  PRIMARY KEY (factory_id, time)
);
CALL timeseries.make_series('environmental_data', 'public.factories', 'factory_id', '7 days', '7 days', '90 days', $$
The surroundings of factories: what their use of energy depends on.
time: When it was measured.
factory_id: The factory.
status: OPC UA status code as a signed integer.
outdoor_temperature_degc: In the shade.
indoor_temperature_degc: Temperature of the hall.
relative_humidity: Outdoors, 0 to 1.
air_pressure_hpa: At the place, not reduced to sea level.
solar_irradiance_w_per_m2: On the horizontal.
$$);

CREATE TABLE timeseries.batch_data (
  time     timestamptz NOT NULL,
  batch_id uuid        NOT NULL,
  tag_id   integer     NOT NULL,
  status   integer     NOT NULL DEFAULT 0,
  value    double precision,
  PRIMARY KEY (batch_id, tag_id, time)
);
CALL timeseries.make_series('batch_data', 'public.batches', 'batch_id', '30 days', '30 days', NULL, $$
Samples that are kept with a batch, longer than the samples of its tags.
time: When it was measured.
batch_id: The batch.
tag_id: The tag.
status: OPC UA status code as a signed integer.
value: In the unit of the tag; null where a bad sample has none.
$$);

DO $$
DECLARE
  rates       text[] := '{oil_rate_bopd,gas_rate_mscfd,water_rate_bwpd,tubing_head_pressure_psi}';
  instruments text[] := '{tubing_head_pressure_psi,casing_head_pressure_psi,flowline_pressure_psi,wellhead_temperature_degf,pump_frequency_hz,motor_current_a}';
  rig         text[] := '{hole_depth_md_ft,hook_load_klbf,weight_on_bit_klbf,rotary_speed_rpm,torque_ft_lbf,rate_of_penetration_ft_per_h,flow_in_gpm,standpipe_pressure_psi}';
  energy      text[] := '{power_kw,energy_register_kwh,reactive_power_kvar,power_factor}';
  made        text[] := '{produced_count,rejected_count,throughput_per_h}';
  climate     text[] := '{outdoor_temperature_degc,indoor_temperature_degc,relative_humidity}';
BEGIN
  CALL timeseries.make_rollup('well_production_ts', '1hour', '1 hour', '3 hours', '1 hour', '2 years', rates);
  CALL timeseries.make_rollup('well_production_ts', '1day', '1 day', '3 days', '1 hour', NULL, rates);
  CALL timeseries.make_rollup('well_telemetry_ts', '1min', '1 minute', '1 hour', '1 minute', '2 years', instruments);
  CALL timeseries.make_rollup('well_telemetry_ts', '1hour', '1 hour', '3 hours', '15 minutes', NULL, instruments);
  CALL timeseries.make_rollup('drilling_telemetry_ts', '1min', '1 minute', '1 hour', '1 minute', NULL, rig);
  CALL timeseries.make_rollup('energy_readings', '1min', '1 minute', '1 hour', '1 minute', NULL, energy);
  CALL timeseries.make_rollup('energy_readings', '15min', '15 minutes', '3 hours', '5 minutes', NULL, energy);
  CALL timeseries.make_rollup('energy_readings', '1hour', '1 hour', '6 hours', '15 minutes', NULL, energy);
  CALL timeseries.make_rollup('energy_readings', '1day', '1 day', '3 days', '1 hour', NULL, energy);
  CALL timeseries.make_rollup('production_data', '1min', '1 minute', '1 hour', '1 minute', NULL, made);
  CALL timeseries.make_rollup('production_data', '15min', '15 minutes', '3 hours', '5 minutes', NULL, made);
  CALL timeseries.make_rollup('production_data', '1hour', '1 hour', '6 hours', '15 minutes', NULL, made);
  CALL timeseries.make_rollup('production_data', '1day', '1 day', '3 days', '1 hour', NULL, made);
  CALL timeseries.make_rollup('environmental_data', '15min', '15 minutes', '3 hours', '5 minutes', NULL, climate);
  CALL timeseries.make_rollup('environmental_data', '1hour', '1 hour', '6 hours', '15 minutes', NULL, climate);
  CALL timeseries.make_rollup('environmental_data', '1day', '1 day', '3 days', '1 hour', NULL, climate);
END $$;

-- Brings what was made so far to the form of this engine.
SELECT timeseries.adopt_engine();
SELECT timeseries.ensure_partitions(series, now() - chunk_interval, now() + 3 * chunk_interval) FROM timeseries.record_series;
