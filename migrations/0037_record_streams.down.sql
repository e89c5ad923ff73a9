CREATE OR REPLACE FUNCTION timeseries.maintain(series_name text, at timestamptz DEFAULT now())
RETURNS TABLE (action text, relation text, row_count bigint) LANGUAGE plpgsql AS $$
DECLARE
  asset  timeseries.record_series := (SELECT s FROM timeseries.record_series s WHERE s.series = series_name);
  made   timeseries.rollups;
  span   record;
  since  timestamptz;
BEGIN
  action := 'partitions made'; relation := series_name;
  row_count := timeseries.ensure_partitions(series_name, at - asset.chunk_interval, at + 3 * asset.chunk_interval);
  IF row_count > 0 THEN RETURN NEXT; END IF;
  FOR made IN
    SELECT r.* FROM timeseries.rollups r JOIN pg_class c ON c.oid = format('timeseries.%I', r.rollup)::regclass
    WHERE r.series = series_name AND c.relkind <> 'v' ORDER BY bucket_width
  LOOP
    action := 'rollup refreshed'; relation := made.rollup; row_count := 0;
    IF made.refreshed_at IS NULL OR at - made.refreshed_at >= made.refresh_every THEN
      EXECUTE format('SELECT min(time) FROM timeseries.%I', series_name) INTO since;
      since := greatest(since, made.refreshed_at - made.refresh_window);
      IF since IS NOT NULL THEN
        row_count := timeseries.refresh_rollup(made.rollup, since, at);
      END IF;
      UPDATE timeseries.rollups SET refreshed_at = at WHERE rollup = made.rollup;
    END IF;
    -- Where chunks were dropped, a rollup knows more than its series.
    FOR span IN SELECT * FROM timeseries.late_records l WHERE l.series = series_name AND (l.last_time >= at - asset.retain_for) IS NOT FALSE LOOP
      row_count := row_count + timeseries.refresh_rollup(made.rollup, greatest(span.first_time, at - asset.retain_for), span.last_time);
    END LOOP;
    IF row_count > 0 THEN RETURN NEXT; END IF;
    IF made.retain_for IS NOT NULL THEN
      EXECUTE format('DELETE FROM timeseries.%I WHERE bucket < $1', made.rollup) USING at - made.retain_for;
      GET DIAGNOSTICS row_count = ROW_COUNT;
      action := 'rollup rows dropped';
      IF row_count > 0 THEN RETURN NEXT; END IF;
    END IF;
  END LOOP;
  DELETE FROM timeseries.late_records l WHERE l.series = series_name AND l.noted_at <= now();
  RETURN QUERY SELECT CASE WHEN dropped THEN 'chunk dropped' ELSE 'chunk in use' END, chunk, NULL::bigint
    FROM timeseries.drop_expired(series_name, at);
END $$;
DROP FUNCTION timeseries.note_if_late(text, timestamptz, timestamptz);
DROP FUNCTION timeseries.keep_accounts(text, timestamptz);
