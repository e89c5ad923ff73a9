-- Tests of wells and the curves made from them.
-- Arrays are the columns of one curve: of the same length, without holes. NaN counts as greater than infinity.
CREATE FUNCTION internal.all_finite(numbers double precision[]) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN array_position(numbers, NULL) IS NULL AND 'infinity' > ALL (numbers) AND '-infinity' < ALL (numbers);
COMMENT ON FUNCTION internal.all_finite IS 'Whether an array of numbers has neither null, NaN nor infinity in it.';

CREATE TABLE well_tests (
  LIKE internal.standard_columns INCLUDING ALL,
  well_id                        uuid        NOT NULL,
  well_completion_id             uuid,
  kind                           text        NOT NULL DEFAULT 'production'
    CHECK (kind IN ('production', 'multi_rate', 'buildup', 'drawdown', 'falloff', 'drill_stem', 'isochronal')),
  started_at                     timestamptz NOT NULL,
  duration_h                     quantity    NOT NULL,
  oil_rate_bopd                  quantity,
  gas_rate_mscfd                 quantity,
  water_rate_bwpd                quantity,
  gas_oil_ratio_scf_per_stb      quantity,
  water_cut                      quantity,
  choke_size_64ths_in            quantity,
  tubing_head_pressure_psi       quantity,
  casing_head_pressure_psi       quantity,
  flowing_bottomhole_pressure_psi quantity,
  static_pressure_psi            quantity,
  separator_pressure_psi         quantity,
  separator_temperature_degf     quantity,
  wellhead_temperature_degf      quantity,
  oil_gravity_api                quantity,
  gas_specific_gravity           quantity,
  validated_at                   timestamptz,
  validated_by                   uuid,
  notes                          text        NOT NULL DEFAULT '',
  CONSTRAINT well_tests_of_well FOREIGN KEY (tenant_id, well_id) REFERENCES wells (tenant_id, id) ON DELETE RESTRICT,
  CONSTRAINT well_tests_of_completion FOREIGN KEY (tenant_id, well_completion_id) REFERENCES well_completions (tenant_id, id)
    ON DELETE SET NULL (well_completion_id),
  CONSTRAINT well_tests_validated_by FOREIGN KEY (tenant_id, validated_by) REFERENCES users (tenant_id, id),
  CONSTRAINT well_tests_last_some_time CHECK (duration_h > 0),
  CONSTRAINT well_tests_rates_not_negative CHECK (oil_rate_bopd >= 0 AND gas_rate_mscfd >= 0 AND water_rate_bwpd >= 0 AND gas_oil_ratio_scf_per_stb >= 0),
  CONSTRAINT well_tests_water_cut_is_a_fraction CHECK (water_cut BETWEEN 0 AND 1),
  CONSTRAINT well_tests_pressures_not_negative CHECK (tubing_head_pressure_psi >= 0 AND casing_head_pressure_psi >= 0
    AND flowing_bottomhole_pressure_psi >= 0 AND static_pressure_psi >= 0 AND separator_pressure_psi >= 0),
  CONSTRAINT well_tests_flow_below_static_pressure CHECK (flowing_bottomhole_pressure_psi <= static_pressure_psi OR kind = 'falloff'),
  CONSTRAINT well_tests_choke_not_negative CHECK (choke_size_64ths_in >= 0),
  CONSTRAINT well_tests_temperatures_above_absolute_zero CHECK (separator_temperature_degf > -459.67 AND wellhead_temperature_degf > -459.67),
  CONSTRAINT well_tests_gravities_are_possible CHECK (oil_gravity_api > -20 AND oil_gravity_api < 100 AND gas_specific_gravity > 0),
  CONSTRAINT well_tests_validation_is_whole CHECK ((validated_at IS NULL) = (validated_by IS NULL))
);
CREATE INDEX well_tests_newest_of_well ON well_tests (tenant_id, well_id, started_at DESC);
CREATE INDEX well_tests_by_completion ON well_tests (tenant_id, well_completion_id) WHERE well_completion_id IS NOT NULL;
CALL internal.tenant_table('well_tests', $$
Measured tests of a well. Pressures are gauge.
well_id: The well that was tested.
well_completion_id: The completion, where only one was open.
kind: How it was done.
started_at: When the stable flow began.
duration_h: How long it was measured.
oil_rate_bopd: At stock-tank conditions.
gas_rate_mscfd: At standard conditions.
water_rate_bwpd: At standard conditions.
gas_oil_ratio_scf_per_stb: Produced.
water_cut: Fraction of the liquid, 0 to 1.
choke_size_64ths_in: Opening in 64ths of an inch.
tubing_head_pressure_psi: At the wellhead.
casing_head_pressure_psi: Pressure of the annulus.
flowing_bottomhole_pressure_psi: At the middle of the perforations.
static_pressure_psi: Pressure of the reservoir at the same depth.
separator_pressure_psi: Pressure of the test separator.
separator_temperature_degf: Temperature of the test separator.
wellhead_temperature_degf: While flowing.
oil_gravity_api: Degrees API.
gas_specific_gravity: Air = 1.
validated_at: When an engineer accepted it.
validated_by: Who accepted it.
notes: Notes in words.
$$);

