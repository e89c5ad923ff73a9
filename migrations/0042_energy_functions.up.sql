-- Functions that need no reading of energy: output, and the price that holds at a time.

-- Its text is looked at when it runs: a body that is bound to the view would keep the series from becoming a hypertable.
CREATE FUNCTION calculate_output(machine uuid, start_time timestamptz, end_time timestamptz)
RETURNS double precision LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT sum(produced_count - rejected_count) FROM public.production_data
  WHERE machine_id = machine AND time > start_time AND time <= end_time AND status >= 0 AND status < 1073741824
$$;
COMMENT ON FUNCTION calculate_output IS 'Output without rejects, in the machine''s unit; a record counts for the interval that it ends.';

-- The tariff and period of every stretch of time, cut wherever a price of this machine may change by the clock of its factory. On a
-- day that is not 24 hours long it is cut at every quarter of an hour besides, and by both offsets: then a stretch has one
-- offset from UTC, and its middle one time by the clock.
CREATE FUNCTION tariff_times(machine uuid, start_time timestamptz, end_time timestamptz)
RETURNS TABLE (from_time timestamptz, to_time timestamptz, tariff_id uuid, period_name text, price_per_kwh double precision)
LANGUAGE sql STABLE PARALLEL SAFE SET jit = off AS $$
  WITH place AS (
    SELECT f.tenant_id, f.id, f.time_zone FROM public.machines m JOIN public.factories f ON f.id = m.factory_id WHERE m.id = machine
  ), tariffs AS (
    SELECT t.* FROM public.energy_tariffs t JOIN place ON place.tenant_id = t.tenant_id AND coalesce(t.factory_id, place.id) = place.id
    WHERE t.energy_source = 'electricity' AND t.deleted_at IS NULL
  ), periods AS (
    SELECT p.* FROM public.energy_tariff_periods p JOIN tariffs t ON t.id = p.energy_tariff_id WHERE p.deleted_at IS NULL
  ), days AS (
    SELECT day, day AT TIME ZONE time_zone AS starts, (day + interval '1 day') AT TIME ZONE time_zone AS ends
    FROM place, generate_series(date_trunc('day', start_time AT TIME ZONE time_zone) - interval '1 day',
      date_trunc('day', end_time AT TIME ZONE time_zone) + interval '1 day', interval '1 day') AS day
  ), times AS (
    SELECT time '00:00' AS edge_time UNION SELECT starts_at FROM periods UNION SELECT ends_at FROM periods
  ), edges AS (
    SELECT start_time AS edge UNION SELECT end_time
    UNION SELECT (day + edge_time) AT TIME ZONE time_zone FROM place, days, times
    -- By either offset of the day: a time that comes twice is an edge twice.
    UNION SELECT (day + edge_time) AT TIME ZONE 'UTC' + (at AT TIME ZONE 'UTC' - at AT TIME ZONE time_zone) FROM place, days, times, unnest(ARRAY[starts, ends]) AS at
      WHERE ends - starts <> interval '24 hours'
    UNION SELECT quarter FROM days, generate_series(date_bin('15 minutes', starts, '2000-01-01 00:00Z'), ends, interval '15 minutes') AS quarter
      WHERE ends - starts <> interval '24 hours'
  ), stretches AS (
    SELECT edge AS from_time, lead(edge) OVER (ORDER BY edge) AS to_time FROM edges WHERE edge BETWEEN start_time AND end_time AND start_time < end_time
  ), moments AS (
    SELECT s.*, ((s.from_time + (s.to_time - s.from_time) / 2) AT TIME ZONE time_zone) AS middle FROM stretches s, place WHERE s.to_time IS NOT NULL
  )
  SELECT m.from_time, m.to_time, t.id, coalesce(p.name, 'standard'), coalesce(p.price_per_kwh, t.price_per_kwh)::double precision
  FROM moments m
  LEFT JOIN LATERAL (
    SELECT * FROM tariffs t WHERE m.middle::date >= t.valid_from AND (m.middle::date < t.valid_to) IS NOT FALSE
    ORDER BY t.factory_id IS NULL, t.valid_from DESC, t.created_at DESC, t.id LIMIT 1) AS t ON true
  LEFT JOIN LATERAL (
    SELECT p.* FROM periods p
    WHERE p.energy_tariff_id = t.id
      AND extract(month FROM m.middle) = ANY (p.months) AND extract(isodow FROM m.middle) = ANY (p.weekdays)
      AND CASE WHEN p.starts_at < p.ends_at THEN m.middle::time >= p.starts_at AND m.middle::time < p.ends_at
        ELSE m.middle::time >= p.starts_at OR m.middle::time < p.ends_at END
    ORDER BY p.priority, p.starts_at, p.name LIMIT 1) AS p ON true
  ORDER BY 1
$$;
COMMENT ON FUNCTION tariff_times IS
  'Which electricity price holds when for a machine, in order, by the clock of its factory; period standard is the tariff outside its periods. Where tariffs overlap, that of the factory goes before that of all, and the one that began last before others.';
