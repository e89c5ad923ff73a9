-- Accounts of energy: what a meter counted in each quarter of an hour. They outlive the readings that they are made of, and are
-- made again when readings come late. What is newer than the accounts, or was changed since, is measured when it is asked for.
CREATE TABLE timeseries.energy_accounts (
  meter_id       uuid        NOT NULL,
  quarter_start  timestamptz NOT NULL CHECK (quarter_start = date_bin('15 minutes', quarter_start, '2000-01-01 00:00Z')),
  energy_kwh     double precision,
  held_kwh       double precision,
  coverage       double precision NOT NULL CHECK (coverage BETWEEN 0 AND 1),
  method         text        NOT NULL CHECK (method IN ('register', 'power', 'both', 'none')),
  left_out_count integer     NOT NULL CHECK (left_out_count >= 0),
  running_s      double precision NOT NULL CHECK (running_s >= 0),
  idle_s         double precision NOT NULL CHECK (idle_s >= 0),
  off_s          double precision NOT NULL CHECK (off_s >= 0),
  PRIMARY KEY (meter_id, quarter_start),
  CONSTRAINT energy_accounts_know_what_they_cover CHECK ((energy_kwh IS NULL) = (coverage = 0))
);
CALL internal.describe('timeseries.energy_accounts', $$
Energy by meter and quarter of an hour of UTC. A quarter of which nothing is known has no row.
meter_id: The meter. Today each machine is its own meter, under the id of the machine.
quarter_start: Beginning of the quarter of an hour.
energy_kwh: Energy used while it was read; null where coverage is 0.
held_kwh: The same as demand meters count it: each power reading holds until the next. Differs from energy_kwh where there is no register.
coverage: How much of the quarter was read, 0 to 1.
method: register, power, both one after the other, or none.
left_out_count: Readings of the register that cannot be true and were left out.
running_s: Seconds at 0.1 of the rated power or above.
idle_s: Seconds below that, and at 0.01 of the rated power or above.
off_s: Seconds below that. What is missing to 900 is unknown.
$$);
CALL internal.updated_in_place('timeseries.energy_accounts');

CREATE TABLE timeseries.energy_account_heads (
  meter_id             uuid        PRIMARY KEY,
  accounted_to         timestamptz NOT NULL,
  kept_from            timestamptz NOT NULL,
  register_times       timestamptz[] NOT NULL,
  register_values      double precision[] NOT NULL CHECK (cardinality(register_values) = cardinality(register_times)),
  rated_power_kw       double precision,
  register_modulus_kwh double precision
);
CALL internal.describe('timeseries.energy_account_heads', $$
How far the accounts of meters go, and what they were made with.
meter_id: The meter.
accounted_to: First moment that has no account yet.
kept_from: Accounts before this are never made again: the readings may be gone.
register_times: When the newest readings of the register before accounted_to were taken: the readings themselves may be gone.
register_values: Values of these readings, in kWh.
rated_power_kw: Rated power of the machine, when the accounts were made: with another one they are made again.
register_modulus_kwh: Modulus of the register of the machine, when the accounts were made: with another one they are made again.
$$);
CALL internal.updated_in_place('timeseries.energy_account_heads');

CREATE TABLE timeseries.energy_account_notes (
  id         bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  meter_id   uuid        NOT NULL,
  first_time timestamptz NOT NULL,
  last_time  timestamptz NOT NULL CHECK (last_time >= first_time)
);
CREATE INDEX energy_account_notes_of_meter ON timeseries.energy_account_notes (meter_id);
CALL internal.describe('timeseries.energy_account_notes', $$
Spans whose readings were written, changed or removed when they might have been accounted for: the next maintenance does it again.
id: Order of the notes.
meter_id: The meter.
first_time: Earliest of the readings.
last_time: Latest of the readings.
$$);
CALL internal.updated_in_place('timeseries.energy_account_notes');

GRANT SELECT ON timeseries.energy_accounts, timeseries.energy_account_heads TO varve_system;
GRANT SELECT, INSERT ON timeseries.energy_account_notes TO varve_system;
CALL timeseries.publish('energy_accounts', 'public.machines', 'meter_id');
CALL timeseries.publish('energy_account_heads', 'public.machines', 'meter_id');
CALL timeseries.publish('energy_account_notes', 'public.machines', 'meter_id');

