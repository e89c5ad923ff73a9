-- Programs, and what the rig reports every morning.
CREATE TABLE drilling_programs (
  LIKE internal.standard_columns INCLUDING ALL,
  well_id                  uuid NOT NULL,
  name                     text NOT NULL CHECK (name <> ''),
  rig_name                 text NOT NULL DEFAULT '',
  contractor               text NOT NULL DEFAULT '',
  status                   text NOT NULL DEFAULT 'draft' CHECK (status IN ('draft', 'approved', 'in_progress', 'completed', 'cancelled')),
  planned_total_depth_md_ft quantity NOT NULL,
  planned_days             quantity,
  planned_start_on         date,
  started_on               date,
  finished_on              date,
  budget                   amount,
  currency                 currency_code,
  approved_by              uuid,
  CONSTRAINT drilling_programs_of_well FOREIGN KEY (tenant_id, well_id) REFERENCES wells (tenant_id, id) ON DELETE RESTRICT,
  CONSTRAINT drilling_programs_approved_by FOREIGN KEY (tenant_id, approved_by) REFERENCES users (tenant_id, id),
  CONSTRAINT drilling_programs_numbers_are_positive CHECK (planned_total_depth_md_ft > 0 AND planned_days > 0 AND budget >= 0),
  CONSTRAINT drilling_programs_finished_after_started CHECK (finished_on >= started_on),
  CONSTRAINT drilling_programs_budget_has_currency CHECK ((budget IS NULL) = (currency IS NULL))
);
CREATE INDEX drilling_programs_by_well ON drilling_programs (tenant_id, well_id);
CALL internal.tenant_table('drilling_programs', $$
Plans to drill a well, with what was approved for them.
well_id: The well to be drilled.
name: For people.
rig_name: The rig.
contractor: Whose rig it is.
status: How far it is.
planned_total_depth_md_ft: Along the hole.
planned_days: From spud to release of the rig.
planned_start_on: Planned day of the spud.
started_on: Day of the spud.
finished_on: Day on which the rig was released.
budget: As authorised.
currency: Currency of the budget.
approved_by: Who authorised it.
$$);

