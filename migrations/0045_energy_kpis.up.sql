-- Energy figures of machines over a span of time. Each is made of pieces of energy, so that the figure of a span is the sum of the
-- figures of its parts, wherever it is cut. What cannot be known is null; coverage says how much of the span was read, 0 to 1.
-- Compiling these queries (jit) would take longer than running them.

CREATE FUNCTION calculate_energy(machine uuid, start_time timestamptz, end_time timestamptz)
RETURNS double precision LANGUAGE sql STABLE PARALLEL SAFE SET jit = off AS $$
  SELECT sum(energy_kwh) FROM public.energy_pieces(machine, start_time, end_time)
$$;
COMMENT ON FUNCTION calculate_energy IS 'Energy in kWh of the time that was read; null where nothing was. energy_coverage() says how much that was.';

CREATE FUNCTION coverage_of(pieces energy_piece[], start_time timestamptz, end_time timestamptz) RETURNS double precision LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT least(1, coalesce((SELECT sum(read_s) FROM unnest(pieces)), 0) / date_part('epoch', end_time - start_time)) WHERE start_time < end_time
$$;
COMMENT ON FUNCTION coverage_of IS 'How much of a span was read, 0 to 1; null for a span that ends before it begins.';

CREATE FUNCTION energy_coverage(machine uuid, start_time timestamptz, end_time timestamptz)
RETURNS TABLE (energy_kwh double precision, coverage double precision, method text, left_out_count bigint)
LANGUAGE sql STABLE PARALLEL SAFE ROWS 1 SET jit = off AS $$
  WITH pieces AS MATERIALIZED (SELECT ARRAY(SELECT p FROM public.energy_pieces(machine, start_time, end_time) p) AS list)
  SELECT sum(p.energy_kwh), (SELECT public.coverage_of(list, start_time, end_time) FROM pieces),
    CASE count(DISTINCT p.method) FILTER (WHERE p.method <> 'none') WHEN 0 THEN 'none' WHEN 1 THEN min(p.method) FILTER (WHERE p.method <> 'none') ELSE 'both' END,
    coalesce(sum(p.left_out_count), 0)
  FROM pieces, unnest(list) AS p
$$;
COMMENT ON FUNCTION energy_coverage IS
  'Energy of a span with how much of it was read, by what (register, power, both or none), and how many readings of the register were left out since they cannot be true.';

CREATE FUNCTION calculate_sec(machine uuid, start_time timestamptz, end_time timestamptz)
RETURNS TABLE (machine_id uuid, energy_kwh double precision, output_count double precision, sec_kwh_per_unit double precision, coverage double precision)
LANGUAGE sql STABLE PARALLEL SAFE ROWS 1 SET jit = off AS $$
  SELECT machine, e.energy_kwh, o, e.energy_kwh / nullif(o, 0), e.coverage
  FROM public.energy_coverage(machine, start_time, end_time) AS e, (SELECT public.calculate_output(machine, start_time, end_time) AS o) AS made
$$;
COMMENT ON FUNCTION calculate_sec IS 'Specific energy consumption in kWh per good unit; null where nothing was made.';

CREATE FUNCTION windows_of(pieces energy_piece[], window_length interval)
RETURNS TABLE (window_start timestamptz, mean_kw double precision, coverage double precision) LANGUAGE sql STABLE PARALLEL SAFE AS $$
  -- A window that was mostly not read says nothing about demand.
  SELECT date_bin(window_length, from_time, '2000-01-01 00:00Z'), sum(held_kwh) * 3600 / sum(read_s), least(1, sum(read_s) / date_part('epoch', window_length))
  FROM unnest(pieces) GROUP BY 1 HAVING sum(read_s) >= date_part('epoch', window_length) / 2
$$;
COMMENT ON FUNCTION windows_of IS 'Mean power of each window of the clock that was read for at least half of its length, of pieces that no window cuts.';

