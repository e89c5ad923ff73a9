-- Production of wells by day, and their downtime.
CREATE TABLE production_daily (
  LIKE internal.standard_columns INCLUDING ALL,
  well_id                  uuid NOT NULL,
  produced_on              date NOT NULL,
  oil_volume_bbl           quantity NOT NULL DEFAULT 0,
  gas_volume_mscf          quantity NOT NULL DEFAULT 0,
  water_volume_bbl         quantity NOT NULL DEFAULT 0,
  water_injected_bbl       quantity NOT NULL DEFAULT 0,
  gas_injected_mscf        quantity NOT NULL DEFAULT 0,
  hours_on                 quantity NOT NULL DEFAULT 24,
  choke_size_64ths_in      quantity,
  tubing_head_pressure_psi quantity,
  casing_head_pressure_psi quantity,
  wellhead_temperature_degf quantity,
  water_cut                quantity GENERATED ALWAYS AS
    (CASE WHEN oil_volume_bbl + water_volume_bbl > 0 THEN water_volume_bbl / (oil_volume_bbl + water_volume_bbl) END) STORED,
  gas_oil_ratio_scf_per_stb quantity GENERATED ALWAYS AS
    (CASE WHEN oil_volume_bbl > 0 THEN 1000 * gas_volume_mscf / oil_volume_bbl END) STORED,
  source                   text NOT NULL DEFAULT 'allocated' CHECK (source IN ('measured', 'allocated', 'estimated')),
  validated_at             timestamptz,
  validated_by             uuid,
  notes                    text NOT NULL DEFAULT '',
  CONSTRAINT production_daily_of_well FOREIGN KEY (tenant_id, well_id) REFERENCES wells (tenant_id, id) ON DELETE RESTRICT,
  CONSTRAINT production_daily_validated_by FOREIGN KEY (tenant_id, validated_by) REFERENCES users (tenant_id, id),
  CONSTRAINT production_daily_volumes_not_negative CHECK (oil_volume_bbl >= 0 AND gas_volume_mscf >= 0 AND water_volume_bbl >= 0
    AND water_injected_bbl >= 0 AND gas_injected_mscf >= 0),
  -- 25: the day on which clocks are set back.
  CONSTRAINT production_daily_hours_fit_a_day CHECK (hours_on BETWEEN 0 AND 25),
  CONSTRAINT production_daily_pressures_not_negative CHECK (tubing_head_pressure_psi >= 0 AND casing_head_pressure_psi >= 0 AND choke_size_64ths_in >= 0),
  CONSTRAINT production_daily_temperature_above_absolute_zero CHECK (wellhead_temperature_degf > -459.67),
  CONSTRAINT production_daily_nothing_flows_while_closed CHECK (hours_on > 0
    OR oil_volume_bbl + gas_volume_mscf + water_volume_bbl + water_injected_bbl + gas_injected_mscf = 0),
  CONSTRAINT production_daily_validation_is_whole CHECK ((validated_at IS NULL) = (validated_by IS NULL))
);
CREATE UNIQUE INDEX production_daily_once_per_well ON production_daily (tenant_id, well_id, produced_on) WHERE deleted_at IS NULL;
CREATE INDEX production_daily_by_day ON production_daily (tenant_id, produced_on);
CALL internal.tenant_table('production_daily', $$
Volumes of a well and a day, at standard conditions.
well_id: The well.
produced_on: The production day, by the clock of the tenant.
oil_volume_bbl: Stock-tank oil produced.
gas_volume_mscf: Gas produced.
water_volume_bbl: Water produced.
water_injected_bbl: Water injected.
gas_injected_mscf: Gas injected, lift gas not counted.
hours_on: Hours that it was open.
choke_size_64ths_in: Average opening in 64ths of an inch.
tubing_head_pressure_psi: Average while open, gauge.
casing_head_pressure_psi: Average, gauge.
wellhead_temperature_degf: Average while open.
water_cut: Fraction of the liquid, 0 to 1; null without liquid.
gas_oil_ratio_scf_per_stb: Null without oil.
source: Measured at the well, allocated from a common meter, or estimated.
validated_at: When it was accepted.
validated_by: Who accepted it.
notes: Notes in words.
$$);

CREATE VIEW production_monthly WITH (security_invoker = true) AS
SELECT tenant_id, well_id, date_trunc('month', produced_on::timestamp)::date AS month,
       sum(oil_volume_bbl) AS oil_volume_bbl, sum(gas_volume_mscf) AS gas_volume_mscf, sum(water_volume_bbl) AS water_volume_bbl,
       sum(water_injected_bbl) AS water_injected_bbl, sum(gas_injected_mscf) AS gas_injected_mscf,
       sum(hours_on) AS hours_on, count(*) FILTER (WHERE hours_on > 0) AS days_on, count(*) AS days_reported,
       24 * sum(oil_volume_bbl) / nullif(sum(hours_on), 0) AS oil_rate_bopd,
       sum(water_volume_bbl) / nullif(sum(oil_volume_bbl) + sum(water_volume_bbl), 0) AS water_cut,
       1000 * sum(gas_volume_mscf) / nullif(sum(oil_volume_bbl), 0) AS gas_oil_ratio_scf_per_stb
