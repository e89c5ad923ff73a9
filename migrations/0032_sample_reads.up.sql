-- One function for a question about samples. A segment lies within a UTC day, so the day in which a span begins is looked through for
-- segments that reach into it, and nothing before; date_bin() leaves out partitions while a query is planned, which `- interval` does not. What was stored twice is read once: where segments overlap each other or
-- rows, their samples are compared; all others are passed on as they are.

CREATE FUNCTION timeseries.counted(value double precision, status integer) RETURNS double precision LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN status >= 0 AND status < 1073741824 AND value <> 'NaN' THEN value END;
COMMENT ON FUNCTION timeseries.counted IS 'A value that counts in a summary: of a Good sample, and a number; else null.';

-- In UTC, where a day has 24 hours; and so immutable, which leaves out partitions while a query is planned.
CREATE FUNCTION timeseries.earlier("time" timestamptz, by interval) RETURNS timestamptz LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN ("time" AT TIME ZONE 'UTC' - by) AT TIME ZONE 'UTC';
COMMENT ON FUNCTION timeseries.earlier IS 'A time less an interval, whose days have 24 hours.';

CREATE FUNCTION timeseries.read_many(tags integer[], from_time timestamptz, to_time timestamptz)
RETURNS TABLE (tag_id integer, "time" timestamptz, value double precision, status integer) LANGUAGE sql STABLE PARALLEL SAFE ROWS 10000 AS $$
  WITH r AS MATERIALIZED (
    SELECT s.tag_id, s.time, s.value, s.status FROM timeseries.sample_rows s
    WHERE s.tag_id = ANY (tags) AND s.time >= from_time AND s.time < to_time
  ), spans AS (
    SELECT r.tag_id, min(r.time) AS first_time, max(r.time) AS last_time FROM r GROUP BY r.tag_id
  ), found AS MATERIALIZED (
    SELECT s.*, coalesce(s.first_time <= max(s.last_time) OVER (PARTITION BY s.tag_id ORDER BY s.first_time, s.last_time
                           ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), false)
             OR coalesce(s.last_time >= lead(s.first_time) OVER (PARTITION BY s.tag_id ORDER BY s.first_time, s.last_time), false)
             OR EXISTS (SELECT FROM spans p WHERE p.tag_id = s.tag_id AND p.first_time <= s.last_time AND p.last_time >= s.first_time)
             AS is_mixed
    FROM timeseries.segments s
    WHERE s.tag_id = ANY (tags) AND s.first_time >= date_bin('1 day', from_time, 'epoch') AND s.first_time < to_time AND s.last_time >= from_time
  )
  SELECT s.tag_id, o.time, o.value, o.status
  FROM found s, LATERAL timeseries.open_segment(s.first_time, s.last_time, s.step_us, s.first_value, s.scale, s.sample_count, s.unit_us,
    s.offsets_int2, s.offsets_int4, s.offsets_int8, s.values_int2, s.values_int4, s.values_float4, s.values_float8,
    s.status_codes, s.status_lengths) o
  WHERE NOT s.is_mixed AND (s.first_time >= from_time AND s.last_time < to_time OR o.time >= from_time AND o.time < to_time)
  UNION ALL
  (SELECT s.tag_id, o.time, o.value, o.status
   FROM found s, LATERAL timeseries.open_segment(s.first_time, s.last_time, s.step_us, s.first_value, s.scale, s.sample_count, s.unit_us,
     s.offsets_int2, s.offsets_int4, s.offsets_int8, s.values_int2, s.values_int4, s.values_float4, s.values_float8,
     s.status_codes, s.status_lengths) o
   WHERE s.is_mixed AND (s.first_time >= from_time AND s.last_time < to_time OR o.time >= from_time AND o.time < to_time)
   UNION
   SELECT r.tag_id, r.time, r.value, r.status FROM r)
