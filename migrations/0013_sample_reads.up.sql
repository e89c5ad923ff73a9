-- One function for a question about samples. A segment lies within a week, so the week in which a span begins is looked through for
-- segments that reach into it, and nothing before; date_bin() leaves out partitions while a query is planned, which `- interval` does not. What was stored twice is read once: where segments overlap each other or
-- rows, their samples are compared; all others are passed on unchanged.

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
    WHERE s.tag_id = ANY (tags) AND s.first_time >= date_bin('7 days', from_time, 'epoch') AND s.first_time < to_time AND s.last_time >= from_time
  )
  SELECT s.tag_id, o.time, o.value, o.status
  FROM found s, LATERAL timeseries.open_segment(s.first_time, s.last_time, s.step_us, s.first_value, s.scale, s.sample_count, s.unit_us,
    s.times, s.packed, s.status_codes, s.status_lengths, s.status_nulls) o
  WHERE NOT s.is_mixed AND (s.first_time >= from_time AND s.last_time < to_time OR o.time >= from_time AND o.time < to_time)
  UNION ALL
  (SELECT s.tag_id, o.time, o.value, o.status
   FROM found s, LATERAL timeseries.open_segment(s.first_time, s.last_time, s.step_us, s.first_value, s.scale, s.sample_count, s.unit_us,
    s.times, s.packed, s.status_codes, s.status_lengths, s.status_nulls) o
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

-- Called for few segments, and so kept out of the plans of those who call it.
CREATE FUNCTION timeseries.last_in_segment(
  first_time timestamptz, last_time timestamptz, step_us bigint, first_value double precision, scale double precision, sample_count integer, unit_us integer,
  times bytea, packed bytea, status_codes integer[], status_lengths integer[], status_nulls boolean[], before_time timestamptz, with_value boolean)
RETURNS TABLE ("time" timestamptz, value double precision, status integer) LANGUAGE plpgsql STABLE PARALLEL SAFE ROWS 1 AS $$
BEGIN
  RETURN QUERY
    SELECT o.time, o.value, o.status
    FROM timeseries.open_segment(first_time, last_time, step_us, first_value, scale, sample_count, unit_us,
      times, packed, status_codes, status_lengths, status_nulls) o
    WHERE o.time < before_time AND (NOT with_value OR abs(o.value) < 'Infinity')
    ORDER BY o.time DESC, o.status, o.value LIMIT 1;
END $$;
COMMENT ON FUNCTION timeseries.last_in_segment IS 'The last sample of a segment before a time; with_value: the last that has a finite value.';

-- Only a segment that reaches beyond the time, or that ends without a value, is opened.
CREATE FUNCTION timeseries.segment_ends(tag integer, from_time timestamptz, before_time timestamptz, not_before timestamptz, with_value boolean)
RETURNS TABLE (first_time timestamptz, last_time timestamptz, "time" timestamptz, value double precision, status integer)
LANGUAGE sql STABLE PARALLEL SAFE ROWS 100 AS $$
  SELECT s.first_time, s.last_time, e.time, e.value, e.status
  FROM timeseries.segments s,
    LATERAL (SELECT s.last_time < before_time AND (NOT with_value OR coalesce(abs(s.last_value) < 'Infinity', false)) AS is_known) k,
    LATERAL (
      SELECT s.last_time AS time, s.last_value AS value, coalesce(s.status_codes[cardinality(s.status_codes)], 0) AS status WHERE k.is_known
      UNION ALL
      SELECT o.time, o.value, o.status
      FROM timeseries.last_in_segment(s.first_time, s.last_time, s.step_us, s.first_value, s.scale, s.sample_count, s.unit_us,
    s.times, s.packed, s.status_codes, s.status_lengths, s.status_nulls, before_time, with_value) o
      WHERE NOT k.is_known
    ) e
  WHERE s.tag_id = tag AND s.first_time >= from_time AND s.first_time < before_time AND s.last_time >= not_before
    AND (NOT with_value OR num_nonnulls(s.first_value, s.packed) > 0)
$$;
COMMENT ON FUNCTION timeseries.segment_ends IS
  'The last sample before a time, from each segment of a tag that begins at from_time or later and ends at not_before or later; with_value: the last that has a finite value.';

CREATE TYPE timeseries.tag_sample AS (tag_id integer, "time" timestamptz, value double precision, status integer);
COMMENT ON TYPE timeseries.tag_sample IS 'A sample and the tag that it is of.';

-- One rule for how long a value holds: until the next sample, however late that is. So what is looked for may be old: the index of segments leads
-- to the newest of each tag, and rows are looked through in stretches of time, each longer than all after it, until every tag is found or has a
-- segment that ends later. A stretch is read from the partitions that it touches, and no others.
CREATE FUNCTION timeseries.newest_before(tags integer[], before_time timestamptz DEFAULT 'infinity', with_value boolean DEFAULT false)
RETURNS SETOF timeseries.tag_sample LANGUAGE plpgsql STABLE PARALLEL SAFE ROWS 1000 AS $$
DECLARE
  base    timestamptz := least(before_time, now());
  lower_  timestamptz;
  upper_  timestamptz := before_time;
  minutes bigint := 1;
  missing integer[] := ARRAY(SELECT DISTINCT t.id FROM unnest(tags) AS t (id) WHERE t.id IS NOT NULL);
  lacking integer[] := missing;
  found   timeseries.tag_sample[] := '{}';
BEGIN
  -- Nearly every tag has a segment in the last partitions: the others are asked for what is left only.
  FOREACH lower_ IN ARRAY ARRAY[date_bin('1 day', base - interval '192 hours', 'epoch'), '-infinity'] LOOP
    EXIT WHEN missing = '{}';
    found := found || ARRAY(
      SELECT ROW(t.id, b.time, b.value, b.status)::timeseries.tag_sample
      FROM unnest(missing) AS t (id),
        LATERAL (SELECT e.first_time, e.time FROM timeseries.segment_ends(t.id, lower_, before_time, '-infinity', with_value) e
                 ORDER BY e.first_time DESC, e.last_time DESC LIMIT 1) a,
        -- One that begins before, in the same week, may end later.
        LATERAL (SELECT e.time, e.value, e.status
                 FROM timeseries.segment_ends(t.id, date_bin('7 days', a.first_time, 'epoch'), before_time, a.time, with_value) e
                 ORDER BY e.time DESC, e.status, e.value LIMIT 1) b);
    missing := ARRAY(SELECT unnest(missing) EXCEPT SELECT f.tag_id FROM unnest(found) f);
  END LOOP;
  WHILE lacking <> '{}' AND upper_ > '-infinity' LOOP
    lower_ := CASE WHEN minutes < 4000000 THEN base - minutes * interval '1 minute' ELSE '-infinity' END;
    -- A row before what segments have of its tag is not the newest: an old stretch may be years long, of thousands of partitions.
    lower_ := greatest(lower_, (
      SELECT CASE WHEN count(*) = count(n.newest) THEN min(n.newest) END
      FROM (SELECT max(f.time) AS newest FROM unnest(lacking) AS t (id) LEFT JOIN unnest(found) f ON f.tag_id = t.id GROUP BY t.id) n));
    found := found || ARRAY(
      SELECT ROW(n.tag_id, n.time, n.value, n.status)::timeseries.tag_sample
      FROM (SELECT DISTINCT ON (r.tag_id) r.tag_id, r.time, r.value, r.status
            FROM (
              SELECT s.* FROM timeseries.sample_rows s
              WHERE cardinality(lacking) <= 8 AND s.tag_id = ANY (lacking) AND s.time >= lower_ AND s.time < upper_
              UNION ALL
              -- The index of ranges would be read once for each tag: of many, every row of the stretch is looked at once.
              SELECT s.* FROM timeseries.sample_rows s
              WHERE cardinality(lacking) > 8 AND s.tag_id IN (SELECT unnest(lacking)) AND s.time >= lower_ AND s.time < upper_
            ) r
            WHERE NOT with_value OR abs(r.value) < 'Infinity'
            ORDER BY r.tag_id, r.time DESC, r.status, r.value) n);
    lacking := ARRAY(SELECT unnest(lacking) EXCEPT SELECT f.tag_id FROM unnest(found) f WHERE f.time >= lower_);
    upper_ := lower_;
    minutes := minutes * 8;
  END LOOP;
  RETURN QUERY SELECT DISTINCT ON (f.tag_id) f.* FROM unnest(found) f ORDER BY f.tag_id, f.time DESC, f.status, f.value;
END $$;
COMMENT ON FUNCTION timeseries.newest_before IS
  'The newest sample of each of some tags before a time, however old; with_value: the newest that has a finite value, of any status.';

CREATE FUNCTION timeseries.last_before(tag integer, before_time timestamptz, look_back interval DEFAULT NULL)
RETURNS TABLE ("time" timestamptz, value double precision, status integer) LANGUAGE sql STABLE PARALLEL SAFE ROWS 1 AS $$
  SELECT n.time, n.value, n.status FROM timeseries.newest_before(ARRAY[tag], before_time) n
  WHERE look_back IS NULL OR n.time >= timeseries.earlier(before_time, look_back)
$$;
COMMENT ON FUNCTION timeseries.last_before IS
  'The newest sample of a tag before a time, however old, or not older than that by more than look_back: it holds there, unless it is Bad.';

-- Days, weeks, months and years of a zone. The clock shows a time twice where it goes back: the first counts. It passes one over where it
-- goes forward: then the moment of that, so that a day without a midnight begins when it begins.
CREATE FUNCTION timeseries.at_local_time(local_time timestamp, zone text) RETURNS timestamptz LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN (
  -- PostgreSQL takes the second of two; three hours before it, the offset is that of the first.
  SELECT CASE WHEN e.time < t.time AND e.time AT TIME ZONE zone = local_time THEN e.time WHEN t.time AT TIME ZONE zone = local_time THEN t.time
    -- A time that the clock passes over stands for the one as long after the change: the first minute that is later by the clock.
    ELSE (SELECT min(m.at) FROM (SELECT t.time - minute * interval '1 minute' FROM generate_series(0, 1440) AS minute) AS m (at)
          WHERE m.at AT TIME ZONE zone >= local_time) END
  FROM (SELECT local_time AT TIME ZONE zone AS time) t,
    LATERAL (SELECT t.time - interval '3 hours' AS time) b,
    -- By the clock of UTC: days of an interval would be those of the session's zone.
    LATERAL (SELECT (b.time AT TIME ZONE 'UTC' + (local_time - b.time AT TIME ZONE zone)) AT TIME ZONE 'UTC' AS time) e);
COMMENT ON FUNCTION timeseries.at_local_time IS 'The first moment at which the clock of a time zone shows a time; where it passes it over, the moment in which it does.';

CREATE FUNCTION timeseries.calendar_start("time" timestamptz, width interval, zone text) RETURNS timestamptz LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN timeseries.at_local_time(date_trunc(
  CASE WHEN width >= interval '1 year' THEN 'year' WHEN width >= interval '1 month' THEN 'month' WHEN width = interval '7 days' THEN 'week' ELSE 'day' END,
  "time" AT TIME ZONE zone), zone);
COMMENT ON FUNCTION timeseries.calendar_start IS 'When the day, week (from Monday), month or year of a time zone begins in which a time lies.';

CREATE FUNCTION timeseries.calendar_edges(from_time timestamptz, to_time timestamptz, width interval, zone text) RETURNS timestamptz[]
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
  local_from timestamp := from_time AT TIME ZONE zone;
  midnight   timestamp := date_trunc('day', local_from);
  days       integer := extract(day FROM width);
  months     integer := extract(year FROM width) * 12 + extract(month FROM width);
BEGIN
  IF width <= interval '0' THEN
    RAISE EXCEPTION 'expected a width of more than nothing, got %', width USING ERRCODE = 'invalid_parameter_value';
  END IF;
  IF days = 0 AND months = 0 THEN
    RETURN NULL;
  END IF;
  IF (days <> 0 AND months <> 0) OR make_interval(months => months, days => days) <> width OR days < 0 OR months < 0 THEN
    RAISE EXCEPTION 'expected a width of days, or of months, or of hours and less, got %', width USING ERRCODE = 'invalid_parameter_value';
  END IF;
  -- A day whose midnight is passed over begins later by the clock, and the days after it at midnight.
  IF timeseries.at_local_time(midnight, zone) = from_time THEN
    local_from := midnight;
  END IF;
  RETURN ARRAY(
    SELECT DISTINCT CASE k WHEN 0 THEN from_time ELSE timeseries.at_local_time(local_from + k * width, zone) END
    FROM generate_series(0, ceil(date_part('epoch', to_time - from_time) / 86400 / (days + 28 * months))::integer + 1) AS k
    ORDER BY 1);
END $$;
COMMENT ON FUNCTION timeseries.calendar_edges IS
  'Where buckets of days, weeks, months or years of a time zone begin: the first at from_time, the others at its time of day by the clock there; the last edge is to_time or later. Null for a width of hours and less.';

-- Count, sum and sum of squared deviations of parts give those of the whole.
CREATE AGGREGATE timeseries.join_moments(double precision[]) (
  SFUNC = float8_combine, STYPE = double precision[], COMBINEFUNC = float8_combine, INITCOND = '{0,0,0}', PARALLEL = SAFE
);
COMMENT ON AGGREGATE timeseries.join_moments(double precision[]) IS
  'Count, sum and sum of squared deviations from the mean, joined from those of parts.';

CREATE FUNCTION timeseries.bucket_start("time" timestamptz, width interval, from_time timestamptz, edges timestamptz[]) RETURNS timestamptz
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN edges IS NULL THEN date_bin(width, "time", from_time) ELSE edges[width_bucket("time", edges)] END;
COMMENT ON FUNCTION timeseries.bucket_start IS 'When the bucket begins in which a time lies, from calendar_edges(), or where those are null by a width from a time on.';

-- Stable, as is the sum of a time and an interval: else it is called for every sample.
CREATE FUNCTION timeseries.bucket_end(bucket timestamptz, width interval, edges timestamptz[]) RETURNS timestamptz
LANGUAGE sql STABLE PARALLEL SAFE
RETURN CASE WHEN edges IS NULL THEN bucket + width ELSE edges[width_bucket(bucket, edges) + 1] END;
COMMENT ON FUNCTION timeseries.bucket_end IS 'When a bucket ends, from calendar_edges(), or where those are null by its width.';

CREATE FUNCTION timeseries.buckets_after(bucket timestamptz, end_time timestamptz, width interval, edges timestamptz[]) RETURNS integer
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN edges IS NULL THEN ceil(date_part('epoch', end_time - bucket) / date_part('epoch', width))::integer
  ELSE width_bucket(end_time, edges) - width_bucket(bucket, edges) END;
COMMENT ON FUNCTION timeseries.buckets_after IS 'How many buckets may follow one up to a time.';

CREATE FUNCTION timeseries.is_odd(value double precision) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN abs(value) >= 1e140 OR abs(value) < 1e-140 AND value <> 0;
COMMENT ON FUNCTION timeseries.is_odd IS 'Whether products with a value may be beyond what a double holds.';

-- Aggregates over buckets from a time on, from the summaries of segments that lie within a bucket and overlap nothing; the others
-- are opened. What counts is Good and a finite number, as OPC 10000-13 has it where Uncertain is treated as Bad. A sample that counts holds until the
-- next, by a straight line where the tag is linear and the next counts too; the last sample before the first bucket reaches into it, however old.
-- A segment with a value of 1e140 or more is opened: its sums may be none.
CREATE FUNCTION timeseries.aggregate(tag integer, from_time timestamptz, to_time timestamptz, width interval, time_zone text DEFAULT NULL)
RETURNS TABLE (bucket timestamptz, sample_count bigint, good_count bigint, minimum double precision, maximum double precision,
  average double precision, standard_deviation double precision, total double precision, time_weighted_average double precision, good_seconds double precision)
LANGUAGE sql STABLE PARALLEL SAFE ROWS 1000 AS $$
  WITH calendar AS MATERIALIZED (
    SELECT timeseries.calendar_edges(from_time, to_time, width, coalesce(time_zone,
      (SELECT o.time_zone FROM timeseries.tags t JOIN public.tenants o ON o.id = t.tenant_id WHERE t.id = tag), 'UTC')) AS edges
  ), pieces AS (
    SELECT s.first_time, s.last_time, s.first_value AS value, coalesce(s.status_codes[1], 0) AS status,
           timeseries.counted(s.last_value, coalesce(s.status_codes[cardinality(s.status_codes)], 0)) AS last_value,
           s.sample_count, s.good_count, s.minimum, s.maximum, s.total, s.squared_deviation, s.good_us / 1e6::float8 AS seconds,
           CASE WHEN (SELECT t.interpolation = 'linear' FROM timeseries.tags t WHERE t.id = tag) THEN s.linear_integral ELSE s.step_integral END AS integral,
           true AS is_segment
    FROM timeseries.segments s
    WHERE s.tag_id = tag AND s.first_time >= date_bin('7 days', from_time, 'epoch') AND s.first_time < to_time AND s.last_time >= from_time
    UNION ALL
    SELECT r.time, r.time, r.value, r.status, c.value, 1, CASE WHEN c.value IS NULL THEN 0 ELSE 1 END, c.value, c.value, c.value, 0, 0, 0, false
    FROM timeseries.sample_rows r, LATERAL (SELECT timeseries.counted(r.value, r.status) AS value) c
    WHERE r.tag_id = tag AND r.time >= from_time AND r.time < to_time
  ), marked AS MATERIALIZED (
    SELECT n.*, n.first_time >= from_time AND n.last_time < to_time
             AND (n.first_time = n.last_time OR timeseries.bucket_start(n.first_time, width, from_time, k.edges) = timeseries.bucket_start(n.last_time, width, from_time, k.edges))
             AND coalesce(n.minimum > -1e140 AND n.maximum < 1e140, true)
             AND coalesce(n.previous_time < n.first_time, true) AND coalesce(n.next_time > n.last_time, true) AS is_whole
    FROM (SELECT p.*, max(p.last_time) OVER before AS previous_time,
                 -- Bound to no frame, and so found on the way.
                 lead(p.first_time) OVER before AS next_time, lead(timeseries.counted(p.value, p.status)) OVER before AS next_value
          FROM pieces p WINDOW before AS (ORDER BY p.first_time, p.last_time ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)) n, calendar k
  ), broken AS MATERIALIZED (
    SELECT m.first_time, m.last_time, m.value, m.status, m.is_segment, m.is_whole, m.previous_time, m.next_time, m.next_value
    FROM marked m WHERE NOT m.is_whole OR m.previous_time IS NULL
  ), opened AS (
    SELECT o.time, o.value, o.status
    FROM broken m,
      LATERAL (SELECT * FROM timeseries.segments c
               WHERE c.tag_id = tag AND c.first_time = m.first_time AND c.last_time = m.last_time
                 AND c.first_time >= date_bin('7 days', from_time, 'epoch') AND c.first_time < to_time OFFSET 0) s,
      LATERAL timeseries.open_segment(s.first_time, s.last_time, s.step_us, s.first_value, s.scale, s.sample_count, s.unit_us,
    s.times, s.packed, s.status_codes, s.status_lengths, s.status_nulls) o
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
    SELECT m.first_time, m.last_time, m.last_value, m.next_time, m.next_value, m.sample_count, m.good_count, m.minimum, m.maximum,
           m.total, NULL::double precision AS huge_total, m.squared_deviation, m.seconds, m.integral
    FROM marked m WHERE m.is_whole
    UNION ALL
    SELECT n.time, n.time, n.value, n.next_time, n.next_value, n.sample_count, CASE WHEN n.value IS NULL THEN 0 ELSE n.sample_count END, n.own, n.own,
           CASE WHEN abs(n.own) < 1e140 THEN n.own END, CASE WHEN abs(n.own) >= 1e140 THEN timeseries.shrunk(n.own) END, 0, 0, 0
    FROM (SELECT p.*, CASE p.sample_count WHEN 1 THEN p.value END AS own, lead(p.time) OVER following AS next_time, lead(p.value) OVER following AS next_value
          FROM points p WINDOW following AS (ORDER BY p.time, p.is_end DESC, p.value)) n
    WHERE NOT n.is_end
  ), spans AS (
    SELECT timeseries.bucket_start(greatest(h.last_time, from_time), width, from_time, k.edges) AS own, k.edges,
           coalesce(h.next_time, least(to_time, greatest(now(), h.last_time))) AS end_time,
           CASE WHEN (SELECT t.interpolation = 'linear' FROM timeseries.tags t WHERE t.id = tag) THEN h.next_value END AS end_value, h.*
    FROM held h, calendar k OFFSET 0
  ), cut AS (
    -- Nearly always within its bucket; else it comes once for each.
    SELECT CASE b.place WHEN 0 THEN b.own ELSE coalesce(b.edges[width_bucket(b.own, b.edges) + b.place], b.own + b.place * width) END AS bucket, b.*
    FROM (SELECT generate_series(0, CASE WHEN s.last_value IS NULL OR s.end_time <= timeseries.bucket_end(s.own, width, s.edges) THEN 0
                   ELSE timeseries.buckets_after(s.own, s.end_time, width, s.edges) END) AS place, s.* FROM spans s) b
  ), timed AS (
    -- What of it lies in the bucket; worked out once, as OFFSET has it.
    SELECT c.*, c.place = 0 AS is_own, timeseries.is_odd(c.last_value) OR coalesce(timeseries.is_odd(c.end_value), false) AS is_odd,
           CASE WHEN c.last_value IS NOT NULL AND c.end_time > c.last_time
                THEN date_part('epoch', least(c.end_time, timeseries.bucket_end(c.bucket, width, c.edges)) - greatest(c.last_time, c.bucket)) END AS held_seconds
    FROM cut c WHERE c.bucket < c.end_time OR c.place = 0 OFFSET 0
  ), buckets AS (
    SELECT t.bucket, sum(t.sample_count) FILTER (WHERE t.is_own) AS sample_count, sum(t.good_count) FILTER (WHERE t.is_own) AS good_count,
           min(t.minimum) FILTER (WHERE t.is_own) AS minimum, max(t.maximum) FILTER (WHERE t.is_own) AS maximum,
           sum(t.total) FILTER (WHERE t.is_own) AS total, sum(t.huge_total) FILTER (WHERE t.is_own) AS huge_total,
           timeseries.join_moments(ARRAY[t.good_count, t.total, t.squared_deviation]) FILTER (WHERE t.is_own AND t.good_count > 0 AND t.huge_total IS NULL) AS moments,
           sum(t.seconds) FILTER (WHERE t.is_own) AS seconds, sum(t.integral) FILTER (WHERE t.is_own) AS integral,
           sum(t.held_seconds) AS held_seconds,
           -- A straight line has the value of its middle.
           sum(t.held_seconds * CASE WHEN t.end_value IS NULL THEN t.last_value ELSE t.last_value + (t.end_value - t.last_value)
             * (date_part('epoch', greatest(t.last_time, t.bucket) - t.last_time) + t.held_seconds / 2) / date_part('epoch', t.end_time - t.last_time) END)
             FILTER (WHERE NOT t.is_odd) AS held_integral,
           sum(t.held_seconds * CASE WHEN t.end_value IS NULL THEN timeseries.shrunk(t.last_value) ELSE timeseries.shrunk(t.last_value)
             + (timeseries.shrunk(t.end_value) - timeseries.shrunk(t.last_value))
             * (date_part('epoch', greatest(t.last_time, t.bucket) - t.last_time) + t.held_seconds / 2) / date_part('epoch', t.end_time - t.last_time) END)
             FILTER (WHERE t.is_odd) AS huge_integral
    FROM timed t GROUP BY t.bucket
  )
  SELECT b.bucket, coalesce(b.sample_count, 0), coalesce(b.good_count, 0), b.minimum, b.maximum,
         -- Between the lowest and the highest, whatever rounding did.
         least(greatest(timeseries.mean(b.total, b.huge_total, b.good_count), b.minimum), b.maximum),
         CASE WHEN b.good_count > 1 AND b.huge_total IS NULL THEN CASE WHEN b.moments[3] > 1e-280 THEN sqrt(b.moments[3] / (b.good_count - 1)) ELSE 0 END END,
         CASE WHEN b.huge_total IS NULL THEN b.total WHEN abs(b.huge_total) <= 4.3322963970637727e+127
              THEN coalesce(b.total, 0) + b.huge_total / 2.409919865102884e-181 END,
         timeseries.mean(coalesce(b.integral, 0) + coalesce(b.held_integral, 0), b.huge_integral, k.seconds), k.seconds
  FROM buckets b, LATERAL (SELECT coalesce(b.seconds, 0) + coalesce(b.held_seconds, 0) AS seconds) k
  WHERE b.sample_count > 0 OR k.seconds > 0
$$;
COMMENT ON FUNCTION timeseries.aggregate IS
  'Counts, extremes, means and deviation of a tag in buckets of a width from a time on: hours and less are equal, days, weeks, months and years are those of a time zone (by default the tenant''s). A bucket that nothing is known of is not there; a deviation or total beyond the largest double is null.';

CREATE FUNCTION timeseries.count_samples(tag integer, from_time timestamptz, to_time timestamptz) RETURNS bigint LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT (SELECT count(*) FROM timeseries.sample_rows r WHERE r.tag_id = tag AND r.time >= from_time AND r.time < to_time)
    + coalesce((SELECT sum(s.sample_count) FROM timeseries.segments s
                WHERE s.tag_id = tag AND s.first_time >= from_time AND s.first_time < to_time AND s.last_time < to_time), 0)
    + (SELECT count(*)
       FROM timeseries.segments s, LATERAL timeseries.open_segment(s.first_time, s.last_time, s.step_us, s.first_value, s.scale, s.sample_count, s.unit_us,
    s.times, s.packed, s.status_codes, s.status_lengths, s.status_nulls) o
       WHERE s.tag_id = tag AND s.first_time >= date_bin('7 days', from_time, 'epoch') AND s.first_time < to_time AND s.last_time >= from_time
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
    WHERE s.tag_id = tag AND s.first_time >= date_bin('7 days', from_time, 'epoch') AND s.first_time < to_time AND s.last_time >= from_time
  )
  SELECT r.time, r.value, r.status FROM timeseries.sample_rows r WHERE r.tag_id = tag AND r.time >= from_time AND r.time < to_time
  UNION ALL
  SELECT o.time, o.value, o.status
  FROM found s, LATERAL timeseries.open_segment(s.first_time, s.last_time, s.step_us, s.first_value, s.scale, s.sample_count, s.unit_us,
    s.times, s.packed, s.status_codes, s.status_lengths, s.status_nulls) o
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
COMMENT ON FUNCTION timeseries.outline IS 'Samples of a tag that a chart needs whose columns of pixels have a width, in no order.';

CREATE FUNCTION timeseries.newest(tags integer[])
RETURNS TABLE (tag_id integer, "time" timestamptz, value double precision, status integer) LANGUAGE sql STABLE ROWS 1000 AS $$
  SELECT n.tag_id, n.time, n.value, n.status FROM timeseries.newest_before(tags) n
$$;
COMMENT ON FUNCTION timeseries.newest IS 'The newest sample of each tag, however old.';

CREATE FUNCTION timeseries.newest_values(tags integer[])
RETURNS TABLE (tag_id integer, "time" timestamptz, value double precision, status integer) LANGUAGE sql STABLE ROWS 1000 AS $$
  SELECT n.tag_id, n.time, n.value, n.status FROM timeseries.newest_before(tags, with_value => true) n
$$;
COMMENT ON FUNCTION timeseries.newest_values IS
  'The newest sample of each tag that has a finite value: what was known before a stop or an outage left a Bad sample without one.';
