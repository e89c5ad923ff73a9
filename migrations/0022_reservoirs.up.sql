-- Reservoirs below the field, and where wells are open to them.
CREATE TABLE reservoirs (
  LIKE internal.standard_columns INCLUDING ALL,
  field_id                     uuid NOT NULL,
  name                         text NOT NULL CHECK (name <> ''),
  formation                    text NOT NULL DEFAULT '',
  lithology                    text NOT NULL DEFAULT 'sandstone' CHECK (lithology IN ('sandstone', 'carbonate', 'shale', 'conglomerate', 'other')),
  fluid                        text NOT NULL DEFAULT 'black_oil'
    CHECK (fluid IN ('heavy_oil', 'black_oil', 'volatile_oil', 'gas_condensate', 'wet_gas', 'dry_gas')),
  drive_mechanism              text CHECK (drive_mechanism IN ('solution_gas', 'gas_cap', 'water', 'gravity', 'compaction', 'combination')),
  datum_depth_tvdss_ft         quantity,
  initial_pressure_psia        quantity,
  current_pressure_psia        quantity,
  current_pressure_on          date,
  temperature_degf             quantity,
  bubble_point_psia            quantity,
  oil_water_contact_tvdss_ft   quantity,
  gas_oil_contact_tvdss_ft     quantity,
  original_oil_in_place_stb    quantity,
  original_gas_in_place_mscf   quantity,
  CONSTRAINT reservoirs_in_field FOREIGN KEY (tenant_id, field_id) REFERENCES fields (tenant_id, id) ON DELETE RESTRICT,
  CONSTRAINT reservoirs_pressures_are_positive CHECK (initial_pressure_psia > 0 AND current_pressure_psia > 0 AND bubble_point_psia > 0),
  CONSTRAINT reservoirs_temperature_above_absolute_zero CHECK (temperature_degf > -459.67),
  CONSTRAINT reservoirs_gas_above_water CHECK (gas_oil_contact_tvdss_ft <= oil_water_contact_tvdss_ft),
  CONSTRAINT reservoirs_volumes_not_negative CHECK (original_oil_in_place_stb >= 0 AND original_gas_in_place_mscf >= 0)
);
CREATE UNIQUE INDEX reservoirs_name_in_field ON reservoirs (tenant_id, field_id, lower(name)) WHERE deleted_at IS NULL;
CALL internal.tenant_table('reservoirs', $$
Accumulations with one pressure.
field_id: The field below which it lies.
name: Unique within the field.
formation: Name of the rock unit.
lithology: Kind of rock.
fluid: Kind of fluid, by McCain's five and heavy oil.
drive_mechanism: Force that moves the oil.
datum_depth_tvdss_ft: Depth below sea level that pressures refer to, positive downwards.
initial_pressure_psia: At the datum, before production.
current_pressure_psia: At the datum.
current_pressure_on: Day of the current pressure.
temperature_degf: At the datum.
bubble_point_psia: At reservoir temperature.
oil_water_contact_tvdss_ft: Below sea level, positive downwards.
gas_oil_contact_tvdss_ft: Below sea level, positive downwards.
original_oil_in_place_stb: Best estimate.
original_gas_in_place_mscf: Best estimate.
$$);

CREATE TABLE reservoir_zones (
  LIKE internal.standard_columns INCLUDING ALL,
  reservoir_id           uuid NOT NULL,
  name                   text NOT NULL CHECK (name <> ''),
  top_depth_tvdss_ft     quantity,
  bottom_depth_tvdss_ft  quantity,
  net_pay_ft             quantity,
  porosity               quantity,
  permeability_md        quantity,
  water_saturation       quantity,
  net_to_gross           quantity,
  CONSTRAINT reservoir_zones_in_reservoir FOREIGN KEY (tenant_id, reservoir_id) REFERENCES reservoirs (tenant_id, id) ON DELETE CASCADE,
  CONSTRAINT reservoir_zones_depths_rise CHECK (bottom_depth_tvdss_ft >= top_depth_tvdss_ft),
  CONSTRAINT reservoir_zones_net_not_above_gross CHECK (net_pay_ft >= 0 AND net_pay_ft <= bottom_depth_tvdss_ft - top_depth_tvdss_ft),
  CONSTRAINT reservoir_zones_fractions CHECK (porosity BETWEEN 0 AND 1 AND water_saturation BETWEEN 0 AND 1 AND net_to_gross BETWEEN 0 AND 1),
  CONSTRAINT reservoir_zones_permeability_not_negative CHECK (permeability_md >= 0)
);
CREATE UNIQUE INDEX reservoir_zones_name_in_reservoir ON reservoir_zones (tenant_id, reservoir_id, lower(name)) WHERE deleted_at IS NULL;
CALL internal.tenant_table('reservoir_zones', $$
Layers of a reservoir that are produced or flooded one by one.
reservoir_id: The reservoir that it is a layer of.
name: Unique within the reservoir.
top_depth_tvdss_ft: Below sea level, positive downwards.
bottom_depth_tvdss_ft: Below sea level, positive downwards.
net_pay_ft: Thickness that produces.
porosity: Fraction of the volume, 0 to 1.
permeability_md: To oil or air as the source says.
water_saturation: Fraction of the pore space, 0 to 1.
net_to_gross: Fraction of the thickness that produces, 0 to 1.
$$);

