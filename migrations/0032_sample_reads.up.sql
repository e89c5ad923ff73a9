-- One function for a question about samples. A segment lies within a UTC day, so the day in which a span begins is looked through for
-- segments that reach into it, and nothing before; date_bin() leaves out partitions while a query is planned, which `- interval` does not. What was stored twice is read once: where segments overlap each other or
-- rows, their samples are compared; all others are passed on as they are.

CREATE FUNCTION timeseries.counted(value double precision, status integer) RETURNS double precision LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN status >= 0 AND status < 1073741824 AND value <> 'NaN' THEN value END;
COMMENT ON FUNCTION timeseries.counted IS 'A value that counts in a summary: of a Good sample, and a number; else null.';

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
  WITH s AS (
    -- A sample that is surely there: whatever is newer is found when everything from it on is read.
    (SELECT c.first_time, c.last_time FROM timeseries.segments c
     WHERE c.tag_id = tag AND c.first_time < before_time AND c.first_time >= date_bin('1 day', before_time, 'epoch') - look_back AND c.last_time < before_time
     ORDER BY c.first_time DESC, c.last_time DESC LIMIT 1)
    UNION ALL
    SELECT c.first_time, c.last_time FROM timeseries.segments c
    WHERE c.tag_id = tag AND c.first_time < before_time AND c.first_time >= date_bin('1 day', before_time, 'epoch') AND c.last_time >= before_time
  ), newest AS (
    SELECT greatest(
      (SELECT max(CASE WHEN s.last_time < before_time THEN s.last_time ELSE s.first_time END) FROM s),
      (SELECT max(r.time) FROM timeseries.sample_rows r WHERE r.tag_id = tag AND r.time < before_time AND r.time >= before_time - look_back)) AS at
  )
  SELECT f.time, f.value, f.status
  FROM newest, LATERAL timeseries.read_many(ARRAY[tag], greatest(newest.at, before_time - look_back), before_time) f
  ORDER BY f.time DESC, f.status, f.value LIMIT 1
$$;
COMMENT ON FUNCTION timeseries.last_before IS 'The newest sample of a tag before a time that is not older than that by more than look_back.';

-- Aggregates over equal buckets from a time on, from the summaries of segments that lie within a bucket and overlap nothing; the others
-- are opened. What counts is Good and a number, as OPC 10000-13 has it where Uncertain is treated as Bad. A sample that counts holds until the
-- next, by a straight line where the tag is linear and the next counts too; the sample before the first bucket reaches into it.
CREATE FUNCTION timeseries.aggregate(tag integer, from_time timestamptz, to_time timestamptz, width interval)
RETURNS TABLE (bucket timestamptz, sample_count bigint, good_count bigint, minimum double precision, maximum double precision,
  average double precision, standard_deviation double precision, total double precision, time_weighted_average double precision, good_seconds double precision)
