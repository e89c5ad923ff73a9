-- Series of whole records (a row per well, rig or machine and time), beside the samples of single tags.
--
-- They are written by COPY as the owner of the schema, so they carry no row-level security: what the application reads
-- of them is the view of the same name in `public`, which shows the tenant's rows only.
-- Every series is made as range partitions; adopt_engine() turns it into a hypertable where TimescaleDB is.
CREATE TABLE timeseries.record_series (
  series         text     PRIMARY KEY,
  asset_table    text     NOT NULL,
  key_column     text     NOT NULL,
  chunk_interval interval NOT NULL CHECK (chunk_interval >= interval '1 day'),
  compress_after interval CHECK (compress_after > interval '0'),
  retain_for     interval CHECK (retain_for > interval '0')
);
CALL internal.describe('timeseries.record_series', $$
Record series and what is done to them with age.
series: Name of the table in timeseries.
asset_table: Table of the things that records are about: it says whose they are.
key_column: Column that names the thing.
chunk_interval: Time that one chunk or partition covers.
compress_after: Age at which chunks are compressed, where the engine can; null for never.
retain_for: Age at which chunks are dropped; null for never.
$$);

CREATE TABLE timeseries.rollups (
  rollup           text        PRIMARY KEY,
  series           text        NOT NULL REFERENCES timeseries.record_series (series) ON DELETE CASCADE,
  bucket_width     interval    NOT NULL,
  measured_columns text[]      NOT NULL,
  refresh_window   interval    NOT NULL,
  refresh_every    interval    NOT NULL,
  retain_for       interval    CHECK (retain_for > interval '0'),
  refreshed_at     timestamptz
);
CALL internal.describe('timeseries.rollups', $$
Summaries of record series by time.
rollup: Name of the table or continuous aggregate in timeseries.
series: The series that it summarises.
bucket_width: Time that one row covers.
measured_columns: Columns that are summarised: average, lowest and highest of each, of good records.
refresh_window: How far back a refresh works everything out again.
refresh_every: How often it is refreshed.
retain_for: Age at which rows are dropped; null for never.
refreshed_at: When Varve last refreshed it; null where TimescaleDB does.
$$);
CALL internal.updated_in_place('timeseries.rollups');

