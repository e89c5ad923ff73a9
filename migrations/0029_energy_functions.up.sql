-- Energy figures of machines over a span of time, of what is stored and good. They read the views of the tenant.
--
-- Energy comes from the meter's register where both ends of an interval have one, else from power by the trapezoid rule; an
-- interval of power longer than an hour is an outage and counts as nothing. Demand is the time-weighted mean of a window.
-- Compiling these queries (jit) would take a hundred times as long as running them.

CREATE FUNCTION energy_intervals(machine uuid, start_time timestamptz, end_time timestamptz)
RETURNS TABLE (from_time timestamptz, to_time timestamptz, energy_kwh double precision, power_kw double precision)
LANGUAGE sql STABLE PARALLEL SAFE AS $$
  WITH readings AS (
    -- One reading on either side of the span, so that the intervals over its edges are there to be cut.
    SELECT time, r.power_kw, energy_register_kwh,
           lead(time) OVER later AS next_time, lead(r.power_kw) OVER later AS next_power, lead(energy_register_kwh) OVER later AS next_register
    FROM public.energy_readings r
    WHERE r.machine_id = machine AND r.status >= 0 AND r.status < 1073741824
      AND time >= start_time - interval '1 hour' AND time <= end_time + interval '1 hour'
    WINDOW later AS (ORDER BY time)
  ), whole AS (
    SELECT time, next_time, r.power_kw, CASE
      WHEN next_register >= energy_register_kwh THEN next_register - energy_register_kwh
      WHEN next_time - time <= interval '1 hour' THEN (r.power_kw + next_power) / 2 * extract(epoch FROM next_time - time) / 3600
      -- A register that fell and no power beside it: what it shows is what it counted since.
      WHEN next_register < energy_register_kwh THEN next_register END AS energy
    FROM readings r WHERE next_time IS NOT NULL
  )
  SELECT greatest(time, start_time), least(next_time, end_time),
    energy * (extract(epoch FROM least(next_time, end_time) - greatest(time, start_time)) / extract(epoch FROM next_time - time)), w.power_kw
  FROM whole w
  WHERE energy IS NOT NULL AND next_time > start_time AND time < end_time
$$;
COMMENT ON FUNCTION energy_intervals IS 'What a machine used between its readings, cut to a span. power_kw is the reading at the beginning of the interval.';

CREATE FUNCTION calculate_energy(machine uuid, start_time timestamptz, end_time timestamptz)
RETURNS double precision LANGUAGE sql STABLE PARALLEL SAFE
RETURN (SELECT sum(energy_kwh) FROM energy_intervals(machine, start_time, end_time));
COMMENT ON FUNCTION calculate_energy IS 'Energy in kWh; null where nothing was read.';

-- Its text is looked at when it runs: a body that is bound to the view would keep the series from becoming a hypertable.
CREATE FUNCTION calculate_output(machine uuid, start_time timestamptz, end_time timestamptz)
RETURNS double precision LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT sum(produced_count - rejected_count) FROM public.production_data
  WHERE machine_id = machine AND time > start_time AND time <= end_time AND status >= 0 AND status < 1073741824
$$;
COMMENT ON FUNCTION calculate_output IS 'What was made without rejects, in the machine''s unit; a record counts for the interval that it ends.';

CREATE FUNCTION calculate_sec(machine uuid, start_time timestamptz, end_time timestamptz)
RETURNS TABLE (machine_id uuid, energy_kwh double precision, output_count double precision, sec_kwh_per_unit double precision)
LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT machine, e, o, e / nullif(o, 0)
  FROM (SELECT public.calculate_energy(machine, start_time, end_time) AS e, public.calculate_output(machine, start_time, end_time) AS o) AS total
$$;
COMMENT ON FUNCTION calculate_sec IS 'Specific energy consumption in kWh per good unit; null where nothing was made.';