$$;
COMMENT ON FUNCTION timeseries.read_many IS
  'Samples of some tags from a time (which belongs to them) to another (which does not), each once, in no order.';

CREATE FUNCTION timeseries.read(tag integer, from_time timestamptz, to_time timestamptz)
RETURNS TABLE ("time" timestamptz, value double precision, status integer) LANGUAGE sql STABLE PARALLEL SAFE ROWS 10000 AS $$
  SELECT m.time, m.value, m.status FROM timeseries.read_many(ARRAY[tag], from_time, to_time) m
$$;
COMMENT ON FUNCTION timeseries.read IS 'Samples of a tag from a time (which belongs to them) to another (which does not), each once, in no order.';

CREATE FUNCTION timeseries.last_before(tag integer, before_time timestamptz, look_back interval DEFAULT '1 day')
RETURNS TABLE ("time" timestamptz, value double precision, status integer) LANGUAGE sql STABLE PARALLEL SAFE ROWS 1 AS $$
  WITH known AS (
    -- A sample that is surely there: only what reaches beyond it can hold a newer one.
    SELECT max(k.at) AS at FROM (
      (SELECT c.last_time AS at FROM timeseries.segments c
       WHERE c.tag_id = tag AND c.first_time >= date_bin('1 day', timeseries.earlier(before_time, look_back), 'epoch') AND c.first_time < before_time
         AND c.last_time < before_time
       ORDER BY c.first_time DESC, c.last_time DESC LIMIT 1)
      UNION ALL
      SELECT max(r.time) FROM timeseries.sample_rows r
      WHERE r.tag_id = tag AND r.time >= timeseries.earlier(before_time, look_back) AND r.time < before_time) AS k
  )
  SELECT f.time, f.value, f.status
  FROM (
    SELECT r.time, r.value, r.status FROM timeseries.sample_rows r
    WHERE r.tag_id = tag AND r.time >= timeseries.earlier(before_time, look_back) AND r.time < before_time
      AND r.time >= coalesce((SELECT k.at FROM known k), '-infinity')
    UNION ALL
    SELECT o.time, o.value, o.status
    FROM timeseries.segments s, LATERAL timeseries.open_segment(s.first_time, s.last_time, s.step_us, s.first_value, s.scale, s.sample_count, s.unit_us,
      s.offsets_int2, s.offsets_int4, s.offsets_int8, s.values_int2, s.values_int4, s.values_float4, s.values_float8,
      s.status_codes, s.status_lengths) o
    WHERE s.tag_id = tag AND s.first_time >= date_bin('1 day', timeseries.earlier(before_time, look_back), 'epoch') AND s.first_time < before_time
      AND s.last_time >= coalesce((SELECT k.at FROM known k), '-infinity')
      AND o.time >= timeseries.earlier(before_time, look_back) AND o.time < before_time
  ) AS f
  ORDER BY f.time DESC, f.status, f.value LIMIT 1
$$;
COMMENT ON FUNCTION timeseries.last_before IS 'The newest sample of a tag before a time that is not older than that by more than look_back.';

-- Count, sum and sum of squared deviations of parts give those of the whole.
CREATE AGGREGATE timeseries.join_moments(double precision[]) (
  SFUNC = float8_combine, STYPE = double precision[], COMBINEFUNC = float8_combine, INITCOND = '{0,0,0}', PARALLEL = SAFE
);
COMMENT ON AGGREGATE timeseries.join_moments(double precision[]) IS
  'Count, sum and sum of squared deviations from the mean, joined from those of parts.';

-- Aggregates over equal buckets from a time on, from the summaries of segments that lie within a bucket and overlap nothing; the others
-- are opened. What counts is Good and a number, as OPC 10000-13 has it where Uncertain is treated as Bad. A sample that counts holds until the
-- next, by a straight line where the tag is linear and the next counts too; the sample before the first bucket reaches into it.
CREATE FUNCTION timeseries.aggregate(tag integer, from_time timestamptz, to_time timestamptz, width interval)
RETURNS TABLE (bucket timestamptz, sample_count bigint, good_count bigint, minimum double precision, maximum double precision,
  average double precision, standard_deviation double precision, total double precision, time_weighted_average double precision, good_seconds double precision)