-- The demand of every window of the clock. A reading holds until the next one, an hour at most; where the register was
-- read, its difference counts instead of the reading.
CREATE FUNCTION demand_windows(machine uuid, start_time timestamptz, end_time timestamptz, window_length interval DEFAULT '15 minutes')
RETURNS TABLE (window_start timestamptz, mean_kw double precision, coverage double precision) LANGUAGE sql STABLE PARALLEL SAFE SET jit = off AS $$
  SELECT * FROM public.windows_of(ARRAY(SELECT p FROM public.energy_pieces(machine, start_time, end_time, ARRAY(
    SELECT cut FROM generate_series(date_bin(window_length, start_time, '2000-01-01 00:00Z'), end_time, window_length) AS cut
    WHERE cut <> date_bin('15 minutes', cut, '2000-01-01 00:00Z'))) p), window_length)
$$;
COMMENT ON FUNCTION demand_windows IS 'Mean power of each window of the clock that was read for at least half of its length; coverage says how much of it was.';

CREATE FUNCTION calculate_peak_demand(machine uuid, start_time timestamptz, end_time timestamptz, window_length interval DEFAULT '15 minutes')
RETURNS TABLE (peak_kw double precision, peak_at timestamptz, sliding_peak_kw double precision, sliding_peak_at timestamptz)
LANGUAGE sql STABLE PARALLEL SAFE ROWS 1 SET jit = off AS $$
  WITH clock_windows AS (
    SELECT mean_kw, window_start FROM public.demand_windows(machine, start_time, end_time, window_length) ORDER BY mean_kw DESC, window_start LIMIT 1
  ), summed AS (
    -- A window is the difference of two running sums: adding up each window anew would take as long as all windows are together.
    SELECT from_time, to_time, power_kw, power_kw * s AS kws, s, sum(power_kw * s) OVER w AS kws_to_here, sum(s) OVER w AS s_to_here
    FROM public.energy_intervals(machine, start_time, end_time) CROSS JOIN LATERAL (SELECT date_part('epoch', to_time - from_time) AS s) AS lasts
    WINDOW w AS (ORDER BY from_time ROWS UNBOUNDED PRECEDING)
  ), framed AS (
    -- Windows that begin at a reading: all that begin in them, less what the last one holds beyond the end.
    SELECT from_time, last_value(kws_to_here) OVER frame - kws_to_here + kws AS held_kws, last_value(s_to_here) OVER frame - s_to_here + s AS held_s,
      last_value(power_kw) OVER frame AS last_kw, last_value(to_time) OVER frame AS last_end
    FROM summed WINDOW frame AS (ORDER BY from_time RANGE BETWEEN CURRENT ROW AND (window_length - interval '1 microsecond') FOLLOWING)
  ), sliding AS (
    SELECT from_time, (held_kws - last_kw * beyond) / (held_s - beyond) AS mean_kw
    FROM (SELECT *, greatest(0, date_part('epoch', last_end - (from_time + window_length))) AS beyond FROM framed) AS f
    -- Where some readings are gone, nobody knows the highest window.
    WHERE (SELECT max(s_to_here) FROM summed) >= 0.999 * (SELECT sum(read_s) FROM public.energy_pieces(machine, start_time, end_time))
      AND from_time + window_length <= end_time AND held_s - beyond >= date_part('epoch', window_length) / 2
    ORDER BY mean_kw DESC, from_time LIMIT 1
  )
  SELECT c.mean_kw, c.window_start, s.mean_kw, s.from_time FROM (VALUES (1)) AS always (one) LEFT JOIN clock_windows c ON true LEFT JOIN sliding s ON true
$$;
COMMENT ON FUNCTION calculate_peak_demand IS
  'Highest mean power of a window: by the clock, as it is billed, and of windows that begin at any reading, null where readings of the span were dropped. peak_at is the beginning of the window.';

-- Taken from the windows that count, so that it is never above 1.
CREATE FUNCTION load_factor_of(pieces energy_piece[]) RETURNS double precision LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT CASE WHEN max(mean_kw) > 0 THEN least(1, sum(mean_kw * coverage) / (max(mean_kw) * sum(coverage))) END FROM public.windows_of(pieces, '15 minutes')
$$;
COMMENT ON FUNCTION load_factor_of IS 'Energy by peak demand and hours, of the windows of a quarter of an hour that were read.';

CREATE FUNCTION calculate_load_factor(machine uuid, start_time timestamptz, end_time timestamptz)
RETURNS double precision LANGUAGE sql STABLE PARALLEL SAFE SET jit = off AS $$
  SELECT public.load_factor_of(ARRAY(SELECT p FROM public.energy_pieces(machine, start_time, end_time) p))