CREATE TABLE ipr_data (
  LIKE internal.standard_columns INCLUDING ALL,
  well_id                    uuid NOT NULL,
  well_test_id               uuid,
  model                      text NOT NULL CHECK (model IN ('linear', 'vogel', 'composite', 'fetkovich', 'jones', 'standing', 'wiggins', 'darcy', 'horizontal')),
  valid_from                 timestamptz NOT NULL,
  reservoir_pressure_psi     quantity NOT NULL,
  bubble_point_psi           quantity,
  productivity_index_stb_per_d_psi quantity,
  max_rate_bpd               quantity,
  flow_efficiency            quantity,
  parameters                 jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(parameters) = 'object'),
  flowing_pressures_psi      double precision[] NOT NULL DEFAULT '{}',
  rates_bpd                  double precision[] NOT NULL DEFAULT '{}',
  CONSTRAINT ipr_data_of_well FOREIGN KEY (tenant_id, well_id) REFERENCES wells (tenant_id, id) ON DELETE CASCADE,
  CONSTRAINT ipr_data_from_test FOREIGN KEY (tenant_id, well_test_id) REFERENCES well_tests (tenant_id, id) ON DELETE SET NULL (well_test_id),
  CONSTRAINT ipr_data_numbers_are_positive CHECK (reservoir_pressure_psi > 0 AND bubble_point_psi > 0 AND flow_efficiency > 0),
  CONSTRAINT ipr_data_rates_not_negative CHECK (productivity_index_stb_per_d_psi >= 0 AND max_rate_bpd >= 0 AND 0 <= ALL (rates_bpd)),
  CONSTRAINT ipr_data_pressures_not_negative CHECK (0 <= ALL (flowing_pressures_psi)),
  CONSTRAINT ipr_data_curve_is_whole CHECK (cardinality(flowing_pressures_psi) = cardinality(rates_bpd)
    AND internal.all_finite(flowing_pressures_psi) AND internal.all_finite(rates_bpd))
);
CREATE INDEX ipr_data_newest_of_well ON ipr_data (tenant_id, well_id, valid_from DESC);
CREATE INDEX ipr_data_by_test ON ipr_data (tenant_id, well_test_id) WHERE well_test_id IS NOT NULL;
CALL internal.tenant_table('ipr_data', $$
Inflow performance: what a well gives at a flowing pressure.
well_id: The well.
well_test_id: The test that it was made from.
model: Equation of the curve.
valid_from: From when on it describes the well.
reservoir_pressure_psi: Average pressure of the drained region.
bubble_point_psi: Where the composite model changes its shape.
productivity_index_stb_per_d_psi: Slope of the straight part.
max_rate_bpd: Rate at no flowing pressure.
flow_efficiency: 1 without skin.
parameters: Other coefficients of the model by their names.
flowing_pressures_psi: Abscissae of the curve as drawn.
rates_bpd: Ordinates, of the same length.
$$);