LANGUAGE sql STABLE PARALLEL SAFE ROWS 1000 AS $$
  WITH pieces AS (
    SELECT s.first_time, s.last_time, s.first_value AS value, coalesce(s.status_codes[1], 0) AS status,
           timeseries.counted(s.last_value, coalesce(s.status_codes[cardinality(s.status_codes)], 0)) AS last_value,
           s.sample_count, s.good_count, s.minimum, s.maximum, s.total, s.squared_deviation, s.good_us / 1e6::float8 AS seconds,
           CASE WHEN (SELECT t.interpolation = 'linear' FROM timeseries.tags t WHERE t.id = tag) THEN s.linear_integral ELSE s.step_integral END AS integral,
           true AS is_segment
    FROM timeseries.segments s
    WHERE s.tag_id = tag AND s.first_time >= date_bin('1 day', from_time, 'epoch') AND s.first_time < to_time AND s.last_time >= from_time
    UNION ALL
    SELECT r.time, r.time, r.value, r.status, c.value, 1, CASE WHEN c.value IS NULL THEN 0 ELSE 1 END, c.value, c.value, c.value, 0, 0, 0, false
    FROM timeseries.sample_rows r, LATERAL (SELECT timeseries.counted(r.value, r.status) AS value) c
    WHERE r.tag_id = tag AND r.time >= from_time AND r.time < to_time
  ), marked AS MATERIALIZED (
    SELECT n.*, n.first_time >= from_time AND n.last_time < to_time
             AND n.last_time < date_bin(width, n.first_time, from_time) + make_interval(secs => date_part('epoch', width))
             AND coalesce(n.previous_time < n.first_time, true) AND coalesce(n.next_time > n.last_time, true) AS is_whole
    FROM (SELECT p.*, max(p.last_time) OVER before AS previous_time,
                 -- Of no frame, and so found on the way.
                 lead(p.first_time) OVER before AS next_time, lead(timeseries.counted(p.value, p.status)) OVER before AS next_value
          FROM pieces p WINDOW before AS (ORDER BY p.first_time, p.last_time ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)) n
  ), broken AS MATERIALIZED (
    SELECT m.first_time, m.last_time, m.value, m.status, m.is_segment, m.is_whole, m.previous_time, m.next_time, m.next_value
    FROM marked m WHERE NOT m.is_whole OR m.previous_time IS NULL
  ), opened AS (
    SELECT o.time, o.value, o.status
    FROM broken m,
      LATERAL (SELECT * FROM timeseries.segments c
               WHERE c.tag_id = tag AND c.first_time = m.first_time AND c.last_time = m.last_time
                 AND c.first_time >= date_bin('1 day', from_time, 'epoch') AND c.first_time < to_time OFFSET 0) s,
      LATERAL timeseries.open_segment(s.first_time, s.last_time, s.step_us, s.first_value, s.scale, s.sample_count, s.unit_us,
        s.offsets_int2, s.offsets_int4, s.offsets_int8, s.values_int2, s.values_int4, s.values_float4, s.values_float8,
        s.status_codes, s.status_lengths) o
    WHERE NOT m.is_whole AND m.is_segment AND o.time >= from_time AND o.time < to_time
    UNION
    SELECT m.first_time, m.value, m.status FROM broken m WHERE NOT m.is_whole AND NOT m.is_segment
  ), points AS (
    SELECT o.time, timeseries.counted(o.value, o.status) AS value, 1 AS sample_count, false AS is_end FROM opened o
    UNION ALL
    SELECT b.time, timeseries.counted(b.value, b.status), 0, false FROM timeseries.last_before(tag, from_time) b
    UNION ALL
    -- Where what is opened ends, and where the sample before all ends: what follows is known without being opened.
    SELECT m.next_time, m.next_value, 0, true FROM broken m WHERE NOT m.is_whole AND m.next_time > greatest(m.previous_time, m.last_time)
    UNION ALL
    SELECT m.first_time, timeseries.counted(m.value, m.status), 0, true FROM broken m WHERE m.previous_time IS NULL AND m.first_time >= from_time
  ), held AS (
    -- Pieces, each with the span that its last sample holds.
    SELECT m.first_time, m.last_time, m.last_value, m.next_time, m.next_value, m.sample_count, m.good_count, m.minimum, m.maximum, m.total, m.squared_deviation,
           m.seconds, m.integral
    FROM marked m WHERE m.is_whole
    UNION ALL
    SELECT n.time, n.time, n.value, n.next_time, n.next_value, n.sample_count, CASE WHEN n.value IS NULL THEN 0 ELSE n.sample_count END,
           CASE n.sample_count WHEN 1 THEN n.value END, CASE n.sample_count WHEN 1 THEN n.value END, CASE n.sample_count WHEN 1 THEN n.value END, 0, 0, 0
    FROM (SELECT p.*, lead(p.time) OVER following AS next_time, lead(p.value) OVER following AS next_value
          FROM points p WINDOW following AS (ORDER BY p.time, p.is_end DESC, p.value)) n
    WHERE NOT n.is_end
  ), cut AS (
    -- Nearly always within its bucket; else it comes once for each.
    SELECT generate_series(b.own, CASE WHEN b.last_value IS NULL OR b.end_time <= b.own + b.width THEN b.own ELSE b.end_time END, b.width) AS bucket, b.*
    FROM (SELECT date_bin(width, greatest(h.last_time, from_time), from_time) AS own, make_interval(secs => date_part('epoch', width)) AS width,
                 coalesce(h.next_time, least(to_time, greatest(now(), h.last_time))) AS end_time,
                 CASE WHEN (SELECT t.interpolation = 'linear' FROM timeseries.tags t WHERE t.id = tag) THEN h.next_value END AS end_value, h.*
          FROM held h) b
  ), timed AS (
    -- What of it lies in the bucket; worked out once, as OFFSET has it.
    SELECT c.*, c.bucket = c.own AS is_own,
           CASE WHEN c.last_value IS NOT NULL AND c.end_time > c.last_time
                THEN date_part('epoch', least(c.end_time, c.bucket + c.width) - greatest(c.last_time, c.bucket)) END AS held_seconds
    FROM cut c WHERE c.bucket < c.end_time OR c.bucket = c.own OFFSET 0
  ), buckets AS (
    SELECT t.bucket, sum(t.sample_count) FILTER (WHERE t.is_own) AS sample_count, sum(t.good_count) FILTER (WHERE t.is_own) AS good_count,
           min(t.minimum) FILTER (WHERE t.is_own) AS minimum, max(t.maximum) FILTER (WHERE t.is_own) AS maximum, sum(t.total) FILTER (WHERE t.is_own) AS total,
           timeseries.join_moments(ARRAY[t.good_count, t.total, t.squared_deviation]) FILTER (WHERE t.is_own AND t.good_count > 0) AS moments,
           sum(t.seconds) FILTER (WHERE t.is_own) AS seconds, sum(t.integral) FILTER (WHERE t.is_own) AS integral,
           sum(t.held_seconds) AS held_seconds,
           -- A straight line has the value of its middle.
           sum(t.held_seconds * CASE WHEN t.end_value IS NULL THEN t.last_value ELSE t.last_value + (t.end_value - t.last_value)
             * (date_part('epoch', greatest(t.last_time, t.bucket) - t.last_time) + t.held_seconds / 2) / date_part('epoch', t.end_time - t.last_time) END) AS held_integral
    FROM timed t GROUP BY t.bucket
  )
  SELECT b.bucket, coalesce(b.sample_count, 0), coalesce(b.good_count, 0), b.minimum, b.maximum, b.total / nullif(b.good_count, 0),
         CASE WHEN b.good_count > 1 THEN sqrt(b.moments[3] / (b.good_count - 1)) END, b.total,
         (coalesce(b.integral, 0) + coalesce(b.held_integral, 0)) / nullif(k.seconds, 0), k.seconds
  FROM buckets b, LATERAL (SELECT coalesce(b.seconds, 0) + coalesce(b.held_seconds, 0) AS seconds) k
  WHERE b.sample_count > 0 OR k.seconds > 0
