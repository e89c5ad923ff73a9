-- Policies of series: TimescaleDB keeps those that it can, Varve the others.

-- TimescaleDB shows the rows of a statement to a trigger since 2.18, but those that are deleted not where it compresses.
CREATE FUNCTION timeseries.shows_changes(deleted boolean) RETURNS boolean LANGUAGE sql STABLE
RETURN CASE timeseries.engine() WHEN 'postgresql' THEN true ELSE
  (SELECT string_to_array(substring(extversion FROM '^\d+\.\d+'), '.')::integer[] >= '{2,18}' FROM pg_extension WHERE extname = 'timescaledb')
  AND NOT (deleted AND timeseries.engine() = 'timescaledb-community') END;
COMMENT ON FUNCTION timeseries.shows_changes IS 'Whether this engine shows a trigger of a series the rows that a statement has written, or deleted.';

-- Turns a partitioned table into a hypertable with its rows, indexes, grants and the views over it.
CREATE PROCEDURE timeseries.convert_to_hypertable(relation regclass, chunk_interval interval) LANGUAGE plpgsql AS $$
DECLARE
  time_   text := (SELECT attname FROM pg_partitioned_table JOIN pg_attribute ON attrelid = partrelid AND attnum = partattrs[0] WHERE partrelid = relation);
  schema_ text := (SELECT nspname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.oid = relation);
  name_   text := (SELECT relname FROM pg_class WHERE oid = relation);
  old     regclass;
  drops   text[] := '{}';
  makes   text[] := '{}';
  fires   text[];
  grants  text[];
  keys    text[];
  command text;
  view_   record;
BEGIN
  -- Deepest first to drop, deepest last to make again.
  FOR view_ IN
    WITH RECURSIVE above (id, depth) AS (
      SELECT r.ev_class, 1 FROM pg_depend d JOIN pg_rewrite r ON r.oid = d.objid
      WHERE d.classid = 'pg_rewrite'::regclass AND d.refobjid = relation
      UNION
      SELECT r.ev_class, depth + 1 FROM above JOIN pg_depend d ON d.refobjid = above.id JOIN pg_rewrite r ON r.oid = d.objid
      WHERE d.classid = 'pg_rewrite'::regclass AND r.ev_class <> above.id)
    SELECT id, id::regclass::text AS name, max(depth) AS depth FROM above GROUP BY id ORDER BY depth
  LOOP
    drops := format('DROP VIEW %s', view_.name) || drops;
    makes := makes || (SELECT format('CREATE VIEW %s %s AS %s', view_.name, 'WITH (' || array_to_string(reloptions, ', ') || ')',
      pg_get_viewdef(oid)) FROM pg_class WHERE oid = view_.id);
    makes := makes || ARRAY(SELECT format('COMMENT ON %s IS %L', CASE objsubid WHEN 0 THEN format('VIEW %s', view_.name)
      ELSE format('COLUMN %s.%I', view_.name, attname) END, description)
      FROM pg_description LEFT JOIN pg_attribute ON attrelid = objoid AND attnum = objsubid
      WHERE classoid = 'pg_class'::regclass AND objoid = view_.id);
    makes := makes || ARRAY(SELECT format('GRANT %s ON %s TO %s', privilege_type, view_.name, CASE grantee WHEN 0 THEN 'PUBLIC' ELSE grantee::regrole::text END)
      FROM pg_class, aclexplode(relacl) WHERE oid = view_.id AND grantee <> relowner);
  END LOOP;
  grants := ARRAY(SELECT format('GRANT %s ON %I.%I TO %s', privilege_type, schema_, name_, CASE grantee WHEN 0 THEN 'PUBLIC' ELSE grantee::regrole::text END)
    FROM pg_class, aclexplode(relacl) WHERE oid = relation AND grantee <> relowner);
  keys := ARRAY(SELECT format('ALTER TABLE %I.%I ADD CONSTRAINT %I %s', schema_, name_, conname, pg_get_constraintdef(oid))
      FROM pg_constraint WHERE conrelid = relation AND contype IN ('p', 'u'))
    || ARRAY(SELECT replace(pg_get_indexdef(indexrelid), ' ON ONLY ', ' ON ') FROM pg_index i
      WHERE indrelid = relation AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = i.indexrelid AND conrelid = relation));

  fires := ARRAY(SELECT pg_get_triggerdef(t.oid) FROM pg_trigger t
    WHERE tgrelid = relation AND NOT tgisinternal AND (tgnewtable IS NULL AND tgoldtable IS NULL OR timeseries.shows_changes(tgtype & 8 <> 0)));

  FOREACH command IN ARRAY drops LOOP EXECUTE command; END LOOP;
  EXECUTE format('ALTER TABLE %I.%I RENAME TO %I', schema_, name_, name_ || '_partitions');
  old := format('%I.%I', schema_, name_ || '_partitions')::regclass;
  EXECUTE format('CREATE TABLE %I.%I (LIKE %s INCLUDING ALL EXCLUDING INDEXES)', schema_, name_, old);
  EXECUTE format('SELECT create_hypertable(%L, %L, chunk_time_interval => %L::interval, create_default_indexes => false)',
    format('%I.%I', schema_, name_), time_, chunk_interval);
  EXECUTE format('INSERT INTO %I.%I SELECT * FROM %s ORDER BY %I', schema_, name_, old, time_);
  EXECUTE format('COMMENT ON TABLE %I.%I IS %L', schema_, name_, obj_description(old));
  EXECUTE format('DROP TABLE %s', old);
  FOREACH command IN ARRAY keys || grants || makes || fires LOOP EXECUTE command; END LOOP;
