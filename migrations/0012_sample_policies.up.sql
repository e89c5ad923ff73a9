-- Policies of samples by age. TimescaleDB Community keeps them by its own jobs; elsewhere maintain_samples() does, which the
-- historian calls every few minutes, makes partitions and drops what is too old.
CREATE TABLE timeseries.sample_policies (
  series           text     PRIMARY KEY CHECK (series IN ('samples', 'text_samples')),
  -- date_bin() knows no months.
  chunk_interval   interval NOT NULL DEFAULT '1 day'
    CHECK (chunk_interval BETWEEN '1 hour' AND '365 days' AND extract(month FROM chunk_interval) = 0 AND extract(year FROM chunk_interval) = 0),
  partitions_ahead integer  NOT NULL DEFAULT 3 CHECK (partitions_ahead BETWEEN 1 AND 100),
  compress_after   interval DEFAULT '1 day' CHECK (compress_after > interval '0'),
  retain_for       interval CHECK (retain_for >= interval '1 hour'),
  storage          text     CHECK (storage IN ('rows', 'segments')),
  seal_after       interval DEFAULT '15 minutes' CHECK (seal_after > interval '0'),
  -- A segment lies within a week, counted from 1970, and so within a partition: else it would be dropped before all of it
  -- is too old.
  segment_interval interval NOT NULL DEFAULT '7 days'
    CHECK (segment_interval BETWEEN '7 days' AND '364 days' AND extract(month FROM segment_interval) = 0
      AND extract(epoch FROM segment_interval) % 604800 = 0)
);
CALL internal.describe('timeseries.sample_policies', $$
Policies of samples by age: change a row, and the next maintenance acts on it.
series: Name of the table in timeseries.
chunk_interval: Time that one chunk or partition covers, from the next one on; chunk_interval_for() says what suits a rate.
partitions_ahead: How many partitions are made before they are needed; TimescaleDB makes its chunks itself.
compress_after: Age at which chunks are compressed, where the engine can; null for never.
retain_for: Age at which whole chunks are dropped; null for never.
storage: rows, which TimescaleDB Community compresses, or segments of runs of samples; null for segments.
seal_after: Age at which the rows of a whole hour become segments, where samples are stored so; null for never.
segment_interval: Time that one chunk or partition of segments covers: whole weeks.
$$);
INSERT INTO timeseries.sample_policies (series) VALUES ('samples');

CREATE FUNCTION timeseries.sample_storage() RETURNS text LANGUAGE sql STABLE AS $$
  SELECT coalesce((SELECT storage FROM timeseries.sample_policies WHERE series = 'samples'), 'segments')
$$;
COMMENT ON FUNCTION timeseries.sample_storage IS 'How samples are stored, by the policy: rows, or segments. On TimescaleDB Community, too, segments take fewer bytes and less time than compressed rows.';

-- The tables of a series and the width of their chunks.
CREATE FUNCTION timeseries.tables_of(policy timeseries.sample_policies) RETURNS TABLE (relation text, parent regclass, width interval) LANGUAGE sql STABLE AS $$
  SELECT name, format('timeseries.%I', name)::regclass, CASE
    WHEN name = 'segments' THEN policy.segment_interval
    -- Rows that become segments hour by hour leave an empty chunk behind, which is dropped: nothing has to be vacuumed.
    WHEN name = 'sample_rows' AND policy.seal_after IS NOT NULL AND timeseries.sample_storage() = 'segments' THEN interval '1 hour'
    ELSE policy.chunk_interval END
  FROM unnest(CASE policy.series WHEN 'samples' THEN ARRAY['sample_rows', 'segments'] ELSE ARRAY[policy.series] END) AS name
$$;
COMMENT ON FUNCTION timeseries.tables_of IS 'The tables that hold a series of samples, with the width of their chunks.';