CREATE TABLE pvt_data (
  LIKE internal.standard_columns INCLUDING ALL,
  reservoir_id                     uuid NOT NULL,
  well_id                          uuid,
  sampled_on                       date,
  source                           text NOT NULL DEFAULT 'laboratory' CHECK (source IN ('laboratory', 'correlation', 'simulation')),
  temperature_degf                 quantity NOT NULL,
  pressure_psia                    quantity NOT NULL,
  oil_formation_volume_factor_rb_per_stb   quantity,
  gas_formation_volume_factor_rb_per_mscf  quantity,
  water_formation_volume_factor_rb_per_stb quantity,
  solution_gas_oil_ratio_scf_per_stb       quantity,
  oil_viscosity_cp                 quantity,
  gas_viscosity_cp                 quantity,
  water_viscosity_cp               quantity,
  gas_compressibility_factor       quantity,
  oil_gravity_api                  quantity,
  gas_specific_gravity             quantity,
  CONSTRAINT pvt_data_of_reservoir FOREIGN KEY (tenant_id, reservoir_id) REFERENCES reservoirs (tenant_id, id) ON DELETE CASCADE,
  CONSTRAINT pvt_data_sampled_in_well FOREIGN KEY (tenant_id, well_id) REFERENCES wells (tenant_id, id) ON DELETE SET NULL (well_id),
  CONSTRAINT pvt_data_pressure_is_positive CHECK (pressure_psia > 0),
  CONSTRAINT pvt_data_temperature_above_absolute_zero CHECK (temperature_degf > -459.67),
  CONSTRAINT pvt_data_properties_are_positive CHECK (oil_formation_volume_factor_rb_per_stb > 0 AND gas_formation_volume_factor_rb_per_mscf > 0
    AND water_formation_volume_factor_rb_per_stb > 0 AND oil_viscosity_cp > 0 AND gas_viscosity_cp > 0 AND water_viscosity_cp > 0
    AND gas_compressibility_factor > 0 AND gas_specific_gravity > 0),
  CONSTRAINT pvt_data_gas_not_negative CHECK (solution_gas_oil_ratio_scf_per_stb >= 0),
  CONSTRAINT pvt_data_gravity_is_possible CHECK (oil_gravity_api > -20 AND oil_gravity_api < 100)
);
CREATE INDEX pvt_data_by_reservoir_and_pressure ON pvt_data (tenant_id, reservoir_id, temperature_degf, pressure_psia);
CREATE INDEX pvt_data_by_well ON pvt_data (tenant_id, well_id) WHERE well_id IS NOT NULL;
CALL internal.tenant_table('pvt_data', $$
Properties of a reservoir's fluids, a row per pressure step.
reservoir_id: The reservoir whose fluid it is.
well_id: The well that was sampled.
sampled_on: Day of sampling.
source: Measured, correlated or simulated.
temperature_degf: Temperature of the step.
pressure_psia: Pressure of the step.
oil_formation_volume_factor_rb_per_stb: Bo.
gas_formation_volume_factor_rb_per_mscf: Bg.
water_formation_volume_factor_rb_per_stb: Bw.
solution_gas_oil_ratio_scf_per_stb: Rs.
oil_viscosity_cp: At the step.
gas_viscosity_cp: At the step.
water_viscosity_cp: At the step.
gas_compressibility_factor: z.
oil_gravity_api: Gravity of the stock-tank oil, degrees API.
gas_specific_gravity: Gravity of the separator gas, air = 1.
$$);

