-- Corrections of samples by people: what was there, who took it away, and why, is in the audit log.
CREATE FUNCTION timeseries.replace_samples(tag integer, from_time timestamptz, to_time timestamptz, reason text,
  new_times timestamptz[] DEFAULT '{}', new_values double precision[] DEFAULT '{}', new_statuses integer[] DEFAULT '{}')
RETURNS TABLE (removed_count bigint, added_count bigint) LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  owner_ uuid := (SELECT t.tenant_id FROM timeseries.tags t WHERE t.id = tag);
  caller name := CASE current_setting('role') WHEN 'none' THEN session_user ELSE current_setting('role') END;
  known  jsonb;
  count_ bigint;
  opened record;
BEGIN
  -- A tag of somebody else is not there.
  IF owner_ IS NULL OR NOT coalesce(owner_ = internal.current_tenant(), pg_has_role(caller, 'varve_system', 'USAGE')) THEN
    RAISE EXCEPTION 'there is no tag %', tag USING ERRCODE = 'no_data_found';
  END IF;
  IF from_time >= to_time THEN
    RAISE EXCEPTION 'from % is not before to %', from_time, to_time USING ERRCODE = 'invalid_parameter_value';
  END IF;
  IF btrim(reason) = '' THEN
    RAISE EXCEPTION 'a correction needs a reason' USING ERRCODE = 'invalid_parameter_value';
  END IF;
  IF cardinality(new_values) <> cardinality(new_times) OR cardinality(new_statuses) NOT IN (0, cardinality(new_times)) THEN
    RAISE EXCEPTION 'expected as many values as times, and as many statuses or none; got % times, % values, % statuses',
      cardinality(new_times), cardinality(new_values), cardinality(new_statuses) USING ERRCODE = 'invalid_parameter_value';
  END IF;
  IF EXISTS (SELECT FROM unnest(new_times) AS n (at) WHERE (n.at >= from_time AND n.at < to_time) IS NOT TRUE) THEN
    RAISE EXCEPTION 'a new sample lies outside of % to %', from_time, to_time USING ERRCODE = 'invalid_parameter_value';
  END IF;

  PERFORM timeseries.lock_history(corrects => true);
  removed_count := timeseries.count_samples(tag, from_time, to_time);
  SELECT jsonb_agg(jsonb_build_array(r.time, r.value, r.status) ORDER BY r.time) INTO known
  FROM (SELECT * FROM timeseries.read(tag, from_time, to_time) LIMIT 10000) r;
  DELETE FROM timeseries.sample_rows r WHERE r.tag_id = tag AND r.time >= from_time AND r.time < to_time;
  -- What of a segment lies outside becomes rows again, until it is sealed.
  FOR opened IN
    DELETE FROM timeseries.segments s
    WHERE s.tag_id = tag AND s.first_time >= date_bin('7 days', from_time, 'epoch') AND s.first_time < to_time AND s.last_time >= from_time
    RETURNING s.*
  LOOP
    CONTINUE WHEN opened.first_time >= from_time AND opened.last_time < to_time;
    PERFORM timeseries.ensure_sample_partitions(opened.first_time, opened.last_time);
    INSERT INTO timeseries.sample_rows ("time", value, tag_id, status)
    SELECT o.time, o.value, tag, o.status
    FROM timeseries.open_segment(opened.first_time, opened.last_time, opened.step_us, opened.first_value, opened.scale, opened.sample_count, opened.unit_us,
    opened.times, opened.packed, opened.status_codes, opened.status_lengths, opened.status_nulls) o
    WHERE o.time < from_time OR o.time >= to_time;
  END LOOP;
  added_count := cardinality(new_times);
  IF added_count > 0 THEN
    FOR opened IN SELECT date_bin('1 day', n.at, 'epoch') AS day FROM unnest(new_times) AS n (at) GROUP BY 1 LOOP
      PERFORM timeseries.ensure_sample_partitions(opened.day, opened.day + interval '1 day' - interval '1 us');
    END LOOP;
    INSERT INTO timeseries.sample_rows ("time", value, tag_id, status)
    SELECT n.at, n.value, tag, coalesce(n.status, 0) FROM unnest(new_times, new_values, new_statuses) AS n (at, value, status);
  END IF;
  INSERT INTO public.audit_log (tenant_id, actor_id, action, resource_type, resource_id, before, after, client_address)
  VALUES (owner_, internal.current_actor(), CASE added_count WHEN 0 THEN 'delete_samples' ELSE 'replace_samples' END, 'samples', tag::text,
    jsonb_build_object('from', from_time, 'to', to_time, 'count', removed_count, 'samples', coalesce(known, '[]')),
    jsonb_build_object('reason', reason, 'count', added_count, 'samples', coalesce((
      SELECT jsonb_agg(jsonb_build_array(n.at, n.value, coalesce(n.status, 0)) ORDER BY n.at)
      FROM unnest(new_times[1:10000], new_values[1:10000], new_statuses[1:10000]) AS n (at, value, status)), '[]')),
    nullif(current_setting('varve.client_address', true), '')::inet);
  RETURN NEXT;
END $$;
COMMENT ON FUNCTION timeseries.replace_samples IS
  'Puts samples in the place of those of a tag from a time (which belongs to them) to another (which does not), or just takes them away; the audit log keeps the first 10,000 of both.';
REVOKE ALL ON FUNCTION timeseries.replace_samples FROM PUBLIC;
GRANT EXECUTE ON FUNCTION timeseries.replace_samples TO varve_app, varve_system;

CREATE FUNCTION timeseries.delete_samples(tag integer, from_time timestamptz, to_time timestamptz, reason text) RETURNS bigint LANGUAGE sql AS $$
  SELECT removed_count FROM timeseries.replace_samples(tag, from_time, to_time, reason)
$$;
COMMENT ON FUNCTION timeseries.delete_samples IS 'Takes the samples of a tag and a span away, and says how many there were.';

-- For questions of the application about one tag of its tenant: the view `samples` would open every segment of the tag.
CREATE FUNCTION read_samples(tag integer, from_time timestamptz, to_time timestamptz)
RETURNS TABLE ("time" timestamptz, value double precision, status integer) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT r.time, r.value, r.status
  FROM timeseries.tags t, LATERAL timeseries.read(t.id, from_time, to_time) r
  WHERE t.id = tag AND t.tenant_id = internal.current_tenant()
$$;
COMMENT ON FUNCTION read_samples IS 'Samples of a tag of the tenant from a time (which belongs to them) to another (which does not), each once, in no order.';

CREATE FUNCTION aggregate_samples(tag integer, from_time timestamptz, to_time timestamptz, width interval, time_zone text DEFAULT NULL)
RETURNS TABLE (bucket timestamptz, sample_count bigint, good_count bigint, minimum double precision, maximum double precision,
  average double precision, standard_deviation double precision, total double precision, time_weighted_average double precision, good_seconds double precision)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT a.*
  FROM timeseries.tags t, LATERAL timeseries.aggregate(t.id, from_time, to_time, width, time_zone) a
  WHERE t.id = tag AND t.tenant_id = internal.current_tenant()
$$;
COMMENT ON FUNCTION aggregate_samples IS 'timeseries.aggregate() of a tag of the tenant.';
REVOKE ALL ON FUNCTION read_samples, aggregate_samples FROM PUBLIC;
GRANT EXECUTE ON FUNCTION read_samples, aggregate_samples TO varve_app, varve_system;