-- The chunks that are written to should stay in memory with their indexes: a quarter of what PostgreSQL counts on, at 58 bytes a row.
CREATE FUNCTION timeseries.chunk_interval_for(rows_per_second double precision) RETURNS interval LANGUAGE sql STABLE AS $$
  SELECT coalesce(max(width), interval '6 hours')
  FROM unnest(ARRAY['6 hours', '1 day', '7 days', '28 days']::interval[]) AS width
  WHERE extract(epoch FROM width) * rows_per_second * 58
    <= pg_size_bytes(current_setting('effective_cache_size')) / 4
$$;
COMMENT ON FUNCTION timeseries.chunk_interval_for IS 'A chunk interval that suits a rate of rows per second on this server.';

-- Makes the partitions that a span needs. Where the width was changed, a new one ends where an old one begins.
CREATE FUNCTION timeseries.make_partitions(parent regclass, width interval, first_time timestamptz, last_time timestamptz)
RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
  at       timestamptz := first_time;
  covering timestamptz;
  lower_   timestamptz;
  upper_   timestamptz;
  name_    text;
  made     integer := 0;
BEGIN
  IF (SELECT relkind FROM pg_class WHERE oid = parent) <> 'p' THEN
    RETURN 0;
  END IF;
  WHILE at <= last_time LOOP
    SELECT b.next_time INTO covering FROM timeseries.partition_bounds(parent) b WHERE b.first_time <= at AND b.next_time > at;
    IF covering IS NOT NULL THEN
      at := covering;
      CONTINUE;
    END IF;
    -- Held to the end of the transaction: what another has made meanwhile is seen by the next look.
    IF lower_ IS NULL THEN
      PERFORM pg_advisory_xact_lock(internal.lock_key('sample partitions'));
    END IF;
    lower_ := date_bin(width, at, 'epoch');
    upper_ := lower_ + width;
    SELECT greatest(lower_, max(b.next_time) FILTER (WHERE b.next_time <= at)),
           least(upper_, min(b.first_time) FILTER (WHERE b.first_time > at)), max(b.next_time) FILTER (WHERE b.first_time <= at AND b.next_time > at)
      INTO lower_, upper_, covering FROM timeseries.partition_bounds(parent) b;
    IF covering IS NULL THEN
      name_ := (SELECT relname FROM pg_class WHERE oid = parent) || '_' || to_char(lower_ AT TIME ZONE 'UTC',
        CASE WHEN lower_ = date_trunc('day', lower_, 'UTC') THEN 'YYYYMMDD' ELSE 'YYYYMMDD"_"HH24MISS' END);
      -- Made alone and attached: attaching does not lock out the writers of other partitions.
      EXECUTE format('CREATE TABLE timeseries.%I (LIKE %s INCLUDING DEFAULTS INCLUDING CONSTRAINTS INCLUDING COMMENTS INCLUDING STORAGE)', name_, parent);
      EXECUTE format('ALTER TABLE %s ATTACH PARTITION timeseries.%I FOR VALUES FROM (%L) TO (%L)', parent, name_, lower_, upper_);
      made := made + 1;
    END IF;
    at := coalesce(covering, upper_);
  END LOOP;
  RETURN made;
END $$;
COMMENT ON FUNCTION timeseries.make_partitions IS 'Makes the partitions of a table that a span of time needs, and says how many it made.';

CREATE FUNCTION timeseries.ensure_sample_partitions(first_time timestamptz, last_time timestamptz)
RETURNS void LANGUAGE sql AS $$
  -- What comes more than a day late, and a long span, are not worth a partition an hour.
  SELECT timeseries.make_partitions(t.parent,
    CASE WHEN t.relation = 'sample_rows' AND (last_time < now() - interval '1 day' OR last_time - first_time > interval '2 days')
      THEN p.chunk_interval ELSE t.width END, first_time, last_time)
  FROM timeseries.sample_policies p, timeseries.tables_of(p) t WHERE p.series = 'samples'
$$;
COMMENT ON FUNCTION timeseries.ensure_sample_partitions IS 'Makes the partitions that samples of a span of time need. Nothing to do on a hypertable. Safe from many connections.';

