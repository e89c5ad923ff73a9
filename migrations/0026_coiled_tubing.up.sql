-- Strings of coiled tubing, the jobs they do, and the life these cost them.
CREATE TABLE ct_strings (
  LIKE internal.standard_columns INCLUDING ALL,
  string_number          text NOT NULL CHECK (string_number <> ''),
  manufacturer           text NOT NULL DEFAULT '',
  material_grade         text NOT NULL CHECK (material_grade <> ''),
  yield_strength_psi     quantity NOT NULL,
  outer_diameter_in      quantity NOT NULL,
  wall_thickness_in      quantity NOT NULL,
  length_ft              quantity NOT NULL,
  reel_core_diameter_in  quantity,
  guide_arch_radius_in   quantity,
  status                 text NOT NULL DEFAULT 'in_service' CHECK (status IN ('in_service', 'under_inspection', 'retired')),
  manufactured_on        date,
  in_service_on          date,
  retired_on             date,
  CONSTRAINT ct_strings_sizes_are_positive CHECK (yield_strength_psi > 0 AND outer_diameter_in > 0 AND wall_thickness_in > 0 AND length_ft > 0
    AND reel_core_diameter_in > 0 AND guide_arch_radius_in > 0),
  CONSTRAINT ct_strings_wall_fits_in_diameter CHECK (2 * wall_thickness_in < outer_diameter_in),
  CONSTRAINT ct_strings_dates_in_order CHECK (manufactured_on <= in_service_on AND in_service_on <= retired_on)
);
CREATE UNIQUE INDEX ct_strings_number_in_tenant ON ct_strings (tenant_id, string_number) WHERE deleted_at IS NULL;
CALL internal.tenant_table('ct_strings', $$
Strings of coiled tubing.
string_number: Written on the reel; unique within the tenant.
manufacturer: Who made it.
material_grade: Grade of the steel: CT-90.
yield_strength_psi: Specified minimum.
outer_diameter_in: As made.
wall_thickness_in: Nominal; the thinnest where it is tapered.
length_ft: As it is now.
reel_core_diameter_in: Diameter around which it is bent on the reel.
guide_arch_radius_in: Radius around which it is bent above the injector.
status: Whether it may be used.
manufactured_on: Day of making.
in_service_on: Day of its first job.
retired_on: Day on which it was taken out of use.
$$);

CREATE TABLE ct_jobs (
  LIKE internal.standard_columns INCLUDING ALL,
  well_id                  uuid NOT NULL,
  ct_string_id             uuid NOT NULL,
  job_number               text NOT NULL CHECK (job_number <> ''),
  kind                     text NOT NULL CHECK (kind IN ('cleanout', 'acidizing', 'nitrogen_lift', 'milling', 'fishing', 'logging', 'cementing', 'perforating', 'velocity_string', 'other')),
  status                   text NOT NULL DEFAULT 'planned' CHECK (status IN ('planned', 'in_progress', 'completed', 'suspended', 'cancelled')),
  started_at               timestamptz,
  ended_at                 timestamptz,
  max_depth_md_ft          quantity,
  max_wellhead_pressure_psi quantity,
  max_circulating_pressure_psi quantity,
  max_pickup_weight_lbf    quantity,
  fluid_pumped_bbl         quantity,
  nitrogen_pumped_mscf     quantity,
  cost                     amount,
  currency                 currency_code,
  result                   text NOT NULL DEFAULT '',
  CONSTRAINT ct_jobs_in_well FOREIGN KEY (tenant_id, well_id) REFERENCES wells (tenant_id, id) ON DELETE RESTRICT,
  CONSTRAINT ct_jobs_with_string FOREIGN KEY (tenant_id, ct_string_id) REFERENCES ct_strings (tenant_id, id) ON DELETE RESTRICT,
  CONSTRAINT ct_jobs_end_after_start CHECK (ended_at > started_at),
  CONSTRAINT ct_jobs_numbers_not_negative CHECK (max_depth_md_ft >= 0 AND max_wellhead_pressure_psi >= 0 AND max_circulating_pressure_psi >= 0
    AND fluid_pumped_bbl >= 0 AND nitrogen_pumped_mscf >= 0 AND cost >= 0),
  CONSTRAINT ct_jobs_cost_has_currency CHECK ((cost IS NULL) = (currency IS NULL))
);
CREATE UNIQUE INDEX ct_jobs_number_in_tenant ON ct_jobs (tenant_id, job_number) WHERE deleted_at IS NULL;
CREATE INDEX ct_jobs_newest_of_well ON ct_jobs (tenant_id, well_id, started_at DESC);
CREATE INDEX ct_jobs_newest_of_string ON ct_jobs (tenant_id, ct_string_id, started_at DESC);
CALL internal.tenant_table('ct_jobs', $$
Interventions with coiled tubing.
well_id: The well.
ct_string_id: The string that was run.
job_number: Unique within the tenant.
kind: Purpose of the job.
status: How far it is.
started_at: When the string went in.
ended_at: When the string was out.
max_depth_md_ft: Deepest point, along the hole.
max_wellhead_pressure_psi: Gauge.
max_circulating_pressure_psi: Gauge.
max_pickup_weight_lbf: Heaviest pull; negative where the string was pushed.
fluid_pumped_bbl: Liquid.
nitrogen_pumped_mscf: Nitrogen, at standard conditions.
cost: Cost of the job.
currency: Currency of the cost.
result: Result in words.
$$);

