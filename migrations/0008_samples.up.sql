-- Samples as rows, and what their status says.
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
GRANT SELECT, INSERT, UPDATE, DELETE ON timeseries.sample_rows TO varve_system;

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

CREATE TABLE timeseries.ingest_ledger (
  spool_id     uuid        NOT NULL,
  block_no     bigint      NOT NULL,
  row_count    integer     NOT NULL,
  stored_at    timestamptz NOT NULL DEFAULT now(),
  stored_until timestamptz,
  PRIMARY KEY (spool_id, block_no)
);
COMMENT ON TABLE timeseries.ingest_ledger IS
  'Blocks of spools that are stored: written in the transaction of their rows, so that none is stored twice.';
COMMENT ON COLUMN timeseries.ingest_ledger.spool_id IS 'The spool that the block comes from.';
COMMENT ON COLUMN timeseries.ingest_ledger.block_no IS 'Number of the block in its spool, rising.';
COMMENT ON COLUMN timeseries.ingest_ledger.row_count IS 'Rows that the block brought, those that were refused included.';
COMMENT ON COLUMN timeseries.ingest_ledger.stored_at IS 'When its transaction began.';
COMMENT ON COLUMN timeseries.ingest_ledger.stored_until IS
  'With its transaction, all samples are stored that the collector had received before this time, by its clock; null where that is not known, and for records.';
CALL internal.updated_in_place('timeseries.ingest_ledger');

-- The newest block counts: each says what is true once it is committed, and a clock that was set back says less than one before.
CREATE FUNCTION timeseries.stored_until(tag integer) RETURNS timestamptz LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT (SELECT l.stored_until FROM timeseries.ingest_ledger l
          WHERE l.spool_id = s.spool_id AND l.stored_until IS NOT NULL ORDER BY l.block_no DESC LIMIT 1)
  FROM timeseries.tags t JOIN timeseries.sources s ON s.id = t.source_id WHERE t.id = tag
$$;
COMMENT ON FUNCTION timeseries.stored_until IS
  'The time before which everything is stored that the collector of a tag has received of it, by the clock of the collector. It rises with each delivery that brings samples and never by silence; null where no collector feeds the tag, or none has said. What the compression test holds back, and what a device sends late, may still come of an earlier time.';
