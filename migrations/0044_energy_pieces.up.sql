-- Reads accounts of energy, cuts them where a price or a span ends, and keeps them up to date.

-- Where accounts are not to be believed, since readings may have come after they were made.
CREATE FUNCTION unaccounted_spans(machine uuid) RETURNS tstzmultirange LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
DECLARE
  head       public.energy_account_heads := (SELECT h FROM public.energy_account_heads h WHERE h.meter_id = machine);
  registers  integer := cardinality(head.register_times);
  spans      tstzmultirange := '{}';
  noted      tstzmultirange;
  note       tstzrange;
  first_     timestamptz;
  last_      timestamptz;
BEGIN
  IF head IS NULL THEN
    RETURN '{(,)}';
  END IF;
  IF EXISTS (SELECT FROM public.machines m WHERE m.id = machine
      AND (m.rated_power_kw, m.register_modulus_kwh) IS DISTINCT FROM (head.rated_power_kw, head.register_modulus_kwh)) THEN
    RETURN tstzmultirange(tstzrange(head.kept_from, NULL));
  END IF;
  first_ := head.accounted_to - interval '1 hour';
  IF registers > 0 AND EXISTS (SELECT FROM public.energy_readings r
      WHERE r.machine_id = machine AND r.energy_register_kwh IS NOT NULL AND r.time >= head.accounted_to) THEN
    first_ := least(first_, head.register_times[greatest(registers - 3, 1)]);
  END IF;
  spans := tstzmultirange(tstzrange(first_, NULL));
  first_ := NULL;
  -- A reading tells on those around it: of power within an hour, of a register as far as the next ones are.
  SELECT range_agg(tstzrange(first_time, last_time, '[]')) INTO noted FROM public.energy_account_notes WHERE meter_id = machine;
  IF registers = 0 AND noted IS NOT NULL THEN
    noted := tstzmultirange(range_merge(noted));
  END IF;
  FOR note IN SELECT unnest(noted) LOOP
    IF registers > 0 THEN
      SELECT min(read_at) INTO first_ FROM public.nearest_registers(machine, '-infinity', lower(note), true);
      SELECT max(read_at) INTO last_ FROM public.nearest_registers(machine, upper(note) + interval '1 us', 'infinity', false);
      first_ := least(first_, (SELECT max(t) FROM unnest(head.register_times) AS t WHERE t < lower(note)));
    END IF;
    spans := spans + tstzmultirange(tstzrange(least(first_, lower(note) - interval '1 hour'), greatest(last_, upper(note) + interval '1 hour')));
  END LOOP;
  RETURN (SELECT coalesce(range_agg(tstzrange(date_bin('15 minutes', lower(s), '2000-01-01 00:00Z'),
      date_bin('15 minutes', upper(s) - interval '1 us', '2000-01-01 00:00Z') + interval '15 minutes')), '{}') FROM unnest(spans) AS s)
    * tstzmultirange(tstzrange(head.kept_from, NULL));
END $$;
COMMENT ON FUNCTION unaccounted_spans IS 'Whole quarters of an hour for which a machine has no account that can be believed: its readings are asked instead.';

-- A stretch of time with what is known of it. Lists of them go from one function to the next, so that readings are asked once.
CREATE TYPE energy_piece AS (from_time timestamptz, to_time timestamptz, energy_kwh double precision, held_kwh double precision, read_s double precision,
  method text, left_out_count integer, running_s double precision, idle_s double precision, off_s double precision);
COMMENT ON TYPE energy_piece IS 'Use of a machine in a stretch of time: energy, the same as demand meters count it, seconds read, and seconds by load.';

-- An account is cut by the readings where they are still there and say the same, else in proportion: either way the parts make the whole.
CREATE FUNCTION cut_account(account energy_accounts, edges timestamptz[]) RETURNS SETOF energy_piece LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
DECLARE
  measured energy_piece[] := ARRAY(SELECT m::public.energy_piece FROM public.measure_energy(account.meter_id, edges) m);
BEGIN
  IF abs(coalesce((SELECT sum(read_s) FROM unnest(measured)), 0) - account.coverage * 900) < 0.01 THEN
    RETURN QUERY SELECT * FROM unnest(measured);
  ELSE
    RETURN QUERY SELECT edge, next_edge, account.energy_kwh * share, account.held_kwh * share, account.coverage * 900 * share, account.method,
        CASE WHEN n = 1 THEN account.left_out_count ELSE 0 END, account.running_s * share, account.idle_s * share, account.off_s * share
      FROM (SELECT edge, n, lead(edge) OVER (ORDER BY n) AS next_edge, date_part('epoch', lead(edge) OVER (ORDER BY n) - edge) / 900 AS share
        FROM unnest(edges) WITH ORDINALITY AS e (edge, n)) AS parts
      WHERE next_edge IS NOT NULL;
  END IF;