CREATE TABLE reserves (
  LIKE internal.standard_columns INCLUDING ALL,
  reservoir_id       uuid NOT NULL,
  assessed_on        date NOT NULL,
  category           text NOT NULL CHECK (category IN ('proved_developed_producing', 'proved_developed_non_producing', 'proved_undeveloped', 'probable', 'possible')),
  method             text NOT NULL CHECK (method IN ('volumetric', 'material_balance', 'decline_curve', 'simulation', 'analogy')),
  oil_reserves_stb   quantity NOT NULL DEFAULT 0,
  gas_reserves_mscf  quantity NOT NULL DEFAULT 0,
  recovery_factor    quantity,
  notes              text NOT NULL DEFAULT '',
  CONSTRAINT reserves_of_reservoir FOREIGN KEY (tenant_id, reservoir_id) REFERENCES reservoirs (tenant_id, id) ON DELETE CASCADE,
  CONSTRAINT reserves_not_negative CHECK (oil_reserves_stb >= 0 AND gas_reserves_mscf >= 0),
  CONSTRAINT reserves_recovery_is_a_fraction CHECK (recovery_factor BETWEEN 0 AND 1)
);
CREATE UNIQUE INDEX reserves_once_per_assessment ON reserves (tenant_id, reservoir_id, assessed_on, category) WHERE deleted_at IS NULL;
CALL internal.tenant_table('reserves', $$
Volumes left to produce, by assessment and category of the PRMS.
reservoir_id: The reservoir that was assessed.
assessed_on: Effective day of the assessment.
category: Certainty and state of development.
method: How it was found.
oil_reserves_stb: Remaining.
gas_reserves_mscf: Remaining.
recovery_factor: Fraction of what was in place, 0 to 1.
notes: Grounds of the assessment.
$$);

CREATE TABLE well_completions (
  LIKE internal.standard_columns INCLUDING ALL,
  well_id                uuid NOT NULL,
  reservoir_zone_id      uuid,
  name                   text NOT NULL CHECK (name <> ''),
  kind                   text NOT NULL DEFAULT 'cased_perforated'
    CHECK (kind IN ('open_hole', 'cased_perforated', 'slotted_liner', 'gravel_pack', 'screen', 'fractured')),
  status                 text NOT NULL DEFAULT 'open' CHECK (status IN ('planned', 'open', 'shut', 'squeezed', 'plugged')),
  top_depth_md_ft        quantity NOT NULL,
  bottom_depth_md_ft     quantity NOT NULL,
  shot_density_per_ft    quantity,
  perforation_diameter_in quantity,
  skin                   quantity,
  completed_on           date,
  closed_on              date,
  CONSTRAINT well_completions_of_well FOREIGN KEY (tenant_id, well_id) REFERENCES wells (tenant_id, id) ON DELETE CASCADE,
  CONSTRAINT well_completions_in_zone FOREIGN KEY (tenant_id, reservoir_zone_id) REFERENCES reservoir_zones (tenant_id, id)
    ON DELETE SET NULL (reservoir_zone_id),
  CONSTRAINT well_completions_depths_rise CHECK (top_depth_md_ft >= 0 AND bottom_depth_md_ft > top_depth_md_ft),
  CONSTRAINT well_completions_shots_are_positive CHECK (shot_density_per_ft > 0 AND perforation_diameter_in > 0),
  CONSTRAINT well_completions_closed_after_completed CHECK (closed_on >= completed_on)
);
CREATE UNIQUE INDEX well_completions_name_in_well ON well_completions (tenant_id, well_id, lower(name)) WHERE deleted_at IS NULL;
CREATE INDEX well_completions_by_zone ON well_completions (tenant_id, reservoir_zone_id) WHERE reservoir_zone_id IS NOT NULL;
CALL internal.tenant_table('well_completions', $$
Intervals in which a well is open to a reservoir.
well_id: The well.
reservoir_zone_id: The zone that it is open to; null where nobody has said.
name: Unique within the well.
kind: How it was made.
status: Whether it flows.
top_depth_md_ft: Along the hole.
bottom_depth_md_ft: Along the hole.
shot_density_per_ft: Perforations per foot.
perforation_diameter_in: Entrance hole.
skin: Dimensionless; negative after stimulation.
completed_on: Day on which it was opened.
closed_on: Day on which it was closed for good.
$$);