$$;
COMMENT ON FUNCTION timeseries.aggregate IS
  'Counts, extremes, means and deviation of a tag in buckets of a width (no months) from a time on; a bucket that nothing is known of is not there.';

CREATE FUNCTION timeseries.count_samples(tag integer, from_time timestamptz, to_time timestamptz) RETURNS bigint LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT (SELECT count(*) FROM timeseries.sample_rows r WHERE r.tag_id = tag AND r.time >= from_time AND r.time < to_time)
    + coalesce((SELECT sum(s.sample_count) FROM timeseries.segments s
                WHERE s.tag_id = tag AND s.first_time >= from_time AND s.first_time < to_time AND s.last_time < to_time), 0)
    + (SELECT count(*)
       FROM timeseries.segments s, LATERAL timeseries.open_segment(s.first_time, s.last_time, s.step_us, s.first_value, s.scale, s.sample_count, s.unit_us,
         s.offsets_int2, s.offsets_int4, s.offsets_int8, s.values_int2, s.values_int4, s.values_float4, s.values_float8,
         s.status_codes, s.status_lengths) o
       WHERE s.tag_id = tag AND s.first_time >= date_bin('1 day', from_time, 'epoch') AND s.first_time < to_time AND s.last_time >= from_time
         AND (s.first_time < from_time OR s.last_time >= to_time) AND o.time >= from_time AND o.time < to_time)