END $$;
COMMENT ON FUNCTION cut_account IS 'The parts of an account between rising edges, the first and last of which are its own.';

CREATE FUNCTION energy_pieces(machine uuid, start_time timestamptz, end_time timestamptz, cuts timestamptz[] DEFAULT '{}')
RETURNS SETOF energy_piece LANGUAGE plpgsql STABLE PARALLEL SAFE SET jit = off AS $$
DECLARE
  quarter CONSTANT interval := '15 minutes';
  origin  CONSTANT timestamptz := '2000-01-01 00:00Z';
  first_  timestamptz := date_bin(quarter, start_time, origin);
  fresh   tstzmultirange;
  odd     timestamptz[];
  cut     timestamptz[];
BEGIN
  IF (start_time < end_time AND isfinite(start_time) AND isfinite(end_time)) IS NOT TRUE THEN
    RETURN;
  END IF;
  fresh := public.unaccounted_spans(machine) * tstzmultirange(tstzrange(start_time, end_time));
  odd := ARRAY(SELECT DISTINCT c FROM unnest(cuts || start_time || end_time) AS c
    WHERE c BETWEEN start_time AND end_time AND c <> date_bin(quarter, c, origin) ORDER BY 1);
  cut := ARRAY(SELECT DISTINCT date_bin(quarter, c, origin) FROM unnest(odd) AS c);
  RETURN QUERY
  SELECT a.quarter_start, a.quarter_start + quarter, a.energy_kwh, a.held_kwh, a.coverage * 900, a.method, a.left_out_count, a.running_s, a.idle_s, a.off_s
  FROM public.energy_accounts a
  WHERE a.meter_id = machine AND a.quarter_start >= first_ AND a.quarter_start < end_time
    AND NOT fresh && tstzrange(a.quarter_start, a.quarter_start + quarter) AND a.quarter_start <> ALL (cut)
  UNION ALL
  SELECT p.*
  FROM public.energy_accounts a CROSS JOIN LATERAL public.cut_account(a, a.quarter_start
    || ARRAY(SELECT o FROM unnest(odd) AS o WHERE o > a.quarter_start AND o < a.quarter_start + quarter ORDER BY 1) || (a.quarter_start + quarter)) AS p
  WHERE a.meter_id = machine AND a.quarter_start = ANY (cut)
    AND NOT fresh && tstzrange(a.quarter_start, a.quarter_start + quarter) AND p.from_time >= start_time AND p.to_time <= end_time
  UNION ALL
  SELECT m.*
  FROM unnest(fresh) AS span CROSS JOIN LATERAL public.measure_energy(machine, ARRAY(
    SELECT lower(span) UNION SELECT upper(span) UNION SELECT o FROM unnest(odd) AS o WHERE o <@ span
    UNION SELECT q FROM generate_series(date_bin(quarter, lower(span), origin) + quarter, upper(span), quarter) AS q ORDER BY 1)) AS m;
END $$;
COMMENT ON FUNCTION energy_pieces IS
  'What a machine used, in quarters of an hour of UTC and cut at the ends of the span and at cuts: from its accounts, and from its readings where there are none yet.';

-- Makes the accounts of a span again, whole quarters, a week at a time.
CREATE FUNCTION timeseries.account_for_energy(machine uuid, first_time timestamptz, last_time timestamptz) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
  start   timestamptz := first_time;
  finish  timestamptz;
  changed bigint;
  total   bigint := 0;
BEGIN
  WHILE start < last_time LOOP
    finish := least(start + interval '7 days', last_time);
    DELETE FROM timeseries.energy_accounts WHERE meter_id = machine AND quarter_start >= start AND quarter_start < finish;
    INSERT INTO timeseries.energy_accounts (meter_id, quarter_start, energy_kwh, held_kwh, coverage, method, left_out_count, running_s, idle_s, off_s)
    SELECT machine, from_time, energy_kwh, held_kwh, least(read_s / 900, 1), method, left_out_count, running_s, idle_s, off_s
    FROM public.measure_energy(machine, ARRAY(SELECT q FROM generate_series(start, finish, interval '15 minutes') AS q));
    GET DIAGNOSTICS changed = ROW_COUNT;
    total := total + changed;
    start := finish;
  END LOOP;
  RETURN total;
END $$;
COMMENT ON FUNCTION timeseries.account_for_energy IS 'Makes the accounts of a machine between two quarters of an hour, and says how many rows there are now.';