$$;
COMMENT ON FUNCTION calculate_load_factor IS
  'Energy by peak demand and by the hours that were read: 1 where the load never changed. energy_coverage() says how much of the span that was.';

-- The demand charge is billed by the month: null unless a span is made of whole months by the clock of the factory.
CREATE FUNCTION demand_cost_of(machine uuid, pieces energy_piece[], start_time timestamptz, end_time timestamptz)
RETURNS TABLE (cost numeric, currency text) LANGUAGE sql STABLE PARALLEL SAFE ROWS 1 AS $$
  WITH span AS (
    SELECT f.time_zone, start_time AT TIME ZONE f.time_zone AS starts, end_time AT TIME ZONE f.time_zone AS ends
    FROM public.machines m JOIN public.factories f ON f.id = m.factory_id WHERE m.id = machine
  ), months AS (
    SELECT month AT TIME ZONE time_zone AS starts, (month + interval '1 month') AT TIME ZONE time_zone AS ends
    FROM span, generate_series(date_trunc('month', starts), date_trunc('month', ends) - interval '1 month', interval '1 month') AS month
    WHERE date_trunc('month', starts) AT TIME ZONE time_zone = start_time AND date_trunc('month', ends) AT TIME ZONE time_zone = end_time
  ), peaks AS (
    SELECT m.starts, p.mean_kw, p.window_start
    FROM months m LEFT JOIN LATERAL (
      SELECT w.mean_kw, w.window_start FROM public.windows_of(ARRAY(SELECT p FROM unnest(pieces) AS p WHERE p.from_time >= m.starts AND p.from_time < m.ends), '15 minutes') w
      ORDER BY w.mean_kw DESC, w.window_start LIMIT 1) AS p ON true
  ), charges AS (
    SELECT greatest(p.mean_kw, 0)::numeric * t.demand_charge_per_kw AS cost, t.currency
    FROM peaks p
    LEFT JOIN LATERAL public.tariff_times(machine, p.window_start, p.window_start + interval '15 minutes') AS holds ON holds.from_time = p.window_start
    LEFT JOIN public.energy_tariffs t ON t.id = holds.tariff_id
  )
  SELECT CASE WHEN bool_and(c.cost IS NOT NULL) AND count(DISTINCT c.currency) = 1 THEN sum(c.cost) END, min(c.currency) FROM charges c
$$;
COMMENT ON FUNCTION demand_cost_of IS
  'Demand charge of whole billing months: of each month''s peak, by the tariff that held at the peak. Null for any other span, and where a month has no peak or no tariff.';

CREATE FUNCTION cost_of(machine uuid, pieces energy_piece[], start_time timestamptz, end_time timestamptz)
RETURNS TABLE (energy_kwh double precision, energy_cost numeric, demand_cost numeric, total_cost numeric, currency text, unpriced_kwh double precision, by_period jsonb)
LANGUAGE sql STABLE PARALLEL SAFE ROWS 1 AS $$
  WITH times AS MATERIALIZED (
    SELECT *, row_number() OVER (ORDER BY from_time) AS n FROM public.tariff_times(machine, start_time, end_time)
  ), edges AS (
    SELECT array_agg(from_time ORDER BY from_time) AS list FROM times
  ), used AS (
    SELECT t.tariff_id, t.period_name, t.price_per_kwh, sum(p.energy_kwh) AS kwh
    FROM unnest(pieces) AS p, edges, times t
    WHERE t.n = width_bucket(p.from_time, edges.list) AND p.energy_kwh IS NOT NULL
    GROUP BY t.tariff_id, t.period_name, t.price_per_kwh
  ), total AS (
    SELECT sum(kwh) AS kwh, sum(kwh) FILTER (WHERE tariff_id IS NULL) AS unpriced, count(DISTINCT t.currency) AS currencies, min(t.currency) AS currency,
      sum(kwh * used.price_per_kwh)::numeric AS cost,
      jsonb_agg(jsonb_build_object('period', period_name, 'energy_kwh', kwh, 'price_per_kwh', used.price_per_kwh, 'cost', kwh * used.price_per_kwh, 'currency', t.currency)
        ORDER BY period_name, used.price_per_kwh) FILTER (WHERE tariff_id IS NOT NULL) AS by_period
    FROM used LEFT JOIN public.energy_tariffs t ON t.id = used.tariff_id
  )
  SELECT total.kwh, round(e.cost, 4), round(d.cost, 4), round(e.cost + coalesce(d.cost, 0), 4), CASE WHEN currencies = 1 THEN total.currency END,
    coalesce(total.unpriced, 0), total.by_period
  FROM total CROSS JOIN LATERAL (SELECT CASE WHEN currencies = 1 THEN total.cost END AS cost) AS e
  CROSS JOIN LATERAL (SELECT d.cost FROM public.demand_cost_of(machine, pieces, start_time, end_time) d
    UNION ALL SELECT NULL LIMIT 1) AS d