END $$;
COMMENT ON PROCEDURE timeseries.convert_to_hypertable IS 'Turns a partitioned table into a hypertable, with all that hangs on it.';

-- Replaces the table of a rollup, while nothing is in it, by a continuous aggregate.
CREATE PROCEDURE timeseries.convert_to_continuous_aggregate(rollup_name text) LANGUAGE plpgsql AS $$
DECLARE
  made  timeseries.rollups := (SELECT r FROM timeseries.rollups r WHERE r.rollup = rollup_name);
  asset timeseries.record_series := (SELECT s FROM timeseries.record_series s WHERE s.series = made.series);
BEGIN
  EXECUTE format('DROP VIEW public.%I', rollup_name);
  EXECUTE format('DROP TABLE timeseries.%I', rollup_name);
  EXECUTE format('CREATE MATERIALIZED VIEW timeseries.%I WITH (timescaledb.continuous, timescaledb.materialized_only = false) AS %s WITH NO DATA',
    rollup_name, timeseries.rollup_query(rollup_name, format('time_bucket(%L::interval, time)', made.bucket_width), ''));
  EXECUTE format('SELECT add_continuous_aggregate_policy(%L, start_offset => %L::interval, end_offset => %L::interval, schedule_interval => %L::interval)',
    format('timeseries.%I', rollup_name), made.refresh_window, made.bucket_width, made.refresh_every);
  IF made.retain_for IS NOT NULL THEN
    EXECUTE format('SELECT add_retention_policy(%L, %L::interval)', format('timeseries.%I', rollup_name), made.retain_for);
  END IF;
  CALL internal.describe(format('timeseries.%I', rollup_name)::regclass, timeseries.rollup_description(rollup_name));
  EXECUTE format('GRANT SELECT ON timeseries.%I TO varve_system', rollup_name);
  CALL timeseries.publish(rollup_name, asset.asset_table, asset.key_column);
END $$;
COMMENT ON PROCEDURE timeseries.convert_to_continuous_aggregate IS 'Lets TimescaleDB keep a rollup.';

-- Brings series and rollups to the form that is best on this engine. Run after migrations; does nothing the second time.
CREATE FUNCTION timeseries.adopt_engine() RETURNS SETOF text LANGUAGE plpgsql AS $$
DECLARE
  asset  timeseries.record_series;
  width  interval := (SELECT chunk_interval FROM timeseries.sample_policies WHERE sample_policies.series = 'text_samples');
  rollup text;
  keys   text;
  filled boolean;