-- Accounts end an hour before now. Half of that is left to transactions that began before a maintenance and end after it.
CREATE FUNCTION timeseries.note_energy_readings() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  -- A restore brings the notes as they were.
  IF current_setting('varve.keep_rollups', true) = 'on' THEN
    RETURN NULL;
  END IF;
  INSERT INTO timeseries.energy_account_notes (meter_id, first_time, last_time)
  SELECT c.machine_id, min(c.time), max(c.time)
  FROM changed c LEFT JOIN timeseries.energy_account_heads h ON h.meter_id = c.machine_id
  WHERE c.time < greatest(now() - interval '30 minutes', h.accounted_to)
  GROUP BY c.machine_id;
  RETURN NULL;
END $$;
COMMENT ON FUNCTION timeseries.note_energy_readings IS 'Trigger: notes readings that the accounts of energy may have passed already.';
DO $$
DECLARE
  made record;
BEGIN
  FOR made IN
    SELECT * FROM (VALUES ('note_inserted', 'INSERT', 'NEW'), ('note_deleted', 'DELETE', 'OLD'), ('note_updated_from', 'UPDATE', 'OLD'), ('note_updated_to', 'UPDATE', 'NEW'))
      AS made (name, event, version) WHERE timeseries.shows_changes(event = 'DELETE')
  LOOP
    EXECUTE format('CREATE TRIGGER %I AFTER %s ON timeseries.energy_readings REFERENCING %s TABLE AS changed '
      'FOR EACH STATEMENT EXECUTE FUNCTION timeseries.note_energy_readings()', made.name, made.event, made.version);
  END LOOP;
END $$;

-- An hour is searched, then more and more: the nearest of all readings would have to be sorted out of all of them, since the order of
-- an index is lost in a view that keeps tenants apart.
CREATE FUNCTION nearest_registers(machine uuid, first_time timestamptz, end_time timestamptz, newest boolean)
RETURNS TABLE (read_at timestamptz, register_kwh double precision) LANGUAGE plpgsql STABLE PARALLEL SAFE SET jit = off AS $$
DECLARE
  step   interval;
  from_  timestamptz;
  to_    timestamptz;
  found_ bigint;
  -- A register with this modulus never shows it.
  limit_ double precision := (SELECT coalesce(m.register_modulus_kwh, 'Infinity') FROM public.machines m WHERE m.id = machine);
BEGIN
  FOREACH step IN ARRAY ARRAY['1 hour', '1 day', '30 days', '1000 years']::interval[] LOOP
    from_ := CASE WHEN newest AND isfinite(end_time) THEN greatest(first_time, end_time - step) ELSE first_time END;
    to_ := CASE WHEN NOT newest AND isfinite(first_time) THEN least(end_time, first_time + step) ELSE end_time END;
    SELECT count(*) INTO found_ FROM public.energy_readings r
    WHERE r.machine_id = machine AND r.status >= 0 AND r.status < 1073741824 AND r.energy_register_kwh >= 0 AND r.energy_register_kwh < limit_
      AND r.time >= from_ AND r.time < to_;
    EXIT WHEN found_ >= 8 OR from_ = first_time AND to_ = end_time;
  END LOOP;
  RETURN QUERY
  SELECT r.time, r.energy_register_kwh FROM public.energy_readings r
  WHERE found_ > 0 AND r.machine_id = machine AND r.status >= 0 AND r.status < 1073741824 AND r.energy_register_kwh >= 0 AND r.energy_register_kwh < limit_
    AND r.time >= from_ AND r.time < to_
  ORDER BY CASE WHEN newest THEN r.time END DESC, r.time LIMIT 8;
END $$;
COMMENT ON FUNCTION nearest_registers IS 'Up to eight good readings of a register between two times, below its modulus: the newest, or the oldest.';