-- Brings what TimescaleDB does to a table of a series in line with its policies, and says what was changed.
CREATE FUNCTION timeseries.adopt_sample_policies(policy timeseries.sample_policies, parent regclass, width interval)
RETURNS SETOF text LANGUAGE plpgsql AS $$
DECLARE
  table_  text := (SELECT relname FROM pg_class WHERE oid = parent);
  known   interval;
  enabled boolean;
  job     record;
  compress_after interval;
BEGIN
  IF timeseries.engine() = 'postgresql' OR (SELECT relkind FROM pg_class WHERE oid = parent) = 'p' THEN
    RETURN;
  END IF;
  EXECUTE 'SELECT time_interval FROM timescaledb_information.dimensions WHERE hypertable_schema = ''timeseries'' AND hypertable_name = $1'
    INTO known USING table_;
  IF known <> width THEN
    EXECUTE 'SELECT set_chunk_time_interval($1, $2)' USING parent, width;
    RETURN NEXT 'chunk interval set';
  END IF;
  IF timeseries.engine() <> 'timescaledb-community' THEN
    RETURN;
  END IF;
  EXECUTE 'SELECT compression_enabled FROM timescaledb_information.hypertables WHERE hypertable_schema = ''timeseries'' AND hypertable_name = $1'
    INTO enabled USING table_;
  -- What is sealed into segments is compressed as far as it goes.
  compress_after := CASE WHEN table_ <> 'segments' AND (policy.series <> 'samples' OR timeseries.sample_storage() = 'rows') THEN policy.compress_after END;
  IF compress_after IS NOT NULL AND NOT enabled THEN
    EXECUTE format('ALTER TABLE %s SET (timescaledb.compress, timescaledb.compress_segmentby = ''tag_id'', timescaledb.compress_orderby = ''time'')', parent);
    RETURN NEXT 'compression enabled';
  END IF;
  FOR job IN SELECT * FROM (VALUES
      ('compression', 'compress_after', compress_after),
      ('retention', 'drop_after', policy.retain_for))
    AS jobs (kind, setting, wanted)
  LOOP
    EXECUTE 'SELECT (config ->> $1)::interval FROM timescaledb_information.jobs
      WHERE hypertable_schema = ''timeseries'' AND hypertable_name = $2 AND proc_name = ''policy_'' || $3'
      INTO known USING job.setting, table_, job.kind;
    CONTINUE WHEN known IS NOT DISTINCT FROM job.wanted;
    EXECUTE format('SELECT remove_%s_policy(%L, if_exists => true)', job.kind, parent);
    IF job.wanted IS NOT NULL THEN
      EXECUTE format('SELECT add_%s_policy(%L, %L::interval)', job.kind, parent, job.wanted);
    END IF;
    RETURN NEXT job.kind || ' policy set';
  END LOOP;
END $$;
COMMENT ON FUNCTION timeseries.adopt_sample_policies IS 'Gives TimescaleDB the policies of a table of samples where it has others, and says what was changed.';

-- Everything that Varve itself does for samples: call it often, it does only what is due. What needs a lock that somebody
-- holds is said to be in use, and tried again by the next call.
CREATE FUNCTION timeseries.maintain_samples(at timestamptz DEFAULT now())
RETURNS TABLE (action text, relation text, row_count bigint) LANGUAGE plpgsql SET lock_timeout = '2s' AS $$
DECLARE
  policy timeseries.sample_policies;
  parent regclass;
  width  interval;
  done   text[];