-- The demand of every window of the clock. A reading holds until the next one, an hour at most; where the register was
-- read, its difference counts instead of the reading.
CREATE FUNCTION demand_windows(machine uuid, start_time timestamptz, end_time timestamptz, window_length interval DEFAULT '15 minutes')
RETURNS TABLE (window_start timestamptz, mean_kw double precision) LANGUAGE sql STABLE PARALLEL SAFE AS $$
  WITH readings AS (
    SELECT time, power_kw, energy_register_kwh AS register,
           coalesce(lead(time) OVER later, end_time) AS next_time, lead(energy_register_kwh) OVER later AS next_register
    FROM public.energy_readings r
    WHERE r.machine_id = machine AND r.status >= 0 AND r.status < 1073741824
      AND time >= start_time - interval '1 hour' AND time <= end_time
    WINDOW later AS (ORDER BY time)
  ), held AS (
    SELECT greatest(time, start_time) AS time, least(next_time, end_time, CASE WHEN metered THEN next_time ELSE time + interval '1 hour' END) AS next_time,
           CASE WHEN metered THEN (next_register - register) * 3600 / extract(epoch FROM next_time - time) ELSE power_kw END AS kw
    FROM (SELECT *, coalesce(next_register >= register, false) AND next_time > time AS metered FROM readings) AS r
  ), pieces AS (
    SELECT w AS window_start, kw, extract(epoch FROM least(next_time, w + window_length) - greatest(time, w)) AS seconds
    FROM held CROSS JOIN LATERAL generate_series(date_bin(window_length, time, '2000-01-01 00:00Z'), next_time, window_length) AS w
    WHERE kw IS NOT NULL AND next_time > time AND w < next_time
  )
  -- A window that was mostly not read says nothing about demand.
  SELECT window_start, sum(kw * seconds) / sum(seconds) FROM pieces GROUP BY window_start
  HAVING sum(seconds) >= extract(epoch FROM window_length) / 2
$$;
COMMENT ON FUNCTION demand_windows IS 'Mean power of each window of the clock that was read for at least half of its length.';

CREATE FUNCTION calculate_peak_demand(machine uuid, start_time timestamptz, end_time timestamptz, window_length interval DEFAULT '15 minutes')
RETURNS TABLE (peak_kw double precision, peak_at timestamptz, sliding_peak_kw double precision, sliding_peak_at timestamptz)
LANGUAGE sql STABLE PARALLEL SAFE ROWS 1 SET jit = off AS $$
  WITH clock_windows AS (
    SELECT mean_kw, window_start FROM public.demand_windows(machine, start_time, end_time, window_length) ORDER BY mean_kw DESC, window_start LIMIT 1
  ), readings AS (
    SELECT time, power_kw, energy_register_kwh AS register,
           coalesce(lead(time) OVER later, end_time) AS next_time, lead(energy_register_kwh) OVER later AS next_register
    FROM public.energy_readings r
    WHERE r.machine_id = machine AND r.status >= 0 AND r.status < 1073741824 AND time >= start_time AND time < end_time
    WINDOW later AS (ORDER BY time)
  ), held AS (
    SELECT time, least(next_time, time + interval '1 hour') AS next_time,
           CASE WHEN next_register >= register THEN (next_register - register) * 3600 / extract(epoch FROM next_time - time) ELSE power_kw END AS kw
    FROM readings WHERE next_time > time
  ), framed AS (
    -- Windows that begin at a reading: all that begin in them, less what the last one holds beyond the end.
    SELECT time, sum(kw * extract(epoch FROM next_time - time)) OVER frame AS held_kws,
           sum(extract(epoch FROM next_time - time)) OVER frame AS held_seconds,
           last_value(kw) OVER frame AS last_kw, last_value(next_time) OVER frame AS last_end
    FROM held WHERE kw IS NOT NULL
    WINDOW frame AS (ORDER BY time RANGE BETWEEN CURRENT ROW AND (window_length - interval '1 microsecond') FOLLOWING)
  ), sliding AS (
    SELECT time, (held_kws - last_kw * beyond) / (held_seconds - beyond) AS mean_kw
    FROM (SELECT *, greatest(0, extract(epoch FROM last_end - (time + window_length))) AS beyond FROM framed) AS f
    WHERE time + window_length <= end_time AND held_seconds - beyond >= extract(epoch FROM window_length) / 2
    ORDER BY mean_kw DESC, time LIMIT 1
  )
  SELECT c.mean_kw, c.window_start, s.mean_kw, s.time FROM (VALUES (1)) AS always (one) LEFT JOIN clock_windows c ON true LEFT JOIN sliding s ON true
$$;
COMMENT ON FUNCTION calculate_peak_demand IS
  'Highest mean power of a window: by the clock, as it is billed, and of windows that begin at any reading. peak_at is the beginning of the window.';

CREATE FUNCTION calculate_load_factor(machine uuid, start_time timestamptz, end_time timestamptz)
RETURNS double precision LANGUAGE sql STABLE PARALLEL SAFE
RETURN (SELECT calculate_energy(machine, start_time, end_time) / nullif(peak_kw * extract(epoch FROM end_time - start_time) / 3600, 0)
  FROM calculate_peak_demand(machine, start_time, end_time));