$$;
COMMENT ON FUNCTION timeseries.count_samples IS 'How many samples of a tag are stored of a span; what was sent twice counts twice.';

-- What a chart with columns of a width needs: of a segment within one column not all samples, but the first, the last, the extremes and
-- the worst, of which only the first and the last stand at their exact time.
CREATE FUNCTION timeseries.outline(tag integer, from_time timestamptz, to_time timestamptz, width interval)
RETURNS TABLE ("time" timestamptz, value double precision, status integer) LANGUAGE sql STABLE PARALLEL SAFE ROWS 10000 AS $$
  WITH found AS MATERIALIZED (
    SELECT s.*, s.first_time >= from_time AND s.last_time < to_time
             AND date_bin(width, s.first_time, from_time) = date_bin(width, s.last_time, from_time)
             -- Its extremes are those of Good samples: with Uncertain ones, and where a gap would not be seen, it is opened.
             AND (s.good_count = s.sample_count OR s.worst_status < 0 AND NOT 1073741824 <= ANY (s.status_codes)) AS is_whole
    FROM timeseries.segments s
    WHERE s.tag_id = tag AND s.first_time >= date_bin('1 day', from_time, 'epoch') AND s.first_time < to_time AND s.last_time >= from_time
  )
  SELECT r.time, r.value, r.status FROM timeseries.sample_rows r WHERE r.tag_id = tag AND r.time >= from_time AND r.time < to_time
  UNION ALL
  SELECT o.time, o.value, o.status
  FROM found s, LATERAL timeseries.open_segment(s.first_time, s.last_time, s.step_us, s.first_value, s.scale, s.sample_count, s.unit_us,
    s.offsets_int2, s.offsets_int4, s.offsets_int8, s.values_int2, s.values_int4, s.values_float4, s.values_float8,
    s.status_codes, s.status_lengths) o
  WHERE NOT s.is_whole AND o.time >= from_time AND o.time < to_time
  UNION ALL
  SELECT p.time, p.value, p.status
  FROM found s, LATERAL (VALUES
    (s.first_time, s.first_value, coalesce(s.status_codes[1], 0), true),
    (s.first_time + (s.last_time - s.first_time) / 2, s.minimum, 0, s.good_count > 0),
    (s.first_time + (s.last_time - s.first_time) / 2, s.maximum, 0, s.good_count > 0),
    (s.first_time + (s.last_time - s.first_time) / 2, NULL, s.worst_status, s.worst_status < 0),
    (s.last_time, s.last_value, coalesce(s.status_codes[cardinality(s.status_codes)], 0), true)
  ) AS p ("time", value, status, is_there)
  WHERE s.is_whole AND p.is_there