-- Good readings of a register in a span, with those on either side that are needed to judge them.
CREATE FUNCTION register_readings(machine uuid, start_time timestamptz, end_time timestamptz)
RETURNS TABLE (read_at timestamptz, register_kwh double precision, left_out boolean) LANGUAGE plpgsql STABLE PARALLEL SAFE SET jit = off AS $$
DECLARE
  head        public.energy_account_heads := (SELECT h FROM public.energy_account_heads h WHERE h.meter_id = machine);
  noted_from  timestamptz := (SELECT min(first_time) FROM public.energy_account_notes WHERE meter_id = machine);
  -- Where no register was ever read, nobody looks through all readings of power for one.
  has_none    boolean := coalesce(cardinality(head.register_times) = 0, false);
  search_from timestamptz := CASE
    WHEN head IS NULL THEN '-infinity'
    WHEN has_none THEN least(head.accounted_to, noted_from)
    WHEN noted_from IS NULL AND head.accounted_to <= start_time THEN head.accounted_to
    ELSE '-infinity' END;
  limit_      double precision := (SELECT coalesce(m.register_modulus_kwh, 'Infinity') FROM public.machines m WHERE m.id = machine);
BEGIN
  RETURN QUERY
  WITH near AS (
    (SELECT r.time, r.energy_register_kwh AS kwh FROM public.energy_readings r
     WHERE r.machine_id = machine AND r.status >= 0 AND r.status < 1073741824 AND r.energy_register_kwh >= 0 AND r.energy_register_kwh < limit_
       AND r.time >= start_time AND r.time < end_time)
    UNION ALL
    SELECT * FROM public.nearest_registers(machine, search_from, start_time, true)
    UNION ALL
    SELECT * FROM public.nearest_registers(machine, greatest(end_time, CASE WHEN has_none THEN search_from END), 'infinity', false)
    UNION ALL
    -- Those that are remembered because the readings may be gone.
    SELECT * FROM unnest(head.register_times, head.register_values) AS known (at, kwh)
    WHERE kwh < limit_ AND (at < noted_from) IS NOT FALSE AND (at < search_from OR NOT EXISTS (SELECT FROM public.energy_readings r WHERE r.machine_id = machine AND r.time = at))
  ), around AS (
    SELECT n.time, kwh AS v,
      lag(kwh) OVER w AS p1, lag(kwh, 2) OVER w AS p2, lag(kwh, 3) OVER w AS p3, lead(kwh) OVER w AS n1, lead(kwh, 2) OVER w AS n2, lead(kwh, 3) OVER w AS n3,
      1.2 * m.rated_power_kw * date_part('epoch', n.time - lag(n.time) OVER w) / 3600 AS credible_rise,
      1.2 * m.rated_power_kw * date_part('epoch', lead(n.time) OVER w - n.time) / 3600 AS credible_return,
      m.register_modulus_kwh AS modulus
    FROM near n, public.machines m WHERE m.id = machine
    WINDOW w AS (ORDER BY n.time)
  )
  SELECT a.time, v, coalesce(
    -- Near 0 for up to three readings, and back: a reset does not come back.
    v < 0.01 * p1 AND (n1 >= p1 OR n1 < 0.01 * p1 AND (n2 >= p1 OR n2 < 0.01 * p1 AND n3 >= p1))
    OR greatest(v, p1) < 0.01 * p2 AND (n1 >= p2 OR n1 < 0.01 * p2 AND n2 >= p2)
    OR greatest(v, p1, p2) < 0.01 * p3 AND n1 >= p3
    -- One reading below its neighbours, and more from there to the next than the machine can take.
    OR v < p1 AND n1 >= p1 AND (n1 - v > credible_return) IS NOT FALSE
    -- One reading above them: more than the machine can take, or, of an unknown machine, a fall to where it was and not to 0. It may be
    -- the true one between two near 0.
    OR v > p1 AND n1 >= p1 AND n1 < v AND (p1 < 0.01 * p2 AND p2 <= v OR n1 < 0.01 * v AND v <= n2) IS NOT TRUE AND coalesce(v - p1 > credible_rise,
      n1 - p1 < p1 AND (modulus - v + n1 <= modulus / 2) IS NOT TRUE), false)
  FROM around a;