$$;
COMMENT ON FUNCTION cost_of IS 'Cost of pieces that are cut where prices change.';

-- Where what a unit of energy costs or emits may change within a quarter of an hour.
CREATE FUNCTION price_edges(machine uuid, start_time timestamptz, end_time timestamptz) RETURNS timestamptz[] LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT ARRAY(SELECT from_time FROM public.tariff_times(machine, start_time, end_time) WHERE from_time <> date_bin('15 minutes', from_time, '2000-01-01 00:00Z'))
$$;
COMMENT ON FUNCTION price_edges IS 'When prices, or the day and with it the factor of emissions, change within a quarter of an hour of UTC.';

CREATE FUNCTION calculate_energy_cost(machine uuid, start_time timestamptz, end_time timestamptz)
RETURNS TABLE (energy_kwh double precision, energy_cost numeric, demand_cost numeric, total_cost numeric, currency text, unpriced_kwh double precision, by_period jsonb,
  coverage double precision)
LANGUAGE sql STABLE PARALLEL SAFE ROWS 1 SET jit = off AS $$
  WITH pieces AS MATERIALIZED (SELECT ARRAY(SELECT p FROM public.energy_pieces(machine, start_time, end_time, public.price_edges(machine, start_time, end_time)) p) AS list)
  SELECT c.*, public.coverage_of(list, start_time, end_time) FROM pieces, public.cost_of(machine, list, start_time, end_time) AS c
$$;
COMMENT ON FUNCTION calculate_energy_cost IS
  'Cost of energy by time of use. demand_cost is billed by the month: it is null for a span that is not made of whole calendar months by the clock of the factory, and total_cost is then energy_cost alone. unpriced_kwh had no tariff and is not in the cost. Costs in several currencies have no sum: by_period says each. Taxes and fixed charges are not in it.';

CREATE FUNCTION emissions_of(machine uuid, pieces energy_piece[]) RETURNS double precision LANGUAGE sql STABLE PARALLEL SAFE AS $$
  WITH place AS (
    SELECT f.tenant_id, f.id, f.time_zone FROM public.machines m JOIN public.factories f ON f.id = m.factory_id WHERE m.id = machine
  ), days AS (
    SELECT ((p.from_time + (p.to_time - p.from_time) / 2) AT TIME ZONE time_zone)::date AS day, sum(p.energy_kwh) AS kwh
    FROM unnest(pieces) AS p, place WHERE p.energy_kwh IS NOT NULL GROUP BY 1
  )
  SELECT CASE WHEN bool_and(f.kg_co2e_per_kwh IS NOT NULL) THEN sum(d.kwh * f.kg_co2e_per_kwh) END
  FROM days d CROSS JOIN place LEFT JOIN LATERAL (
    SELECT c.kg_co2e_per_kwh FROM public.carbon_factors c
    WHERE c.tenant_id = place.tenant_id AND c.energy_source = 'electricity' AND c.scope = 2 AND c.deleted_at IS NULL AND coalesce(c.factory_id, place.id) = place.id
      AND d.day >= c.valid_from AND (d.day < c.valid_to) IS NOT FALSE
    ORDER BY c.factory_id IS NULL, c.valid_from DESC, c.created_at DESC, c.id LIMIT 1) AS f ON true
$$;
COMMENT ON FUNCTION emissions_of IS
  'kg CO2e of pieces by the factors of scope 2 that held on each day of the factory; null where one is missing. Losses of the grid (scope 3) are reported beside them, not among them.';