CREATE TABLE drilling_daily_reports (
  LIKE internal.standard_columns INCLUDING ALL,
  drilling_program_id        uuid NOT NULL,
  reported_on                date NOT NULL,
  report_number              integer NOT NULL CHECK (report_number > 0),
  depth_start_md_ft          quantity NOT NULL,
  depth_end_md_ft            quantity NOT NULL,
  depth_end_tvd_ft           quantity,
  hole_size_in               quantity,
  drilling_time_h            quantity NOT NULL DEFAULT 0,
  non_productive_time_h      quantity NOT NULL DEFAULT 0,
  average_rate_of_penetration_ft_per_h quantity GENERATED ALWAYS AS
    (CASE WHEN drilling_time_h > 0 THEN (depth_end_md_ft - depth_start_md_ft) / drilling_time_h END) STORED,
  weight_on_bit_klbf         quantity,
  rotary_speed_rpm           quantity,
  flow_rate_gpm              quantity,
  standpipe_pressure_psi     quantity,
  inclination_deg            quantity,
  azimuth_deg                quantity,
  daily_cost                 amount,
  currency                   currency_code,
  present_operation          text NOT NULL DEFAULT '',
  summary                    text NOT NULL DEFAULT '',
  CONSTRAINT drilling_daily_reports_of_program FOREIGN KEY (tenant_id, drilling_program_id) REFERENCES drilling_programs (tenant_id, id)
    ON DELETE CASCADE,
  CONSTRAINT drilling_daily_reports_depths_rise CHECK (depth_start_md_ft >= 0 AND depth_end_md_ft >= depth_start_md_ft),
  CONSTRAINT drilling_daily_reports_measured_not_above_vertical CHECK (depth_end_tvd_ft >= 0 AND depth_end_md_ft >= depth_end_tvd_ft),
  CONSTRAINT drilling_daily_reports_day_has_24_hours CHECK (drilling_time_h >= 0 AND non_productive_time_h >= 0
    AND drilling_time_h + non_productive_time_h <= 24),
  CONSTRAINT drilling_daily_reports_numbers_not_negative CHECK (weight_on_bit_klbf >= 0 AND rotary_speed_rpm >= 0 AND flow_rate_gpm >= 0
    AND standpipe_pressure_psi >= 0 AND daily_cost >= 0 AND hole_size_in > 0),
  CONSTRAINT drilling_daily_reports_angles CHECK (inclination_deg BETWEEN 0 AND 180 AND azimuth_deg >= 0 AND azimuth_deg < 360),
  CONSTRAINT drilling_daily_reports_cost_has_currency CHECK ((daily_cost IS NULL) = (currency IS NULL))
);
CREATE UNIQUE INDEX drilling_daily_reports_once_a_day ON drilling_daily_reports (tenant_id, drilling_program_id, reported_on) WHERE deleted_at IS NULL;
CALL internal.tenant_table('drilling_daily_reports', $$
Work of a rig in 24 hours.
drilling_program_id: The program that is drilled.
reported_on: The day that it is about.
report_number: From 1 at the spud.
depth_start_md_ft: Along the hole, at the beginning of the day.
depth_end_md_ft: Along the hole, at the end of the day.
depth_end_tvd_ft: Straight down, at the end of the day.
hole_size_in: Diameter of the bit.
drilling_time_h: Time on bottom.
non_productive_time_h: Time lost.
average_rate_of_penetration_ft_per_h: Footage by time on bottom; null without any.
weight_on_bit_klbf: Average of the day.
rotary_speed_rpm: Average of the day.
flow_rate_gpm: Average of the day.
standpipe_pressure_psi: Average of the day.
inclination_deg: From the vertical, at the last survey.
azimuth_deg: From north, clockwise, at the last survey.
daily_cost: Cost of the day.
currency: Currency of the cost.
present_operation: Operation at the end of the day.
summary: Course of the day.
$$);

CREATE TABLE drilling_bha (
  LIKE internal.standard_columns INCLUDING ALL,
  drilling_program_id uuid    NOT NULL,
  run_number          integer NOT NULL CHECK (run_number > 0),
  name                text    NOT NULL DEFAULT '',
  bit_type            text    NOT NULL DEFAULT '',
  bit_size_in         quantity NOT NULL,
  nozzle_area_in2     quantity,
  total_length_ft     quantity,
  weight_in_air_klbf  quantity,
  depth_in_md_ft      quantity NOT NULL,
  depth_out_md_ft     quantity,
  hours_on_bottom     quantity,
  components          jsonb   NOT NULL DEFAULT '[]' CHECK (jsonb_typeof(components) = 'array'),
  dull_grade          text    NOT NULL DEFAULT '',
  CONSTRAINT drilling_bha_of_program FOREIGN KEY (tenant_id, drilling_program_id) REFERENCES drilling_programs (tenant_id, id) ON DELETE CASCADE,
  CONSTRAINT drilling_bha_sizes_are_positive CHECK (bit_size_in > 0 AND nozzle_area_in2 > 0 AND total_length_ft > 0 AND weight_in_air_klbf > 0),
  CONSTRAINT drilling_bha_depths_rise CHECK (depth_in_md_ft >= 0 AND depth_out_md_ft >= depth_in_md_ft AND hours_on_bottom >= 0)
);
CREATE UNIQUE INDEX drilling_bha_run_in_program ON drilling_bha (tenant_id, drilling_program_id, run_number) WHERE deleted_at IS NULL;
CALL internal.tenant_table('drilling_bha', $$
Bottom-hole assemblies, a row per run into the hole.
drilling_program_id: The program.
run_number: From 1 at the spud.
name: For people.
bit_type: IADC code or the maker's name.
bit_size_in: Diameter.
nozzle_area_in2: Total flow area.
total_length_ft: Length of the assembly.
weight_in_air_klbf: Weight of the assembly.
depth_in_md_ft: Where the run began, along the hole.
depth_out_md_ft: Where the run ended, along the hole.
hours_on_bottom: While drilling.
components: From the bit upwards: objects with name, length_ft, outer_diameter_in, inner_diameter_in.
dull_grade: IADC grading of the bit when pulled.
$$);