CREATE TABLE vlp_data (
  LIKE internal.standard_columns INCLUDING ALL,
  well_id                       uuid NOT NULL,
  correlation                   text NOT NULL CHECK (correlation <> ''),
  valid_from                    timestamptz NOT NULL,
  tubing_inner_diameter_in      quantity NOT NULL,
  tubing_depth_md_ft            quantity NOT NULL,
  wellhead_pressure_psi         quantity NOT NULL,
  gas_liquid_ratio_scf_per_stb  quantity,
  water_cut                     quantity,
  rates_bpd                     double precision[] NOT NULL,
  bottomhole_pressures_psi      double precision[] NOT NULL,
  CONSTRAINT vlp_data_of_well FOREIGN KEY (tenant_id, well_id) REFERENCES wells (tenant_id, id) ON DELETE CASCADE,
  CONSTRAINT vlp_data_tubing_is_positive CHECK (tubing_inner_diameter_in > 0 AND tubing_depth_md_ft > 0),
  CONSTRAINT vlp_data_numbers_not_negative CHECK (wellhead_pressure_psi >= 0 AND gas_liquid_ratio_scf_per_stb >= 0
    AND 0 <= ALL (rates_bpd) AND 0 <= ALL (bottomhole_pressures_psi)),
  CONSTRAINT vlp_data_water_cut_is_a_fraction CHECK (water_cut BETWEEN 0 AND 1),
  CONSTRAINT vlp_data_curve_is_whole CHECK (cardinality(rates_bpd) = cardinality(bottomhole_pressures_psi) AND cardinality(rates_bpd) > 0
    AND internal.all_finite(rates_bpd) AND internal.all_finite(bottomhole_pressures_psi))
);
CREATE INDEX vlp_data_newest_of_well ON vlp_data (tenant_id, well_id, valid_from DESC);
CALL internal.tenant_table('vlp_data', $$
Vertical lift performance: the pressure that a rate needs at the bottom.
well_id: The well.
correlation: Pressure-drop correlation that the curve was made with.
valid_from: From when on it describes the well.
tubing_inner_diameter_in: Diameter of the flow path.
tubing_depth_md_ft: Length of the flow path.
wellhead_pressure_psi: Held constant along the curve.
gas_liquid_ratio_scf_per_stb: Held constant along the curve.
water_cut: Held constant along the curve: fraction of the liquid, 0 to 1.
rates_bpd: Abscissae of the curve.
bottomhole_pressures_psi: Ordinates, of the same length.
$$);

CREATE TABLE pressure_surveys (
  LIKE internal.standard_columns INCLUDING ALL,
  well_id                    uuid NOT NULL,
  kind                       text NOT NULL CHECK (kind IN ('static_gradient', 'flowing_gradient', 'buildup', 'drawdown', 'falloff')),
  surveyed_at                timestamptz NOT NULL,
  gauge_serial_number        text NOT NULL DEFAULT '',
  shut_in_time_h             quantity,
  datum_depth_tvdss_ft       quantity,
  datum_pressure_psi         quantity,
  permeability_md            quantity,
  skin                       quantity,
  radius_of_investigation_ft quantity,
  notes                      text NOT NULL DEFAULT '',
  CONSTRAINT pressure_surveys_of_well FOREIGN KEY (tenant_id, well_id) REFERENCES wells (tenant_id, id) ON DELETE RESTRICT,
  CONSTRAINT pressure_surveys_numbers_not_negative CHECK (shut_in_time_h >= 0 AND datum_pressure_psi >= 0 AND permeability_md >= 0
    AND radius_of_investigation_ft >= 0)
);
CREATE INDEX pressure_surveys_newest_of_well ON pressure_surveys (tenant_id, well_id, surveyed_at DESC);
CALL internal.tenant_table('pressure_surveys', $$
Runs of a pressure gauge into a well.
well_id: The well.
kind: Kind of survey.
surveyed_at: When the gauge reached the deepest point.
gauge_serial_number: Serial number of the gauge.
shut_in_time_h: How long the well had been closed.
datum_depth_tvdss_ft: Depth that the pressure was brought to; below sea level, positive downwards.
datum_pressure_psi: Pressure at that depth.
permeability_md: From its interpretation.
skin: From its interpretation.
radius_of_investigation_ft: From its interpretation.
notes: Notes in words.
$$);

CREATE TABLE pressure_survey_points (
  LIKE internal.standard_columns INCLUDING ALL,
  pressure_survey_id uuid     NOT NULL,
  sequence           integer  NOT NULL CHECK (sequence > 0),
  depth_md_ft        quantity,
  elapsed_time_h     quantity,
  pressure_psi       quantity NOT NULL,
  temperature_degf   quantity,
  CONSTRAINT pressure_survey_points_of_survey FOREIGN KEY (tenant_id, pressure_survey_id) REFERENCES pressure_surveys (tenant_id, id) ON DELETE CASCADE,
  CONSTRAINT pressure_survey_points_numbers_not_negative CHECK (depth_md_ft >= 0 AND elapsed_time_h >= 0 AND pressure_psi >= 0),
  CONSTRAINT pressure_survey_points_temperature_above_absolute_zero CHECK (temperature_degf > -459.67),
  CONSTRAINT pressure_survey_points_have_an_abscissa CHECK (num_nonnulls(depth_md_ft, elapsed_time_h) > 0)
);
CREATE UNIQUE INDEX pressure_survey_points_in_order ON pressure_survey_points (tenant_id, pressure_survey_id, sequence) WHERE deleted_at IS NULL;
CALL internal.tenant_table('pressure_survey_points', $$
Readings of a pressure survey, by depth or by time.
pressure_survey_id: The survey.
sequence: Place in the survey, from 1.
depth_md_ft: Along the hole.
elapsed_time_h: Since the well was closed or opened.
pressure_psi: Gauge.
temperature_degf: Temperature of the fluid.
$$);