CREATE FUNCTION calculate_carbon_intensity(machine uuid, start_time timestamptz, end_time timestamptz)
RETURNS TABLE (energy_kwh double precision, emissions_kg_co2e double precision, output_count double precision, kg_co2e_per_unit double precision, coverage double precision)
LANGUAGE sql STABLE PARALLEL SAFE ROWS 1 SET jit = off AS $$
  WITH pieces AS MATERIALIZED (SELECT ARRAY(SELECT p FROM public.energy_pieces(machine, start_time, end_time, public.price_edges(machine, start_time, end_time)) p) AS list)
  SELECT (SELECT sum(p.energy_kwh) FROM unnest(list) AS p), kg, o, kg / nullif(o, 0), public.coverage_of(list, start_time, end_time)
  FROM pieces CROSS JOIN LATERAL (SELECT public.emissions_of(machine, list) AS kg, public.calculate_output(machine, start_time, end_time) AS o) AS made
$$;
COMMENT ON FUNCTION calculate_carbon_intensity IS
  'Emissions of the electricity used, by the factors of scope 2 that held then, and by good unit; null where a factor is missing for some of it, or nothing was made.';

-- Its default limits are those of the accounts. With others, readings of power are asked, as far as they are kept.
CREATE FUNCTION get_machine_operating_hours(machine uuid, start_time timestamptz, end_time timestamptz,
  running_above double precision DEFAULT 0.1, idle_above double precision DEFAULT 0.01)
RETURNS TABLE (running_hours double precision, idle_hours double precision, off_hours double precision, unknown_hours double precision, utilisation double precision)
LANGUAGE sql STABLE PARALLEL SAFE ROWS 1 SET jit = off AS $$
  WITH sums AS (
    SELECT sum(p.running_s) AS running, sum(p.idle_s) AS idle, sum(p.off_s) AS off
    FROM public.energy_pieces(machine, start_time, end_time) p WHERE running_above = 0.1 AND idle_above = 0.01
    UNION ALL
    SELECT coalesce(sum(s) FILTER (WHERE load >= running_above), 0), coalesce(sum(s) FILTER (WHERE load >= idle_above AND load < running_above), 0),
      coalesce(sum(s) FILTER (WHERE load < idle_above AND load < running_above), 0)
    FROM public.held_power(machine, start_time, end_time) h, public.machines m,
      LATERAL (SELECT h.power_kw / m.rated_power_kw AS load, date_part('epoch', h.to_time - h.from_time) AS s) AS l
    WHERE m.id = machine AND m.rated_power_kw > 0 AND (running_above = 0.1 AND idle_above = 0.01) IS NOT TRUE
  ), hours AS (
    SELECT sum(running) / 3600 AS running, sum(idle) / 3600 AS idle, sum(off) / 3600 AS off FROM sums
    HAVING sum(running + idle + off) > 0
  )
  SELECT h.running, h.idle, h.off, greatest(span.hours - coalesce(h.running + h.idle + h.off, 0), 0), h.running / span.hours
  FROM (SELECT date_part('epoch', end_time - start_time) / 3600 AS hours) AS span LEFT JOIN hours h ON true
$$;
COMMENT ON FUNCTION get_machine_operating_hours IS
  'Hours by load, as fractions of rated power; a reading of power holds until the next one, an hour at most. What was not read is unknown: where that is all of it, or the machine has no rated power, the others are null. utilisation is the part of the span in which it surely ran.';

CREATE FUNCTION calculate_all_kpis(machine uuid, start_time timestamptz, end_time timestamptz)
RETURNS TABLE (machine_id uuid, energy_kwh double precision, output_count double precision, sec_kwh_per_unit double precision,
  peak_kw double precision, peak_at timestamptz, load_factor double precision, energy_cost numeric, demand_cost numeric, total_cost numeric, currency text,
  emissions_kg_co2e double precision, kg_co2e_per_unit double precision, running_hours double precision, utilisation double precision,
  coverage double precision, left_out_count bigint)