COMMENT ON FUNCTION calculate_load_factor IS 'Energy by peak demand and hours of the span: 1 where the load never changed.';

-- The tariff and period of every stretch of time, cut wherever a price may change by the clock of the factory.
CREATE FUNCTION tariff_times(machine uuid, start_time timestamptz, end_time timestamptz)
RETURNS TABLE (from_time timestamptz, to_time timestamptz, tariff_id uuid, period_name text, price_per_kwh double precision)
LANGUAGE sql STABLE PARALLEL SAFE AS $$
  WITH place AS (
    SELECT f.id, f.time_zone FROM public.machines m JOIN public.factories f ON f.id = m.factory_id WHERE m.id = machine
  ), tariffs AS (
    SELECT t.* FROM public.energy_tariffs t JOIN place ON coalesce(t.factory_id, place.id) = place.id
    WHERE t.energy_source = 'electricity' AND t.deleted_at IS NULL
  ), days AS (
    SELECT day::date FROM place, generate_series((start_time AT TIME ZONE time_zone)::date - 1, (end_time AT TIME ZONE time_zone)::date + 1, interval '1 day') AS day
  ), edges AS (
    SELECT start_time AS edge UNION SELECT end_time
    UNION SELECT (day + edge_time) AT TIME ZONE time_zone FROM place, days,
      (SELECT time '00:00' AS edge_time UNION SELECT starts_at FROM public.energy_tariff_periods UNION SELECT ends_at FROM public.energy_tariff_periods) AS times
  ), stretches AS (
    SELECT edge AS from_time, lead(edge) OVER (ORDER BY edge) AS to_time FROM edges WHERE edge BETWEEN start_time AND end_time
  ), moments AS (
    SELECT s.*, ((s.from_time + (s.to_time - s.from_time) / 2) AT TIME ZONE time_zone) AS middle FROM stretches s, place WHERE s.to_time IS NOT NULL
  )
  SELECT m.from_time, m.to_time, t.id, coalesce(p.name, 'standard'), coalesce(p.price_per_kwh, t.price_per_kwh)::double precision
  FROM moments m
  LEFT JOIN LATERAL (
    SELECT * FROM tariffs t WHERE m.middle::date >= t.valid_from AND (m.middle::date < t.valid_to) IS NOT FALSE
    ORDER BY t.factory_id IS NULL, t.valid_from DESC LIMIT 1) AS t ON true
  LEFT JOIN LATERAL (
    SELECT p.* FROM public.energy_tariff_periods p
    WHERE p.energy_tariff_id = t.id AND p.deleted_at IS NULL
      AND extract(month FROM m.middle) = ANY (p.months) AND extract(isodow FROM m.middle) = ANY (p.weekdays)
      AND CASE WHEN p.starts_at < p.ends_at THEN m.middle::time >= p.starts_at AND m.middle::time < p.ends_at
        ELSE m.middle::time >= p.starts_at OR m.middle::time < p.ends_at END
    ORDER BY p.priority, p.starts_at LIMIT 1) AS p ON true
$$;
COMMENT ON FUNCTION tariff_times IS 'Which electricity price holds when for a machine, by the clock of its factory; period standard is the tariff outside its periods.';

