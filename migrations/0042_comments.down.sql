DO $$
DECLARE
  named record;
BEGIN
  FOR named IN SELECT attrelid::regclass AS relation, attname AS name FROM pg_attribute
    WHERE attrelid IN ('public.varve_migrations'::regclass, 'public.varve_capabilities'::regclass) AND attnum > 0 AND NOT attisdropped
  LOOP
    EXECUTE format('COMMENT ON COLUMN %s.%I IS NULL', named.relation, named.name);
  END LOOP;
  COMMENT ON TABLE public.varve_migrations IS NULL;
  COMMENT ON TABLE public.varve_capabilities IS NULL;
  IF to_regprocedure('timeseries.ensure_sample_partitions(timestamptz, timestamptz)') IS NOT NULL THEN
    COMMENT ON FUNCTION timeseries.ensure_sample_partitions IS NULL;
  END IF;
END $$;