LANGUAGE sql STABLE PARALLEL SAFE ROWS 1 SET jit = off AS $$
  WITH pieces AS MATERIALIZED (
    SELECT ARRAY(SELECT p FROM public.energy_pieces(machine, start_time, end_time, public.price_edges(machine, start_time, end_time)) p) AS list
  ), sums AS (
    SELECT sum(p.energy_kwh) AS kwh, sum(p.left_out_count) AS left_out, sum(p.running_s) AS running_s, sum(p.running_s + p.idle_s + p.off_s) AS known_s FROM pieces, unnest(list) AS p
  ), peak AS (
    SELECT w.mean_kw, w.window_start FROM pieces, public.windows_of(list, '15 minutes') w ORDER BY w.mean_kw DESC, w.window_start LIMIT 1
  )
  SELECT machine, sums.kwh, made.o, sums.kwh / nullif(made.o, 0), peak.mean_kw, peak.window_start, public.load_factor_of(list),
    cost.energy_cost, cost.demand_cost, cost.total_cost, cost.currency, made.kg, made.kg / nullif(made.o, 0),
    CASE WHEN known_s > 0 THEN running_s / 3600 END, CASE WHEN known_s > 0 THEN running_s / date_part('epoch', end_time - start_time) END,
    public.coverage_of(list, start_time, end_time), coalesce(sums.left_out, 0)
  FROM pieces CROSS JOIN sums LEFT JOIN peak ON true
  CROSS JOIN LATERAL public.cost_of(machine, list, start_time, end_time) AS cost
  CROSS JOIN LATERAL (SELECT public.emissions_of(machine, list) AS kg, public.calculate_output(machine, start_time, end_time) AS o) AS made
$$;
COMMENT ON FUNCTION calculate_all_kpis IS
  'All energy figures of a machine in one row, with how much of the span was read and how many readings of the register were left out. demand_cost is that of whole billing months, as in calculate_energy_cost().';

CREATE FUNCTION get_factory_summary(factory uuid, start_time timestamptz, end_time timestamptz)
RETURNS TABLE (factory_id uuid, factory_name text, machine_count bigint, reporting_count bigint, energy_kwh double precision, peak_kw double precision,
  peak_at timestamptz, energy_cost numeric, currency text, emissions_kg_co2e double precision, largest_user uuid, largest_user_kwh double precision, coverage double precision)
LANGUAGE sql STABLE PARALLEL SAFE ROWS 1 SET jit = off AS $$
  WITH users AS MATERIALIZED (
    SELECT m.id, p.list, c.energy_kwh, c.energy_cost, c.currency, c.energy_cost IS NULL AND c.by_period IS NOT NULL AS mixed,
      public.emissions_of(m.id, p.list) AS kg, public.coverage_of(p.list, start_time, end_time) AS coverage
    FROM public.machines m
    CROSS JOIN LATERAL (SELECT ARRAY(SELECT p FROM public.energy_pieces(m.id, start_time, end_time, public.price_edges(m.id, start_time, end_time)) p) AS list) AS p
    CROSS JOIN LATERAL public.cost_of(m.id, p.list, start_time, end_time) AS c
    WHERE m.factory_id = factory AND m.deleted_at IS NULL
  ), demand AS (
    SELECT w.window_start, sum(w.mean_kw) AS kw FROM users CROSS JOIN LATERAL public.windows_of(list, '15 minutes') AS w
    GROUP BY w.window_start ORDER BY kw DESC, w.window_start LIMIT 1
  ), largest AS (
    SELECT id, energy_kwh FROM users WHERE energy_kwh IS NOT NULL ORDER BY energy_kwh DESC, id LIMIT 1
  )
  SELECT f.id, f.name, count(u.id), count(u.energy_kwh), sum(u.energy_kwh), (SELECT kw FROM demand), (SELECT window_start FROM demand),
    CASE WHEN count(DISTINCT u.currency) = 1 AND NOT bool_or(u.mixed) THEN sum(u.energy_cost) END,
    CASE WHEN count(DISTINCT u.currency) = 1 AND NOT bool_or(u.mixed) THEN min(u.currency) END,
    CASE WHEN bool_and(u.kg IS NOT NULL) FILTER (WHERE u.energy_kwh IS NOT NULL) THEN sum(u.kg) END,
    (SELECT id FROM largest), (SELECT energy_kwh FROM largest), avg(u.coverage)
  FROM public.factories f LEFT JOIN users u ON true
  WHERE f.id = factory GROUP BY f.id, f.name
$$;
COMMENT ON FUNCTION get_factory_summary IS
  'Energy of a factory: sums over its machines, and the peak of all of them together. energy_cost and currency are null where machines are billed in several, emissions where a factor is missing; coverage is the mean of the machines''.';