CREATE FUNCTION calculate_energy_cost(machine uuid, start_time timestamptz, end_time timestamptz)
RETURNS TABLE (energy_kwh double precision, energy_cost numeric, demand_cost numeric, total_cost numeric, currency text, unpriced_kwh double precision, by_period jsonb)
LANGUAGE sql STABLE PARALLEL SAFE ROWS 1 SET jit = off AS $$
  WITH used AS (
    SELECT t.tariff_id, t.period_name, t.price_per_kwh,
           sum(e.energy_kwh * (extract(epoch FROM least(e.to_time, t.to_time) - greatest(e.from_time, t.from_time))
             / extract(epoch FROM e.to_time - e.from_time))) AS kwh
    FROM public.energy_intervals(machine, start_time, end_time) e
    JOIN public.tariff_times(machine, start_time, end_time) t ON t.from_time < e.to_time AND t.to_time > e.from_time
    GROUP BY t.tariff_id, t.period_name, t.price_per_kwh
  ), total AS (
    SELECT sum(kwh) AS kwh, sum(kwh) FILTER (WHERE tariff_id IS NULL) AS unpriced, sum(kwh * price_per_kwh) AS cost,
           jsonb_agg(jsonb_build_object('period', period_name, 'energy_kwh', kwh, 'price_per_kwh', price_per_kwh, 'cost', kwh * price_per_kwh)
             ORDER BY period_name) FILTER (WHERE tariff_id IS NOT NULL) AS by_period,
           (array_agg(tariff_id ORDER BY kwh DESC) FILTER (WHERE tariff_id IS NOT NULL))[1] AS tariff_id
    FROM used
  ), demand AS (
    SELECT peak_kw FROM public.calculate_peak_demand(machine, start_time, end_time)
  )
  SELECT total.kwh, round(total.cost::numeric, 4), round((t.demand_charge_per_kw::numeric * demand.peak_kw::numeric), 4),
    round(total.cost::numeric + coalesce(t.demand_charge_per_kw::numeric * demand.peak_kw::numeric, 0), 4), t.currency, coalesce(total.unpriced, 0), total.by_period
  FROM total CROSS JOIN demand LEFT JOIN public.energy_tariffs t ON t.id = total.tariff_id
$$;
COMMENT ON FUNCTION calculate_energy_cost IS
  'Cost of energy by time of use, and of the peak of the span by the demand charge of the tariff that most of it was used under. Taxes and fixed charges are not in it.';

CREATE FUNCTION calculate_carbon_intensity(machine uuid, start_time timestamptz, end_time timestamptz)
RETURNS TABLE (energy_kwh double precision, emissions_kg_co2e double precision, output_count double precision, kg_co2e_per_unit double precision)
LANGUAGE sql STABLE PARALLEL SAFE ROWS 1 SET jit = off AS $$
  WITH emitted AS (
    SELECT sum(e.energy_kwh) AS kwh, sum(e.energy_kwh * f.kg_co2e_per_kwh) AS kg
    FROM public.energy_intervals(machine, start_time, end_time) e
    CROSS JOIN (SELECT f.id, f.time_zone FROM public.machines m JOIN public.factories f ON f.id = m.factory_id WHERE m.id = machine) AS place
    LEFT JOIN LATERAL (
      SELECT c.kg_co2e_per_kwh FROM public.carbon_factors c
      WHERE c.energy_source = 'electricity' AND c.deleted_at IS NULL AND coalesce(c.factory_id, place.id) = place.id
        AND (e.from_time AT TIME ZONE place.time_zone)::date >= c.valid_from
        AND ((e.from_time AT TIME ZONE place.time_zone)::date < c.valid_to) IS NOT FALSE
      ORDER BY c.factory_id IS NULL, c.valid_from DESC LIMIT 1) AS f ON true
  )
  SELECT kwh, kg, o, kg / nullif(o, 0) FROM emitted, (SELECT public.calculate_output(machine, start_time, end_time) AS o) AS made
$$;
COMMENT ON FUNCTION calculate_carbon_intensity IS 'Emissions of the electricity used, by the factors that held then, and by good unit; null where nothing was made.';

CREATE FUNCTION get_machine_operating_hours(machine uuid, start_time timestamptz, end_time timestamptz,
  running_above double precision DEFAULT 0.1, idle_above double precision DEFAULT 0.01)
RETURNS TABLE (running_hours double precision, idle_hours double precision, off_hours double precision, unknown_hours double precision, utilisation double precision)
LANGUAGE sql STABLE PARALLEL SAFE ROWS 1 SET jit = off AS $$
  WITH readings AS (
    SELECT time, power_kw, coalesce(lead(time) OVER (ORDER BY time), end_time) AS next_time
    FROM public.energy_readings r
    WHERE r.machine_id = machine AND r.status >= 0 AND r.status < 1073741824 AND power_kw IS NOT NULL
      AND time >= start_time - interval '1 hour' AND time < end_time
  ), held AS (
    SELECT power_kw, extract(epoch FROM least(next_time, time + interval '1 hour') - greatest(time, start_time)) / 3600.0 AS hours
    FROM readings WHERE least(next_time, time + interval '1 hour') > start_time
  ), sums AS (
    SELECT coalesce(sum(hours) FILTER (WHERE power_kw >= running_above * rated_power_kw), 0)::double precision AS running,
           coalesce(sum(hours) FILTER (WHERE power_kw < running_above * rated_power_kw AND power_kw >= idle_above * rated_power_kw), 0)::double precision AS idle,
           coalesce(sum(hours) FILTER (WHERE power_kw < idle_above * rated_power_kw), 0)::double precision AS off
    FROM public.machines m LEFT JOIN held ON true WHERE m.id = machine
  )
  SELECT running, idle, off, total - running - idle - off, running / nullif(total, 0)
  FROM sums, (SELECT extract(epoch FROM end_time - start_time)::double precision / 3600 AS total) AS span