LANGUAGE sql STABLE PARALLEL SAFE ROWS 1000 AS $$
  WITH linear AS MATERIALIZED (
    SELECT coalesce((SELECT t.interpolation = 'linear' FROM timeseries.tags t WHERE t.id = tag), false) AS is_linear
  ), r AS MATERIALIZED (
    SELECT s.time, s.value, s.status FROM timeseries.sample_rows s WHERE s.tag_id = tag AND s.time >= from_time AND s.time < to_time
  ), spans AS MATERIALIZED (
    SELECT min(r.time) AS first_time, max(r.time) AS last_time FROM r
  ), found AS MATERIALIZED (
    SELECT s.*, s.first_time >= from_time AND s.last_time < to_time
             AND date_bin(width, s.first_time, from_time) = date_bin(width, s.last_time, from_time)
             AND s.first_time > coalesce(max(s.last_time) OVER (ORDER BY s.first_time, s.last_time ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), '-infinity')
             AND s.last_time < coalesce(lead(s.first_time) OVER (ORDER BY s.first_time, s.last_time), 'infinity')
             AND NOT coalesce(p.first_time <= s.last_time AND p.last_time >= s.first_time, false) AS is_whole
    FROM timeseries.segments s, spans p
    WHERE s.tag_id = tag AND s.first_time >= date_bin('1 day', from_time, 'epoch') AND s.first_time < to_time AND s.last_time >= from_time
  ), opened AS (
    SELECT o.time, o.value, o.status
    FROM found s, LATERAL timeseries.open_segment(s.first_time, s.last_time, s.step_us, s.first_value, s.scale, s.sample_count, s.unit_us,
      s.offsets_int2, s.offsets_int4, s.offsets_int8, s.values_int2, s.values_int4, s.values_float4, s.values_float8,
      s.status_codes, s.status_lengths) o
    WHERE NOT s.is_whole AND o.time >= from_time AND o.time < to_time
    UNION
    SELECT r.time, r.value, r.status FROM r
  ), single AS (
    SELECT o.time, o.value, true AS is_inside FROM (SELECT p.time, timeseries.counted(p.value, p.status) AS value FROM opened p) o
    UNION ALL
    SELECT b.time, timeseries.counted(b.value, b.status), false FROM timeseries.last_before(tag, from_time) b
  ), pieces AS MATERIALIZED (
    SELECT s.first_time, timeseries.counted(s.first_value, CASE WHEN s.status_codes IS NULL THEN 0 ELSE s.status_codes[1] END) AS first_value,
           s.last_time, timeseries.counted(s.last_value, CASE WHEN s.status_codes IS NULL THEN 0 ELSE s.status_codes[cardinality(s.status_codes)] END) AS last_value,
           s.sample_count::bigint AS sample_count, s.good_count::bigint AS good_count, s.minimum, s.maximum, s.total, s.squared_deviation,
           s.good_us, CASE WHEN l.is_linear THEN s.linear_integral ELSE s.step_integral END AS integral
    FROM found s, linear l WHERE s.is_whole
    UNION ALL
    SELECT o.time, o.value, o.time, o.value, o.is_inside::int, (o.is_inside AND o.value IS NOT NULL)::int,
           CASE WHEN o.is_inside THEN o.value END, CASE WHEN o.is_inside THEN o.value END, CASE WHEN o.is_inside THEN o.value END, 0, 0, 0
    FROM single o
  ), steps AS (
    SELECT p.last_time AS start_time, p.last_value AS start_value,
           coalesce(lead(p.first_time) OVER following, least(to_time, greatest(now(), p.last_time))) AS end_time,
           lead(p.first_value) OVER following AS end_value
    FROM pieces p WINDOW following AS (ORDER BY p.first_time, p.last_time, p.first_value)
  ), held AS (
    -- Between the pieces: nearly always within one bucket, else cut at each.
    SELECT date_bin(width, s.start_time, from_time) AS bucket, s.start_time, s.end_time, s.start_time AS held_from, s.end_time AS held_to,
           s.start_value, CASE WHEN l.is_linear THEN coalesce(s.end_value, s.start_value) ELSE s.start_value END AS end_value
    FROM steps s, linear l
    WHERE s.start_value IS NOT NULL AND s.end_time > s.start_time
      AND date_bin(width, s.start_time, from_time) = date_bin(width, s.end_time, from_time)
    UNION ALL
    SELECT b.bucket, s.start_time, s.end_time, greatest(s.start_time, b.bucket), least(s.end_time, b.bucket + width),
           s.start_value, CASE WHEN l.is_linear THEN coalesce(s.end_value, s.start_value) ELSE s.start_value END
    FROM steps s, linear l,
      LATERAL generate_series(date_bin(width, greatest(s.start_time, from_time), from_time), s.end_time, width) AS b (bucket)
    WHERE s.start_value IS NOT NULL AND s.end_time > s.start_time
      AND date_bin(width, s.start_time, from_time) <> date_bin(width, s.end_time, from_time) AND b.bucket < s.end_time
  ), areas AS (
    SELECT h.bucket, sum(h.seconds) AS seconds, sum(h.seconds * (h.start_value + (h.end_value - h.start_value) * h.middle)) AS integral
    FROM (SELECT e.bucket, e.start_value, e.end_value, extract(epoch FROM e.held_to - e.held_from)::float8 AS seconds,
                 (extract(epoch FROM e.held_from - e.start_time) + extract(epoch FROM e.held_to - e.held_from) / 2)::float8
                   / extract(epoch FROM e.end_time - e.start_time)::float8 AS middle
          FROM held e WHERE e.bucket >= from_time AND e.bucket < to_time) h
    GROUP BY h.bucket
  ), counts AS (
    SELECT date_bin(width, p.first_time, from_time) AS bucket, sum(p.sample_count)::bigint AS sample_count, sum(p.good_count)::bigint AS good_count,
           min(p.minimum) AS minimum, max(p.maximum) AS maximum, sum(p.total) AS total, sum(p.total) / nullif(sum(p.good_count), 0) AS average,
           sum(p.good_us) / 1e6::float8 AS seconds, sum(p.integral) AS integral
    FROM pieces p WHERE p.first_time >= from_time GROUP BY 1
  ), spread AS (
    SELECT c.bucket, sum(p.squared_deviation + p.good_count * (p.total / p.good_count - c.average) ^ 2) AS squares
    FROM counts c JOIN pieces p ON date_bin(width, p.first_time, from_time) = c.bucket AND p.first_time >= from_time AND p.good_count > 0
    GROUP BY c.bucket
  )
  SELECT bucket, coalesce(c.sample_count, 0), coalesce(c.good_count, 0), c.minimum, c.maximum, c.average,
         CASE WHEN c.good_count > 1 THEN sqrt(s.squares / (c.good_count - 1)) END, c.total,
         (coalesce(c.integral, 0) + coalesce(a.integral, 0)) / nullif(coalesce(c.seconds, 0) + coalesce(a.seconds, 0), 0),
         coalesce(c.seconds, 0) + coalesce(a.seconds, 0)
  FROM counts c FULL JOIN areas a USING (bucket) LEFT JOIN spread s USING (bucket)
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
             AND date_bin(width, s.first_time, from_time) = date_bin(width, s.last_time, from_time) AS is_whole
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
    SELECT t.id, s.last_time, s.last_value, s.status
    FROM unnest(tags) AS t (id), LATERAL (
      SELECT c.last_time, c.last_value, coalesce(c.status_codes[cardinality(c.status_codes)], 0) AS status
      FROM timeseries.segments c WHERE c.tag_id = t.id ORDER BY c.first_time DESC, c.last_time DESC LIMIT 1) s
  ) AS n
  ORDER BY n.tag_id, n.time DESC, n.status, n.value
$$;
COMMENT ON FUNCTION timeseries.newest IS
  'The newest sample of each tag: of its newest segment, or a row of the last twenty minutes of rows. A tag in operation is stored at least every ten.';
