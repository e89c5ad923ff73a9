-- Samples as segments: a row for a run of samples of one tag, with the samples in arrays and a summary beside them.
-- packages/historian/docs/segments.md has the format bit by bit.
DO $$
BEGIN
  CREATE TABLE timeseries.segments (
    first_time        timestamptz NOT NULL,
    last_time         timestamptz NOT NULL,
    step_us           bigint      NOT NULL,
    good_us           bigint      NOT NULL,
    minimum           double precision,
    maximum           double precision,
    total             double precision,
    squared_deviation double precision,
    step_integral     double precision,
    linear_integral   double precision,
    first_value       double precision,
    last_value        double precision,
    scale             double precision,
    tag_id            integer     NOT NULL,
    sample_count      integer     NOT NULL,
    good_count        integer     NOT NULL,
    worst_status      integer     NOT NULL,
    unit_us           integer     NOT NULL,
    offsets_int2      smallint[],
    offsets_int4      integer[],
    offsets_int8      bigint[],
    values_int2       smallint[],
    values_int4       integer[],
    values_float4     real[],
    values_float8     double precision[],
    status_codes      integer[],
    status_lengths    integer[]
  ) PARTITION BY RANGE (first_time);
  IF EXISTS (SELECT FROM pg_extension WHERE extname = 'timescaledb') THEN
    ALTER TABLE timeseries.segments RENAME TO segments_partitioned;
    CREATE TABLE timeseries.segments (LIKE timeseries.segments_partitioned INCLUDING ALL);
    DROP TABLE timeseries.segments_partitioned;
    PERFORM create_hypertable('timeseries.segments', 'first_time',
      chunk_time_interval => interval '7 days', create_default_indexes => false);
  END IF;
END $$;
-- Compressing long arrays costs more than it saves. Stored out of line, they do not lie between the summaries.
ALTER TABLE timeseries.segments
  ALTER COLUMN offsets_int2 SET STORAGE EXTERNAL,
  ALTER COLUMN offsets_int4 SET STORAGE EXTERNAL,
  ALTER COLUMN offsets_int8 SET STORAGE EXTERNAL,
  ALTER COLUMN values_int2 SET STORAGE EXTERNAL,
  ALTER COLUMN values_int4 SET STORAGE EXTERNAL,
  ALTER COLUMN values_float4 SET STORAGE EXTERNAL,
  ALTER COLUMN values_float8 SET STORAGE EXTERNAL;
-- Finds the segments of a question about a tag and a time, and those that are to be merged without a look at the table.
CREATE INDEX segments_by_tag_and_time ON timeseries.segments (tag_id, first_time, last_time) INCLUDE (sample_count);
GRANT SELECT, INSERT, UPDATE, DELETE ON timeseries.segments TO varve_system;
COMMENT ON TABLE timeseries.segments IS
  'Samples as segments: a run of samples of one tag within a UTC day, as arrays, with a summary. Read timeseries.samples, or timeseries.read().';
COMMENT ON COLUMN timeseries.segments.first_time IS 'Time of the first sample.';
COMMENT ON COLUMN timeseries.segments.last_time IS 'Time of the last sample, of the same UTC day.';
COMMENT ON COLUMN timeseries.segments.step_us IS 'Microseconds from one sample to the next, to which the offsets are added.';
COMMENT ON COLUMN timeseries.segments.good_us IS 'Microseconds between first and last sample that follow a sample which counts.';
COMMENT ON COLUMN timeseries.segments.minimum IS 'Lowest value that counts: Good, and a number.';
COMMENT ON COLUMN timeseries.segments.maximum IS 'Highest value that counts.';
COMMENT ON COLUMN timeseries.segments.total IS 'Sum of the values that count.';
COMMENT ON COLUMN timeseries.segments.squared_deviation IS 'Sum of the squares of their deviations from their mean.';
COMMENT ON COLUMN timeseries.segments.step_integral IS 'Integral of the values that count over time in seconds, each held to the next sample.';
COMMENT ON COLUMN timeseries.segments.linear_integral IS 'The same with straight lines between values that count.';
COMMENT ON COLUMN timeseries.segments.first_value IS 'Value of the first sample; of all of them where there is no array of values.';
COMMENT ON COLUMN timeseries.segments.last_value IS 'Value of the last sample.';
COMMENT ON COLUMN timeseries.segments.scale IS 'Divisor of integers (1 and more) or factor (less than 1); null without integers.';
COMMENT ON COLUMN timeseries.segments.tag_id IS 'The tag.';
COMMENT ON COLUMN timeseries.segments.sample_count IS 'How many samples.';
COMMENT ON COLUMN timeseries.segments.good_count IS 'How many of them count: Good, and a number.';
COMMENT ON COLUMN timeseries.segments.worst_status IS 'First status of the worst severity in it.';
COMMENT ON COLUMN timeseries.segments.unit_us IS 'Microseconds that an offset counts.';
COMMENT ON COLUMN timeseries.segments.offsets_int2 IS 'Offset of each sample from first_time + index × step_us, in units; without an array all are 0.';
COMMENT ON COLUMN timeseries.segments.offsets_int4 IS 'The same, where 16 bits do not hold it.';
COMMENT ON COLUMN timeseries.segments.offsets_int8 IS 'The same, where 32 bits do not hold it.';
COMMENT ON COLUMN timeseries.segments.values_int2 IS 'Values as scaled integers; null where a sample has none.';
COMMENT ON COLUMN timeseries.segments.values_int4 IS 'The same, where 16 bits do not hold them.';
COMMENT ON COLUMN timeseries.segments.values_float4 IS 'Values where single precision holds them exactly.';
COMMENT ON COLUMN timeseries.segments.values_float8 IS 'Values where nothing smaller does.';
COMMENT ON COLUMN timeseries.segments.status_codes IS 'OPC UA status codes of runs of samples; null where all are Good (0).';
COMMENT ON COLUMN timeseries.segments.status_lengths IS 'How many samples each run has.';

