CREATE SCHEMA timeseries;
COMMENT ON SCHEMA timeseries IS 'Everything that grows with time: sources, tags and their samples.';

CREATE TABLE timeseries.sources (
  id         integer     GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  tenant_id  uuid        NOT NULL REFERENCES tenants (id),
  name       text        NOT NULL CHECK (name <> ''),
  protocol   text        NOT NULL CHECK (protocol IN ('modbus', 'mqtt', 'opcua', 'program')),
  definition jsonb       NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT sources_name_in_tenant UNIQUE (tenant_id, name),
  CONSTRAINT sources_of_tenant UNIQUE (tenant_id, id)
);
COMMENT ON TABLE timeseries.sources IS 'Devices, gateways and brokers that samples come from.';
COMMENT ON COLUMN timeseries.sources.id IS 'Small and dense.';
COMMENT ON COLUMN timeseries.sources.tenant_id IS 'Whose row this is.';
COMMENT ON COLUMN timeseries.sources.name IS 'Unique within the tenant.';
COMMENT ON COLUMN timeseries.sources.protocol IS 'What it speaks; program for samples that a program writes.';
COMMENT ON COLUMN timeseries.sources.created_at IS 'When the row was made.';
COMMENT ON COLUMN timeseries.sources.updated_at IS 'When the row was last changed.';
COMMENT ON COLUMN timeseries.sources.definition IS 'Everything that the driver needs but secrets.';

CREATE TABLE timeseries.tags (
  id            integer          GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  tenant_id     uuid             NOT NULL REFERENCES tenants (id),
  source_id     integer,
  name          text             NOT NULL CHECK (name <> ''),
  description   text             NOT NULL DEFAULT '',
  unit          text             NOT NULL DEFAULT '',
  data_type     text             NOT NULL CHECK (data_type IN ('analog', 'digital', 'counter')),
  states        text[]           NOT NULL DEFAULT '{}',
  interpolation text             NOT NULL CHECK (interpolation IN ('step', 'linear')),
  range_low     double precision,
  range_high    double precision,
  filter        jsonb            NOT NULL DEFAULT '{}',
  created_at    timestamptz      NOT NULL DEFAULT now(),
  updated_at    timestamptz      NOT NULL DEFAULT now(),
  CONSTRAINT tags_name_in_tenant UNIQUE (tenant_id, name),
  CONSTRAINT tags_of_tenant UNIQUE (tenant_id, id),
  -- With the tenant in it, a tag cannot name the source of somebody else.
  CONSTRAINT tags_source_in_tenant FOREIGN KEY (tenant_id, source_id) REFERENCES timeseries.sources (tenant_id, id),
  CONSTRAINT tags_range_rises CHECK (range_low < range_high)
);
CREATE INDEX tags_of_source ON timeseries.tags (tenant_id, source_id);
COMMENT ON TABLE timeseries.tags IS 'Measured points. The id is small and dense, since every sample carries it.';
COMMENT ON COLUMN timeseries.tags.name IS 'A path: well-7/tubing-pressure.';
COMMENT ON COLUMN timeseries.tags.id IS 'Small and dense, since every sample carries it.';
COMMENT ON COLUMN timeseries.tags.tenant_id IS 'Whose row this is.';
COMMENT ON COLUMN timeseries.tags.source_id IS 'Where its samples come from; null for a tag that nothing feeds.';
COMMENT ON COLUMN timeseries.tags.description IS 'For people.';
COMMENT ON COLUMN timeseries.tags.unit IS 'Engineering unit as shown to people: psi, bbl/d.';
COMMENT ON COLUMN timeseries.tags.data_type IS 'analog: a measured quantity; digital: one of its states; counter: only rises, but for a reset.';
COMMENT ON COLUMN timeseries.tags.interpolation IS 'How to read between two samples: step holds the last one, linear joins them.';
COMMENT ON COLUMN timeseries.tags.range_low IS 'Lowest value that the instrument can show, in the unit of the tag.';
COMMENT ON COLUMN timeseries.tags.range_high IS 'Highest value that the instrument can show, in the unit of the tag.';
COMMENT ON COLUMN timeseries.tags.created_at IS 'When the row was made.';
COMMENT ON COLUMN timeseries.tags.updated_at IS 'When the row was last changed.';
COMMENT ON COLUMN timeseries.tags.states IS 'Labels of a digital tag; a state''s number is its index, from 0.';
COMMENT ON COLUMN timeseries.tags.filter IS 'Settings of the filters between device and table.';

-- A hypertable where TimescaleDB is, range partitions made by ensure_sample_partitions elsewhere.
DO $$
BEGIN
  IF EXISTS (SELECT FROM pg_extension WHERE extname = 'timescaledb') THEN
    CREATE TABLE timeseries.sample_rows (
      time   timestamptz      NOT NULL,
      value  double precision,
      tag_id integer          NOT NULL,
      status integer          NOT NULL
    );
    PERFORM create_hypertable('timeseries.sample_rows', 'time',
      chunk_time_interval => interval '1 day', create_default_indexes => false);
  ELSE
    CREATE TABLE timeseries.sample_rows (
      time   timestamptz      NOT NULL,
      value  double precision,
      tag_id integer          NOT NULL,
      status integer          NOT NULL
    ) PARTITION BY RANGE (time);
  END IF;