END $$;
COMMENT ON FUNCTION register_readings IS
  'Good readings of a register in a span, with up to eight on either side; at its modulus or above it was not read. left_out: one that its neighbours contradict: near 0 and back, or far above and back.';

-- A reading of power holds until the next one, an hour at most, and not into the future.
CREATE FUNCTION held_power(machine uuid, start_time timestamptz, end_time timestamptz)
RETURNS TABLE (read_at timestamptz, from_time timestamptz, to_time timestamptz, power_kw double precision, mean_kw double precision, followed boolean)
LANGUAGE sql STABLE PARALLEL SAFE SET jit = off AS $$
  WITH readings AS (
    SELECT time, r.power_kw, lead(time) OVER later AS next_time, lead(r.power_kw) OVER later AS next_power
    FROM public.energy_readings r
    WHERE r.machine_id = machine AND r.status >= 0 AND r.status < 1073741824 AND r.power_kw > '-Infinity' AND r.power_kw < 'Infinity'
      AND time >= start_time - interval '1 hour' AND time < end_time + interval '1 hour' AND start_time < end_time
    WINDOW later AS (ORDER BY time)
  ), held AS (
    SELECT time, r.power_kw, CASE WHEN next_time <= time + interval '1 hour' THEN next_time ELSE least(time + interval '1 hour', greatest(now(), time)) END AS held_to,
      CASE WHEN next_time <= time + interval '1 hour' THEN (r.power_kw + next_power) / 2 ELSE r.power_kw END AS mean_kw,
      (next_time <= time + interval '1 hour') IS TRUE AS followed
    FROM readings r
  )
  SELECT time, greatest(time, start_time), least(held_to, end_time), h.power_kw, h.mean_kw, h.followed FROM held h WHERE held_to > start_time AND time < end_time
$$;
COMMENT ON FUNCTION held_power IS
  'How long each power reading holds, cut to a span: until the next one, an hour at most. mean_kw is that of the straight line to the next one, if one followed within the hour.';

CREATE FUNCTION energy_intervals(machine uuid, start_time timestamptz, end_time timestamptz)
RETURNS TABLE (from_time timestamptz, to_time timestamptz, energy_kwh double precision, power_kw double precision, method text, left_out_count integer)
LANGUAGE sql STABLE PARALLEL SAFE SET jit = off AS $$
  WITH numbered AS (
    SELECT *, row_number() OVER (ORDER BY read_at) AS n FROM public.register_readings(machine, start_time, end_time)
  ), registers AS MATERIALIZED (
    SELECT read_at, register_kwh AS kwh, lead(read_at) OVER w AS next_at, lead(register_kwh) OVER w AS next_kwh, (lead(n) OVER w - n - 1)::integer AS left_out
    FROM numbered WHERE NOT left_out WINDOW w AS (ORDER BY read_at)
  ), counted AS (
    SELECT read_at, next_at, left_out, date_part('epoch', next_at - read_at) / 3600 AS hours, CASE
      WHEN next_kwh >= kwh THEN next_kwh - kwh
      -- Back at 0 because the register has no more digits, where that makes a sum that can be believed.
      WHEN m.register_modulus_kwh - kwh + next_kwh <= m.register_modulus_kwh / 2 THEN m.register_modulus_kwh - kwh + next_kwh
      -- Reset, or another meter: what it shows is what it counted since.
      ELSE next_kwh END AS kwh
    FROM registers, public.machines m WHERE m.id = machine AND next_at > start_time AND read_at < end_time AND start_time < end_time
  ), bounds AS (
    SELECT coalesce(min(read_at), 'infinity') AS first_at, coalesce(max(read_at), 'infinity') AS last_at FROM registers
  )
  SELECT greatest(read_at, start_time), least(next_at, end_time),
    kwh * (date_part('epoch', least(next_at, end_time) - greatest(read_at, start_time)) / date_part('epoch', next_at - read_at)), kwh / hours, 'register',
    CASE WHEN read_at >= start_time THEN left_out ELSE 0 END
  FROM counted
  UNION ALL
  SELECT p.from_time, p.to_time, p.mean_kw * date_part('epoch', p.to_time - p.from_time) / 3600, p.power_kw, 'power', 0
  FROM bounds, LATERAL (
    SELECT * FROM public.held_power(machine, start_time, least(end_time, first_at))
    -- What follows the last reading of a register, the next one will say: no power read before it is drawn out over that.
    UNION ALL SELECT * FROM public.held_power(machine, greatest(start_time, last_at), end_time) WHERE followed OR read_at > last_at OR last_at = 'infinity') AS p
