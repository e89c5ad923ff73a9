-- Samples as segments: a row for a run of samples of one tag, with the samples as packed numbers and a summary beside them.
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
    times             bytea,
    packed            bytea,
    status_codes      integer[],
    status_lengths    integer[],
    status_nulls      boolean[]
  ) PARTITION BY RANGE (first_time);
  IF EXISTS (SELECT FROM pg_extension WHERE extname = 'timescaledb') THEN
    ALTER TABLE timeseries.segments RENAME TO segments_partitioned;
    CREATE TABLE timeseries.segments (LIKE timeseries.segments_partitioned INCLUDING ALL);
    DROP TABLE timeseries.segments_partitioned;
    PERFORM create_hypertable('timeseries.segments', 'first_time',
      chunk_time_interval => interval '7 days', create_default_indexes => false);
  END IF;
END $$;
-- Packed numbers do not get smaller by compression. Stored out of line, long ones do not lie between the summaries.
ALTER TABLE timeseries.segments ALTER COLUMN times SET STORAGE EXTERNAL, ALTER COLUMN packed SET STORAGE EXTERNAL;
-- Finds the segments of a question about a tag and a time, and those that are to be merged without a look at the table.
CREATE INDEX segments_by_tag_and_time ON timeseries.segments (tag_id, first_time, last_time) INCLUDE (sample_count);
GRANT SELECT, INSERT, UPDATE, DELETE ON timeseries.segments TO varve_system;
COMMENT ON TABLE timeseries.segments IS
  'Samples as segments: a run of samples of one tag within a UTC week, packed, with a summary. Read timeseries.samples, or timeseries.read().';
COMMENT ON COLUMN timeseries.segments.first_time IS 'Time of the first sample.';
COMMENT ON COLUMN timeseries.segments.last_time IS 'Time of the last sample, of the same week of seven days since 1970.';
COMMENT ON COLUMN timeseries.segments.step_us IS 'Microseconds from one sample to the next, to which the numbers of times are added.';
COMMENT ON COLUMN timeseries.segments.good_us IS 'Microseconds between first and last sample that follow a sample which counts.';
COMMENT ON COLUMN timeseries.segments.minimum IS 'Lowest value that counts: Good, and a number.';
COMMENT ON COLUMN timeseries.segments.maximum IS 'Highest value that counts.';
COMMENT ON COLUMN timeseries.segments.total IS 'Sum of the values that count.';
COMMENT ON COLUMN timeseries.segments.squared_deviation IS 'Sum of the squares of their deviations from their mean.';
COMMENT ON COLUMN timeseries.segments.step_integral IS 'Integral of the values that count over time in seconds, each held to the next sample.';
COMMENT ON COLUMN timeseries.segments.linear_integral IS 'The same with straight lines between values that count.';
COMMENT ON COLUMN timeseries.segments.first_value IS 'Value of the first sample; of all of them where packed is null.';
COMMENT ON COLUMN timeseries.segments.last_value IS 'Value of the last sample.';
COMMENT ON COLUMN timeseries.segments.scale IS 'Divisor of decimals (1 and more) or factor (less than 1); null without decimals.';
COMMENT ON COLUMN timeseries.segments.tag_id IS 'The tag.';
COMMENT ON COLUMN timeseries.segments.sample_count IS 'How many samples.';
COMMENT ON COLUMN timeseries.segments.good_count IS 'How many of them count: Good, and a number.';
COMMENT ON COLUMN timeseries.segments.worst_status IS 'First status of the worst severity in it.';
COMMENT ON COLUMN timeseries.segments.unit_us IS 'Microseconds that a number of times counts.';
COMMENT ON COLUMN timeseries.segments.times IS 'Packed: distance of each sample from first_time + index × step_us, in units; null where all are 0 and step_us is not.';
COMMENT ON COLUMN timeseries.segments.packed IS 'Packed: the number that each value stands for; null where all samples have first_value, or none has a value.';
COMMENT ON COLUMN timeseries.segments.status_codes IS 'OPC UA status codes of runs of samples; null where all are Good (0) and have a value, or none has.';
COMMENT ON COLUMN timeseries.segments.status_lengths IS 'How many samples each run has.';
COMMENT ON COLUMN timeseries.segments.status_nulls IS 'Whether the samples of a run have no value; null where all have one, or none.';

-- Repeats each element as often as its length says.
CREATE FUNCTION timeseries.expand_runs(elements anyarray, lengths integer[]) RETURNS anyarray
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT array_agg(elements[run] ORDER BY run, place)
  FROM unnest(lengths) WITH ORDINALITY AS runs (length, run), generate_series(1, length) AS place
$$;
COMMENT ON FUNCTION timeseries.expand_runs IS 'Repeats each element as often as its length says.';

