-- Fields and their wells: what everything else in the field refers to.
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
kind: Purpose of the well.
status: Present status.
profile: Shape of its path.
surface_latitude_deg: Latitude of the wellhead; WGS 84, north positive.
surface_longitude_deg: Longitude of the wellhead; WGS 84, east positive.
bottom_latitude_deg: Latitude of the bottom; WGS 84, north positive.
bottom_longitude_deg: Longitude of the bottom; WGS 84, east positive.
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