-- Repeats each code as often as its length says.
CREATE FUNCTION timeseries.expand_runs(codes integer[], lengths integer[]) RETURNS integer[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT array_agg(code ORDER BY run)
  FROM unnest(codes, lengths) WITH ORDINALITY AS runs (code, length, run), generate_series(1, length)
$$;
COMMENT ON FUNCTION timeseries.expand_runs IS 'Repeats each code as often as its length says.';

-- The planner puts this body into the query around it. Its set functions run in step, and those of a missing array give nulls.
-- Work for each sample is kept small: only these functions are called, and coalesce() stops at the first value.
CREATE FUNCTION timeseries.open_segment(
  first_time timestamptz, last_time timestamptz, step_us bigint, first_value double precision, scale double precision, sample_count integer, unit_us integer,
  offsets_int2 smallint[], offsets_int4 integer[], offsets_int8 bigint[],
  values_int2 smallint[], values_int4 integer[], values_float4 real[], values_float8 double precision[],
  status_codes integer[], status_lengths integer[])
RETURNS TABLE ("time" timestamptz, value double precision, status integer)
LANGUAGE sql STABLE PARALLEL SAFE ROWS 1000 AS $$
  SELECT coalesce(regular_time, first_time + (place * step_us + coalesce(offset_int2, offset_int4, offset_int8) * unit_us) * interval '1 us'),
         coalesce(value_float4, value_float8,
           CASE WHEN scale < 1 THEN coalesce(value_int2, value_int4) * scale ELSE coalesce(value_int2, value_int4) / scale END,
           CASE WHEN values_int2 IS NULL AND values_int4 IS NULL AND values_float4 IS NULL AND values_float8 IS NULL THEN first_value END),
         coalesce(code, 0)
  FROM (SELECT generate_series(first_time, CASE WHEN num_nulls(offsets_int2, offsets_int4, offsets_int8) = 3 THEN last_time END,
                 make_interval(secs => step_us / 1e6::double precision)) AS regular_time,
               generate_series(0, CASE WHEN num_nulls(offsets_int2, offsets_int4, offsets_int8) < 3 THEN sample_count - 1 END) AS place,
               unnest(offsets_int2) AS offset_int2, unnest(offsets_int4) AS offset_int4, unnest(offsets_int8) AS offset_int8,
               unnest(values_int2) AS value_int2, unnest(values_int4) AS value_int4,
               unnest(values_float4) AS value_float4, unnest(values_float8) AS value_float8,
               unnest(CASE WHEN status_codes IS NOT NULL THEN timeseries.expand_runs(status_codes, status_lengths) END) AS code
       ) AS opened
$$;
COMMENT ON FUNCTION timeseries.open_segment IS 'The samples of a segment, in order of time.';

CREATE VIEW timeseries.samples AS
SELECT r.time, r.value, r.tag_id, r.status FROM timeseries.sample_rows r
UNION ALL
SELECT o.time, o.value, s.tag_id, o.status
FROM timeseries.segments s, LATERAL timeseries.open_segment(s.first_time, s.last_time, s.step_us, s.first_value, s.scale, s.sample_count, s.unit_us,
  s.offsets_int2, s.offsets_int4, s.offsets_int8, s.values_int2, s.values_int4, s.values_float4, s.values_float8,
  s.status_codes, s.status_lengths) o;
COMMENT ON VIEW timeseries.samples IS
  'All samples, rows and segments. A condition on tag_id is quick; one on time opens every segment of the tag: ask timeseries.read() for a span. What was sent twice is there twice.';
COMMENT ON COLUMN timeseries.samples.time IS 'When the value was measured.';
COMMENT ON COLUMN timeseries.samples.value IS 'In the tag''s unit; null where a bad sample has none.';
COMMENT ON COLUMN timeseries.samples.tag_id IS 'The tag.';
COMMENT ON COLUMN timeseries.samples.status IS 'OPC UA status code as a signed integer: 0 Good, negative Bad, 0x40000000 and up Uncertain.';

CREATE VIEW timeseries.samples_by_name AS
SELECT s.time, t.name AS tag, s.value, t.unit, timeseries.quality(s.status) AS quality,
       timeseries.quality_code(s.status) AS quality_code, s.status, s.tag_id, t.tenant_id
FROM timeseries.samples s JOIN timeseries.tags t ON t.id = s.tag_id;
COMMENT ON VIEW timeseries.samples_by_name IS 'Samples as SCADA people know them: by tag name, with unit and quality.';
COMMENT ON COLUMN timeseries.samples_by_name.time IS 'When the value was measured.';
COMMENT ON COLUMN timeseries.samples_by_name.tag IS 'Name of the tag.';
COMMENT ON COLUMN timeseries.samples_by_name.value IS 'In the unit beside it; null where a bad sample has none.';
COMMENT ON COLUMN timeseries.samples_by_name.unit IS 'Unit of the value.';
COMMENT ON COLUMN timeseries.samples_by_name.quality IS 'GOOD, UNCERTAIN or BAD.';
COMMENT ON COLUMN timeseries.samples_by_name.quality_code IS 'Quality byte of OPC classic.';
COMMENT ON COLUMN timeseries.samples_by_name.status IS 'OPC UA status code as a signed integer.';
COMMENT ON COLUMN timeseries.samples_by_name.tag_id IS 'The tag.';
COMMENT ON COLUMN timeseries.samples_by_name.tenant_id IS 'Whose tag it is.';

-- Samples as the application reads them, and by the names that SCADA programs know.
CREATE VIEW samples WITH (security_barrier = true) AS
SELECT s.time, s.value, s.tag_id, s.status
FROM timeseries.samples s JOIN timeseries.tags t ON t.id = s.tag_id
WHERE t.tenant_id = (SELECT internal.current_tenant()) OR (SELECT internal.is_system());
CALL internal.describe('samples', $$
Samples of the tenant's tags.
time: When the value was measured.
value: In the unit of the tag; null where a bad sample has none.
tag_id: The tag.
status: OPC UA status code as a signed integer: 0 Good, negative Bad, 0x40000000 and up Uncertain.
$$);
CREATE VIEW scada_tags_ts WITH (security_barrier = true) AS
SELECT s.time, s.tag_id, t.name AS tag_name, s.value, t.unit, timeseries.quality_code(s.status) AS quality_code
FROM timeseries.samples s JOIN timeseries.tags t ON t.id = s.tag_id
WHERE t.tenant_id = (SELECT internal.current_tenant()) OR (SELECT internal.is_system());
CALL internal.describe('scada_tags_ts', $$
Samples of the tenant's tags with the name of the tag and the quality of OPC classic.
time: When the value was measured.
tag_id: The tag.
tag_name: Name of the tag.
value: In the unit of the tag; null where a bad sample has none.
unit: Unit of the value.
quality_code: 192 good, 64 uncertain, 0 bad, with the sub-status.
$$);
CREATE VIEW channel_data WITH (security_barrier = true) AS
SELECT s.time, s.tag_id AS channel_id, s.value, timeseries.quality(s.status) AS quality
FROM timeseries.samples s JOIN timeseries.tags t ON t.id = s.tag_id
WHERE t.tenant_id = (SELECT internal.current_tenant()) OR (SELECT internal.is_system());
CALL internal.describe('channel_data', $$
Samples of the tenant's channels with their quality as a word.
time: When the value was measured.
channel_id: The channel: a tag that a source feeds.
value: In the unit of the tag; null where a bad sample has none.
quality: GOOD, UNCERTAIN or BAD.
$$);
GRANT SELECT ON samples, scada_tags_ts, channel_data TO varve_app, varve_system;