-- Modulo 2^64, as the sums of the packed numbers of 64 bits are.
CREATE FUNCTION timeseries.wrap_64(number numeric) RETURNS bigint LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN (number - 18446744073709551616 * floor((number + 9223372036854775808) / 18446744073709551616))::bigint;
COMMENT ON FUNCTION timeseries.wrap_64 IS 'A whole number modulo 2^64, as a signed one of 64 bits.';

CREATE FUNCTION timeseries.wrap_32(number bigint) RETURNS integer LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN (((number + 2147483648) & 4294967295) - 2147483648)::integer;
COMMENT ON FUNCTION timeseries.wrap_32 IS 'A whole number modulo 2^32, as a signed one of 32 bits.';

-- The numbers come in their order: series, sets and windows without an order of their own pass rows on as they get them.
CREATE FUNCTION timeseries.unpack(packed bytea, number_count integer) RETURNS bigint[]
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  -- Fetched from out of line once, and not for each byte.
  bytes     bytea   := packed || ''::bytea;
  is_wide   boolean := get_byte(bytes, 0) >= 4;
  transform integer := get_byte(bytes, 1);
  blocks    integer := (number_count + 31) / 32;
  base_size integer := CASE WHEN is_wide THEN 8 ELSE 4 END;
  words_at  integer := 3 + blocks + base_size * CASE transform WHEN 0 THEN blocks ELSE 1 END;
  bases     bigint[];
  numbers   bigint[];
BEGIN
  bases := ARRAY(
    SELECT CASE WHEN is_wide THEN hex::bit(64)::bigint ELSE hex::bit(32)::integer END
    FROM (SELECT 'x' || encode(substr(bytes, 3 + blocks + base_size * base, base_size), 'hex') AS hex
          FROM generate_series(0, CASE transform WHEN 0 THEN blocks ELSE 1 END - 1) AS base) AS b);
  -- What is stored is half of its range too large, or counts from the base of its block; for 64 bits that is left for numeric.
  numbers := ARRAY(
    SELECT substring(b.bits FROM place * b.width + 1 FOR b.width)::bigint + b.added
    FROM (SELECT w.width, least(32, number_count - 32 * w.block) AS size,
                 CASE WHEN is_wide THEN 0 WHEN transform = 0 THEN bases[w.block + 1] WHEN w.width = 0 THEN 0 ELSE -(1::bigint << (w.width - 1)) END AS added,
                 ('x' || encode(substr(bytes, words_at + 4 * w.before::integer, 4 * ((least(32, number_count - 32 * w.block) * w.width + 31) / 32)), 'hex'))::varbit AS bits
          FROM (SELECT block, get_byte(bytes, 2 + block) AS width,
                       -- All but the last have 32 numbers, and so as many words as a number has bits.
                       sum(get_byte(bytes, 2 + block)) OVER (ROWS UNBOUNDED PRECEDING) - get_byte(bytes, 2 + block) AS before
                FROM generate_series(0, blocks - 1) AS block) AS w OFFSET 0) AS b,
      generate_series(0, b.size - 1) AS place);
  IF NOT is_wide THEN
    IF transform = 2 THEN
      numbers := ARRAY(SELECT timeseries.wrap_32(sum(number::integer) OVER (ROWS UNBOUNDED PRECEDING)) FROM unnest(numbers) AS number);
    END IF;
    IF transform > 0 THEN
      numbers := ARRAY(SELECT timeseries.wrap_32(bases[1] + sum(number::integer) OVER (ROWS UNBOUNDED PRECEDING)) FROM unnest(numbers) AS number);
    END IF;
    RETURN numbers;
  ELSIF transform = 0 THEN
    RETURN ARRAY(
      SELECT timeseries.wrap_64(bases[(place + 31) / 32]::numeric + number) FROM unnest(numbers) WITH ORDINALITY AS n (number, place));
  END IF;
  numbers := ARRAY(
    SELECT timeseries.wrap_64(number - CASE WHEN width = 0 THEN 0 ELSE 2::numeric ^ (width - 1) END)
    FROM (SELECT number, get_byte(bytes, 1 + (place::integer + 31) / 32) AS width FROM unnest(numbers) WITH ORDINALITY AS n (number, place)) AS w);
  IF transform = 2 THEN
    numbers := ARRAY(SELECT timeseries.wrap_64(sum(number) OVER (ROWS UNBOUNDED PRECEDING)) FROM unnest(numbers) AS number);
  END IF;
  RETURN ARRAY(SELECT timeseries.wrap_64(bases[1] + sum(number) OVER (ROWS UNBOUNDED PRECEDING)) FROM unnest(numbers) AS number);
END $$;
COMMENT ON FUNCTION timeseries.unpack IS 'The numbers of a packed column of a segment, in order.';