$$;
COMMENT ON FUNCTION get_machine_operating_hours IS
  'Hours by load, as fractions of rated power; a reading holds until the next one, an hour at most. What was not read is unknown; all of it where the machine has no rated power.';

CREATE FUNCTION calculate_all_kpis(machine uuid, start_time timestamptz, end_time timestamptz)
RETURNS TABLE (machine_id uuid, energy_kwh double precision, output_count double precision, sec_kwh_per_unit double precision,
  peak_kw double precision, peak_at timestamptz, load_factor double precision, energy_cost numeric, demand_cost numeric, total_cost numeric, currency text,
  emissions_kg_co2e double precision, kg_co2e_per_unit double precision, running_hours double precision, utilisation double precision)
LANGUAGE sql STABLE PARALLEL SAFE ROWS 1 SET jit = off AS $$
  SELECT machine, sec.energy_kwh, sec.output_count, sec.sec_kwh_per_unit, peak.peak_kw, peak.peak_at,
    sec.energy_kwh / nullif(peak.peak_kw * extract(epoch FROM end_time - start_time) / 3600, 0),
    cost.energy_cost, cost.demand_cost, cost.total_cost, cost.currency, carbon.emissions_kg_co2e, carbon.kg_co2e_per_unit,
    hours.running_hours, hours.utilisation
  FROM public.calculate_sec(machine, start_time, end_time) AS sec
  CROSS JOIN public.calculate_peak_demand(machine, start_time, end_time) AS peak
  CROSS JOIN public.calculate_energy_cost(machine, start_time, end_time) AS cost
  CROSS JOIN public.calculate_carbon_intensity(machine, start_time, end_time) AS carbon
  CROSS JOIN public.get_machine_operating_hours(machine, start_time, end_time) AS hours
$$;
COMMENT ON FUNCTION calculate_all_kpis IS 'All energy figures of a machine in one row.';

CREATE FUNCTION get_factory_summary(factory uuid, start_time timestamptz, end_time timestamptz)
RETURNS TABLE (factory_id uuid, factory_name text, machine_count bigint, reporting_count bigint, energy_kwh double precision, peak_kw double precision,
  peak_at timestamptz, energy_cost numeric, currency text, emissions_kg_co2e double precision, largest_user uuid, largest_user_kwh double precision)
LANGUAGE sql STABLE PARALLEL SAFE ROWS 1 SET jit = off AS $$
  WITH users AS (
    SELECT m.id, c.energy_kwh, c.energy_cost, c.currency, e.emissions_kg_co2e
    FROM public.machines m
    CROSS JOIN LATERAL public.calculate_energy_cost(m.id, start_time, end_time) AS c
    CROSS JOIN LATERAL public.calculate_carbon_intensity(m.id, start_time, end_time) AS e
    WHERE m.factory_id = factory AND m.deleted_at IS NULL
  ), demand AS (
    SELECT w.window_start, sum(w.mean_kw) AS kw
    FROM public.machines m CROSS JOIN LATERAL public.demand_windows(m.id, start_time, end_time) AS w
    WHERE m.factory_id = factory AND m.deleted_at IS NULL
    GROUP BY w.window_start ORDER BY kw DESC, w.window_start LIMIT 1
  ), largest AS (
    SELECT id, energy_kwh FROM users WHERE energy_kwh IS NOT NULL ORDER BY energy_kwh DESC LIMIT 1
  )
  SELECT f.id, f.name, count(u.id), count(u.energy_kwh), sum(u.energy_kwh), (SELECT kw FROM demand), (SELECT window_start FROM demand),
    sum(u.energy_cost), CASE WHEN count(DISTINCT u.currency) = 1 THEN min(u.currency) END, sum(u.emissions_kg_co2e),
    (SELECT id FROM largest), (SELECT energy_kwh FROM largest)
  FROM public.factories f LEFT JOIN users u ON true
  WHERE f.id = factory GROUP BY f.id, f.name
$$;
COMMENT ON FUNCTION get_factory_summary IS 'Energy of a factory: sums over its machines, and the peak of all of them together. currency is null where machines are billed in several.';