-- Ends an hour ago: until then a reading of power may hold. Before readings are dropped, all of them are accounted for.
CREATE FUNCTION timeseries.keep_energy_accounts(machine uuid, at timestamptz, kept_from timestamptz, give_up_at timestamptz) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
  oldest timestamptz := (SELECT min(r.time) FROM timeseries.energy_readings r WHERE r.machine_id = machine);
  newest timestamptz := (SELECT max(r.time) FROM timeseries.energy_readings r WHERE r.machine_id = machine);
  head   timeseries.energy_account_heads := (SELECT h FROM timeseries.energy_account_heads h WHERE h.meter_id = machine);
  notes  bigint[] := ARRAY(SELECT id FROM timeseries.energy_account_notes WHERE meter_id = machine);
  finish timestamptz := date_bin('15 minutes', least(at, now()) - interval '1 hour', '2000-01-01 00:00Z');
  span   tstzrange;
  start  timestamptz;
  next_  timestamptz;
  total  bigint := 0;
BEGIN
  IF kept_from > finish THEN
    finish := least(date_bin('15 minutes', newest, '2000-01-01 00:00Z') + interval '75 minutes', kept_from);
  END IF;
  finish := greatest(finish, head.accounted_to);
  IF oldest IS NULL OR finish <= oldest OR finish = head.accounted_to AND notes = '{}'
      AND EXISTS (SELECT FROM public.machines m WHERE m.id = machine
        AND (m.rated_power_kw, m.register_modulus_kwh) IS NOT DISTINCT FROM (head.rated_power_kw, head.register_modulus_kwh)) THEN
    RETURN 0;
  END IF;
  FOR span IN SELECT unnest(public.unaccounted_spans(machine)
    * tstzmultirange(tstzrange(date_bin('15 minutes', oldest, '2000-01-01 00:00Z'), finish))) LOOP
    start := lower(span);
    WHILE start < upper(span) LOOP
      next_ := least(start + interval '7 days', upper(span));
      -- The longest wait goes first, as far as time allows; the rest is measured until its turn comes.
      IF clock_timestamp() > give_up_at AND upper(span) = finish AND start >= coalesce(greatest(head.accounted_to, kept_from), start) THEN
        finish := start;
        EXIT;
      END IF;
      total := total + timeseries.account_for_energy(machine, start, next_);
      start := next_;
    END LOOP;
  END LOOP;
  INSERT INTO timeseries.energy_account_heads (meter_id, accounted_to, kept_from, register_times, register_values, rated_power_kw, register_modulus_kwh)
  SELECT machine, finish, coalesce(greatest(head.kept_from, least(date_bin('15 minutes', kept_from, '2000-01-01 00:00Z') + interval '15 minutes', finish)), '-infinity'),
    coalesce(known.times, '{}'), coalesce(known.kwhs, '{}'), m.rated_power_kw, m.register_modulus_kwh
  FROM public.machines m, LATERAL (
    SELECT array_agg(read_at ORDER BY read_at) AS times, array_agg(register_kwh ORDER BY read_at) AS kwhs
    FROM public.register_readings(machine, finish, finish) WHERE read_at < finish) AS known
  WHERE m.id = machine
  ON CONFLICT (meter_id) DO UPDATE SET accounted_to = excluded.accounted_to, kept_from = excluded.kept_from, register_times = excluded.register_times,
    register_values = excluded.register_values, rated_power_kw = excluded.rated_power_kw, register_modulus_kwh = excluded.register_modulus_kwh;
  DELETE FROM timeseries.energy_account_notes WHERE id = ANY (notes);
  RETURN total;
END $$;
COMMENT ON FUNCTION timeseries.keep_energy_accounts IS 'Brings the accounts of a machine up to date, and says how many rows it wrote.';

CREATE FUNCTION timeseries.keep_accounts(series_name text, at timestamptz)
RETURNS TABLE (action text, relation text, row_count bigint) LANGUAGE plpgsql AS $$
DECLARE
  give_up_at timestamptz := clock_timestamp() + interval '10 seconds';
BEGIN
  IF series_name <> 'energy_readings' THEN
    RETURN;
  END IF;
  PERFORM pg_advisory_xact_lock(internal.lock_key('energy accounts'));
  SELECT 'accounts made', 'energy_accounts', sum(timeseries.keep_energy_accounts(m.id, at, at - s.retain_for, give_up_at))
  INTO action, relation, row_count
  FROM public.machines m, timeseries.record_series s WHERE s.series = series_name;
  IF row_count > 0 THEN
    RETURN NEXT;
  END IF;
END $$;
COMMENT ON FUNCTION timeseries.keep_accounts IS 'Brings up to date what is kept of a series beside its rollups, and says what it did.';
