CREATE OR REPLACE FUNCTION calculate_carbon_intensity(machine uuid, start_time timestamptz, end_time timestamptz)
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

CREATE OR REPLACE FUNCTION get_factory_summary(factory uuid, start_time timestamptz, end_time timestamptz)
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
