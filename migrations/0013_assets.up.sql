-- What stands in the field and in the factory: everything else refers to it.
CREATE TABLE fields (
  LIKE internal.standard_columns INCLUDING ALL,
  name            text     NOT NULL CHECK (name <> ''),
  code            text     CHECK (code <> ''),
  operator_name   text     NOT NULL DEFAULT '',
  country_code    text     CHECK (country_code ~ '^[A-Z]{2}$'),
  region          text     NOT NULL DEFAULT '',
  basin           text     NOT NULL DEFAULT '',
  latitude_deg    quantity,
  longitude_deg   quantity,
  area_acres      quantity,
  discovered_on   date,
  first_oil_on    date,
  status          text     NOT NULL DEFAULT 'producing'
    CHECK (status IN ('exploration', 'development', 'producing', 'suspended', 'abandoned')),
  CONSTRAINT fields_lie_on_earth CHECK (latitude_deg BETWEEN -90 AND 90 AND longitude_deg BETWEEN -180 AND 180),
  CONSTRAINT fields_place_is_whole CHECK ((latitude_deg IS NULL) = (longitude_deg IS NULL)),
  CONSTRAINT fields_area_is_positive CHECK (area_acres > 0),
  CONSTRAINT fields_discovered_before_oil CHECK (discovered_on <= first_oil_on)
);
CREATE UNIQUE INDEX fields_name_in_tenant ON fields (tenant_id, lower(name)) WHERE deleted_at IS NULL;
CALL internal.tenant_table('fields', $$
Oil and gas fields.
name: Unique within the tenant.
code: Short name used in reports and tag names.
operator_name: The company that operates it.
country_code: ISO 3166-1 alpha-2.
region: State, province or department.
basin: Sedimentary basin.
latitude_deg: WGS 84, north positive.
longitude_deg: WGS 84, east positive.
area_acres: Area of the licence.
discovered_on: Day of the discovery.
first_oil_on: Day of the first production.
status: Phase of its life.
$$);

CREATE TABLE wells (
  LIKE internal.standard_columns INCLUDING ALL,
  field_id                   uuid NOT NULL,
  name                       text NOT NULL CHECK (name <> ''),
  unique_well_identifier     text CHECK (unique_well_identifier <> ''),
  kind                       text NOT NULL DEFAULT 'oil_producer'
    CHECK (kind IN ('oil_producer', 'gas_producer', 'water_injector', 'gas_injector', 'disposal', 'water_source', 'observation')),
  status                     text NOT NULL DEFAULT 'planned'
    CHECK (status IN ('planned', 'drilling', 'completed', 'producing', 'injecting', 'shut_in', 'suspended', 'abandoned')),
  profile                    text NOT NULL DEFAULT 'vertical' CHECK (profile IN ('vertical', 'deviated', 'horizontal', 'multilateral')),
  surface_latitude_deg       quantity,
  surface_longitude_deg      quantity,
  bottom_latitude_deg        quantity,
  bottom_longitude_deg       quantity,
  ground_elevation_ft        quantity,
  kelly_bushing_elevation_ft quantity,
  total_depth_md_ft          quantity,
  total_depth_tvd_ft         quantity,
  water_depth_ft             quantity,
  spudded_on                 date,
  completed_on               date,
  first_production_on        date,
  abandoned_on               date,
  CONSTRAINT wells_in_field FOREIGN KEY (tenant_id, field_id) REFERENCES fields (tenant_id, id) ON DELETE RESTRICT,
  CONSTRAINT wells_lie_on_earth CHECK (surface_latitude_deg BETWEEN -90 AND 90 AND surface_longitude_deg BETWEEN -180 AND 180
    AND bottom_latitude_deg BETWEEN -90 AND 90 AND bottom_longitude_deg BETWEEN -180 AND 180),
  CONSTRAINT wells_places_are_whole CHECK ((surface_latitude_deg IS NULL) = (surface_longitude_deg IS NULL)
    AND (bottom_latitude_deg IS NULL) = (bottom_longitude_deg IS NULL)),
  CONSTRAINT wells_depths_are_positive CHECK (total_depth_md_ft > 0 AND total_depth_tvd_ft > 0 AND water_depth_ft >= 0),
  CONSTRAINT wells_measured_not_above_vertical_depth CHECK (total_depth_md_ft >= total_depth_tvd_ft),
  CONSTRAINT wells_dates_in_order CHECK (spudded_on <= completed_on AND completed_on <= abandoned_on AND spudded_on <= first_production_on)
);
CREATE UNIQUE INDEX wells_name_in_tenant ON wells (tenant_id, lower(name)) WHERE deleted_at IS NULL;
CREATE UNIQUE INDEX wells_identifier_in_tenant ON wells (tenant_id, unique_well_identifier) WHERE deleted_at IS NULL;
CREATE INDEX wells_by_field_and_status ON wells (tenant_id, field_id, status);
CALL internal.tenant_table('wells', $$
Boreholes from surface to bottom, whatever they are used for.
field_id: The field that it belongs to.
name: Unique within the tenant.
unique_well_identifier: Number given by the authority: API number, UWI.
kind: What it is for.
status: What it does now.
profile: Shape of its path.
surface_latitude_deg: Of the wellhead; WGS 84, north positive.
surface_longitude_deg: Of the wellhead; WGS 84, east positive.
bottom_latitude_deg: Of the bottom; WGS 84, north positive.
bottom_longitude_deg: Of the bottom; WGS 84, east positive.
ground_elevation_ft: Above mean sea level.
kelly_bushing_elevation_ft: Above mean sea level: depths are measured from it.
total_depth_md_ft: Along the hole.
total_depth_tvd_ft: Straight down.
water_depth_ft: Offshore; null on land.
spudded_on: Day on which drilling began.
completed_on: Day on which it was handed over to production.
first_production_on: First day of production or injection.
abandoned_on: Day on which it was plugged for good.
$$);