FROM production_daily
WHERE deleted_at IS NULL
GROUP BY tenant_id, well_id, date_trunc('month', produced_on::timestamp);
CALL internal.describe('production_monthly', $$
Sums of production_daily by calendar month: a view, so that it cannot disagree with the days.
tenant_id: Whose row this is.
well_id: The well.
month: First day of the month.
oil_volume_bbl: Stock-tank oil produced.
gas_volume_mscf: Gas produced.
water_volume_bbl: Water produced.
water_injected_bbl: Water injected.
gas_injected_mscf: Gas injected.
hours_on: Hours that it was open.
days_on: Days on which it was open.
days_reported: Days that there is a row for.
oil_rate_bopd: Average while open; null for a month closed.
water_cut: Fraction of the liquid, 0 to 1; null without liquid.
gas_oil_ratio_scf_per_stb: Null without oil.
$$);
GRANT SELECT ON production_monthly TO varve_app, varve_system;

CREATE TABLE well_downtime (
  LIKE internal.standard_columns INCLUDING ALL,
  well_id          uuid        NOT NULL,
  started_at       timestamptz NOT NULL,
  ended_at         timestamptz,
  category         text        NOT NULL CHECK (category IN ('equipment_failure', 'artificial_lift', 'power', 'facility', 'workover', 'well_test', 'weather', 'reservoir', 'safety', 'other')),
  planned          boolean     NOT NULL DEFAULT false,
  cause            text        NOT NULL DEFAULT '',
  deferred_oil_bbl  quantity   NOT NULL DEFAULT 0,
  deferred_gas_mscf quantity   NOT NULL DEFAULT 0,
  CONSTRAINT well_downtime_of_well FOREIGN KEY (tenant_id, well_id) REFERENCES wells (tenant_id, id) ON DELETE CASCADE,
  CONSTRAINT well_downtime_ends_after_start CHECK (ended_at > started_at),
  CONSTRAINT well_downtime_deferred_not_negative CHECK (deferred_oil_bbl >= 0 AND deferred_gas_mscf >= 0)
);
CREATE INDEX well_downtime_newest_of_well ON well_downtime (tenant_id, well_id, started_at DESC);
CREATE UNIQUE INDEX well_downtime_one_open_per_well ON well_downtime (tenant_id, well_id) WHERE ended_at IS NULL AND deleted_at IS NULL;
CALL internal.tenant_table('well_downtime', $$
Times in which a well was closed, and why.
well_id: The well.
started_at: When it was closed.
ended_at: When it was opened; null while it is closed.
category: Kind of cause.
planned: Whether it had been announced.
cause: Cause in words.
deferred_oil_bbl: Oil not produced because of it.
deferred_gas_mscf: Gas not produced because of it.
$$);

CREATE TABLE artificial_lift (
  LIKE internal.standard_columns INCLUDING ALL,
  well_id                uuid NOT NULL,
  equipment_id           uuid,
  kind                   text NOT NULL CHECK (kind IN ('esp', 'rod_pump', 'gas_lift', 'pcp', 'jet_pump', 'plunger', 'hydraulic_piston', 'none')),
  installed_on           date NOT NULL,
  removed_on             date,
  setting_depth_md_ft    quantity,
  stages                 integer CHECK (stages > 0),
  design_rate_bpd        quantity,
  design_frequency_hz    quantity,
  motor_power_hp         quantity,
  pump_displacement_bpd  quantity,
  stroke_length_in       quantity,
  strokes_per_minute     quantity,
  injection_gas_mscfd    quantity,
  settings               jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(settings) = 'object'),
  failure_cause          text NOT NULL DEFAULT '',
  CONSTRAINT artificial_lift_of_well FOREIGN KEY (tenant_id, well_id) REFERENCES wells (tenant_id, id) ON DELETE RESTRICT,
  CONSTRAINT artificial_lift_is_equipment FOREIGN KEY (tenant_id, equipment_id) REFERENCES equipment (tenant_id, id) ON DELETE SET NULL (equipment_id),
  CONSTRAINT artificial_lift_removed_after_installed CHECK (removed_on >= installed_on),
  CONSTRAINT artificial_lift_numbers_not_negative CHECK (setting_depth_md_ft >= 0 AND design_rate_bpd >= 0 AND design_frequency_hz >= 0
    AND motor_power_hp >= 0 AND pump_displacement_bpd >= 0 AND stroke_length_in >= 0 AND strokes_per_minute >= 0 AND injection_gas_mscfd >= 0)
);
CREATE INDEX artificial_lift_newest_of_well ON artificial_lift (tenant_id, well_id, installed_on DESC);
CREATE INDEX artificial_lift_by_equipment ON artificial_lift (tenant_id, equipment_id) WHERE equipment_id IS NOT NULL;
CREATE UNIQUE INDEX artificial_lift_one_at_a_time ON artificial_lift (tenant_id, well_id) WHERE removed_on IS NULL AND deleted_at IS NULL;
CALL internal.tenant_table('artificial_lift', $$
How wells are lifted: a row per installation.
well_id: The well.
equipment_id: The pump or valve as a piece of equipment.
kind: Way of lifting.
installed_on: Day on which it was put in.
removed_on: Day on which it was pulled; null while it is in.
setting_depth_md_ft: Along the hole.
stages: Stages of a centrifugal pump.
design_rate_bpd: Liquid that it was chosen for.
design_frequency_hz: Frequency of its drive.
motor_power_hp: As on the name plate.
pump_displacement_bpd: Displacement of a positive-displacement pump.
stroke_length_in: Stroke of a rod pump.
strokes_per_minute: Speed of a rod pump.
injection_gas_mscfd: Gas of gas lift.
settings: Other settings by their names.
failure_cause: Why it was pulled.
$$);
