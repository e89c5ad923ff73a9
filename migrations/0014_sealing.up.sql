-- Rows that have cooled become segments, and small or overlapping segments larger ones. The historian does it, or `varve seal`; here is how
-- it finds what is to be done, and what keeps it and corrections by hand out of each other's way.

-- Held by a transaction that rewrites samples. A correction waits for all others, and they for it: it would miss what another has just put in
-- another place. Each transaction that seals takes what no other has taken, so they may go on side by side.
CREATE FUNCTION timeseries.lock_history(corrects boolean) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF corrects THEN
    PERFORM pg_advisory_xact_lock(internal.lock_key('sample history'));
  ELSE
    PERFORM pg_advisory_xact_lock_shared(internal.lock_key('sample history'));
  END IF;
END $$;
COMMENT ON FUNCTION timeseries.lock_history IS 'Keeps corrections of samples and everything else that rewrites them apart until the end of the transaction.';

CREATE FUNCTION timeseries.seal_limit(at timestamptz DEFAULT now()) RETURNS timestamptz LANGUAGE sql STABLE AS $$
  SELECT date_bin('1 hour', at - seal_after, 'epoch') FROM timeseries.sample_policies WHERE series = 'samples' AND timeseries.sample_storage() = 'segments'
$$;
COMMENT ON FUNCTION timeseries.seal_limit IS 'Rows before it have cooled; null where rows stay rows.';

-- An hour of a tag is worth a segment with 16 rows; when its day is over, what is left of the day becomes one.
CREATE FUNCTION timeseries.rows_to_seal(before_time timestamptz)
RETURNS TABLE (span_start timestamptz, span_width interval, tag_id integer, row_count bigint) LANGUAGE sql STABLE AS $$
  WITH hours AS (
    SELECT date_bin('1 hour', r.time, 'epoch') AS hour, r.tag_id, count(*) AS row_count
    FROM timeseries.sample_rows r WHERE r.time < before_time GROUP BY 1, 2
  )
  SELECT h.hour, interval '1 hour', h.tag_id, h.row_count FROM hours h WHERE h.row_count >= 16
  UNION ALL
  SELECT date_bin('1 day', h.hour, 'epoch'), interval '1 day', h.tag_id, sum(h.row_count)
  FROM hours h WHERE h.row_count < 16 AND h.hour < date_bin('1 day', before_time, 'epoch') GROUP BY 1, 3
  ORDER BY 2, 1, 3
$$;
COMMENT ON FUNCTION timeseries.rows_to_seal IS 'Spans of tags whose rows are to become segments.';

-- Neighbours of one hour that fit into one segment, segments that overlap, and, when their week is over, short ones.
-- Only the hours in which such lie are written again, with short ones all that follows in the week: a tag of which
-- segments come all the time would have its whole week written again every hour.
CREATE FUNCTION timeseries.segments_to_merge(from_time timestamptz, before_time timestamptz)
RETURNS TABLE (span_start timestamptz, span_end timestamptz, tag_id integer, sample_count bigint) LANGUAGE sql STABLE AS $$
  WITH segments AS MATERIALIZED (
    SELECT date_bin('7 days', s.first_time, 'epoch') AS week, s.tag_id, s.first_time, s.last_time, s.sample_count,
           max(s.last_time) OVER (following ROWS UNBOUNDED PRECEDING) AS newest_time,
           lead(s.first_time) OVER following AS next_time, lead(s.last_time) OVER following AS next_end, lead(s.sample_count) OVER following AS next_count
    FROM timeseries.segments s
    WHERE s.first_time >= date_bin('7 days', from_time, 'epoch') AND s.first_time < before_time AND s.last_time < before_time
    WINDOW following AS (PARTITION BY s.tag_id, date_bin('7 days', s.first_time, 'epoch') ORDER BY s.first_time, s.last_time)
  ), spans AS (
    SELECT n.tag_id, date_bin('1 hour', min(n.first_time), 'epoch') AS span_start,
           CASE WHEN bool_or(n.is_short) THEN n.week + interval '168 hours'
                ELSE date_bin('1 hour', max(greatest(n.newest_time, n.next_end)), 'epoch') + interval '1 hour' END AS span_end
    FROM (SELECT s.*, s.week < date_bin('7 days', before_time, 'epoch') AND s.sample_count < 900 AND s.next_time IS NOT NULL AS is_short
          FROM segments s) n
    WHERE n.is_short OR n.next_time <= n.newest_time
      OR date_bin('1 hour', n.last_time, 'epoch') = date_bin('1 hour', n.next_time, 'epoch') AND n.sample_count + n.next_count <= 10000
    GROUP BY n.week, n.tag_id
  )
  SELECT p.span_start, p.span_end, p.tag_id, sum(s.sample_count)
  FROM spans p JOIN segments s ON s.tag_id = p.tag_id AND s.first_time >= p.span_start AND s.last_time < p.span_end
  GROUP BY 1, 2, 3
  ORDER BY 1, 2, 3
$$;
COMMENT ON FUNCTION timeseries.segments_to_merge IS 'Spans of tags, each within a week, whose segments are to be merged.';

-- When a week is over and merged, its table is written again in the order of tags: a year of a tag then lies on few pages, and what merging
-- left behind is gone. PostgreSQL itself remembers by which index a table was put into order.
CREATE FUNCTION timeseries.weeks_to_sort(before_time timestamptz)
RETURNS TABLE (chunk text, index text) LANGUAGE sql STABLE AS $$
  SELECT c.chunk, quote_ident(r.relname)
  FROM timeseries.chunks_before('timeseries.segments', date_bin('7 days', before_time, 'epoch')) c
    JOIN pg_index i ON i.indrelid = c.chunk::regclass AND i.indisvalid AND NOT i.indisclustered
    JOIN pg_class r ON r.oid = i.indexrelid
$$;
COMMENT ON FUNCTION timeseries.weeks_to_sort IS 'Tables of segments whose week is over and which were not put into the order of tags yet, and the index that has it.';

-- A chunk of rows whose hour is sealed is empty, and stands in the way of every question. Whoever waits for a lock keeps others waiting behind
-- it: one that is in use is left for the next time.
CREATE FUNCTION timeseries.drop_empty_before(parent regclass, cutoff timestamptz)
RETURNS TABLE (chunk text, dropped boolean) LANGUAGE plpgsql SET lock_timeout = '100ms' AS $$
DECLARE
  old    record;
  filled boolean;
BEGIN
  FOR old IN SELECT * FROM timeseries.chunks_before(parent, cutoff) LOOP
    chunk := old.chunk;
    EXECUTE format('SELECT EXISTS (SELECT FROM %s)', chunk) INTO filled;
    CONTINUE WHEN filled;
    BEGIN
      EXECUTE format('LOCK TABLE %s IN ACCESS EXCLUSIVE MODE', chunk);
      EXECUTE format('SELECT EXISTS (SELECT FROM %s)', chunk) INTO filled;
      CONTINUE WHEN filled;
      EXECUTE old.drop_command;
      dropped := true;
    EXCEPTION WHEN lock_not_available THEN
      dropped := false;
    END;
    RETURN NEXT;
  END LOOP;
END $$;
COMMENT ON FUNCTION timeseries.drop_empty_before IS 'Drops the chunks of a table that lie before a time and hold nothing, and names them and those that were in use.';