-- Uses PostGIS and its index where it is installed, else the great circle on a sphere: at most 0.6 % off.
CREATE FUNCTION wells_near(latitude_deg double precision, longitude_deg double precision, radius_m double precision)
RETURNS TABLE (well_id uuid, name text, distance_m double precision) LANGUAGE plpgsql STABLE AS $$
BEGIN
  IF EXISTS (SELECT FROM pg_extension WHERE extname = 'postgis') THEN
    RETURN QUERY EXECUTE
      'SELECT w.id, w.name, ST_Distance(w.place, p.place) FROM (SELECT id, name, deleted_at,
         ST_SetSRID(ST_MakePoint(surface_longitude_deg, surface_latitude_deg), 4326)::geography AS place FROM public.wells) AS w,
         (SELECT ST_SetSRID(ST_MakePoint($2, $1), 4326)::geography AS place) AS p
       WHERE w.deleted_at IS NULL AND ST_DWithin(w.place, p.place, $3) ORDER BY 3'
      USING latitude_deg, longitude_deg, radius_m;
  ELSE
    RETURN QUERY
      SELECT w.id, w.name, d.metres FROM public.wells w
      CROSS JOIN LATERAL (SELECT 2 * 6371008.8 * asin(least(1, sqrt(
        sind((w.surface_latitude_deg - latitude_deg) / 2) ^ 2
        + cosd(w.surface_latitude_deg) * cosd(latitude_deg) * sind((w.surface_longitude_deg - longitude_deg) / 2) ^ 2))) AS metres) AS d
      WHERE w.deleted_at IS NULL AND d.metres <= radius_m ORDER BY 3;
  END IF;
END $$;
COMMENT ON FUNCTION wells_near IS 'Wells of the tenant whose wellheads are within a distance of a place, nearest first.';

