-- extension: postgis, after migration 5
-- wells_near() asks for exactly this expression.
CREATE INDEX IF NOT EXISTS wells_by_place ON public.wells
  USING gist ((ST_SetSRID(ST_MakePoint(surface_longitude_deg, surface_latitude_deg), 4326)::geography));