CREATE TABLE timeseries.late_records (
  series     text        NOT NULL REFERENCES timeseries.record_series (series) ON DELETE CASCADE,
  first_time timestamptz NOT NULL,
  last_time  timestamptz NOT NULL CHECK (last_time >= first_time),
  noted_at   timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX late_records_of_series ON timeseries.late_records (series);
CALL internal.describe('timeseries.late_records', $$
Spans that were written or corrected later than a refresh looks back: the next refresh works them out too.
series: The series.
first_time: Earliest of them.
last_time: Latest of them.
noted_at: When that was noted.
$$);
CALL internal.updated_in_place('timeseries.late_records');

CREATE FUNCTION timeseries.engine() RETURNS text LANGUAGE sql STABLE
RETURN CASE
  WHEN NOT EXISTS (SELECT FROM pg_extension WHERE extname = 'timescaledb') THEN 'postgresql'
  WHEN current_setting('timescaledb.license', true) = 'timescale' THEN 'timescaledb-community'
  ELSE 'timescaledb-apache' END;
COMMENT ON FUNCTION timeseries.engine IS 'postgresql, timescaledb-apache or timescaledb-community.';

CREATE FUNCTION timeseries.is_good(status integer) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN status >= 0 AND status < 1073741824;
COMMENT ON FUNCTION timeseries.is_good IS 'Whether an OPC UA status code is of severity Good.';

-- The view of a series or rollup that the application reads.
CREATE PROCEDURE timeseries.publish(relation_name text, asset_table text, key_column text) LANGUAGE plpgsql AS $$
DECLARE
  source regclass := format('timeseries.%I', relation_name)::regclass;
  view_  text := format('public.%I', relation_name);
  line   record;
BEGIN
  EXECUTE format(
    'CREATE VIEW %s WITH (security_barrier = true) AS SELECT r.* FROM %s r JOIN %s a ON a.id = r.%I '
    'WHERE a.tenant_id = (SELECT internal.current_tenant()) OR (SELECT internal.is_system())',
    view_, source, asset_table, key_column);
  EXECUTE format('COMMENT ON VIEW %s IS %L', view_, coalesce(obj_description(source), '') || ' Rows of the tenant only.');
  FOR line IN
    SELECT attname, col_description(source, attnum) AS text FROM pg_attribute
    WHERE attrelid = source AND attnum > 0 AND NOT attisdropped
  LOOP
    EXECUTE format('COMMENT ON COLUMN %s.%I IS %L', view_, line.attname, line.text);
  END LOOP;
  EXECUTE format('GRANT SELECT ON %s TO varve_app, varve_system', view_);
END $$;
COMMENT ON PROCEDURE timeseries.publish IS 'Makes the view in public that shows the rows of the tenant.';

-- Takes a table with a `time` and makes a record series of it.
CREATE PROCEDURE timeseries.make_series(series text, asset_table text, key_column text, chunk_interval interval,
  compress_after interval, retain_for interval, description text) LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('ALTER TABLE timeseries.%I RENAME TO %I', series, series || '_model');
  EXECUTE format('CREATE TABLE timeseries.%I (LIKE timeseries.%I INCLUDING ALL) PARTITION BY RANGE (time)', series, series || '_model');
  EXECUTE format('DROP TABLE timeseries.%I', series || '_model');
  CALL internal.describe(format('timeseries.%I', series)::regclass, description);
  INSERT INTO timeseries.record_series VALUES (series, asset_table, key_column, chunk_interval, compress_after, retain_for);
  EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON timeseries.%I TO varve_system', series);
  CALL timeseries.publish(series, asset_table, key_column);
END $$;
COMMENT ON PROCEDURE timeseries.make_series IS 'Makes a partitioned series with its policies and its view of a plain table.';

-- The summary of a span, as text: one form for Varve's own refresh and for continuous aggregates. A number counts that is finite, of a Good
-- record; avg() would fail for all of a span on one value whose square is none.
CREATE FUNCTION timeseries.rollup_query(rollup_name text, bucket_expression text, condition text) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT format('SELECT %s AS bucket, %I, count(*) AS sample_count, count(*) FILTER (WHERE status >= 0 AND status < 1073741824) AS good_count, %s '
    'FROM timeseries.%I %s GROUP BY 1, 2', bucket_expression, s.key_column,
    (SELECT string_agg(format(replace(
         'timeseries.mean(sum(%1$I) FILTER (WHERE {good} AND abs(%1$I) < 1e140), '
           'sum(timeseries.shrunk(%1$I)) FILTER (WHERE {good} AND abs(%1$I) >= 1e140 AND abs(%1$I) < ''Infinity''), '
           '(count(*) FILTER (WHERE {good} AND abs(%1$I) < ''Infinity''))::double precision) AS %2$I, '
         'max(%1$I) FILTER (WHERE {good} AND abs(%1$I) < ''Infinity'') AS %3$I, min(%1$I) FILTER (WHERE {good} AND abs(%1$I) < ''Infinity'') AS %4$I',
         '{good}', 'status >= 0 AND status < 1073741824'), c, c || '_avg', c || '_max', c || '_min'), ', ' ORDER BY at)
     FROM unnest(r.measured_columns) WITH ORDINALITY AS measured (c, at)),
    r.series, condition)
  FROM timeseries.rollups r JOIN timeseries.record_series s USING (series)
  WHERE r.rollup = rollup_name
$$;
COMMENT ON FUNCTION timeseries.rollup_query IS 'The query that a rollup is filled by.';

CREATE FUNCTION timeseries.rollup_description(rollup_name text) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT format(E'Summary of %s, a row per thing and %s.\nbucket: First moment that the row covers.\n%s: What the records are about.\n'
    'sample_count: How many records there were.\ngood_count: How many of them were good.', r.series,
    CASE r.bucket_width WHEN interval '1 day' THEN 'day of UTC, whatever the time zone of the tenant or the factory is' ELSE r.bucket_width::text END,
    s.key_column)
    || (SELECT string_agg(format(E'\n%1$s_avg: Mean of good records.\n%1$s_max: Highest of good records.\n%1$s_min: Lowest of good records.', c), '')
        FROM unnest(r.measured_columns) AS c)
  FROM timeseries.rollups r JOIN timeseries.record_series s USING (series)
  WHERE r.rollup = rollup_name
$$;
COMMENT ON FUNCTION timeseries.rollup_description IS 'The comments of a rollup, as internal.describe() takes them.';

CREATE PROCEDURE timeseries.make_rollup(series text, suffix text, bucket_width interval, refresh_window interval,
  refresh_every interval, retain_for interval, measured_columns text[]) LANGUAGE plpgsql AS $$
DECLARE
  rollup text := series || '_' || suffix;
  asset  record;
BEGIN
  INSERT INTO timeseries.rollups VALUES (rollup, series, bucket_width, measured_columns, refresh_window, refresh_every, retain_for);
  SELECT s.asset_table, s.key_column INTO asset FROM timeseries.record_series s WHERE s.series = make_rollup.series;
  -- The query itself says what the columns are.
  EXECUTE format('CREATE TABLE timeseries.%I AS %s WITH NO DATA', rollup,
    timeseries.rollup_query(rollup, format('date_bin(%L, time, ''2000-01-01 00:00Z'')', bucket_width), ''));
  EXECUTE format('ALTER TABLE timeseries.%1$I ADD CONSTRAINT %2$I PRIMARY KEY (%3$I, bucket), '
    'ALTER sample_count SET NOT NULL, ALTER good_count SET NOT NULL', rollup, rollup || '_pkey', asset.key_column);
  EXECUTE format('CREATE INDEX %I ON timeseries.%I (bucket)', rollup || '_by_time', rollup);
  CALL internal.describe(format('timeseries.%I', rollup)::regclass, timeseries.rollup_description(rollup));
  CALL internal.updated_in_place(format('timeseries.%I', rollup)::regclass);
  EXECUTE format('GRANT SELECT ON timeseries.%I TO varve_system', rollup);
  CALL timeseries.publish(rollup, asset.asset_table, asset.key_column);
END $$;
COMMENT ON PROCEDURE timeseries.make_rollup IS 'Makes the table of a rollup with its policies and its view.';

-- Makes the partitions that records from first_time to last_time need. Nothing to do on a hypertable. Safe from many connections.
CREATE FUNCTION timeseries.ensure_partitions(series_name text, first_time timestamptz, last_time timestamptz)
RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
  parent    regclass := format('timeseries.%I', series_name)::regclass;
  width     interval := (SELECT chunk_interval FROM timeseries.record_series WHERE series = series_name);
  start     timestamptz;
  partition text;
  made      integer := 0;
BEGIN
  IF width IS NULL OR (SELECT relkind FROM pg_class WHERE oid = parent) <> 'p' THEN
    RETURN 0;
  END IF;
  start := date_bin(width, first_time, '2000-01-01 00:00Z');
  WHILE start <= last_time LOOP
    partition := series_name || '_' || to_char(start AT TIME ZONE 'UTC', 'YYYYMMDD');
    IF to_regclass(format('timeseries.%I', partition)) IS NULL THEN
      PERFORM pg_advisory_xact_lock(internal.lock_key('record partitions'));
      IF to_regclass(format('timeseries.%I', partition)) IS NULL THEN
        -- Made alone and attached: attaching does not lock out the writers of other partitions.
        EXECUTE format('CREATE TABLE timeseries.%I (LIKE %s INCLUDING ALL)', partition, parent);
        EXECUTE format('ALTER TABLE %s ATTACH PARTITION timeseries.%I FOR VALUES FROM (%L) TO (%L)', parent, partition, start, start + width);
        made := made + 1;
      END IF;
    END IF;
    start := start + width;
  END LOOP;
  RETURN made;
END $$;
COMMENT ON FUNCTION timeseries.ensure_partitions IS 'Makes the partitions of a record series that a span of time needs, and says how many it made.';

CREATE FUNCTION timeseries.refresh_rollup(rollup_name text, first_time timestamptz, last_time timestamptz)
RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
  width   interval := (SELECT bucket_width FROM timeseries.rollups WHERE rollup = rollup_name);
  start   timestamptz := date_bin(width, first_time, '2000-01-01 00:00Z');
  finish  timestamptz := date_bin(width, last_time, '2000-01-01 00:00Z') + width;
  changed bigint;
BEGIN
  IF width IS NULL THEN
    RAISE EXCEPTION 'there is no rollup %', rollup_name USING ERRCODE = 'undefined_table';
  END IF;
  IF (SELECT relkind FROM pg_class WHERE oid = format('timeseries.%I', rollup_name)::regclass) = 'v' THEN
    RAISE EXCEPTION 'TimescaleDB keeps %: CALL refresh_continuous_aggregate', rollup_name USING ERRCODE = 'wrong_object_type';
  END IF;
  PERFORM pg_advisory_xact_lock(internal.lock_key('rollup', rollup_name));
  EXECUTE format('DELETE FROM timeseries.%I WHERE bucket >= $1 AND bucket < $2', rollup_name) USING start, finish;
  EXECUTE format('INSERT INTO timeseries.%I %s', rollup_name, timeseries.rollup_query(rollup_name,
    format('date_bin(%L, time, ''2000-01-01 00:00Z'')', width), 'WHERE time >= $1 AND time < $2')) USING start, finish;
  GET DIAGNOSTICS changed = ROW_COUNT;
  RETURN changed;
END $$;
COMMENT ON FUNCTION timeseries.refresh_rollup IS 'Works out a span of a rollup again, whole buckets, and says how many rows it has now.';

CREATE FUNCTION timeseries.note_late_records(series_name text, first_time timestamptz, last_time timestamptz)
RETURNS void LANGUAGE sql AS $$
  INSERT INTO timeseries.late_records (series, first_time, last_time) VALUES (series_name, first_time, last_time)
$$;
COMMENT ON FUNCTION timeseries.note_late_records IS 'Asks the next maintenance to bring the rollups of a span up to date.';

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