CREATE TABLE factories (
  LIKE internal.standard_columns INCLUDING ALL,
  name          text NOT NULL CHECK (name <> ''),
  location      text NOT NULL DEFAULT '',
  country_code  text CHECK (country_code ~ '^[A-Z]{2}$'),
  time_zone     text NOT NULL DEFAULT 'UTC',
  latitude_deg  quantity,
  longitude_deg quantity,
  floor_area_m2 quantity,
  active        boolean NOT NULL DEFAULT true,
  CONSTRAINT factories_lie_on_earth CHECK (latitude_deg BETWEEN -90 AND 90 AND longitude_deg BETWEEN -180 AND 180),
  CONSTRAINT factories_place_is_whole CHECK ((latitude_deg IS NULL) = (longitude_deg IS NULL)),
  CONSTRAINT factories_area_is_positive CHECK (floor_area_m2 > 0)
);
CREATE UNIQUE INDEX factories_name_in_tenant ON factories (tenant_id, lower(name)) WHERE deleted_at IS NULL;
CALL internal.tenant_table('factories', $$
Sites whose energy is managed: plants, stations, treatment facilities.
name: Unique within the tenant.
location: Town and state, for people.
country_code: ISO 3166-1 alpha-2.
time_zone: IANA name: its tariffs and days hold by this clock.
latitude_deg: WGS 84, north positive.
longitude_deg: WGS 84, east positive.
floor_area_m2: For comparing sites.
active: False when it is no longer observed.
$$);

CREATE TABLE machines (
  LIKE internal.standard_columns INCLUDING ALL,
  factory_id         uuid    NOT NULL,
  name               text    NOT NULL CHECK (name <> ''),
  kind               text    NOT NULL CHECK (kind IN ('compressor', 'hvac', 'motor', 'pump', 'injection_molding', 'boiler', 'conveyor', 'lighting', 'other')),
  manufacturer       text    NOT NULL DEFAULT '',
  model              text    NOT NULL DEFAULT '',
  rated_power_kw     quantity,
  data_interval_s    quantity NOT NULL DEFAULT 10,
  register_modulus_kwh quantity,
  mqtt_topic         text    CHECK (mqtt_topic <> '' AND mqtt_topic !~ '[#+]'),
  production_unit    text    NOT NULL DEFAULT 'units',
  installed_on       date,
  significant_energy_user boolean NOT NULL DEFAULT true,
  active             boolean NOT NULL DEFAULT true,
  CONSTRAINT machines_in_factory FOREIGN KEY (tenant_id, factory_id) REFERENCES factories (tenant_id, id) ON DELETE RESTRICT,
  CONSTRAINT machines_numbers_are_positive CHECK (rated_power_kw > 0 AND data_interval_s > 0 AND register_modulus_kwh > 0)
);
CREATE UNIQUE INDEX machines_name_in_factory ON machines (tenant_id, factory_id, lower(name)) WHERE deleted_at IS NULL;
CREATE UNIQUE INDEX machines_topic_in_tenant ON machines (tenant_id, mqtt_topic) WHERE deleted_at IS NULL;
CALL internal.tenant_table('machines', $$
Energy users that are metered one by one.
factory_id: Where it stands.
name: Unique within the factory.
kind: What it is.
manufacturer: Who made it.
model: As on the name plate.
rated_power_kw: As on the name plate.
data_interval_s: How often it reports.
register_modulus_kwh: Where the register of its meter is back at 0: 1000000 with six digits; null where that is not known, and then every fall is a reset.
mqtt_topic: Topic of its messages, without wildcards.
production_unit: What its production is counted in: units, kg, Nm3.
installed_on: Day on which it was put to use.
significant_energy_user: Whether ISO 50001 counts it as one.
active: False when it is no longer observed.
$$);