$$;
COMMENT ON FUNCTION timeseries.outline IS 'What of a tag is to be seen in a chart whose columns of pixels have a width, in no order.';

CREATE FUNCTION timeseries.newest_row_time() RETURNS timestamptz LANGUAGE plpgsql STABLE AS $$
DECLARE
  chunk  text;
  newest timestamptz;
BEGIN
  -- The table has no index by time alone: the newest chunk that has rows is looked through, and no other.
  FOR chunk IN EXECUTE CASE WHEN (SELECT relkind FROM pg_class WHERE oid = 'timeseries.sample_rows'::regclass) = 'p'
    THEN 'SELECT partition::text FROM timeseries.partition_bounds(''timeseries.sample_rows'') ORDER BY first_time DESC'
    ELSE 'SELECT format(''%I.%I'', chunk_schema, chunk_name) FROM timescaledb_information.chunks
      WHERE hypertable_schema = ''timeseries'' AND hypertable_name = ''sample_rows'' ORDER BY range_start DESC' END
  LOOP
    EXECUTE format('SELECT max(time) FROM %s', chunk) INTO newest;
    EXIT WHEN newest IS NOT NULL;
  END LOOP;
  RETURN newest;
END $$;
COMMENT ON FUNCTION timeseries.newest_row_time IS 'Time of the newest sample that is stored as a row; null where there is none.';

CREATE FUNCTION timeseries.newest(tags integer[])
RETURNS TABLE (tag_id integer, "time" timestamptz, value double precision, status integer) LANGUAGE sql STABLE ROWS 1000 AS $$
  SELECT DISTINCT ON (n.tag_id) n.tag_id, n.time, n.value, n.status
  FROM (
    SELECT r.tag_id, r.time, r.value, r.status FROM timeseries.sample_rows r
    WHERE r.tag_id = ANY (tags) AND r.time >= (SELECT timeseries.newest_row_time()) - interval '20 minutes'
    UNION ALL
    SELECT t.id, s.last_time, s.last_value, coalesce(s.status_codes[cardinality(s.status_codes)], 0)
    FROM unnest(tags) AS t (id),
      LATERAL (SELECT c.first_time, c.last_time FROM timeseries.segments c WHERE c.tag_id = t.id ORDER BY c.first_time DESC, c.last_time DESC LIMIT 1) latest,
      -- One that begins before, on the same day, may end later.
      LATERAL (SELECT c.last_time, c.last_value, c.status_codes FROM timeseries.segments c
               WHERE c.tag_id = t.id AND c.first_time >= date_bin('1 day', latest.first_time, 'epoch') AND c.first_time <= latest.first_time
                 AND c.last_time >= latest.last_time
               ORDER BY c.last_time DESC LIMIT 1) s
  ) AS n
  ORDER BY n.tag_id, n.time DESC, n.status, n.value
$$;
COMMENT ON FUNCTION timeseries.newest IS
  'The newest sample of each tag: of its segments, or a row of the last twenty minutes of rows. A tag in operation is stored at least every ten.';