BEGIN
  IF timeseries.engine() = 'postgresql' THEN
    RETURN;
  END IF;
  IF (SELECT relkind FROM pg_class WHERE oid = 'timeseries.sample_rows'::regclass) = 'p' THEN
    CALL timeseries.convert_to_hypertable('timeseries.sample_rows', '1 day');
    CALL timeseries.convert_to_hypertable('timeseries.segments', '7 days');
    RETURN NEXT 'samples are in hypertables';
  END IF;
  IF (SELECT relkind FROM pg_class WHERE oid = 'timeseries.text_samples'::regclass) = 'p' THEN
    CALL timeseries.convert_to_hypertable('timeseries.text_samples', width);
    RETURN NEXT 'text_samples is a hypertable';
  END IF;
  FOR asset IN SELECT * FROM timeseries.record_series LOOP
    IF (SELECT relkind FROM pg_class WHERE oid = format('timeseries.%I', asset.series)::regclass) = 'p' THEN
      CALL timeseries.convert_to_hypertable(format('timeseries.%I', asset.series)::regclass, asset.chunk_interval);
      RETURN NEXT asset.series || ' is a hypertable';
    END IF;
  END LOOP;
  IF timeseries.engine() <> 'timescaledb-community' THEN
    RETURN;
  END IF;
  FOR asset IN SELECT * FROM timeseries.record_series LOOP
    CONTINUE WHEN timeseries.has_policy(asset.series);
    IF asset.compress_after IS NOT NULL THEN
      SELECT string_agg(quote_ident(attname), ', ') INTO keys
      FROM pg_constraint JOIN pg_attribute ON attrelid = conrelid AND attnum = ANY (conkey)
      WHERE conrelid = format('timeseries.%I', asset.series)::regclass AND contype = 'p' AND attname NOT IN ('time', asset.key_column);
      EXECUTE format('ALTER TABLE timeseries.%I SET (timescaledb.compress, timescaledb.compress_segmentby = %L, timescaledb.compress_orderby = %L)',
        asset.series, asset.key_column, concat_ws(', ', 'time DESC', keys));
      EXECUTE format('SELECT add_compression_policy(%L, %L::interval)', format('timeseries.%I', asset.series), asset.compress_after);
      RETURN NEXT asset.series || ' is compressed by TimescaleDB';
    END IF;
    IF asset.retain_for IS NOT NULL THEN
      EXECUTE format('SELECT add_retention_policy(%L, %L::interval)', format('timeseries.%I', asset.series), asset.retain_for);
      RETURN NEXT asset.series || ' is dropped by TimescaleDB when old';
    END IF;
  END LOOP;
  FOR rollup IN SELECT r.rollup FROM timeseries.rollups r JOIN pg_class c ON c.oid = format('timeseries.%I', r.rollup)::regclass WHERE c.relkind = 'r' LOOP
    -- One with rows may reach further back than its series: Varve goes on keeping it. A restore asks for the tables to fill.
    EXECUTE format('SELECT EXISTS (SELECT FROM timeseries.%I)', rollup) INTO filled;
    CONTINUE WHEN filled OR current_setting('varve.keep_rollups', true) = 'on';
    CALL timeseries.convert_to_continuous_aggregate(rollup);
    RETURN NEXT rollup || ' is a continuous aggregate';
  END LOOP;
END $$;
COMMENT ON FUNCTION timeseries.adopt_engine IS 'Brings series and rollups to the form that is best on this engine, and says what it did.';

-- Whether TimescaleDB looks after a relation of timeseries.
CREATE FUNCTION timeseries.has_policy(relation_name text, procedure_name text DEFAULT NULL) RETURNS boolean LANGUAGE plpgsql STABLE AS $$
DECLARE
  found boolean := false;
BEGIN
  IF timeseries.engine() = 'timescaledb-community' THEN
    EXECUTE 'SELECT EXISTS (SELECT FROM timescaledb_information.jobs j
      LEFT JOIN timescaledb_information.continuous_aggregates c
        ON c.materialization_hypertable_schema = j.hypertable_schema AND c.materialization_hypertable_name = j.hypertable_name
      WHERE coalesce(c.view_schema, j.hypertable_schema) = ''timeseries'' AND coalesce(c.view_name, j.hypertable_name) = $1
        AND ($2 IS NULL OR j.proc_name = $2))'
      INTO found USING relation_name, procedure_name;
  END IF;
  RETURN found;
