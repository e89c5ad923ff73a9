DO $$
DECLARE
  made record;
BEGIN
  FOR made IN SELECT rollup AS name FROM timeseries.rollups UNION ALL SELECT series FROM timeseries.record_series LOOP
    EXECUTE format('DROP VIEW public.%I', made.name);
  END LOOP;
  FOR made IN
    SELECT r.rollup AS name, CASE c.relkind WHEN 'v' THEN 'MATERIALIZED VIEW' ELSE 'TABLE' END AS kind
    FROM timeseries.rollups r JOIN pg_class c ON c.oid = format('timeseries.%I', r.rollup)::regclass
    UNION ALL SELECT series, 'TABLE' FROM timeseries.record_series
  LOOP
    EXECUTE format('DROP %s timeseries.%I', made.kind, made.name);
  END LOOP;
  DELETE FROM timeseries.record_series;
END $$;