$$;
COMMENT ON FUNCTION energy_intervals IS
  'What a machine used between its readings, cut to a span: by its register, however far apart its readings are, and by power before the first and after the last of them. power_kw is the demand meanwhile: the mean by register, or the reading that holds.';

CREATE FUNCTION measure_energy(machine uuid, edges timestamptz[])
RETURNS TABLE (from_time timestamptz, to_time timestamptz, energy_kwh double precision, held_kwh double precision, read_s double precision, method text,
  left_out_count integer, running_s double precision, idle_s double precision, off_s double precision)
LANGUAGE sql STABLE PARALLEL SAFE SET jit = off AS $$
  WITH intervals AS MATERIALIZED (
    SELECT from_time, to_time, i.energy_kwh AS kwh, power_kw, i.method = 'register' AS by_register, i.left_out_count,
      width_bucket(from_time, edges) AS first_n, width_bucket(to_time - interval '1 us', edges) AS last_n
    FROM public.energy_intervals(machine, edges[1], edges[cardinality(edges)]) i
  ), cut AS (
    -- Most intervals lie between two edges: a series for each of them would take longer than all else.
    SELECT first_n AS n, kwh, power_kw, by_register, i.left_out_count, date_part('epoch', to_time - from_time) AS s FROM intervals i WHERE first_n = last_n
    UNION ALL
    SELECT n, kwh * (s / date_part('epoch', to_time - from_time)), power_kw, by_register, CASE WHEN n = first_n THEN i.left_out_count ELSE 0 END, s
    FROM intervals i, generate_series(first_n, last_n) AS n, LATERAL (SELECT date_part('epoch', least(to_time, edges[n + 1]) - greatest(from_time, edges[n])) AS s) AS share
    WHERE first_n < last_n
  ), used AS (
    SELECT n, sum(kwh) AS kwh, sum(power_kw * s) / 3600 AS held_kwh, sum(s) AS read_s,
      CASE WHEN bool_and(by_register) THEN 'register' WHEN bool_or(by_register) THEN 'both' ELSE 'power' END AS method, sum(c.left_out_count)::integer AS left_out
    FROM cut c GROUP BY n
  ), holds AS MATERIALIZED (
    SELECT from_time, to_time, p.power_kw / m.rated_power_kw AS load, width_bucket(from_time, edges) AS first_n, width_bucket(to_time - interval '1 us', edges) AS last_n
    FROM public.machines m, public.held_power(machine, edges[1], edges[cardinality(edges)]) p WHERE m.id = machine AND m.rated_power_kw > 0
  ), loads AS (
    SELECT n, coalesce(sum(s) FILTER (WHERE load >= 0.1), 0) AS running_s, coalesce(sum(s) FILTER (WHERE load >= 0.01 AND load < 0.1), 0) AS idle_s,
      coalesce(sum(s) FILTER (WHERE load < 0.01), 0) AS off_s
    FROM (
      SELECT first_n AS n, load, date_part('epoch', to_time - from_time) AS s FROM holds WHERE first_n = last_n
      UNION ALL
      SELECT n, load, date_part('epoch', least(to_time, edges[n + 1]) - greatest(from_time, edges[n])) FROM holds, generate_series(first_n, last_n) AS n WHERE first_n < last_n
    ) AS cut GROUP BY n
  )
  SELECT edges[n], edges[n + 1], u.kwh, u.held_kwh, coalesce(u.read_s, 0), coalesce(u.method, 'none'), coalesce(u.left_out, 0),
    coalesce(l.running_s, 0), coalesce(l.idle_s, 0), coalesce(l.off_s, 0)
  FROM used u FULL JOIN loads l USING (n)
$$;
COMMENT ON FUNCTION measure_energy IS 'Energy and load of a machine by its readings, for each stretch between rising edges. A stretch that was not read has no row.';