END $$;
COMMENT ON FUNCTION timeseries.has_policy IS 'Whether a job of TimescaleDB looks after a relation: any, or of one procedure (policy_compression, policy_retention).';

-- Partitions and what they cover; next_time is the first moment behind one. A default partition is not among them.
CREATE FUNCTION timeseries.partition_bounds(parent regclass)
RETURNS TABLE (partition regclass, first_time timestamptz, next_time timestamptz) LANGUAGE sql STABLE AS $$
  SELECT c.oid::regclass, substring(bound FROM 'FROM \(''([^'']+)''\)')::timestamptz, substring(bound FROM 'TO \(''([^'']+)''\)')::timestamptz
  FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid CROSS JOIN LATERAL pg_get_expr(c.relpartbound, c.oid) AS bound
  WHERE i.inhparent = parent AND bound <> 'DEFAULT'
$$;
COMMENT ON FUNCTION timeseries.partition_bounds IS 'Partitions by time of a table, and what they cover.';

-- The chunks of a table that lie before a time, oldest first, and what drops each.
CREATE FUNCTION timeseries.chunks_before(parent regclass, cutoff timestamptz)
RETURNS TABLE (chunk text, drop_command text) LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN QUERY EXECUTE CASE WHEN (SELECT relkind FROM pg_class WHERE oid = parent) = 'p'
    THEN 'SELECT partition::text, format(''DROP TABLE %s'', partition)
      FROM timeseries.partition_bounds($1) WHERE next_time <= $2 ORDER BY next_time'
    ELSE 'SELECT format(''%I.%I'', chunk_schema, chunk_name),
        format(''SELECT drop_chunks(%L, older_than => %L::timestamptz, newer_than => %L::timestamptz)'', $1, range_end, range_start)
      FROM timescaledb_information.chunks JOIN pg_class ON relname = hypertable_name AND relnamespace = to_regnamespace(hypertable_schema)
      WHERE pg_class.oid = $1 AND range_end <= $2 ORDER BY range_end' END
    USING parent, cutoff;
END $$;
COMMENT ON FUNCTION timeseries.chunks_before IS 'The chunks of a table that lie before a time, oldest first, and the statement that drops each.';

-- Drops the chunks that lie before a time as a whole. One that is in use is said to be and left for the next time: whoever
-- waits for a lock keeps all others waiting behind it.
CREATE FUNCTION timeseries.drop_before(parent regclass, cutoff timestamptz)
RETURNS TABLE (chunk text, dropped boolean) LANGUAGE plpgsql SET lock_timeout = '2s' AS $$
DECLARE
  old record;
BEGIN
  FOR old IN SELECT * FROM timeseries.chunks_before(parent, cutoff) LOOP
    chunk := old.chunk;
    BEGIN
      EXECUTE old.drop_command;
      dropped := true;
    EXCEPTION WHEN lock_not_available THEN
      dropped := false;
    END;
    RETURN NEXT;
  END LOOP;
END $$;
COMMENT ON FUNCTION timeseries.drop_before IS 'Drops the chunks of a table that lie before a time, and names them and those that were in use.';

-- Drops what is older than a series is kept.
CREATE FUNCTION timeseries.drop_expired(series_name text, at timestamptz DEFAULT now())
RETURNS TABLE (chunk text, dropped boolean) LANGUAGE plpgsql AS $$
DECLARE
  kept interval := (SELECT retain_for FROM timeseries.record_series WHERE series = series_name);
BEGIN
  IF kept IS NULL OR timeseries.has_policy(series_name, 'policy_retention') THEN
    RETURN;
  END IF;
  RETURN QUERY SELECT * FROM timeseries.drop_before(format('timeseries.%I', series_name)::regclass, at - kept);
END $$;
COMMENT ON FUNCTION timeseries.drop_expired IS 'Drops the chunks of a series that are older than it is kept, and names them and those that were in use.';

-- Everything that Varve itself does for one series: call it often, it does only what is due.
CREATE FUNCTION timeseries.maintain(series_name text, at timestamptz DEFAULT now())
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
COMMENT ON FUNCTION timeseries.maintain IS 'Makes partitions ahead, refreshes rollups and drops what is too old, where the engine does not; says what it did.';