BEGIN
  FOR policy IN SELECT * FROM timeseries.sample_policies ORDER BY series LOOP
    FOR parent, width, relation IN
      SELECT t.parent, t.width, t.relation FROM timeseries.tables_of(policy) t
    LOOP
      row_count := timeseries.make_partitions(parent, width, at, at + greatest(policy.partitions_ahead * width, interval '1 day'));
      IF row_count > 0 THEN
        action := 'partitions made';
        RETURN NEXT;
      END IF;
      BEGIN
        done := ARRAY(SELECT timeseries.adopt_sample_policies(policy, parent, width));
      EXCEPTION WHEN lock_not_available THEN
        done := ARRAY['table in use'];
      END;
      RETURN QUERY SELECT name, maintain_samples.relation, NULL::bigint FROM unnest(done) AS name;
    END LOOP;
    -- Last: what is dropped stays locked until the end.
    IF policy.retain_for IS NOT NULL THEN
      RETURN QUERY SELECT CASE WHEN dropped THEN 'chunk dropped' ELSE 'chunk in use' END, chunk, NULL::bigint
        FROM timeseries.tables_of(policy) t, timeseries.drop_before(t.parent, at - policy.retain_for)
        WHERE NOT timeseries.has_policy(t.relation, 'policy_retention');
    END IF;
  END LOOP;
END $$;
COMMENT ON FUNCTION timeseries.maintain_samples IS 'Makes partitions ahead, sets the policies of TimescaleDB and drops what is too old where it does not; says what it did.';

-- Policies of every series, samples too, and who keeps them.
CREATE VIEW timeseries.policies AS
SELECT series AS relation, 'partitions'::text AS policy, chunk_interval AS setting,
       CASE timeseries.engine() WHEN 'postgresql' THEN 'varve' ELSE 'timescaledb' END AS kept_by
FROM timeseries.record_series
UNION ALL
SELECT series, 'compression', compress_after,
       CASE WHEN timeseries.has_policy(series, 'policy_compression') THEN 'timescaledb' ELSE 'nobody: this engine cannot' END
FROM timeseries.record_series WHERE compress_after IS NOT NULL
UNION ALL
SELECT name, 'retention', retain_for, CASE WHEN timeseries.has_policy(name, 'policy_retention') THEN 'timescaledb' ELSE 'varve' END
FROM (SELECT series AS name, retain_for FROM timeseries.record_series UNION ALL SELECT rollup, retain_for FROM timeseries.rollups) AS kept
WHERE retain_for IS NOT NULL
UNION ALL
SELECT rollup, 'rollup', refresh_every,
       CASE (SELECT relkind FROM pg_class WHERE oid = format('timeseries.%I', rollup)::regclass) WHEN 'v' THEN 'timescaledb' ELSE 'varve' END
FROM timeseries.rollups
UNION ALL
SELECT t.relation, 'partitions', t.width, CASE timeseries.engine() WHEN 'postgresql' THEN 'varve' ELSE 'timescaledb' END
FROM timeseries.sample_policies p, timeseries.tables_of(p) t
UNION ALL
SELECT t.relation, 'compression', compress_after,
       CASE WHEN timeseries.has_policy(t.relation, 'policy_compression') THEN 'timescaledb' ELSE 'nobody: this engine cannot' END
FROM timeseries.sample_policies p, timeseries.tables_of(p) t
WHERE compress_after IS NOT NULL AND (series <> 'samples' OR t.relation = 'sample_rows' AND timeseries.sample_storage() = 'rows')
UNION ALL
SELECT 'sample_rows', 'sealing', seal_after, 'varve'
FROM timeseries.sample_policies WHERE series = 'samples' AND seal_after IS NOT NULL AND timeseries.sample_storage() = 'segments'
UNION ALL
SELECT t.relation, 'retention', retain_for, CASE WHEN timeseries.has_policy(t.relation, 'policy_retention') THEN 'timescaledb' ELSE 'varve' END
FROM timeseries.sample_policies p, timeseries.tables_of(p) t WHERE retain_for IS NOT NULL;
CALL internal.describe('timeseries.policies', $$
Policies of series and rollups, and whether TimescaleDB or Varve's maintenance keeps them.
relation: Name in timeseries.
policy: partitions, compression, sealing, retention or rollup.
setting: Width, age or period of the policy.
kept_by: timescaledb, varve, or nobody where the engine cannot.
$$);
GRANT SELECT ON timeseries.policies TO varve_system;

SELECT timeseries.maintain_samples();