CREATE TABLE equipment (
  LIKE internal.standard_columns INCLUDING ALL,
  well_id              uuid,
  factory_id           uuid,
  part_of_id           uuid,
  tag_number           text NOT NULL CHECK (tag_number <> ''),
  name                 text NOT NULL CHECK (name <> ''),
  kind                 text NOT NULL CHECK (kind IN ('wellhead', 'tubing', 'casing', 'packer', 'pump', 'motor', 'valve', 'separator', 'tank', 'heater',
    'compressor', 'generator', 'instrument', 'pipeline', 'rig', 'vehicle', 'other')),
  manufacturer         text NOT NULL DEFAULT '',
  model                text NOT NULL DEFAULT '',
  serial_number        text NOT NULL DEFAULT '',
  status               text NOT NULL DEFAULT 'in_service'
    CHECK (status IN ('in_service', 'standby', 'under_repair', 'out_of_service', 'retired')),
  criticality          text NOT NULL DEFAULT 'medium' CHECK (criticality IN ('low', 'medium', 'high', 'safety')),
  top_depth_md_ft      quantity,
  bottom_depth_md_ft   quantity,
  outer_diameter_in    quantity,
  inner_diameter_in    quantity,
  rated_pressure_psi   quantity,
  rated_temperature_degf quantity,
  installed_on         date,
  removed_on           date,
  running_hours        quantity NOT NULL DEFAULT 0,
  purchase_cost        amount,
  purchase_currency    currency_code,
  CONSTRAINT equipment_in_well FOREIGN KEY (tenant_id, well_id) REFERENCES wells (tenant_id, id) ON DELETE RESTRICT,
  CONSTRAINT equipment_in_factory FOREIGN KEY (tenant_id, factory_id) REFERENCES factories (tenant_id, id) ON DELETE RESTRICT,
  CONSTRAINT equipment_part_of FOREIGN KEY (tenant_id, part_of_id) REFERENCES equipment (tenant_id, id) ON DELETE SET NULL (part_of_id),
  CONSTRAINT equipment_stands_in_one_place CHECK (num_nonnulls(well_id, factory_id) <= 1),
  CONSTRAINT equipment_is_no_part_of_itself CHECK (part_of_id <> id),
  CONSTRAINT equipment_depths_rise CHECK (top_depth_md_ft >= 0 AND bottom_depth_md_ft >= top_depth_md_ft),
  CONSTRAINT equipment_inner_in_outer_diameter CHECK (inner_diameter_in > 0 AND outer_diameter_in > inner_diameter_in),
  CONSTRAINT equipment_numbers_not_negative CHECK (rated_pressure_psi >= 0 AND running_hours >= 0 AND purchase_cost >= 0),
  CONSTRAINT equipment_temperature_above_absolute_zero CHECK (rated_temperature_degf >= -459.67),
  CONSTRAINT equipment_removed_after_installed CHECK (removed_on >= installed_on),
  CONSTRAINT equipment_cost_has_currency CHECK ((purchase_cost IS NULL) = (purchase_currency IS NULL))
);
CREATE UNIQUE INDEX equipment_tag_number_in_tenant ON equipment (tenant_id, tag_number) WHERE deleted_at IS NULL;
CREATE INDEX equipment_in_well_by_depth ON equipment (tenant_id, well_id, top_depth_md_ft) WHERE well_id IS NOT NULL;
CREATE INDEX equipment_by_factory ON equipment (tenant_id, factory_id) WHERE factory_id IS NOT NULL;
CREATE INDEX equipment_parts ON equipment (tenant_id, part_of_id) WHERE part_of_id IS NOT NULL;
CALL internal.tenant_table('equipment', $$
Things that are installed, maintained and replaced: in a well, in a factory or anywhere else.
well_id: The well that it is in; null elsewhere.
factory_id: The factory that it is in; null elsewhere.
part_of_id: What it is a part of.
tag_number: Written on it; unique within the tenant.
name: For people.
kind: What it is.
manufacturer: Who made it.
model: As on the name plate.
serial_number: As on the name plate.
status: What it does now.
criticality: What its failure would mean.
top_depth_md_ft: Of what is in a well: where it begins, along the hole.
bottom_depth_md_ft: Of what is in a well: where it ends, along the hole.
outer_diameter_in: Of pipes and what is put into them.
inner_diameter_in: Of pipes.
rated_pressure_psi: What it may be used at, gauge.
rated_temperature_degf: What it may be used at.
installed_on: Day on which it was put in.
removed_on: Day on which it was taken out.
running_hours: Since it was new.
purchase_cost: What it cost.
purchase_currency: Currency of the cost.
$$);