CREATE TABLE ct_fatigue_tracking (
  LIKE internal.standard_columns INCLUDING ALL,
  ct_string_id           uuid NOT NULL,
  ct_job_id              uuid,
  recorded_at            timestamptz NOT NULL,
  section_start_ft       quantity NOT NULL,
  section_end_ft         quantity NOT NULL,
  bending_cycles         quantity NOT NULL,
  internal_pressure_psi  quantity NOT NULL,
  bending_strain         quantity,
  damage_added           quantity NOT NULL,
  damage_total           quantity NOT NULL,
  life_remaining         quantity GENERATED ALWAYS AS (greatest(0::double precision, 1 - damage_total)) STORED,
  ovality                quantity,
  wall_thickness_measured_in quantity,
  CONSTRAINT ct_fatigue_tracking_of_string FOREIGN KEY (tenant_id, ct_string_id) REFERENCES ct_strings (tenant_id, id) ON DELETE CASCADE,
  CONSTRAINT ct_fatigue_tracking_from_job FOREIGN KEY (tenant_id, ct_job_id) REFERENCES ct_jobs (tenant_id, id) ON DELETE SET NULL (ct_job_id),
  CONSTRAINT ct_fatigue_tracking_section_rises CHECK (section_start_ft >= 0 AND section_end_ft > section_start_ft),
  CONSTRAINT ct_fatigue_tracking_damage_only_grows CHECK (damage_added >= 0 AND damage_total >= damage_added),
  CONSTRAINT ct_fatigue_tracking_numbers_not_negative CHECK (bending_cycles >= 0 AND internal_pressure_psi >= 0 AND bending_strain >= 0
    AND wall_thickness_measured_in > 0),
  CONSTRAINT ct_fatigue_tracking_ovality_is_a_fraction CHECK (ovality BETWEEN 0 AND 1)
);
CREATE INDEX ct_fatigue_tracking_newest_of_string ON ct_fatigue_tracking (tenant_id, ct_string_id, recorded_at DESC, section_start_ft);
CREATE INDEX ct_fatigue_tracking_by_job ON ct_fatigue_tracking (tenant_id, ct_job_id) WHERE ct_job_id IS NOT NULL;
CALL internal.tenant_table('ct_fatigue_tracking', $$
Life that sections of a string have used, by Miner's rule.
ct_string_id: The string.
ct_job_id: The job that used it; null for an inspection.
recorded_at: When it was worked out or measured.
section_start_ft: From the free end.
section_end_ft: From the free end.
bending_cycles: Cycles of bending and straightening: three a trip.
internal_pressure_psi: While it was bent.
bending_strain: Outer diameter by twice the radius of the bend.
damage_added: Fraction of its life that these cycles used.
damage_total: Fraction of its life used until now; 1 is the end of it.
life_remaining: 1 less what was used, not below 0.
ovality: Difference of the diameters by the nominal one.
wall_thickness_measured_in: As inspected.
$$);