CREATE TABLE drilling_mud_properties (
  LIKE internal.standard_columns INCLUDING ALL,
  drilling_program_id      uuid        NOT NULL,
  measured_at              timestamptz NOT NULL,
  depth_md_ft              quantity    NOT NULL,
  mud_type                 text        NOT NULL DEFAULT 'water_based' CHECK (mud_type IN ('water_based', 'oil_based', 'synthetic', 'air', 'foam')),
  mud_weight_ppg           quantity    NOT NULL,
  funnel_viscosity_s_per_qt quantity,
  plastic_viscosity_cp     quantity,
  yield_point_lbf_per_100ft2 quantity,
  gel_10s_lbf_per_100ft2   quantity,
  gel_10min_lbf_per_100ft2 quantity,
  fluid_loss_ml_per_30min  quantity,
  ph                       quantity,
  solids_fraction          quantity,
  oil_fraction             quantity,
  water_fraction           quantity,
  chlorides_mg_per_l       quantity,
  temperature_degf         quantity,
  CONSTRAINT drilling_mud_properties_of_program FOREIGN KEY (tenant_id, drilling_program_id) REFERENCES drilling_programs (tenant_id, id)
    ON DELETE CASCADE,
  CONSTRAINT drilling_mud_properties_weight_is_positive CHECK (mud_weight_ppg > 0),
  CONSTRAINT drilling_mud_properties_numbers_not_negative CHECK (depth_md_ft >= 0 AND funnel_viscosity_s_per_qt > 0 AND plastic_viscosity_cp >= 0
    AND yield_point_lbf_per_100ft2 >= 0 AND gel_10s_lbf_per_100ft2 >= 0 AND gel_10min_lbf_per_100ft2 >= 0
    AND fluid_loss_ml_per_30min >= 0 AND chlorides_mg_per_l >= 0),
  CONSTRAINT drilling_mud_properties_ph_is_possible CHECK (ph BETWEEN 0 AND 14),
  CONSTRAINT drilling_mud_properties_parts_of_one_whole CHECK (solids_fraction >= 0 AND oil_fraction >= 0 AND water_fraction >= 0
    AND coalesce(solids_fraction, 0) + coalesce(oil_fraction, 0) + coalesce(water_fraction, 0) <= 1.000001)
);
CREATE INDEX drilling_mud_properties_newest_of_program ON drilling_mud_properties (tenant_id, drilling_program_id, measured_at DESC);
CALL internal.tenant_table('drilling_mud_properties', $$
Checks of the drilling fluid.
drilling_program_id: The program.
measured_at: When the sample was taken.
depth_md_ft: Depth of the hole then.
mud_type: Kind of fluid.
mud_weight_ppg: Density.
funnel_viscosity_s_per_qt: Marsh funnel.
plastic_viscosity_cp: From the 600 and 300 rpm readings.
yield_point_lbf_per_100ft2: From the 600 and 300 rpm readings.
gel_10s_lbf_per_100ft2: Gel strength after ten seconds.
gel_10min_lbf_per_100ft2: Gel strength after ten minutes.
fluid_loss_ml_per_30min: API filtrate.
ph: pH of the filtrate.
solids_fraction: By volume, 0 to 1.
oil_fraction: By volume, 0 to 1.
water_fraction: By volume, 0 to 1.
chlorides_mg_per_l: Chlorides of the filtrate.
temperature_degf: Temperature of the sample.
$$);