END $$;
-- Flushes come sorted by tag, so a block of pages holds few tags over a short time: an index of ranges
-- costs nearly nothing to keep and finds a tag's pages.
CREATE INDEX sample_rows_by_tag_and_time ON timeseries.sample_rows
  USING brin (tag_id, time) WITH (pages_per_range = 8, autosummarize = on);
COMMENT ON TABLE timeseries.sample_rows IS 'Samples as rows: what came lately, in the order that loses nothing to alignment. Read timeseries.samples, which has the segments too.';
COMMENT ON COLUMN timeseries.sample_rows.time IS 'When the value was measured.';
COMMENT ON COLUMN timeseries.sample_rows.tag_id IS 'The tag, without a foreign key: checking one would halve the rate of writing.';
COMMENT ON COLUMN timeseries.sample_rows.value IS 'In the tag''s unit; null where a bad sample has none.';
COMMENT ON COLUMN timeseries.sample_rows.status IS
  'OPC UA status code as a signed integer: 0 Good, negative Bad, 0x40000000 and up Uncertain.';

-- Makes the daily partitions (UTC) that samples from first_time to last_time need. Safe to call from many
-- connections at once. Does nothing on a hypertable.
CREATE FUNCTION timeseries.ensure_sample_partitions(first_time timestamptz, last_time timestamptz)
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

CREATE FUNCTION timeseries.quality(status integer) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN status < 0 THEN 'BAD' WHEN status < 1073741824 THEN 'GOOD' ELSE 'UNCERTAIN' END;
COMMENT ON FUNCTION timeseries.quality IS 'GOOD, UNCERTAIN or BAD, by the severity bits of an OPC UA status code.';

-- Source of the pairs: OPC 10000-8 v1.05, annex A, and the layout of the classic quality byte QQSSSSLL.
CREATE FUNCTION timeseries.quality_code(status integer) RETURNS smallint
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE (status::bigint & 4294901760)
  WHEN 2156462080 THEN 4   -- Bad_ConfigurationError
  WHEN 2156527616 THEN 8   -- Bad_NotConnected
  WHEN 2156593152 THEN 12  -- Bad_DeviceFailure
  WHEN 2156658688 THEN 16  -- Bad_SensorFailure
  WHEN 2150694912 THEN 24  -- Bad_NoCommunication
  WHEN 2148139008 THEN 24  -- Bad_Timeout
  WHEN 2156724224 THEN 28  -- Bad_OutOfService
  WHEN 2150760448 THEN 32  -- Bad_WaitingForInitialData
  WHEN 1083179008 THEN 68  -- Uncertain_LastUsableValue
  WHEN 1083375616 THEN 80  -- Uncertain_SensorNotAccurate
  WHEN 1083441152 THEN 84  -- Uncertain_EngineeringUnitsExceeded
  WHEN 1083506688 THEN 88  -- Uncertain_SubNormal
  WHEN 9830400    THEN 216 -- Good_LocalOverride
  ELSE CASE WHEN status < 0 THEN 0 WHEN status < 1073741824 THEN 192 ELSE 64 END
END::smallint;
COMMENT ON FUNCTION timeseries.quality_code IS 'Quality byte of OPC classic: 192 good, 64 uncertain, 0 bad, with the sub-status.';

-- NaN is above infinity, as PostgreSQL sorts.
CREATE FUNCTION timeseries.counted(value double precision, status integer) RETURNS double precision LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN status >= 0 AND status < 1073741824 AND value > '-Infinity' AND value < 'Infinity' THEN value END;
COMMENT ON FUNCTION timeseries.counted IS 'A value that counts in a summary: of a Good sample, and a finite number; else null.';

-- PostgreSQL refuses a sum or product beyond the largest double, and a product or quotient that becomes 0. So values of 1e140 and more are
-- summed apart, times 2^-600, which is exact; what is less than 1e-280 counts as 0 in products.
CREATE FUNCTION timeseries.shrunk(value double precision) RETURNS double precision LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN abs(value) < 1e-100 THEN 0 ELSE value * 2.409919865102884e-181 END;
COMMENT ON FUNCTION timeseries.shrunk IS 'A value times 2^-600.';

CREATE FUNCTION timeseries.mean(ordinary double precision, huge double precision, weight double precision) RETURNS double precision
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN weight > 0 AND num_nonnulls(ordinary, huge) > 0 THEN CASE WHEN abs(ordinary) >= 1e-280 THEN ordinary / weight ELSE 0 END
  + CASE WHEN huge IS NULL THEN 0
      ELSE least(greatest(huge / weight, -4.3322963970637727e+127), 4.3322963970637727e+127) / 2.409919865102884e-181 END END;
COMMENT ON FUNCTION timeseries.mean IS 'Mean from the sum of values less than 1e140, that of the shrunk others, and the count or time of all.';
