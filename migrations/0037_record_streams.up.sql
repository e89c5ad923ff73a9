-- Streams of records note late ones in the transaction that stores them.

-- A refresh looks back from the one before, so what is older than that by now is found by no later one. A minute more, for
-- transactions that were begun before a refresh and end after it.
CREATE FUNCTION timeseries.note_if_late(series_name text, first_time timestamptz, last_time timestamptz)
RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
  refreshed_from timestamptz := now() + interval '1 minute' - (SELECT min(refresh_window) FROM timeseries.rollups WHERE series = series_name);
BEGIN
  -- Neither where no rollup is.
  IF (first_time < refreshed_from) IS NOT TRUE THEN
    RETURN false;
  END IF;
  PERFORM timeseries.note_late_records(series_name, first_time, least(last_time, refreshed_from));
  RETURN true;
END $$;
COMMENT ON FUNCTION timeseries.note_if_late IS 'Notes what of a span no refresh of a rollup would look at again, and says whether there was any.';

-- What is kept of a series beside its rollups, for longer than its records: a later migration says.
CREATE FUNCTION timeseries.keep_accounts(series_name text, at timestamptz)
RETURNS TABLE (action text, relation text, row_count bigint) LANGUAGE plpgsql AS $$
BEGIN
  RETURN;
END $$;
COMMENT ON FUNCTION timeseries.keep_accounts IS 'Brings up to date what is kept of a series beside its rollups, and says what it did.';

-- As before, but for accounts, which are made before records are dropped, and for late records: they are taken out at the beginning. One noted by a transaction that had begun before this
-- and ended in the middle of it was forgotten, unseen; and a thousand notes of one day were a thousand refreshes.
CREATE OR REPLACE FUNCTION timeseries.maintain(series_name text, at timestamptz DEFAULT now())
RETURNS TABLE (action text, relation text, row_count bigint) LANGUAGE plpgsql AS $$
DECLARE
  asset  timeseries.record_series := (SELECT s FROM timeseries.record_series s WHERE s.series = series_name);
  made   timeseries.rollups;
  late   tstzmultirange;
  span   tstzrange;
  since  timestamptz;
BEGIN
  action := 'partitions made'; relation := series_name;
  row_count := timeseries.ensure_partitions(series_name, at - asset.chunk_interval, at + 3 * asset.chunk_interval);
  IF row_count > 0 THEN RETURN NEXT; END IF;
  -- Taken out before anything is refreshed: what is noted from here on waits for the next time. Spans that touch are one.
  WITH taken AS (DELETE FROM timeseries.late_records l WHERE l.series = series_name RETURNING l.first_time, l.last_time)
  SELECT range_agg(tstzrange(greatest(first_time, at - asset.retain_for), last_time, '[]')) INTO late
  FROM taken WHERE (last_time >= at - asset.retain_for) IS NOT FALSE;
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
    -- Not further back than the series: where chunks were dropped, a rollup knows more.
    FOR span IN SELECT unnest(late) LOOP
      row_count := row_count + timeseries.refresh_rollup(made.rollup, lower(span), upper(span));
    END LOOP;
    IF row_count > 0 THEN RETURN NEXT; END IF;
    IF made.retain_for IS NOT NULL THEN
      EXECUTE format('DELETE FROM timeseries.%I WHERE bucket < $1', made.rollup) USING at - made.retain_for;
      GET DIAGNOSTICS row_count = ROW_COUNT;
      action := 'rollup rows dropped';
      IF row_count > 0 THEN RETURN NEXT; END IF;
    END IF;
  END LOOP;
  RETURN QUERY SELECT * FROM timeseries.keep_accounts(series_name, at);
  RETURN QUERY SELECT CASE WHEN dropped THEN 'chunk dropped' ELSE 'chunk in use' END, chunk, NULL::bigint
    FROM timeseries.drop_expired(series_name, at);
END $$;