-- Source of both: IEEE 754-2019, 3.4. Negative numbers have the bits of their size turned over, so that they are in the order of the values.
-- They are expressions alone, which the planner puts into the query around them: a call for each sample would take longer than all the rest.
CREATE FUNCTION timeseries.single_of_number(number integer) RETURNS double precision LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN number < 0 THEN -1.0::double precision ELSE 1.0::double precision END * CASE
  WHEN (number # (number >> 31)) BETWEEN 8388608 AND 2139095039
    THEN (8388608 + ((number # (number >> 31)) & 8388607)) * power(2::double precision, ((number # (number >> 31)) >> 23) - 150)
  WHEN (number # (number >> 31)) < 8388608 THEN (number # (number >> 31)) * 1.401298464324817e-45
  WHEN (number # (number >> 31)) = 2139095040 THEN 'Infinity' ELSE 'NaN' END;
COMMENT ON FUNCTION timeseries.single_of_number IS 'The number in single precision that a packed number stands for.';

CREATE FUNCTION timeseries.double_of_number(number bigint) RETURNS double precision LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN number < 0 THEN -1.0::double precision ELSE 1.0::double precision END * CASE
  WHEN (number # (number >> 63)) BETWEEN 4503599627370496 AND 9218868437227405311
    THEN (4503599627370496 + ((number # (number >> 63)) & 4503599627370495)) * power(2::double precision, (((number # (number >> 63)) >> 52) - 1075)::integer)
  WHEN (number # (number >> 63)) < 4503599627370496 THEN (number # (number >> 63)) * 4.9406564584124654e-324
  WHEN (number # (number >> 63)) = 9218868437227405312 THEN 'Infinity' ELSE 'NaN' END;
COMMENT ON FUNCTION timeseries.double_of_number IS 'The number in double precision that a packed number stands for. Whatever a NaN carries, SQL has one.';

-- The planner puts this body into the query around it. Its set functions run in step, and those of a missing array give nulls.
-- What is the same for all samples of a segment is worked out once, as OFFSET has it; work for each sample is kept small.
CREATE FUNCTION timeseries.open_segment(
  first_time timestamptz, last_time timestamptz, step_us bigint, first_value double precision, scale double precision, sample_count integer, unit_us integer,
  times bytea, packed bytea, status_codes integer[], status_lengths integer[], status_nulls boolean[])
RETURNS TABLE ("time" timestamptz, value double precision, status integer)
LANGUAGE sql STABLE PARALLEL SAFE ROWS 1000 AS $$
  SELECT coalesce(regular_time, first_time + (place * step_us + time_number * unit_us) * interval '1 us'),
         CASE WHEN is_null THEN NULL
              WHEN kind = 3 THEN timeseries.single_of_number(number::integer)
              WHEN kind = 2 THEN (number / scale)::real::double precision
              WHEN kind = 5 THEN timeseries.double_of_number(number)
              WHEN kind IS NULL THEN first_value
              WHEN scale < 1 THEN number * scale
              ELSE number / scale END,
         coalesce(code, 0)
  FROM (SELECT kind, generate_series(first_time, CASE WHEN time_numbers IS NULL THEN last_time END,
                 make_interval(secs => step_us / 1e6::double precision)) AS regular_time,
               generate_series(0, CASE WHEN time_numbers IS NOT NULL THEN sample_count - 1 END) AS place,
               unnest(time_numbers) AS time_number, unnest(numbers) AS number, unnest(codes) AS code, unnest(nulls) AS is_null
        FROM (SELECT CASE WHEN packed IS NOT NULL THEN get_byte(packed, 0) END AS kind,
                     timeseries.unpack(times, sample_count) AS time_numbers, timeseries.unpack(packed, sample_count) AS numbers,
                     CASE WHEN status_codes IS NOT NULL THEN timeseries.expand_runs(status_codes, status_lengths) END AS codes,
                     CASE WHEN status_nulls IS NOT NULL THEN timeseries.expand_runs(status_nulls, status_lengths) END AS nulls
              OFFSET 0) AS unpacked
       ) AS opened
$$;
COMMENT ON FUNCTION timeseries.open_segment IS 'The samples of a segment, in order of time.';

CREATE VIEW timeseries.samples AS
SELECT r.time, r.value, r.tag_id, r.status FROM timeseries.sample_rows r
UNION ALL
SELECT o.time, o.value, s.tag_id, o.status
FROM timeseries.segments s, LATERAL timeseries.open_segment(s.first_time, s.last_time, s.step_us, s.first_value, s.scale, s.sample_count, s.unit_us,
    s.times, s.packed, s.status_codes, s.status_lengths, s.status_nulls) o;
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
