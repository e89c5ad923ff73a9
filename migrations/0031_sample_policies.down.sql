CREATE OR REPLACE VIEW timeseries.policies AS
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
FROM timeseries.rollups;
DROP FUNCTION timeseries.maintain_samples(timestamptz);
DROP FUNCTION timeseries.adopt_sample_policies(timeseries.sample_policies, regclass, interval);
CREATE OR REPLACE FUNCTION timeseries.ensure_sample_partitions(first_time timestamptz, last_time timestamptz)
RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  day       timestamptz := date_trunc('day', first_time, 'UTC');
  partition text;
BEGIN
  IF NOT EXISTS (SELECT FROM pg_partitioned_table WHERE partrelid = 'timeseries.sample_rows'::regclass) THEN
    RETURN;
  END IF;
  PERFORM pg_advisory_xact_lock(internal.lock_key('sample partitions'));
  WHILE day <= last_time LOOP
    partition := 'sample_rows_' || to_char(day AT TIME ZONE 'UTC', 'YYYYMMDD');
    IF to_regclass('timeseries.' || partition) IS NULL THEN
      -- Made alone and attached: attaching does not lock out the writers of other partitions.
      EXECUTE format('CREATE TABLE timeseries.%I (LIKE timeseries.sample_rows INCLUDING DEFAULTS INCLUDING COMMENTS)', partition);
      EXECUTE format('ALTER TABLE timeseries.sample_rows ATTACH PARTITION timeseries.%I FOR VALUES FROM (%L) TO (%L)',
        partition, day, day + interval '1 day');
    END IF;
    day := day + interval '1 day';
  END LOOP;
END $$;
DROP FUNCTION timeseries.make_partitions(regclass, interval, timestamptz, timestamptz);
DROP FUNCTION timeseries.chunk_interval_for(double precision);
DROP FUNCTION timeseries.sample_storage();
DROP FUNCTION timeseries.tables_of(timeseries.sample_policies);
DROP TABLE timeseries.sample_policies;
